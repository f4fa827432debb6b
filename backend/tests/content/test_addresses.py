"""Nothing that is stored in an article or shown of one runs in a browser."""

from tests.knowledge.texts import blocks
from tests.knowledge.texts import published
from tests.knowledge.texts import slate
from zukunftsraum.content.addresses import is_dangerous
from zukunftsraum.content.addresses import without_dangerous

import pytest
import transaction


EVIL = "javascript:alert(1)"

#: Markup that would run where it is put into a page as it is.
MARKUP = (
    '<img src=x onerror="alert(1)"><script>alert(2)</script><a href="javascript:alert(3)">x</a>'
    '<iframe src="https://example.org/login"></iframe><b style="position:fixed">x</b>'
)


@pytest.mark.parametrize(
    "address",
    [
        EVIL,
        " JavaScript:x",
        "java\nscript:x",
        "\x01javascript:x",
        "data:text/html,x",
        "vbscript:x",
    ],
)
def test_addresses_that_run(address):
    assert is_dangerous(address)
    assert without_dangerous({"url": address, "text": address}) == {"url": "", "text": address}


@pytest.mark.parametrize(
    "address", ["https://example.org/javascript:", "/data", "mailto:a@b.de", ""]
)
def test_addresses_that_lead_somewhere(address):
    assert not is_dangerous(address)


LINK = {"type": "link", "data": {"url": EVIL}, "children": [{"text": "dort"}]}

BLOCKS = {
    "slate": slate({"text": ""}, LINK, {"text": ""}),
    "old link": slate({"type": "a", "data": {"link": {"external": {"external_link": EVIL}}}}),
    "table": {"@type": "slateTable", "table": {"rows": [{"cells": [{"value": [LINK]}]}]}},
    "image": {"@type": "image", "url": EVIL, "href": [{"@id": EVIL}]},
    "teaser": {"@type": "teaser", "href": [{"@id": EVIL, "title": "x"}]},
    "button": {"@type": "__button", "href": EVIL},
    "video": {"@type": "video", "url": EVIL},
    "maps": {"@type": "maps", "url": " \tJAVASCRIPT:alert(1)"},
    "listing": {"@type": "listing", "linkHref": [{"@id": EVIL}]},
    "unknown": {"@type": "anything", "deep": [{"er": {"src": EVIL}}]},
    "grid": {
        "@type": "gridBlock",
        "blocks": {"x": {"@type": "teaser", "href": EVIL}},
        "blocks_layout": {"items": ["x"]},
    },
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_no_block_keeps_one(as_, block):
    text = published(as_("editor"), **blocks(block))
    assert "javascript:" not in as_("anonymous").get(text).text.lower()


def test_words_stay(as_):
    text = published(as_("editor"), **blocks(slate({"text": "javascript: eine Sprache"})))
    assert "javascript: eine Sprache" in as_("anonymous").get(text).text


@pytest.mark.parametrize("block", [{"@type": "html", "html": MARKUP}, BLOCKS["grid"]])
def test_html_blocks_hold_safe_html(as_, block):
    if block["@type"] == "gridBlock":
        block = {**block, "blocks": {"x": {"@type": "html", "html": MARKUP}}}
    text = published(as_("editor"), **blocks(block))
    shown = as_("anonymous").get(text).text.lower()
    for evil in ("onerror", "<script", "javascript:", "<iframe", "style="):
        assert evil not in shown


def test_older_blocks_are_shown_without(world, as_):
    text = published(as_("editor"))
    article = world["wissen"][text.rsplit("/", 1)[1]]
    article.blocks, article.blocks_layout = blocks(BLOCKS["slate"]).values()
    transaction.commit()
    assert "javascript:" not in as_("anonymous").get(text).text.lower()


@pytest.mark.parametrize(
    "field", ["title", "description", "suitability", "effort_time", "effort_people", "responsible"]
)
def test_texts_are_words_and_no_markup(as_, field):
    """JSON gives them as they are; the page of the classic UI escapes them."""
    text = published(as_("editor"), **{field: MARKUP})
    assert as_("anonymous").get(text).headers["Content-Type"].startswith("application/json")
    page = as_("anonymous").get(f"{text}/view", headers={"Accept": "text/html"})
    assert page.status_code == 200
    for evil in ("<img src=x", "<script>alert", '<a href="javascript:'):
        assert evil not in page.text


@pytest.mark.parametrize("field", ["target_groups", "sources", "glossary_forms"])
def test_lists_of_texts_too(as_, field):
    text = published(as_("editor"), kind="glossary", **{field: [MARKUP[:60], EVIL]})
    page = as_("anonymous").get(f"{text}/view", headers={"Accept": "text/html"})
    assert page.status_code == 200
    for evil in ("<img src=x", '<a href="javascript:'):
        assert evil not in page.text
