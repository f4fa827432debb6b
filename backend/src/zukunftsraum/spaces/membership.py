"""Who is in which space: read from and written to the groups, which are the only truth.

Nothing here checks a permission: the services do. All of it costs the same whatever the number of
spaces and documents, and reindexes nothing. Coordinators are in both groups of a space.
"""

from plone import api
from zukunftsraum.spaces import rules
from zukunftsraum.spaces.rules import LastCoordinator
from zukunftsraum.spaces.rules import Membership
from zukunftsraum.spaces.rules import NotAMember
from zukunftsraum.spaces.rules import Roster
from zukunftsraum.spaces.rules import RosterChange
from zukunftsraum.spaces.rules import SpaceGroups
from zukunftsraum.spaces.store import get_requests
from zukunftsraum.spaces.store import get_space_store


__all__ = (
    "coordinators_of",
    "join",
    "LastCoordinator",
    "leave",
    "leave_all",
    "members_of",
    "Membership",
    "memberships_of",
    "NotAMember",
    "role_in",
    "set_coordinator",
    "uid_of",
    "UnknownSpace",
)

#: Whoever is in a space is a member of the network too.
NETWORK = "mitglieder"


class UnknownSpace(LookupError):
    """There is no space with these groups (yet, or any more)."""


def memberships_of(user_id: str) -> list[Membership]:
    """The municipalities and rooms a person is in, from their groups alone."""
    return rules.memberships(_source()._principal_groups.get(user_id, ()))


def members_of(groups: SpaceGroups) -> list[str]:
    """Ids of all who are in the space, coordinators included, sorted."""
    return sorted(set(_principals(groups.members)) | set(_principals(groups.coordinators)))


def coordinators_of(groups: SpaceGroups) -> list[str]:
    """Ids of those who coordinate the space, sorted; none: the office does."""
    return sorted(_principals(groups.coordinators))


def role_in(groups: SpaceGroups, user_id: str) -> str | None:
    """`coordinator`, `member` or None, in constant time."""
    if user_id in _principals(groups.coordinators):
        return "coordinator"
    return "member" if user_id in _principals(groups.members) else None


def join(groups: SpaceGroups, user_id: str, *, coordinator: bool = False) -> bool:
    """Put a person into a space and the network; whether they were not in it before.

    :raises UnknownSpace: when the space does not exist.
    """
    roster = _roster(groups)
    is_new = user_id not in roster
    _write(groups, rules.joining(roster, user_id, coordinator=coordinator))
    _source().addPrincipalToGroup(user_id, NETWORK)
    return is_new


def leave(
    groups: SpaceGroups,
    user_id: str,
    *,
    successor: str | None = None,
    hand_to_office: bool = False,
) -> None:
    """Take a person out of a space; access ends with the next request.

    :raises LastCoordinator: when nobody would coordinate the space any more.
    :raises NotAMember: when the successor is not another member.
    :raises UnknownSpace: when the space does not exist.
    """
    _write(
        groups,
        rules.leaving(
            _roster(groups), user_id, successor=successor, hand_to_office=hand_to_office
        ),
    )


def set_coordinator(groups: SpaceGroups, user_id: str, coordinator: bool) -> None:
    """Make a member a coordinator, or a coordinator a member.

    :raises LastCoordinator: when nobody would coordinate the space any more.
    :raises NotAMember: when the person is not in the space.
    :raises UnknownSpace: when the space does not exist.
    """
    _write(groups, rules.coordinating(_roster(groups), user_id, coordinator))


def leave_all(user_id: str) -> None:
    """Take a person out of every space and the network, whatever becomes of the spaces.

    For erasure; open requests go too. A space without coordinator falls to the office.
    """
    source = _source()
    mine = [g for m in memberships_of(user_id) for g in m.groups.ids()] + [NETWORK]
    for group_id in mine:
        if group_id in source._group_principal_map:
            source.removePrincipalFromGroup(user_id, group_id)
    get_requests().forget_person(user_id)


def uid_of(membership: Membership) -> str | None:
    """The UID of the space of a membership."""
    if membership.kind == "room":
        return membership.key
    return get_space_store().uid_of(membership.key)


def _source():
    return api.portal.get_tool("acl_users").source_groups


def _principals(group_id):
    """The ids in a group, as stored; empty for a group that does not exist."""
    return _source()._group_principal_map.get(group_id, ())


def _roster(groups: SpaceGroups) -> Roster:
    known = _source()._group_principal_map
    if not all(group_id in known for group_id in groups.ids()):
        raise UnknownSpace(groups.members)
    return Roster(known[groups.members], known[groups.coordinators])


def _write(groups: SpaceGroups, change: RosterChange) -> None:
    """Write a change to the groups.

    Two changes at once that would leave nobody in the group of coordinators conflict in its set (a
    BTree set never merges to an empty one): the second is tried again and meets the rule.
    """
    source = _source()
    for user_id in change.remove_members:
        source.removePrincipalFromGroup(user_id, groups.members)
    for user_id in change.remove_coordinators:
        source.removePrincipalFromGroup(user_id, groups.coordinators)
    for user_id in change.add_members:
        source.addPrincipalToGroup(user_id, groups.members)
    for user_id in change.add_coordinators:
        source.addPrincipalToGroup(user_id, groups.coordinators)
