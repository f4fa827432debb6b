"""What is not published yet, or not any more, is in no list and no summary, by any way to ask."""

from DateTime import DateTime
from tests.knowledge.texts import blocks
from tests.knowledge.texts import published
from tests.knowledge.texts import slate
from tests.practices.examples import make_example
from tests.world import create_world
from tests.world import rest_of

import pytest
import transaction


SECRET = "Zitrone"

DATES = {
    "future": {"effective_date": DateTime() + 7},
    "expired": {"effective_date": DateTime() - 14, "expiration_date": DateTime() - 7},
}


class TestInEffect:
    names: dict[str, str] = {}

    @pytest.fixture(scope="class")
    def site(self, functional_portal_class):
        portal = functional_portal_class
        create_world(portal)
        example = make_example(portal)
        transaction.commit()
        editor = rest_of(portal, "editor")
        hidden = {}
        for name in DATES:
            fields = {"title": f"{SECRET} {name}", "kind": "glossary"}
            hidden[name] = published(editor, **fields)
        addresses = list(hidden.values())
        word = blocks(slate({"text": f"Von {SECRET} future und {SECRET} expired."}))
        text = published(editor, relatedItems=addresses, easy_language=addresses[0], **word)
        for address in addresses:
            links = slate({"text": ""}, {"type": "link", "data": {"url": text}, "children": []})
            assert editor.patch(address, blocks(links)).status_code == 204
        old = published(editor)
        answer = editor.post(f"{old}/@archive", {"comment": "Alt", "successor": addresses[0]})
        assert answer.status_code == 200, answer.text
        for name, dates in DATES.items():
            for content in (
                portal["wissen"][hidden[name].rsplit("/", 1)[1]],
                make_example(portal, title=f"{SECRET} Beispiel {name}"),
            ):
                for field, value in dates.items():
                    setattr(content, field, value)
                content.reindexObject()
        transaction.commit()
        self.names.update(text=text, old=old, example=example.absolute_url())
        return portal

    @pytest.mark.parametrize(
        "path",
        [
            "@search?SearchableText=Zitrone",
            "@search?SearchableText=Zitrone&show_inactive=1",
            "@search?Title=Zitrone&show_inactive:int=1",
            "@search?show_inactive=1&show_inactive=1&b_size=100",
            "@search?show_inactive.query=1&b_size=100",
            "wissen/@search?show_inactive=true&b_size=100",
            "@search-export?show_inactive=1",
            "@facets?facet=type&SearchableText=Zitrone&show_inactive=1",
            "@glossary",
            "@glossary?show_inactive=1",
            "wissen",
            "{text}",
            "{text}?expand=relations",
            "{text}/@glossary",
            "{text}/@backlinks",
            "{old}",
            "{example}/@similar",
        ],
    )
    @pytest.mark.usefixtures("made_up_parameters")
    def test_strangers_learn_nothing(self, site, path):
        answer = rest_of(site, "anonymous").get(path.format(**self.names))
        assert answer.status_code in (200, 410)
        body = answer.json()
        if "@facets" in path:
            assert body["items_total"] == 0
        told = {key: value for key, value in body.items() if key not in ("@id", "blocks")}
        told.pop("batching", None)
        assert SECRET not in str(told)

    def test_editors_see_what_they_have_chosen(self, site):
        told = rest_of(site, "editor").get(self.names["text"]).json()
        assert len(told["relatedItems"]) == 2
        assert told["easy_language"]["title"] == f"{SECRET} future"

    def test_the_administration_finds_them(self, site):
        found = rest_of(site, "admin").get("@search?SearchableText=Zitrone").json()
        assert found["items_total"] >= 4


@pytest.mark.parametrize("limit", ["-1", "x", "1e3", "%00"])
@pytest.mark.parametrize("service", ["@search", "@facets", "@search-export"])
def test_a_bad_limit(as_, service, limit):
    answer = as_("anonymous").get(f"{service}?sort_limit={limit}")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["sort_limit"]
