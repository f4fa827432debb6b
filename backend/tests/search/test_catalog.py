"""The index in the catalog of a site: stock @search, rights, change of content, upgrade and uninstallation."""

from DateTime import DateTime
from datetime import datetime
from plone import api
from Products.ZCTextIndex.ZCTextIndex import ZCTextIndex
from tests.world import rest_of
from zukunftsraum.search import setup
from zukunftsraum.search.index import GermanTextIndex
from zukunftsraum.upgrades.v20261124001 import upgrade

import pytest
import transaction


def add(container, title, text="", state="publish", **kwargs):
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(
            container=container,
            type="Document",
            title=title,
            blocks={
                "a": {
                    "@type": "slate",
                    "plaintext": text,
                    "value": [{"type": "p", "children": [{"text": text}]}],
                }
            },
            blocks_layout={"items": ["a"]},
            **kwargs,
        )
        if state:
            api.content.transition(page, state)
    return page


def titles(catalog, text, **query):
    return [brain.Title for brain in catalog(SearchableText=text, **query)]


class TestCatalog:
    @pytest.fixture
    def catalog(self, portal):
        self.page = add(
            portal["wissen"], "Mehrgenerationenwohnform", "Alt und jung unter einem Dach"
        )
        add(portal["wissen"], "Häusliche Hilfe", "Angehörige pflegen ist Arbeit")
        return portal.portal_catalog

    def test_it_is_our_index(self, catalog):
        assert isinstance(catalog._catalog.getIndex("SearchableText"), GermanTextIndex)

    def test_a_compound_is_found(self, catalog):
        assert titles(catalog, "Wohnformen") == ["Mehrgenerationenwohnform"]
        assert titles(catalog, "Pflege") == ["Häusliche Hilfe"]

    def test_changed_content_is_found_by_its_new_text_only(self, catalog):
        self.page.title = "Baumhaus"
        self.page.reindexObject()
        assert titles(catalog, "Baumhäuser") == ["Baumhaus"]
        assert titles(catalog, "Generationen") == []

    def test_deleted_content_is_not_found(self, catalog):
        with api.env.adopt_roles(["Manager"]):
            api.content.delete(self.page)
        assert titles(catalog, "Wohnformen") == []

    def test_sorting_works(self, catalog):
        found = titles(
            catalog, "Wohnform OR Hilfe", sort_on="sortable_title", sort_order="reverse"
        )
        assert found == ["Mehrgenerationenwohnform", "Häusliche Hilfe"]

    def test_rebuilding_the_catalog_keeps_it(self, catalog):
        with api.env.adopt_roles(["Manager"]):
            catalog.clearFindAndRebuild()
        assert titles(catalog, "Wohnformen") == ["Mehrgenerationenwohnform"]

    def test_the_language_of_content_counts(self, catalog, portal):
        add(portal["wissen"], "Caring communities", "for families", language="en")
        assert titles(catalog, "community family") == ["Caring communities"]

    def test_upgrade_from_the_stock_index(self, catalog, portal):
        setup.uninstall(portal)
        assert isinstance(catalog._catalog.getIndex("SearchableText"), ZCTextIndex)
        assert titles(catalog, "Wohnformen") == []
        assert titles(catalog, "Mehrgenerationenwohnform") == ["Mehrgenerationenwohnform"]
        upgrade(portal.portal_setup)
        assert titles(catalog, "Wohnformen") == ["Mehrgenerationenwohnform"]

    def test_installing_again_keeps_the_index(self, catalog, portal):
        index = catalog._catalog.indexes["SearchableText"]
        setup.install(portal)
        assert catalog._catalog.indexes["SearchableText"] is index


