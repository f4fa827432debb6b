"""German full text search: the index SearchableText becomes our own, and all texts are indexed again."""

from plone import api
from zukunftsraum.search import setup


def upgrade(setup_tool) -> None:
    """Replace the stock index; with many documents this takes a while (about a minute for 10,000)."""
    setup.install(api.portal.get())
