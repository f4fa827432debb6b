"""Snippets: the piece of a text around what was looked for, with the hits marked, as plain text."""

from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from tests.search.test_catalog import add
from tests.world import rest_of
from zukunftsraum.search.index import GermanTextIndex
from zukunftsraum.search.snippets import LENGTH
from zukunftsraum.search.snippets import snippet
from zukunftsraum.search.snippets import wanted

import pytest
import transaction


def marked(typed, text, title="Titel", language="de"):
    """The snippet of a text as [hit] and the rest."""
    index = GermanTextIndex("SearchableText")
    index.index_text(1, title, text, language)
    shown = snippet(index, 1, wanted(index, typed))
    return "".join(f"[{piece['text']}]" if piece["hit"] else piece["text"] for piece in shown)


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("pflegen", "Die häusliche Pflege, und mehr.", "Die häusliche [Pflege], und mehr."),
        ("Wohnformen", "Eine Mehrgenerationenwohnform!", "Eine [Mehrgenerationenwohnform]!"),
        ("Haus Garten", "Haus-Garten (Gärten)", "[Haus]-[Garten] ([Gärten])"),
        ('"im Garten"', "im Garten sitzen im Haus", "im [Garten] sitzen im Haus"),
        ("Gar*", "Garten und Garage", "[Garten] und [Garage]"),
        ("Garten -Haus", "Garten ohne Haus", "[Garten] ohne Haus"),
        ("Wohnfromen", "Neue Wohnformen", "Neue [Wohnformen]"),
        ("Pflegeberatung", "Beratung zur Pflege", "[Beratung] zur [Pflege]"),
        ("Zebra", "Nichts davon", "Nichts davon"),
        ("der", "Der Garten", "Der Garten"),
        ("Online-Seminar", "Ein Online-Seminar kommt", "Ein [Online]-[Seminar] kommt"),
        ("Titel", "", ""),
        ("script", '<script>alert("1")</script> & so', '<[script]>alert("1")</[script]> & so'),
    ],
)
def test_hits_are_marked(typed, text, expected):
    assert marked(typed, text) == expected


@pytest.mark.parametrize("typed", ["Wohnformne", "Wohnp*", "Gartenbau"])
def test_what_other_texts_say_changes_nothing(typed):
    """Otherwise somebody could see from the marks whether a hidden text has a word."""
    text = "Neue Wohnformen, Wohnpläne und Bau im Garten"
    alone, beside = GermanTextIndex("SearchableText"), GermanTextIndex("SearchableText")
    beside.index_text(2, "Verborgen", "Wohnformne Wohnpl Gartenbau")
    shown = []
    for index in (alone, beside):
        index.index_text(1, "Titel", text)
        shown.append(snippet(index, 1, wanted(index, typed)))
    assert shown[0] == shown[1]
    assert any(piece["hit"] for piece in shown[0])


def test_english():
    assert marked("community", "Caring communities", language="en") == "Caring [communities]"


def test_of_a_long_text_the_piece_with_most_hits_is_shown():
    filler = "Wort " * 200
    shown = marked("Garten Haus", f"Garten {filler}Haus mit Garten {filler}Haus")
    assert "[Haus] mit [Garten]" in shown
    assert shown.startswith("… ") and shown.endswith(" …")
    assert len(shown.split()) <= LENGTH + 2


def test_a_text_that_is_not_there():
    assert snippet(GermanTextIndex("SearchableText"), 1, ()) == []


class TestService:
    @pytest.fixture(scope="class")
    def rest(self, functional_portal_class):
        portal = functional_portal_class
        add(
            portal["wissen"],
            "Neue Wohnprojekte",
            "Hier entsteht eine <b>Mehrgenerationenwohnform</b>.",
        )
        transaction.commit()
        return rest_of(portal, "anonymous")

    EXPECTED = [
        {"text": "Hier entsteht eine <b>", "hit": False},
        {"text": "Mehrgenerationenwohnform", "hit": True},
        {"text": "</b>.", "hit": False},
    ]

    def test_only_when_asked_for(self, rest):
        items = rest.get("@search?SearchableText=Wohnformen").json()["items"]
        assert len(items) == 1 and "snippet" not in items[0]

    @pytest.mark.parametrize("more", ["", "&metadata_fields=UID", "&metadata_fields=_all"])
    def test_search(self, rest, more):
        path = f"@search?SearchableText=Wohnformen&metadata_fields=snippet{more}"
        assert [item["snippet"] for item in rest.get(path).json()["items"]] == [self.EXPECTED]

    def test_querystring_search(self, rest):
        query = [
            {
                "i": "SearchableText",
                "o": "plone.app.querystring.operation.string.contains",
                "v": "Wohnform",
            }
        ]
        body = {"query": query, "metadata_fields": ["snippet"]}
        answer = rest.post("@querystring-search", json=body)
        assert [item["snippet"] for item in answer.json()["items"]] == [self.EXPECTED]

    def test_without_a_query_there_is_none(self, rest):
        items = rest.get("@search?portal_type=Document&metadata_fields=snippet").json()["items"]
        assert items and all(item["snippet"] == [] for item in items)

    def test_no_object_is_woken(self, rest, monkeypatch):
        woken = []
        for name in ("getObject", "_unrestrictedGetObject"):
            monkeypatch.setattr(AbstractCatalogBrain, name, lambda brain: woken.append(brain))
        answer = rest.get("@search?SearchableText=Wohnformen&metadata_fields=snippet")
        assert [item["snippet"] for item in answer.json()["items"]] == [self.EXPECTED]
        assert woken == []
