"""The exchange room that came from a seminar: made once, linked both ways."""

from AccessControl.PermissionRole import rolesForPermissionOn
from plone import api
from plone.dexterity.utils import createContentInContainer
from Products.CMFCore.permissions import View
from z3c.relationfield import RelationValue
from zc.relation.interfaces import ICatalog
from zope.component import getUtility
from zope.intid.interfaces import IIntIds
from zukunftsraum.spaces.content import IExchangeRoom


#: The section in which rooms lie.
SECTION = "austausch"


def room_of(seminar):
    """The room that is linked to the seminar, or None; whoever may see it or not."""
    relations = getUtility(ICatalog).findRelations(
        {"to_id": getUtility(IIntIds).getId(seminar), "from_attribute": "seminar"}
    )
    rooms = (relation.from_object for relation in relations)
    return next((room for room in rooms if IExchangeRoom.providedBy(room)), None)


def make_room(seminar):
    """The room of a seminar, and whether it was made now.

    It takes title, summary and topics of the seminar. Whoever makes it hosts it; others ask to join, so
    that the link on the seminar leads the network somewhere. The room of a seminar that the network does not see stays
    hidden, until its hosts open it.
    """
    room = room_of(seminar)
    if room is not None:
        return room, False
    relation = RelationValue(getUtility(IIntIds).getId(seminar))
    with api.env.adopt_roles(["Manager"]):
        room = createContentInContainer(
            api.portal.get()[SECTION],
            "ExchangeRoom",
            title=seminar.title,
            description=seminar.description,
            topics=list(seminar.topics or ()),
            seminar=relation,
        )
        if seen_by_network(seminar):
            api.content.transition(room, to_state="closed")
    return room, True


def seen_by_network(seminar) -> bool:
    """Whether everybody in the network may see the seminar."""
    return not {"Anonymous", "Network Member"}.isdisjoint(rolesForPermissionOn(View, seminar))
