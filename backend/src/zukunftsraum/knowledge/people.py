"""Who is concerned by a text: its authors and the editors."""

from plone import api


EDITORS = "team-redaktion"


def editor_ids() -> list[str]:
    """Ids of the people of the editorial team, sorted."""
    source = api.portal.get_tool("acl_users").source_groups
    return sorted(source._group_principal_map.get(EDITORS, ()))


def owner_ids(content) -> set[str]:
    """Ids of the people with the role Owner on it."""
    return {user for user, roles in content.get_local_roles() if "Owner" in roles}


def author_ids(content) -> set[str]:
    """Who wrote it: the owners and the creators named in it."""
    return owner_ids(content) | set(content.listCreators())
