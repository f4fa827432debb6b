"""How a working copy differs from its text, as editors see it before they take it over."""

from hypothesis import given
from hypothesis import strategies
from tests.knowledge.texts import blocks
from tests.knowledge.texts import check_out
from tests.knowledge.texts import published
from tests.knowledge.texts import slate
from zukunftsraum.knowledge.changes import compared
from zukunftsraum.knowledge.changes import IN
from zukunftsraum.knowledge.changes import OUT
from zukunftsraum.knowledge.changes import SAME
from zukunftsraum.knowledge.changes import words_of

import pytest


TEXT = strategies.text(alphabet="ab ,\n")


@given(TEXT, TEXT)
def test_pieces_make_up_both_texts(old, new):
    pieces = words_of(old, new)
    assert "".join(text for kind, text in pieces if kind != IN) == old
    assert "".join(text for kind, text in pieces if kind != OUT) == new


def test_lines_that_stay_are_not_told():
    assert compared(["a", "zwölf rote Bänke", "b"], ["a", "zwölf blaue Bänke", "b"]) == [
        [(SAME, "zwölf "), (OUT, "rote"), (IN, "blaue"), (SAME, " Bänke")]
    ]


def test_long_lines_are_cut_where_nothing_changed():
    [line] = compared(["wort " * 100 + "alt"], ["wort " * 100 + "neu"])
    assert len(line[0][1]) < 80
    assert line[1:] == [(OUT, "alt"), (IN, "neu")]


@pytest.fixture
def copy(as_):
    body = blocks(slate({"text": "Erster Absatz."}), slate({"text": "Zweiter Absatz."}))
    return check_out(as_("editor"), published(as_("editor"), **body))


def changes(as_, copy, person="editor"):
    answer = as_(person, language="de").get(f"{copy}/@changes")
    assert answer.status_code == 200, answer.text
    return {item["field"]: item for item in answer.json()["items"]}


def test_nothing_is_changed_at_first(as_, copy):
    assert changes(as_, copy) == {}


def test_each_field_that_differs_is_told_with_its_title(as_, copy):
    body = blocks(slate({"text": "Erster Absatz."}), slate({"text": "Zweiter neuer Absatz."}))
    change = {"title": "Neuer Titel", "kind": "checklist", "sources": ["GemO"], **body}
    assert as_("editor").patch(copy, change).status_code == 204
    told = changes(as_, copy)
    assert set(told) == {"title", "kind", "sources", "blocks"}
    assert [piece["text"] for piece in told["title"]["lines"][0] if piece["kind"] == IN] == [
        "Neuer"
    ]
    assert told["kind"]["lines"][0][-1] == {"kind": IN, "text": "Checkliste"}
    assert told["sources"]["title"] == "Quellen"
    [line] = told["blocks"]["lines"]
    assert [piece["text"].strip() for piece in line if piece["kind"] == IN] == ["neuer"]


def test_a_text_that_is_no_copy_has_none(as_):
    text = published(as_("editor"))
    assert as_("editor").get(f"{text}/@changes").status_code == 404


def test_readers_do_not_learn_of_it(as_, copy):
    assert as_("member-a").get(f"{copy}/@changes").status_code in (401, 403, 404)
    assert as_("anonymous").get(f"{copy}/@changes").status_code in (401, 404)
