"""The step that lets texts with all words of a query in the title come first."""

from BTrees.IOBTree import IOBTree
from plone import api
from tests.search.test_catalog import add
from zukunftsraum.search.setup import NAME
from zukunftsraum.upgrades.v20261129005 import upgrade


def found(catalog, typed):
    return [brain.Title for brain in catalog.unrestrictedSearchResults(SearchableText=typed)]


def test_old_to_new(portal):
    catalog = api.portal.get_tool("portal_catalog")
    with api.env.adopt_roles(["Manager"]):
        add(portal["wissen"], "Garten und Haus", "Kurz gesagt " * 200)
        add(portal["wissen"], "Haus und Hof", "Garten " * 50)
    expected = found(catalog, "Haus Garten")
    assert expected[0] == "Garten und Haus"
    index = catalog._catalog.indexes[NAME]
    postings = {term: dict(texts) for term, texts in index._postings.items()}
    # As it was: other scores, and not known what is in titles.
    index._postings = IOBTree({term: dict.fromkeys(texts, 1) for term, texts in postings.items()})
    del index._titles
    upgrade(None)
    assert {term: dict(texts) for term, texts in index._postings.items()} == postings
    assert found(catalog, "Haus Garten") == expected
