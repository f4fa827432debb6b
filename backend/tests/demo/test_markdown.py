"""The light Markdown of the demo texts."""

from zukunftsraum.demo.markdown import parse
from zukunftsraum.demo.markdown import plain
from zukunftsraum.demo.markdown import to_blocks
from zukunftsraum.demo.markdown import to_html

import pytest


@pytest.mark.parametrize(
    "text,html",
    [
        ("Ein Absatz.", "<p>Ein Absatz.</p>"),
        ("Ein Absatz\nüber zwei Zeilen.", "<p>Ein Absatz über zwei Zeilen.</p>"),
        ("Eins.\n\nZwei.", "<p>Eins.</p><p>Zwei.</p>"),
        ("## Titel\n\n### Darunter", "<h2>Titel</h2><h3>Darunter</h3>"),
        ("- eins\n- zwei\n  weiter", "<ul><li>eins</li><li>zwei weiter</li></ul>"),
        ("1. eins\n2. zwei", "<ol><li>eins</li><li>zwei</li></ol>"),
        ("Vorweg:\n- eins\n- zwei", "<p>Vorweg:</p><ul><li>eins</li><li>zwei</li></ul>"),
        ("- eins\n\n1. zwei", "<ul><li>eins</li></ul><ol><li>zwei</li></ol>"),
        ("ganz **fett** gesagt", "<p>ganz <strong>fett</strong> gesagt</p>"),
        ("[hier](/wissen)", '<p><a href="/wissen">hier</a></p>'),
        ("**[hier](/wissen)**", '<p><strong><a href="/wissen">hier</a></strong></p>'),
        ("10 - 3 ist 7", "<p>10 - 3 ist 7</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ('[x](/"><script>)', '<p><a href="/&quot;&gt;&lt;script&gt;">x</a></p>'),
        ("", ""),
    ],
)
def test_html(text, html):
    assert to_html(parse(text)) == html


def test_addresses_are_resolved():
    nodes = parse("[hier](/wissen)", resolve=lambda address: f"resolved{address}")
    assert nodes[0]["children"][1]["data"] == {"url": "resolved/wissen"}


def test_slate_has_text_on_both_sides_of_links_and_bold_words():
    children = parse("**fett**")[0]["children"]
    assert [child.get("type", "text") for child in children] == ["text", "strong", "text"]


def test_blocks_begin_with_the_title_and_keep_the_order():
    page = to_blocks(parse("Eins.\n\n- zwei\n- drei"), "seite")
    in_order = [page["blocks"][block_id] for block_id in page["blocks_layout"]["items"]]
    assert [block["@type"] for block in in_order] == ["title", "slate", "slate"]
    assert [block.get("plaintext") for block in in_order] == [None, "Eins.", "zwei\ndrei"]
    assert in_order[2]["value"][0]["type"] == "ul"


def test_ids_of_blocks_depend_on_the_page_only():
    first, again, other = (to_blocks(parse("Eins."), seed) for seed in ("a", "a", "b"))
    assert first == again
    assert not set(first["blocks"]) & set(other["blocks"])


def test_plain_text_drops_marks():
    assert plain(parse("ein **fetter** [Link](/x)")[0]) == "ein fetter Link"
