"""Finding the terms of the glossary in a text."""

from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.wiki.rules import find_terms
from zukunftsraum.wiki.rules import first_letter
from zukunftsraum.wiki.rules import sort_key
from zukunftsraum.wiki.rules import text_of_blocks

import pytest
import time


FORMS = {
    "saldo": ["Saldo", "Salden"],
    "natural": ["Natürlicher Saldo", "natürlichen Saldo"],
    "supply": ["Daseinsvorsorge"],
    "street": ["Straße"],
    "alg": ["ALG-II"],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Saldo ist negativ.", ["saldo"]),
        ("Die SALDEN und der saldo", ["saldo"]),
        ("Ein natürlicher\n Saldo.", ["natural"]),
        ("natürlicher, Saldo", ["saldo"]),
        ("Saldo, dann natürlicher Saldo", ["saldo", "natural"]),
        ("Wanderungssaldo und Saldoberechnung", []),
        ("Saldo-Rechner, Straße:innen", []),
        ("Die STRASSE", ["street"]),
        ("Daseins\u00advorsorge", ["supply"]),
        ("Daseinsvorsorge" + "\u0308", []),
        ("„Daseinsvorsorge“ (Saldo)", ["supply", "saldo"]),
        ("Natu\u0308rlicher Saldo", ["natural"]),
        ("das ALG-II", ["alg"]),
        ("", []),
    ],
)
def test_whole_words_and_the_longest_first(text, expected):
    assert find_terms(text, FORMS) == expected


def test_forms_without_words_are_passed_over():
    assert find_terms("a ... b", {"x": ["", "...", "  "]}) == []


@given(st.text(), st.dictionaries(st.sampled_from("abc"), st.lists(st.text(min_size=1))))
def test_it_finds_only_what_it_was_given(text, forms):
    assert set(find_terms(text, forms)) <= set(forms)


@given(st.lists(st.sampled_from(["Haus", "Hof", "Markt"]), min_size=1, max_size=3))
def test_a_term_is_found_wherever_it_stands(words):
    spelling = " ".join(words)
    assert find_terms(f"Vorne {spelling} hinten", {"t": [spelling]}) == ["t"]


def test_a_long_text_and_many_terms():
    forms = {str(n): [f"begriff{n} wort", f"begriff{n}"] for n in range(2000)}
    began = time.thread_time()
    found = find_terms("begriff7 und viele Wörter " * 8000, forms)
    assert found == ["7"]
    assert time.thread_time() - began < 5


def test_the_text_of_blocks():
    value = [
        {
            "type": "p",
            "children": [
                {"text": "Natür"},
                {"type": "strong", "children": [{"text": "licher "}]},
                {"type": "link", "data": {"url": "/x"}, "children": [{"text": "Saldo"}]},
                {"text": ""},
            ],
        },
        {"type": "ul", "children": [{"type": "li", "children": [{"text": "Eins"}]}]},
    ]
    grid = {"@type": "gridBlock", "blocks": {"b": {"@type": "slate", "value": value}}}
    for block in ({"@type": "slate", "value": value}, grid):
        assert text_of_blocks({"a": block}).splitlines() == ["Natürlicher Saldo", "Eins"]
    table = {"@type": "slateTable", "table": {"rows": [{"cells": [{"value": value}]}]}}
    assert "Eins" in text_of_blocks({"a": table}).splitlines()
    assert text_of_blocks({"a": {"@type": "title"}, "b": None, "c": "x"}) == ""


def test_order_and_letters():
    titles = ["Zweckverband", "Ältestenrat", "Altenquotient", "ÖPNV", "Ort", "3-Zonen-Modell"]
    assert sorted(titles, key=sort_key) == [
        "3-Zonen-Modell",
        "Altenquotient",
        "Ältestenrat",
        "ÖPNV",
        "Ort",
        "Zweckverband",
    ]
    assert [first_letter(title) for title in titles] == ["Z", "A", "A", "O", "O", "#"]
