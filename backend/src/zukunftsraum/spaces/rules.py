"""Rules of the protected spaces: names of groups, who is in, who reads, what may be proposed.

Source: access.md of the project ("Groups and roles", "Isolation"); plain functions, no I/O.
"""

from collections.abc import Collection
from collections.abc import Container
from collections.abc import Iterable
from dataclasses import dataclass


MEMBER = "Space Member"
COORDINATOR = "Space Coordinator"
AUTHOR = "Space Author"

#: Roles that operate the site. They see into every space, and the page says so.
OPERATORS = frozenset({"Manager", "Site Administrator"})

#: Beginnings of group ids. Accounts must not be called like a group.
GROUP_PREFIXES = ("kommune-", "raum-", "team-")
GROUP_NAMES = frozenset({"mitglieder"})

#: Whose work it is when the author has been erased (see `members/former.py`); no account may be called so.
FORMER_MEMBER = "ehemaliges-mitglied"

#: Types that a member may propose to the editors, and the section that takes them.
PROPOSAL_SECTIONS = {"WikiArticle": "wissen", "BestPractice": "praxis"}


@dataclass(frozen=True)
class SpaceGroups:
    """The two groups of a space: ids of members and of coordinators (hosts)."""

    members: str
    coordinators: str

    def ids(self) -> tuple[str, str]:
        return (self.members, self.coordinators)

    def roles_of(self, principal: str) -> tuple[str, ...]:
        """Local roles that the space gives to a principal: only its two groups get any."""
        if principal == self.members:
            return (MEMBER,)
        if principal == self.coordinators:
            return (MEMBER, COORDINATOR)
        return ()

    def all_roles(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((group, self.roles_of(group)) for group in self.ids())


def municipal_groups(ars: str) -> SpaceGroups:
    """Groups of the space of a municipality, by its key (ARS)."""
    return SpaceGroups(f"kommune-{ars}", f"kommune-{ars}-koordination")


def room_groups(uid: str) -> SpaceGroups:
    """Groups of an exchange room, by its UID."""
    return SpaceGroups(f"raum-{uid}", f"raum-{uid}-leitung")


def space_of_group(group_id: str) -> tuple[SpaceGroups, str, str] | None:
    """The space that a group belongs to: its groups, its kind and its key, or None.

    The kind is `municipality` with the ARS as key, or `room` with the UID as key.
    """
    if group_id.startswith("kommune-"):
        ars = group_id.removeprefix("kommune-").removesuffix("-koordination")
        return municipal_groups(ars), "municipality", ars
    if group_id.startswith("raum-"):
        uid = group_id.removeprefix("raum-").removesuffix("-leitung")
        return room_groups(uid), "room", uid
    return None


@dataclass(frozen=True)
class Membership:
    """What a person is in.

    `kind` is `municipality` (then `key` is the ARS) or `room` (then `key` is the UID).
    """

    kind: str
    key: str
    coordinator: bool

    @property
    def groups(self) -> SpaceGroups:
        return municipal_groups(self.key) if self.kind == "municipality" else room_groups(self.key)


def memberships(group_ids: Iterable[str]) -> list[Membership]:
    """The memberships that follow from the groups of a person, by kind and key."""
    coordinates: dict[tuple[str, str], bool] = {}
    for group_id in group_ids:
        found = space_of_group(group_id)
        if found is None:
            continue
        groups, kind, key = found
        coordinates[kind, key] = (
            coordinates.get((kind, key), False) or group_id == groups.coordinators
        )
    return [Membership(kind, key, leads) for (kind, key), leads in sorted(coordinates.items())]


class LastCoordinator(ValueError):
    """Whoever coordinates a space alone leaves only with a successor, or hands it to the office."""


class NotAMember(ValueError):
    """The person is not in the space (for example a successor from outside)."""


@dataclass(frozen=True)
class Roster:
    """Who is in a space. Coordinators are members, whether or not `members` names them too."""

    members: Container[str]
    coordinators: Collection[str]

    def __contains__(self, user_id: str) -> bool:
        return user_id in self.members or user_id in self.coordinators

    def is_last_coordinator(self, user_id: str) -> bool:
        return user_id in self.coordinators and len(self.coordinators) == 1


@dataclass(frozen=True)
class RosterChange:
    """What to write: each set may name people for whom nothing changes."""

    add_members: frozenset[str] = frozenset()
    remove_members: frozenset[str] = frozenset()
    add_coordinators: frozenset[str] = frozenset()
    remove_coordinators: frozenset[str] = frozenset()


def joining(roster: Roster, user_id: str, *, coordinator: bool = False) -> RosterChange:
    """Come in; who is in stays what they are, or becomes a coordinator."""
    who = frozenset({user_id})
    return RosterChange(add_members=who, add_coordinators=who if coordinator else frozenset())


def leaving(
    roster: Roster, user_id: str, *, successor: str | None = None, hand_to_office: bool = False
) -> RosterChange:
    """Go; whoever is not in changes nothing.

    :param successor: a member who becomes a coordinator with this.
    :param hand_to_office: the space may stay without coordinator; the office decides then.
    :raises LastCoordinator: when nobody would coordinate the space any more.
    :raises NotAMember: when the successor is not another member.
    """
    if user_id not in roster:
        return RosterChange()
    if successor is not None and (successor == user_id or successor not in roster):
        raise NotAMember(successor)
    if roster.is_last_coordinator(user_id) and successor is None and not hand_to_office:
        raise LastCoordinator(user_id)
    who = frozenset({user_id})
    heir = frozenset() if successor is None else frozenset({successor})
    return RosterChange(
        remove_members=who, remove_coordinators=who, add_members=heir, add_coordinators=heir
    )


def coordinating(roster: Roster, user_id: str, coordinator: bool) -> RosterChange:
    """Make a member a coordinator, or a coordinator a member.

    :raises LastCoordinator: when nobody would coordinate the space any more.
    :raises NotAMember: when the person is not in the space.
    """
    if user_id not in roster:
        raise NotAMember(user_id)
    who = frozenset({user_id})
    if coordinator:
        return RosterChange(add_members=who, add_coordinators=who)
    if roster.is_last_coordinator(user_id):
        raise LastCoordinator(user_id)
    return RosterChange(add_members=who, remove_coordinators=who)


#: State of an exchange room → how one comes in: at once, by asking its hosts, or only by their invitation.
JOINING = {"open": "open", "closed": "request", "hidden": "closed"}


def on_joining(state: str, is_member: bool) -> str:
    """What becomes of the wish to join a room: `member` already, `join`, `ask`, or `refuse`."""
    if is_member:
        return "member"
    return {"open": "join", "request": "ask", "closed": "refuse"}[JOINING[state]]


def may_manage_members(
    is_coordinator: bool, is_office: bool, coordinators: Collection[str]
) -> bool:
    """Who decides who is in: the coordinators; where there are none, the office."""
    return is_coordinator or (is_office and not coordinators)


#: Types that may be commented on in a space.
COMMENTED_TYPES = frozenset({"Document", "News Item", "Event", "File", "Image"})

#: Longest comment, in characters.
COMMENT_MAX = 5000


def may_delete_comment(is_author: bool, has_replies: bool, is_coordinator: bool) -> bool:
    """Authors delete what nobody has answered yet; coordinators delete all, with the answers."""
    return is_coordinator or (is_author and not has_replies)


def is_reserved_account_name(name: str) -> bool:
    """Whether an account of this name could be taken for a group, or for the former member."""
    name = name.strip().lower()
    return name in GROUP_NAMES or name == FORMER_MEMBER or name.startswith(GROUP_PREFIXES)


@dataclass(frozen=True)
class Audience:
    """Who reads an object.

    `kind` is one of public, network, space, restricted; `roles` are the roles that read
    and are worth telling (Manager and Site Administrator read everything).
    """

    kind: str
    roles: tuple[str, ...]


def audience(view_roles: Iterable[str], in_space: bool) -> Audience:
    """The audience of an object, from the roles that hold `View` on it."""
    roles = set(view_roles)
    told = tuple(sorted(roles - OPERATORS))
    if "Anonymous" in roles:
        return Audience("public", ("Anonymous",))
    if "Network Member" in roles or "Authenticated" in roles or "Member" in roles:
        return Audience("network", told)
    if in_space and roles & {MEMBER, COORDINATOR}:
        outsiders = roles - OPERATORS - {MEMBER, COORDINATOR, AUTHOR}
        return Audience("restricted" if outsiders else "space", told)
    return Audience("restricted", told)


def can_take_municipality(ars: str, taken: Collection[str]) -> bool:
    """A municipality has one space: whether there is none yet for this key."""
    return ars not in taken


def replace_uids(text: str, copies: dict[str, str]) -> str:
    """The text with links to originals turned into links to their copies."""
    for original, copy in copies.items():
        text = text.replace(f"resolveuid/{original}", f"resolveuid/{copy}")
    return text