class TestSearchService:
    """Over HTTP, as strangers ask."""

    @pytest.fixture(scope="class")
    def rest(self, functional_portal_class):
        portal = functional_portal_class
        add(portal["wissen"], "Neue Wohnformen", "Wohnen im Alter gemeinsam planen")
        add(portal["wissen"], "Pflege zu Hause", "Mit Planung im Alter gut leben")
        add(portal["wissen"], "geheimwort", state=None)
        add(portal["wissen"], "geheimwortx")
        add(portal["wissen"], "morgenwort", effective=datetime(2199, 1, 1))
        add(portal["wissen"], "gesternwort", expires=datetime(2001, 1, 1))
        add(portal["wissen"], "morgenwortx gesternwortx")
        transaction.commit()
        return rest_of(portal, "anonymous")

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("SearchableText=Wohnform", {"Neue Wohnformen"}),
            ("SearchableText=Wohnform*", {"Neue Wohnformen"}),
            ("SearchableText=Alter* im* Wohnen*", {"Neue Wohnformen"}),
            ('SearchableText="im Alter gut"', {"Pflege zu Hause"}),
            ("SearchableText=Wohnformen OR Pflege", {"Neue Wohnformen", "Pflege zu Hause"}),
            ("SearchableText=Alter -Pflege", {"Neue Wohnformen"}),
            ("SearchableText=Alter NOT Pflege", {"Neue Wohnformen"}),
            ("SearchableText=Wohnfromen", {"Neue Wohnformen"}),
            (
                "SearchableText=Alter&portal_type=Document&sort_on=sortable_title",
                {"Neue Wohnformen", "Pflege zu Hause"},
            ),
            ("SearchableText=Alter&SearchableText=Pflege", {"Pflege zu Hause"}),
            ("SearchableText.query=Pflege", {"Pflege zu Hause"}),
            ("SearchableText.query=Pflege&SearchableText.operator=and", {"Pflege zu Hause"}),
        ],
    )
    def test_search(self, rest, query, expected):
        answer = rest.get(f"@search?{query}")
        assert answer.status_code == 200
        assert {item["title"] for item in answer.json()["items"]} == expected

    @pytest.mark.parametrize(
        "text",
        ["foo AND", "-Pflege", "NOT Pflege", "der die", "*", "(", '"', "", "OR", "%00", "im*"],
    )
    def test_odd_queries_find_nothing_and_are_no_errors(self, rest, text):
        answer = rest.get(f"@search?SearchableText={text}")
        assert answer.status_code == 200
        assert answer.json()["items"] == []
        assert answer.json()["items_total"] == 0

    def test_the_best_comes_first(self, rest):
        found = rest.get("@search?SearchableText=Pflege OR Alter").json()["items"]
        assert [item["title"] for item in found] == ["Pflege zu Hause", "Neue Wohnformen"]

    @pytest.mark.parametrize(
        ("text", "similar"),
        [("Wohnfromen", True), ("Wohnformen", None), ("Xyzxyzxyz", None), ("*", None)],
    )
    def test_it_says_when_only_similar_words_are_found(self, rest, text, similar):
        for more in ("", "&sort_on=created"):
            answer = rest.get(f"@search?SearchableText={text}{more}").json()
            assert answer.get("similar_words") == (similar if not more else None)

    def test_what_is_hidden_does_not_count(self, rest):
        """A draft has exactly the word; for strangers it is a typing error all the same."""
        found = rest.get("@search?SearchableText=geheimwort").json()
        assert [item["title"] for item in found["items"]] == ["geheimwortx"]
        assert found["items_total"] == 1

    @pytest.mark.parametrize("word", ["morgenwort", "gesternwort"])
    def test_what_is_not_published_yet_or_any_more_does_not_count(self, rest, word):
        found = rest.get(f"@search?SearchableText={word}").json()
        assert [item["title"] for item in found["items"]] == ["morgenwortx gesternwortx"]

    def test_volto_asks_with_a_list(self, rest):
        query = [
            {
                "i": "SearchableText",
                "o": "plone.app.querystring.operation.string.contains",
                "v": "Wohnform",
            }
        ]
        answer = rest.post("@querystring-search", json={"query": query})
        assert {item["title"] for item in answer.json()["items"]} == {"Neue Wohnformen"}


@pytest.fixture
def many(world):
    """40 texts made in the same minute; `rest` of a stranger."""
    for number in range(40):
        page = add(world["wissen"], f"Text {number:02}")
        page.creation_date = DateTime("2026-11-30T12:00:00+00:00")
        page.reindexObject(idxs=["created"])
    transaction.commit()
    return rest_of(world, "anonymous")


def pages(ask, total: int, size: int) -> list[str]:
    """Addresses of all pages of so many. ask: from start and size to the answer of a page."""
    answers = [ask(start, size) for start in range(0, total, size)]
    assert {answer["items_total"] for answer in answers} == {total}
    return [item["@id"] for answer in answers for item in answer["items"]]


@pytest.mark.parametrize("order", ["ascending", "descending"])
def test_sorted_results_page_by_page(many, order):
    """Beside @search, what listings of the website ask."""
    sort = {"sort_on": "sortable_title", "sort_order": order}

    def search(start, size):
        query = {"portal_type": "Document", **sort, "b_start": start, "b_size": size}
        return many.get("@search", params=query).json()

    def listing(start, size):
        operation = "plone.app.querystring.operation.selection.any"
        kind = {"i": "portal_type", "o": operation, "v": ["Document"]}
        page = {"query": [kind], **sort, "b_start": start, "b_size": size}
        return many.post("@querystring-search", json=page).json()

    found = search(0, 1000)
    places, total = [item["@id"] for item in found["items"]], found["items_total"]
    assert len(places) == total > 40
    for ask in (search, listing):
        for size in (7, 25):
            assert pages(ask, total, size) == places
        assert ask(total + 1, 7)["items"] == []


def test_pages_of_texts_of_the_same_minute_have_each_once(many):
    """As the sitemap of the website asks. By `created` alone the catalog drops some between pages from the end."""

    def search(start, size):
        query = {"use_site_search_settings": "1", "sort_on": ["created", "UID"]}
        return many.get("@search", params={**query, "b_start": start, "b_size": size}).json()

    found = search(0, 1000)
    places, total = [item["@id"] for item in found["items"]], found["items_total"]
    assert len(set(places)) == total > 40
    for size in (3, 7, 11):
        assert pages(search, total, size) == places
