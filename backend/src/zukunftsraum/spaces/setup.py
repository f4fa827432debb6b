"""Installing and removing what the spaces store in the site."""

from plone import api
from zukunftsraum.spaces import store
from zukunftsraum.spaces.rules import GROUP_PREFIXES


def install(portal) -> None:
    store.install(portal)


def uninstall(portal) -> None:
    """Remove the store and the groups of all spaces."""
    store.uninstall(portal)
    tool = api.portal.get_tool("portal_groups")
    tool.removeGroups([g for g in tool.getGroupIds() if g.startswith(GROUP_PREFIXES[:2])])
