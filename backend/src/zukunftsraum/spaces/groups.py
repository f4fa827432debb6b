"""Keeps the groups of a space in step with it."""

from BTrees.OOBTree import OOSet
from BTrees.OOBTree import OOTreeSet
from plone import api
from plone.uuid.interfaces import IUUID
from zukunftsraum.spaces.content import IMunicipalSpace
from zukunftsraum.spaces.rules import municipal_groups
from zukunftsraum.spaces.rules import room_groups
from zukunftsraum.spaces.rules import SpaceGroups


def groups_of(space) -> SpaceGroups:
    """The two groups of a municipal space or an exchange room."""
    if IMunicipalSpace.providedBy(space):
        return municipal_groups(space.municipality)
    return room_groups(IUUID(space))


def group_titles(space) -> tuple[str, str]:
    """German titles of the groups, as the member pages show them."""
    if IMunicipalSpace.providedBy(space):
        return f"{space.title}: Mitglieder", f"{space.title}: Koordination"
    return f"{space.title}: Mitglieder", f"{space.title}: Leitung"


def ensure_groups(space) -> None:
    """Create missing groups of the space and bring their titles up to date."""
    tool = api.portal.get_tool("portal_groups")
    for group_id, title in zip(groups_of(space).ids(), group_titles(space), strict=True):
        group = tool.getGroupById(group_id)
        if group is None:
            tool.addGroup(group_id, title=title)
        elif group.getProperty("title") != title:
            tool.editGroup(group_id, title=title)
    hold_many(groups_of(space).members)


def hold_many(group_id) -> None:
    """Keep the ids of a group in a tree.

    Stock keeps them in one set, which is stored as a whole with every person who joins: megabytes
    for a network of 50,000. Coordinators are few and stay in a set (see `membership._write`).
    """
    principals = api.portal.get_tool("acl_users").source_groups._group_principal_map
    if isinstance(principals[group_id], OOSet):
        principals[group_id] = OOTreeSet(principals[group_id])


def remove_groups(space) -> None:
    """Delete the groups of the space; whoever was in them loses access at once."""
    tool = api.portal.get_tool("portal_groups")
    tool.removeGroups([g for g in groups_of(space).ids() if tool.getGroupById(g)])


def is_member(group_id: str, user_id: str) -> bool:
    """Whether the user is in the group, read from the group source in constant time."""
    source = api.portal.get_tool("acl_users").source_groups
    principals = source._group_principal_map.get(group_id)
    return principals is not None and user_id in principals
