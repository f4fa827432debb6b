"""Finding groups among many thousands: by words of title and id, without waking a group."""

from functools import lru_cache
from plone import api
from Products.PluggableAuthService.interfaces.plugins import IGroupEnumerationPlugin
from zukunftsraum.members import index
from zukunftsraum.setup.groups import GROUPS


#: Folding a title takes longer than comparing it.
folded = lru_cache(maxsize=50_000)(index.folded)

_PROGRAMME = {group.id: number for number, group in enumerate(GROUPS)}


def find_groups(query: str = "") -> list[str]:
    """Ids of the groups whose title or id contains each word of the query: the programme's first, then by title."""
    wanted = folded(query).split()
    found = [
        (_PROGRAMME.get(group_id, len(_PROGRAMME)), folded(title), group_id)
        for group_id, title in _all_groups()
        if all(word in folded(f"{title} {group_id}") for word in wanted)
    ]
    return [group_id for _rank, _title, group_id in sorted(found)]


def members_of_any(group_ids) -> set[str]:
    """Ids of the accounts that are in one of these groups."""
    principals = api.portal.get_tool("acl_users").source_groups._group_principal_map
    return {user_id for group_id in group_ids for user_id in principals.get(group_id) or ()}


def _all_groups():
    """(id, title) of every group."""
    users = api.portal.get_tool("acl_users")
    for plugin_id, plugin in users.plugins.listPlugins(IGroupEnumerationPlugin):
        if plugin_id == "source_groups":
            rows = plugin._groups.values()
        else:
            rows = plugin.enumerateGroups()
        for row in rows:
            yield row["id"], row.get("title") or row["id"]
