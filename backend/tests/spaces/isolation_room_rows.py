"""What lies in exchange rooms of others, who is in them, and who asks; in open and closed rooms too."""

from datetime import datetime
from datetime import UTC
from plone import api
from plone.uuid.interfaces import IUUID
from tests.isolation import QUIET
from tests.isolation import Rows
from tests.spaces.isolation_rows import add_page
from tests.spaces.isolation_rows import content_of
from tests.world import create_room
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.event import notify
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectModifiedEvent
from zukunftsraum.spaces import membership
from zukunftsraum.spaces.content import IExchangeRoom
from zukunftsraum.spaces.groups import groups_of
from zukunftsraum.spaces.rules import municipal_groups
from zukunftsraum.spaces.store import get_requests
from zukunftsraum.spaces.store import JoinRequest


OWN, HIDDEN, CLOSED, OPEN = (f"austausch/r{number}" for number in range(4))

SEMINAR = "veranstaltungen/s1"

PEOPLE_VIEWS = ("@members", "@requests", "@membership")


def fill_rooms(portal):
    """Rooms of B; an outsider hosts one of their own, in which there is nothing."""
    create_room(portal, "r0", "Runde", "open", "coordinator-a")
    now = datetime.now(UTC)
    names = {}
    for id, state in (("r1", "hidden"), ("r2", "closed"), ("r3", "open")):
        title = "Zitronenrunde" if state == "hidden" else "Thema"
        room = create_room(portal, id, title, state, "coordinator-b")
        membership.join(groups_of(room), "member-b")
        membership.join(groups_of(room), QUIET)
        with api.env.adopt_user("member-b"), api.env.adopt_roles(["Manager"]):
            names[f"uid_{id}"] = IUUID(add_page(room, "d1"))
        get_requests().ask(JoinRequest(IUUID(room), QUIET, "Zitronenanfrage", now))
        if state == "hidden":
            names["uid_room"] = IUUID(room)
            link_to_seminar(portal, room)
    return names


def link_to_seminar(portal, room):
    """An announced seminar from which the hidden room came."""
    with api.env.adopt_roles(["Manager"]):
        seminar = api.content.create(portal["veranstaltungen"], "Seminar", id="s1", title="Runde")
        api.content.transition(seminar, "announce")
        room.seminar = RelationValue(getUtility(IIntIds).getId(seminar))
        notify(ObjectModifiedEvent(room))


def people(portal):
    """Who is in every room and in B."""
    found = {
        room.getId(): membership.members_of(groups_of(room))
        for room in portal["austausch"].objectValues()
        if IExchangeRoom.providedBy(room)
    }
    return found, membership.members_of(municipal_groups("990000000002"))


ROOM_ROWS = Rows(
    plant=fill_rooms,
    places=(HIDDEN, f"{HIDDEN}/d1", f"{CLOSED}/d1", f"{OPEN}/d1"),
    on_object=(*PEOPLE_VIEWS, "@members/quiet-b"),
    open_places=("austausch", OPEN),
    paths=dict.fromkeys(
        (
            "@spaces",
            "@spaces?kind=room",
            "@spaces?kind=municipality&b_size=100",
            "raeume/@spaces",
            SEMINAR,
            f"{SEMINAR}/@relations",
            f"{SEMINAR}/@linkintegrity",
            "@search?portal_type=Seminar&metadata_fields=_all&fullobjects=1",
            *(
                f"{room}/{view}"
                for room in (CLOSED, OPEN)
                for view in (
                    *PEOPLE_VIEWS,
                    "@members/quiet-b",
                    "@requests/quiet-b",
                    "@search",
                    "?expand=breadcrumbs,navigation,actions,types,workflow,contextnavigation",
                    "?fullobjects=1",
                    "@contextnavigation",
                    "@visibility",
                    "@sharing",
                    "@history",
                )
            ),
            "@search?path=/plone/austausch&metadata_fields=_all",
            "@search?portal_type=ExchangeRoom&review_state=hidden",
            "@groups/raum-{uid_room}",
            "@users/quiet-b",
            "@users?query=Zitron",
            "@search?Creator=quiet-b",
        ),
        (),
    ),
    writes=(
        ("POST", "@membership", {"message": "?"}),
        ("DELETE", "@membership", None),
        ("POST", "@members", {"id": "quiet-b"}),
        ("PATCH", "@members/quiet-b", {"role": "coordinator"}),
        ("DELETE", "@members/quiet-b", None),
        ("POST", "@requests/quiet-b", {"decision": "admit"}),
        ("POST", "@workflow/open", {}),
    ),
    write_paths=tuple(
        (method, f"{room}/{view}", body)
        for room in (CLOSED, OPEN)
        for method, view, body in (
            ("POST", "@members", {"id": "quiet-b"}),
            ("PATCH", "@members/quiet-b", {"role": "coordinator"}),
            ("DELETE", "@members/quiet-b", None),
            ("POST", "@requests/quiet-b", {"decision": "admit"}),
            ("POST", "@workflow/hide", {}),
            ("POST", "", {"@type": "Document", "title": "x"}),
            ("DELETE", "@membership", None),
        )
    )
    + (("POST", f"{SEMINAR}/@room", None),),
    state=lambda portal: (content_of(portal, "austausch"), people(portal)),
    seen=(
        ("member-b", HIDDEN),
        ("member-b", SEMINAR),
        ("member-b", f"{OPEN}/d1"),
        ("member-b", f"{CLOSED}"),
        ("member-b", f"{OPEN}/@members"),
        ("member-b", "raeume/beispielhausen/@members"),
        ("member-b", "@spaces"),
        ("coordinator-b", f"{CLOSED}/@requests"),
    ),
)
