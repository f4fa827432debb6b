"""Nobody locks an application: several people write it at once, with If-Match."""

from plone import api


def upgrade(setup_tool) -> None:
    fti = api.portal.get_tool("portal_types")["GrantApplication"]
    fti.behaviors = tuple(name for name in fti.behaviors if name != "plone.locking")
