"""Who is in the network, and who is the office: read from the groups, in constant time."""

from plone import api
from zukunftsraum.setup.groups import GROUPS


NETWORK = "mitglieder"
OFFICE = "team-geschaeftsstelle"

#: Groups that make a person a member of the network.
NETWORK_GROUPS = frozenset(group.id for group in GROUPS if "Network Member" in group.roles)


def groups_of_person(user_id: str) -> tuple[str, ...]:
    """Ids of the groups that a person is in."""
    return tuple(_source()._principal_groups.get(user_id, ()))


def is_network_member(user_id: str) -> bool:
    return not NETWORK_GROUPS.isdisjoint(groups_of_person(user_id))


def join_network(user_id: str) -> None:
    """Admit a person to the network, without a municipality."""
    _source().addPrincipalToGroup(user_id, NETWORK)


def office_ids() -> list[str]:
    """Ids of the people of the office, sorted."""
    return sorted(_source()._group_principal_map.get(OFFICE, ()))


def _source():
    return api.portal.get_tool("acl_users").source_groups
