"""Rules of the protected spaces: names of groups, who reads, what may be proposed.

Source: access.md of the project ("Groups and roles", "Isolation"); plain functions, no I/O.
"""

from collections.abc import Collection
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


def is_reserved_account_name(name: str) -> bool:
    """Whether an account of this name could be taken for a group."""
    name = name.strip().lower()
    return name in GROUP_NAMES or name.startswith(GROUP_PREFIXES)


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
