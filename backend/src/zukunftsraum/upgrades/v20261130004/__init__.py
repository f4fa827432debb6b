"""The record and the documents of micro grants."""

from plone import api
from zukunftsraum.grants import audit_store
from zukunftsraum.grants import papers_store


def upgrade(setup_tool) -> None:
    """Make room for them."""
    portal = api.portal.get()
    audit_store.install(portal)
    papers_store.install(portal)
