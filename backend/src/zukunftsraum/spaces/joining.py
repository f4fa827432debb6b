"""Coming into a room and going: what the services of rooms and member lists do.

Every function changes memberships and tells people of it; none checks a permission.
"""

from datetime import datetime
from plone import api
from plone.uuid.interfaces import IUUID
from zukunftsraum.spaces import membership
from zukunftsraum.spaces import telling
from zukunftsraum.spaces.content import IExchangeRoom
from zukunftsraum.spaces.groups import groups_of
from zukunftsraum.spaces.people import is_network_member
from zukunftsraum.spaces.people import property_of
from zukunftsraum.spaces.rules import JOINING
from zukunftsraum.spaces.rules import on_joining
from zukunftsraum.spaces.store import get_requests
from zukunftsraum.spaces.store import JoinRequest


class NotOpen(ValueError):
    """One comes into this room by invitation of its hosts only."""


class NoRequest(LookupError):
    """There is no request of this person: it was decided or withdrawn, or never made."""


class NotAvailable(LookupError):
    """There is no such person in the network, or they are not in the directory."""


def joining_of(room) -> str:
    """How one comes in: `open`, `request` or `closed`."""
    return JOINING[api.content.get_state(room)]


def status_of(room, user_id: str) -> str:
    """What a person is in a room: `none`, `asked`, `member` or `coordinator`."""
    role = membership.role_in(groups_of(room), user_id)
    if role is None and get_requests().has(IUUID(room), user_id):
        return "asked"
    return role or "none"


def ask_or_join(room, user_id: str, message: str, now: datetime) -> str:
    """Join an open room, or ask the hosts of a closed one; what the person is in it then.

    :raises NotOpen: one comes in by invitation only.
    """
    groups, uid = groups_of(room), IUUID(room)
    role = membership.role_in(groups, user_id)
    todo = on_joining(api.content.get_state(room), role is not None)
    if todo == "refuse":
        raise NotOpen(uid)
    if todo == "join":
        get_requests().take(uid, user_id)
        membership.join(groups, user_id)
    elif todo == "ask" and get_requests().ask(JoinRequest(uid, user_id, message, now)):
        telling.tell_requested(room)
    return status_of(room, user_id)


def withdraw_or_leave(
    space, user_id: str, *, successor: str | None = None, hand_to_office: bool = False
) -> None:
    """End what a person is or asked for, by their own wish; a successor is told.

    :raises LastCoordinator, NotAMember: as `membership.leave`.
    """
    get_requests().take(IUUID(space), user_id)
    end(space, user_id, successor=successor, hand_to_office=hand_to_office)


def remove(
    space, user_id: str, *, successor: str | None = None, hand_to_office: bool = False
) -> None:
    """End somebody else's membership; they are told, and a successor is.

    :raises LastCoordinator, NotAMember: as `membership.leave`; NotAMember also for who is not in.
    """
    if membership.role_in(groups_of(space), user_id) is None:
        raise membership.NotAMember(user_id)
    end(space, user_id, successor=successor, hand_to_office=hand_to_office)
    telling.tell_left(user_id, space)


def end(space, user_id, *, successor, hand_to_office) -> None:
    """End a membership; a successor is told, or the office.

    A hidden room is not handed over: the office does not see it, and must not learn that it is there.
    """
    groups = groups_of(space)
    is_new = successor is not None and membership.role_in(groups, successor) == "member"
    coordinated = bool(membership.coordinators_of(groups))
    hand_to_office = hand_to_office and not is_hidden(space)
    membership.leave(groups, user_id, successor=successor, hand_to_office=hand_to_office)
    if is_new:
        telling.tell_coordinates(successor, space)
    if coordinated and not membership.coordinators_of(groups):
        telling.tell_handed_over(space)


def is_hidden(space) -> bool:
    return IExchangeRoom.providedBy(space) and joining_of(space) == "closed"


def admit(room, user_id: str) -> None:
    """Let in a person who asked.

    :raises NoRequest: decided already, withdrawn, or no longer in the network.
    """
    if get_requests().take(IUUID(room), user_id) is None or not is_network_member(user_id):
        raise NoRequest(user_id)
    membership.join(groups_of(room), user_id)
    telling.tell_admitted(user_id, room)


def reject(room, user_id: str, reason: str) -> None:
    """Refuse a person who asked; they may ask again.

    :raises NoRequest: decided already or withdrawn.
    """
    if get_requests().take(IUUID(room), user_id) is None:
        raise NoRequest(user_id)
    telling.tell_rejected(user_id, room, reason)


def bring_in(room, user_id: str) -> bool:
    """Put a person from the directory into a room; whether they were not in it before.

    :raises NotAvailable: nobody of this id is in the directory: who hides is not found by trying.
    """
    if not is_network_member(user_id) or not property_of(user_id, "visible_in_directory"):
        raise NotAvailable(user_id)
    get_requests().take(IUUID(room), user_id)
    is_new = membership.join(groups_of(room), user_id)
    if is_new:
        telling.tell_admitted(user_id, room)
    return is_new


def set_role(space, user_id: str, coordinator: bool, *, by: str) -> None:
    """Make a member a coordinator, or a coordinator a member; who did not do it themselves is told.

    :raises LastCoordinator, NotAMember: as `membership.set_coordinator`.
    """
    groups = groups_of(space)
    before = membership.role_in(groups, user_id)
    membership.set_coordinator(groups, user_id, coordinator)
    if coordinator and before == "member" and user_id != by:
        telling.tell_coordinates(user_id, space)
