"""Who can see this? The answer in plain words."""

from AccessControl.PermissionRole import rolesForPermissionOn
from typing import Literal
from typing_extensions import TypedDict
from zope.i18n import translate
from zope.i18nmessageid import Message
from zukunftsraum import _
from zukunftsraum.register.store import get_register
from zukunftsraum.spaces.containment import space_of
from zukunftsraum.spaces.content import IExchangeRoom
from zukunftsraum.spaces.content import IMunicipalSpace
from zukunftsraum.spaces.groups import group_titles
from zukunftsraum.spaces.rules import audience
from zukunftsraum.spaces.rules import AUTHOR
from zukunftsraum.spaces.rules import COORDINATOR
from zukunftsraum.spaces.rules import MEMBER
from zukunftsraum.spaces.rules import OPERATORS


ROLE_TITLES = {
    "Anonymous": _("reader_everybody", default="Everybody"),
    "Authenticated": _("reader_logged_in", default="Everybody who is logged in"),
    "Member": _("reader_logged_in", default="Everybody who is logged in"),
    "Network Member": _("reader_network", default="Members of the network"),
    "Owner": _("reader_author", default="The author"),
    "Editor": _("reader_editors", default="Editors"),
    "Reviewer": _("reader_editors", default="Editors"),
    "Contributor": _("reader_editors", default="Editors"),
    "Reader": _("reader_readers", default="Persons to whom it was shown"),
    "Programme Office": _("reader_office", default="Programme office"),
    "Grant Examiner": _("reader_examiners", default="Grant examination"),
    "Grant Approver": _("reader_approvers", default="Grant decision"),
    "Grant Finance": _("reader_finance", default="Grant finance"),
    "Manager": _("reader_operators", default="Administration (technical operation)"),
    "Site Administrator": _("reader_operators", default="Administration (technical operation)"),
}

LABELS = {
    "public": _("visibility_public", default="Everybody can see this page"),
    "network": _("visibility_network", default="Only members of the network see this page"),
    "restricted": _(
        "visibility_restricted", default="Only these people see this page: ${readers}"
    ),
}

#: The front page of a room that the network sees; what lies in it is for its members.
LABEL_ROOM_FRONT = _(
    "visibility_room_front",
    default="All members of the network see this page; what lies in the room, only its members see",
)

LABEL_ROOM = _("visibility_room", default="Only members of the room “${name}” see this page")


#: How the members of a municipality are named, by its kind in the register.
MEMBERS_OF = {
    "town": _("visibility_town", default="Only members of the town of ${name} see this page"),
    "municipality": _(
        "visibility_municipality",
        default="Only members of the municipality of ${name} see this page",
    ),
    "market-town": _(
        "visibility_market_town",
        default="Only members of the market town of ${name} see this page",
    ),
    "rural-district": _(
        "visibility_rural_district",
        default="Only members of the rural district of ${name} see this page",
    ),
    "association-municipality": _(
        "visibility_association_municipality",
        default="Only members of the association municipality of ${name} see this page",
    ),
    "joint-municipality": _(
        "visibility_joint_municipality",
        default="Only members of the joint municipality of ${name} see this page",
    ),
}
for kind in ("independent-city", "urban-district", "large-district-town"):
    MEMBERS_OF[kind] = MEMBERS_OF["town"]
MEMBERS_OF["district"] = MEMBERS_OF["rural-district"]

MEMBERS_OF_OTHERS = _("visibility_other", default="Only members of ${name} see this page")


class Holder(TypedDict):
    """A group or role, and its title."""

    kind: Literal["group", "role"]
    title: str


class Visibility(TypedDict):
    """Who may see an object, in one word and in a sentence, and who may change it."""

    audience: Literal["public", "network", "space", "restricted"]
    label: str
    readers: list[Holder]
    editors: list[Holder]


def visibility(context, request) -> Visibility:
    """Audience, label, readers and editors of an object, as `@visibility` answers them."""
    space = space_of(context)
    view_roles = rolesForPermissionOn("View", context)
    who = audience(view_roles, space is not None)
    readers = people(view_roles, space, request)
    editors = people(rolesForPermissionOn("Modify portal content", context), space, request)
    return {
        "audience": who.kind,
        "label": label(who.kind, context, space, readers, request),
        "readers": readers,
        "editors": editors,
    }


def people(roles, space, request) -> list[Holder]:
    """The holders of roles, as groups and roles with titles; operators last."""
    found = []
    if space is not None:
        members, coordinators = group_titles(space)
        if MEMBER in roles:
            found.append({"kind": "group", "title": members})
        if COORDINATOR in roles:
            found.append({"kind": "group", "title": coordinators})
    if "Anonymous" in roles:
        roles = {"Anonymous"}
    told = sorted(set(roles) - {MEMBER, COORDINATOR, AUTHOR}, key=lambda r: (r in OPERATORS, r))
    for role in told:
        title = ROLE_TITLES.get(role)
        entry = {
            "kind": "role",
            "title": translate(title, context=request) if title else role,
        }
        if entry not in found:
            found.append(entry)
    return found


def label(kind, context, space, readers, request) -> str:
    """One sentence that says who sees the page."""
    if kind == "space":
        return space_label(space, request)
    if kind == "network" and IExchangeRoom.providedBy(context):
        return say(LABEL_ROOM_FRONT, request)
    names = ", ".join(reader["title"] for reader in readers)
    return say(LABELS[kind], request, readers=names)


def space_label(space, request) -> str:
    if not IMunicipalSpace.providedBy(space):
        return say(LABEL_ROOM, request, name=space.title)
    municipality = get_register().get(space.municipality)
    name = municipality.name if municipality else space.title
    message = MEMBERS_OF.get(municipality and municipality.kind, MEMBERS_OF_OTHERS)
    return say(message, request, name=name)


def say(message, request, **mapping) -> str:
    """A message in the caller's language, with its variables filled in."""
    return translate(Message(message, mapping=mapping), context=request)
