"""German full text search: the index SearchableText becomes our own, and all texts are indexed again, those in files too."""

from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zukunftsraum.search import setup
from zukunftsraum.search.interfaces import ISearchSettings


def upgrade(setup_tool) -> None:
    """Replace the stock index; with many documents this takes a while (about a minute for 10,000)."""
    getUtility(IRegistry).registerInterface(ISearchSettings)
    setup.install(api.portal.get())
