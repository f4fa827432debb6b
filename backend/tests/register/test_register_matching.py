"""Search: every municipality is found by its own name and keys, the best match comes first."""

from decimal import Decimal
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from zukunftsraum.register import matching
from zukunftsraum.register.reader import read_starter
from zukunftsraum.register.rules import display_name
from zukunftsraum.register.rules import Municipality

import pytest


def municipality(number, official_name, kind="municipality", population=1000):
    ags = f"99001{number:03d}"
    return Municipality(
        ars=f"990010{number:03d}{number:03d}",
        ags=ags,
        name=display_name(official_name),
        official_name=official_name,
        kind=kind,
        state="99",
        state_name="Musterland",
        district="99001",
        district_name="Kreis",
        population=population,
        area_km2=Decimal("1.00"),
        postal_code=f"00{number:03d}",
        structurally_weak="no",
    )


NAMES = [
    ("Köln, Stadt", "independent-city", 1_000_000),
    ("Köln", "rural-district", 2_000),
    ("Kölnbach", "municipality", 50_000),
    ("Bad Köln", "municipality", 70_000),
    ("Altköln", "municipality", 90_000),
    ("Weißenburg i. Bay., Stadt", "town", 10_000),
    ("Frankfurt (Oder), Stadt", "independent-city", 60_000),
    ("Königsbrück", "town", 4_000),
    ("Moers, Stadt", "town", 100_000),
    ("Bautzen / Budyšin, Stadt", "town", 38_000),
    ("Elsterheide / Halštrowska Hola", "municipality", 3_000),
    ("Gemeindewald", "municipality", 10),
]
ROWS = [
    municipality(number, name, kind, population)
    for number, (name, kind, population) in enumerate(NAMES, start=1)
]
INDEX = matching.Index(ROWS)
STARTER = list(read_starter().table.values())
STARTER_INDEX = matching.Index(STARTER)


def names(query):
    return [INDEX.rows[number].official_name for number in INDEX.find(query)]


@pytest.mark.parametrize("query", ["Köln", "koln", "KOELN", " köln ", "K\u006f\u0308ln"])
def test_best_match_first(query):
    """Exact (by population), beginning, beginning of a word, inside."""
    assert names(query) == ["Köln, Stadt", "Köln", "Kölnbach", "Bad Köln", "Altköln"]


@pytest.mark.parametrize(
    "query,found",
    [
        ("weissenburg", "Weißenburg i. Bay., Stadt"),
        ("WEISSENBURG I BAY", "Weißenburg i. Bay., Stadt"),
        ("Weißenburg", "Weißenburg i. Bay., Stadt"),
        ("frankfurt oder", "Frankfurt (Oder), Stadt"),
        ("oder frank", "Frankfurt (Oder), Stadt"),
        ("konigsbruck", "Königsbrück"),
        ("koenigsbrueck", "Königsbrück"),
        ("koenigsbruck", "Königsbrück"),
        ("moers", "Moers, Stadt"),
        ("mörs", "Moers, Stadt"),
        ("oers", "Moers, Stadt"),
        ("budysin", "Bautzen / Budyšin, Stadt"),
        ("halstrow", "Elsterheide / Halštrowska Hola"),
        ("landkreis köln", "Köln"),
        ("köln 990010001", "Köln, Stadt"),
        ("00006", "Weißenburg i. Bay., Stadt"),
        ("99001007", "Frankfurt (Oder), Stadt"),
        ("990010007007", "Frankfurt (Oder), Stadt"),
        ("99001 0007 007", "Frankfurt (Oder), Stadt"),
    ],
)
def test_found(query, found):
    assert names(query)[0] == found


def test_word_of_the_kind_comes_after_names():
    assert names("Gemeinde")[0] == "Gemeindewald"
    assert "Bad Köln" in names("Gemeinde")


@pytest.mark.parametrize("query", ["Atlantis", "...", "köln xyz", "88888"])
def test_nothing_found(query):
    assert names(query) == []


def test_digits_find_by_beginning_exact_first():
    found = [STARTER_INDEX.rows[number].ars for number in STARTER_INDEX.find("14")]
    assert found[0] == "14"
    assert "145240330330" in found


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(STARTER), st.data())
def test_always_found_by_own_name_and_keys(row, data):
    name = data.draw(st.sampled_from([row.name, row.official_name]))
    cased = data.draw(st.sampled_from([str.upper, str.lower, str.title, str]))(name)
    queries = [cased, name[: data.draw(st.integers(1, len(name)))], row.ars]
    queries += [key for key in (row.ags, row.postal_code) if key]
    for query in queries:
        if matching.spellings(query):
            found = [STARTER_INDEX.rows[number] for number in STARTER_INDEX.find(query)]
            assert row in found


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_answered_without_doubles(query):
    found = INDEX.find(query)
    assert len(found) == len(set(found))


@given(st.text(max_size=40))
def test_spellings_are_plain_and_stable(text):
    for form in matching.spellings(text):
        assert form.isascii()
        assert matching.spellings(form) == (form,)
