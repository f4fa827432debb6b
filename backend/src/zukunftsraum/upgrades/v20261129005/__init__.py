"""Texts with all words of a query in the title come first: scores by a new rule, and which texts have a term in the title."""

from plone import api
from zukunftsraum.search import setup


def upgrade(setup_tool) -> None:
    """Compute the postings again from the stored texts; takes about as long as indexing them, without reading content."""
    catalog = api.portal.get_tool("portal_catalog")
    if setup.is_installed(catalog):
        setup.rescore(catalog)
