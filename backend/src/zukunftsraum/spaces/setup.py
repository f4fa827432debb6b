"""Installing and removing what the spaces store in the site."""

from plone import api
from zukunftsraum.spaces import store
from zukunftsraum.spaces import versions
from zukunftsraum.spaces.rules import GROUP_PREFIXES


def install(portal) -> None:
    store.install(portal)
    versions.install(portal)


def uninstall(portal) -> None:
    """Remove the stores, the groups of all spaces and what versions leave out."""
    store.uninstall(portal)
    versions.uninstall(portal)
    tool = api.portal.get_tool("portal_groups")
    tool.removeGroups([g for g in tool.getGroupIds() if g.startswith(GROUP_PREFIXES[:2])])
