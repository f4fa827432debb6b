"""Whatever shape the input of a service of knowledge has: it is done, or refused with 400 that names the field; never 500."""

from base64 import b64encode
from plone.app.textfield import RichText
from plone.dexterity.utils import iterSchemata
from plone.namedfile.field import NamedBlobFile
from tests.knowledge.texts import article
from tests.knowledge.texts import published
from tests.practices.examples import make_example
from tests.world import ARS_A
from tests.world import ARS_B
from tests.world import create_world
from tests.world import rest_of
from z3c.relationfield.schema import RelationChoice
from zope import schema
from zope.schema import getFieldNames
from zukunftsraum.content.shapes import problem_with

import json
import pytest
import transaction


MARKUP = '<img src=x onerror="alert(1)"><script>alert(2)</script>'

#: What programs send by mistake, and people on purpose. `\ud800` is half a character.
SHAPES = {
    "null": None,
    "no list": [],
    "list of null": [None],
    "list of lists": [[]],
    "list of numbers": [5],
    "list of nowhere": ["/nowhere", {"@id": 5}],
    "object": {},
    "odd object": {"@id": 5, "token": [], "data": 5, "content-type": []},
    "true": True,
    "negative": -1,
    "huge": 10**30,
    "float": 1e308,
    "no number": float("nan"),
    "megabyte": "x" * 1_000_000,
    "half a character": "\ud800",
    "control": "a\x00b",
    "no day": "2026-13-45",
    "far day": "99999-01-01",
}
TEXT = {"@type": "WikiArticle", "title": "X", "description": "Kurz.", "topics": ["housing"]}
TRANSFER = {"municipality": ARS_B, "year": 2026, "outcome": "Gut.", "outcome_kind": "worked"}

BLOCKS = {
    "number": 5,
    "null": None,
    "type": {"@type": 5},
    "no type": {},
    "slate": {"@type": "slate", "value": 5, "plaintext": []},
    "slate with numbers": {"@type": "slate", "value": [5, None, {"children": 5}]},
    "slate with odd links": {"@type": "slate", "value": [{"type": "link", "data": 5}]},
    "image": {"@type": "image", "url": 5, "href": 5},
    "teaser": {"@type": "teaser", "href": {"@id": 5}},
    "teasers": {"@type": "teaser", "href": [5, None]},
    "listing": {"@type": "listing", "querystring": 5},
    "listing with odd query": {"@type": "listing", "querystring": {"query": [5, {"i": []}]}},
    "html": {"@type": "html", "html": 5},
    "text": {"@type": "text", "text": {"entityMap": 5}},
    "grid": {"@type": "gridBlock", "blocks": 5, "blocks_layout": []},
    "table": {"@type": "slateTable", "table": {"rows": 5}},
    "half a character": {"@type": "slate", "value": [{"children": [{"text": "\ud800"}]}]},
}

TABLE = {
    "filename": "x.csv",
    "content-type": "text/csv",
    "encoding": "base64",
    "data": b64encode(b"title;municipality\n").decode(),
}

#: Who, method, path, body; every field of the body is sent in every shape.
SERVICES = {
    "drafts": (
        "member-a",
        "POST",
        "@drafts",
        {"type": "BestPractice", "title": "X", "municipality": ARS_A},
    ),
    "propose": ("member-a", "POST", "{page}/@propose", {"type": "WikiArticle"}),
    "transfers": ("member-b", "POST", "{example}/@transfers", {**TRANSFER, "adaptation": "x"}),
    "contact": ("member-b", "POST", "{example}/@contact", {"message": "x"}),
    "archive": ("editor", "POST", "{text}/@archive", {"comment": "x", "successor": None}),
    "reviewed": ("editor", "POST", "{text}/@reviewed", {"comment": "x", "next_review": None}),
    "check in": ("editor", "PATCH", "{text}/@workingcopy", {"comment": "x"}),
    "submit": ("editor", "POST", "{draft}/@workflow/submit", {"comment": "x"}),
    "import": ("editor", "POST", "@practices-import", {"file": TABLE, "dry_run": True}),
    "setting": (
        "admin",
        "PATCH",
        "@controlpanels/zukunftsraum-knowledge",
        {"second_person_approves": False},
    ),
}
PARAMETERS = {
    "@facets": ("facet", "topics", "year", "b_start", "path", "SearchableText", "sort_on"),
    "@search-export": ("format", "topics", "b_size", "sort_order"),
    "@glossary": ("letter", "b_start", "b_size"),
    "@reviews": ("list", "type", "sort_on", "sort_order", "b_size"),
    "{example}/@transfers": ("b_start", "b_size"),
    "{example}/@similar": ("b_size",),
    "{text}/@backlinks": ("b_start", "b_size"),
    "@practices-import": ("format",),
}
QUERIES = ("", "-1", "x", "%00", "%ED%A0%80", "1e99", "99999999999999999999", "<b>", "x" * 5000)


