"""What the members of a space learn of each other: names, never addresses."""

from plone import api
from typing import Literal
from typing_extensions import TypedDict
from zukunftsraum.spaces.membership import coordinators_of
from zukunftsraum.spaces.membership import members_of
from zukunftsraum.spaces.rules import FORMER_MEMBER
from zukunftsraum.spaces.rules import SpaceGroups


def property_of(user_id: str, name: str):
    """A property of an account of this site, read without making a member object; "" if unknown."""
    sheets = api.portal.get_tool("acl_users").mutable_properties._storage
    return (sheets.get(user_id) or {}).get(name) or ""


def name_of(user_id: str) -> str:
    """The name that a person is shown with; the id of an account without one (a login is an address)."""
    if user_id == FORMER_MEMBER:
        former = api.user.get(userid=user_id)
        return former.getProperty("fullname") if former is not None else user_id
    return property_of(user_id, "fullname") or user_id


def people_of(groups: SpaceGroups) -> list[tuple[str, bool]]:
    """Who is in a space: ids, and whether they coordinate it; these first, then by name."""
    coordinators = set(coordinators_of(groups))
    people = [(user_id, user_id in coordinators) for user_id in members_of(groups)]
    return sorted(people, key=lambda p: (not p[1], name_of(p[0]).casefold(), p[0]))


class MemberRow(TypedDict):
    id: str
    fullname: str
    role: Literal["coordinator", "member"]
    category: str
    function: str


def as_json(user_id: str, coordinator: bool) -> MemberRow:
    """A member as other members see them."""
    return {
        "id": user_id,
        "fullname": name_of(user_id),
        "role": "coordinator" if coordinator else "member",
        "category": property_of(user_id, "category"),
        "function": property_of(user_id, "function"),
    }


def is_network_member(user_id: str) -> bool:
    """Whether there is such an account, and it is in the network."""
    user = api.user.get(userid=user_id)
    return user is not None and "Network Member" in user.getRoles()