def odd(answer, field) -> str | None:
    """What is wrong with an answer, if anything."""
    if answer.status_code == 400:
        named = {str(error["field"]).split(".")[0] for error in answer.json()["errors"]}
        return None if field in named else f"400 names {named}"
    return None if answer.status_code < 500 else f"{answer.status_code} {answer.text[:200]}"


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        (schema.Bool(), 1, False),
        (schema.Bool(), False, True),
        (schema.TextLine(), ["x"], False),
        (schema.TextLine(), "a\0b", False),
        (schema.Choice(values=["a"]), {"token": "a", "title": "A"}, True),
        (schema.Choice(values=["a"]), {"token": []}, False),
        (schema.List(value_type=schema.Choice(values=["a"])), ["a", {"token": "a"}], True),
        (schema.List(value_type=schema.Choice(values=["a"])), ["a", None], False),
        (schema.List(value_type=schema.TextLine()), "x", True),
        (schema.List(value_type=schema.TextLine()), [5], False),
        (schema.Datetime(), 5, False),
        (schema.Datetime(), None, True),
        (RichText(), {"data": "x", "content-type": "text/html", "encoding": "utf-8"}, True),
        (RichText(), {"data": "x", "encoding": "zip"}, False),
        (NamedBlobFile(), {"data": "eA==", "encoding": "base64", "filename": "x"}, True),
        (NamedBlobFile(), {"data": "eA==", "encoding": "zip"}, False),
        (NamedBlobFile(), {"download": "http://x", "size": 5}, True),
        (RelationChoice(values=[]), {"@id": "/x", "title": "X"}, True),
        (RelationChoice(values=[]), {}, False),
    ],
)
def test_shapes(field, value, fits):
    assert (problem_with(field, value) is None) is fits


@pytest.mark.usefixtures("made_up_parameters")
class TestOddInput:
    @pytest.fixture(scope="class")
    def site(self, functional_portal_class):
        portal = functional_portal_class
        create_world(portal)
        self.names["example"] = make_example(portal, contact_member="member-a").absolute_url()
        transaction.commit()
        editor = rest_of(portal, "editor")
        self.names["text"] = published(editor)
        self.names["draft"] = article(editor)
        page = {"@type": "Document", "title": "Seite"}
        made = rest_of(portal, "member-a").post("raeume/musterstadt", page)
        self.names["page"] = made.json()["@id"]
        return portal

    names: dict[str, str] = {}

    def send(self, site, person, method, path, body):
        """JSON as Python writes it: with NaN and halves of characters, which `requests` refuses."""
        headers = {"Content-Type": "application/json"}
        data = json.dumps(body)
        path = path.format(**self.names)
        return rest_of(site, person).request(method, path, data=data, headers=headers)

    @pytest.mark.parametrize("service", SERVICES)
    def test_services(self, site, service):
        person, method, path, body = SERVICES[service]
        found = []
        for field in body:
            for shape, value in SHAPES.items():
                answer = self.send(site, person, method, path, {**body, field: value})
                if wrong := odd(answer, field):
                    found.append((field, shape, wrong))
        assert not found

    @pytest.mark.parametrize("path", PARAMETERS)
    def test_queries(self, site, path):
        rest, found = rest_of(site, "editor"), []
        for name in PARAMETERS[path]:
            for value in QUERIES:
                for query in (f"{name}={value}", f"{name}={value}&{name}=x", f"{name}.x={value}"):
                    answer = rest.get(f"{path.format(**self.names)}?{query}")
                    if answer.status_code >= 500:
                        found.append((query[:80], answer.text[:200]))
        assert not found

    @pytest.mark.parametrize("shape", SHAPES)
    @pytest.mark.parametrize("name", ["draft", "example"])
    def test_all_fields_at_once(self, site, name, shape):
        """Where each field is refused, all are named together."""
        content = site.unrestrictedTraverse(self.names[name].split("/plone/")[1])
        fields = [f for schema in iterSchemata(content) for f in getFieldNames(schema)]
        body = dict.fromkeys(fields, SHAPES[shape])
        answer = self.send(site, "editor", "PATCH", self.names[name], body)
        assert answer.status_code in (204, 400), answer.text[:500]
        if answer.status_code == 400:
            assert {error["field"] for error in answer.json()["errors"]} & set(fields)
        assert rest_of(site, "editor").get(self.names[name]).status_code == 200

    @pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
    def test_blocks(self, site, block):
        """What is stored can be read again."""
        body = {"blocks": {"a": block}, "blocks_layout": {"items": ["a"]}}
        answer = self.send(site, "editor", "PATCH", self.names["draft"], body)
        assert answer.status_code in (204, 400), answer.text[:500]
        if answer.status_code == 400:
            assert [error["field"] for error in answer.json()["errors"]] == ["blocks"]
        read = rest_of(site, "editor").get(self.names["draft"])
        assert read.status_code == 200, read.text[:500]
        for service in ("@glossary", "@review-life"):
            read = rest_of(site, "editor").get(f"{self.names['draft']}/{service}")
            assert read.status_code == 200, read.text[:500]

    @pytest.mark.parametrize("shape", SHAPES)
    def test_what_is_added(self, site, shape):
        for field in TEXT:
            body = {**TEXT, field: SHAPES[shape]}
            answer = self.send(site, "editor", "POST", "wissen", body)
            assert answer.status_code in (201, 400), (field, answer.text[:300])

    def test_markup_in_the_texts_of_an_example_is_no_markup(self, site):
        """JSON gives it as it is; the page of the classic UI escapes it."""
        fields = ("title", "description", "financing", "responsible")
        lists = ("target_groups", "partners")
        body = {**dict.fromkeys(fields, MARKUP), **dict.fromkeys(lists, [MARKUP])}
        made = make_example(site)
        transaction.commit()
        answer = self.send(site, "editor", "PATCH", made.absolute_url(), body)
        assert answer.status_code == 204, answer.text
        rest = rest_of(site, "anonymous")
        told = rest.get(made.absolute_url())
        assert told.headers["Content-Type"].startswith("application/json")
        assert told.json()["financing"] == MARKUP
        page = rest.get(f"{made.absolute_url()}/view", headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert "<img src=x" not in page.text and "<script>alert" not in page.text
