"""The rules: words, terms, compounds, typing errors, queries, sequences."""

from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.search import queries
from zukunftsraum.search import sequences
from zukunftsraum.search.analysis import ENGLISH
from zukunftsraum.search.analysis import is_stop_word
from zukunftsraum.search.analysis import term
from zukunftsraum.search.compounds import Splitter
from zukunftsraum.search.compounds import splitter
from zukunftsraum.search.distance import is_one_apart
from zukunftsraum.search.index import GermanTextIndex
from zukunftsraum.search.lexicon import Lexicon
from zukunftsraum.search.tokens import fold
from zukunftsraum.search.tokens import words

import pytest


# -- words and terms ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wohnen im Alter", ["Wohnen", "im", "Alter"]),
        (
            "Bürger:innen, Lehrer*innen und Kolleg_innen",
            ["Bürger:innen", "Lehrer*innen", "und", "Kolleg_innen"],
        ),
        ("Wohn\u00adform", ["Wohnform"]),
        ("Online-Seminar (2 h)", ["Online", "Seminar", "2", "h"]),
        ("ﬁx", ["fix"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Köln", "koln"),
        ("Café", "cafe"),
        ("Bürger:innen", "burgerinnen"),
        ("BürgerInnen", "burgerinnen"),
        ("Büro", "buro"),
    ],
)
def test_spellings_of_the_same_word_are_folded_together(word, folded):
    assert fold(word) == folded


@pytest.mark.parametrize(
    "alike",
    [
        "Pflege pflegen pflegend pflegende pflegt gepflegt",
        "Demografie Demographie demografisch demografischer demographischen",
        "Wohnform Wohnformen",
        "Köln Koeln Koln",
        "Haus Häuser Häusern",
        "fördern Förderung gefördert",
        "Ortskern Ortskerne Ortskernen Ortskerns",
        "Bus Busse Bussen",
        "Bürger Bürgerin Bürger:innen Bürgerinnen",
        "moderieren Moderation moderiert",
        "Sanierung sanieren saniert",
        "einsam Einsamkeit",
        "Ökologie ökologisch",
        "Kommune kommunal Kommunen",
    ],
)
def test_inflections_and_derivations_have_the_same_term(alike):
    assert len({term(fold(word)) for word in alike.split()}) == 1


@pytest.mark.parametrize(
    "pair", ["Bildung Bild", "Haus Hose", "Wohnung Währung", "Verein Vereinbarung", "Alter Altar"]
)
def test_other_words_have_other_terms(pair):
    assert len({term(fold(word)) for word in pair.split()}) == 2


def test_english_has_rules_of_its_own():
    assert term("communities", ENGLISH) == term("community", ENGLISH) != term("community")
    assert is_stop_word("die") and not is_stop_word("die", ENGLISH)
    assert is_stop_word("the", ENGLISH) and not is_stop_word("the")


# -- compounds ---------------------------------------------------------------------------------------


def parts(word, learned=()):
    return [part for _, _, part in Splitter(learned).split(fold(word))]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Mehrgenerationenwohnform", "mehr generation wohn form"),
        ("Mehrgenerationenwohnformen", "mehr generation wohn formen"),
        ("Hochschule", "hoch schule"),
        ("Krankenhaus", "kranken haus"),
        ("Bahnhof", "bahn hof"),
        ("Ortskern", "orts kern"),
        ("Verwaltungsgebäude", "verwaltung gebaude"),
        ("Kindergarten", "kind garten"),
        ("Hilfsangebot", "hilfe angebot"),
        ("Städtebau", "stadte bau"),
        ("Buslinie", "bus linie"),
        ("barrierefreie", "barriere freie"),
    ],
)
def test_compounds_are_split(word, expected):
    assert " ".join(parts(word)) == expected


@pytest.mark.parametrize(
    "word",
    [
        "Beteiligung",
        "Abteilung",
        "Gemeinschaft",
        "Wirtschaft",
        "Verwaltung",
        "Verantwortung",
        "Ärztinnen",
        "Notar",
        "Vorteil",
        "Zukunft",
        "Bus",
        "Minister",
        "Sekretariat",
        "gemeinsam",
        "dauerhaft",
    ],
)
def test_what_only_looks_like_a_compound_stays_whole(word):
    assert parts(word) == []


def test_words_of_the_site_make_more_compounds():
    assert parts("Quittengartenpflege") == []
    assert parts("Quittengartenpflege", ["quitte", "quitten"]) == ["quitten", "garten", "pflege"]
    assert parts("Ratatouilleabend", ["rata"]) == []  # too short to be learned


def test_neighbouring_parts_are_found_together():
    found = splitter().part_terms("kinderbetreuungsangebote")
    expected = ("Kind", "Betreuung", "Angebot", "Kinderbetreuung", "Betreuungsangebot")
    assert {term(fold(word)) for word in expected} == set(found)


@given(
    st.lists(st.sampled_from(sorted(splitter().heads)), min_size=1, max_size=4),
    st.text("abcdefg", max_size=9),
)
def test_splitting_covers_the_word_in_order(some, rest):
    word = "".join(some) + rest
    found = splitter().split(word)
    ends = [0, *(end for _, end, _ in found)]
    assert all(end <= start + 2 for end, (start, _, _) in zip(ends, found, strict=False))
    assert all(start <= end for start, end, _ in found)
    assert not found or found[-1][1] == len(word)


# -- typing errors -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        "wohnforn",
        "wohnfrom",
        "wohnfom",
        "wohnfformen"[:9],
        "ohnform",
        "wohnforme",
        "xwohnform",
        "wohnorm",
    ],
)
def test_one_error(other):
    assert is_one_apart("wohnform", other) and is_one_apart(other, "wohnform")


@pytest.mark.parametrize("other", ["wohnform", "wohnfrm1x", "whonfrom", "wohn", "fohnworm"])
def test_none_or_more_errors(other):
    assert not is_one_apart("wohnform", other)


def mistyped(word):
    swaps = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    changes = {word[:i] + c + word[i + 1 :] for i in range(len(word)) for c in "ax"}
    more = {word[:i] + "x" + word[i:] for i in range(len(word) + 1)}
    less = {word[:i] + word[i + 1 :] for i in range(len(word))}
    return (swaps | changes | more | less) - {word}


@given(
    st.lists(st.text("abcde", min_size=5, max_size=10), min_size=1, max_size=30),
    st.text("abcde", min_size=6, max_size=9),
)
def test_the_lexicon_finds_exactly_what_is_one_error_away(spellings, typed):
    lexicon = Lexicon()
    for spelling in [*spellings, *list(mistyped(typed))[:20]]:
        lexicon.number(spelling)
    expected = {form for form in lexicon._forms if is_one_apart(typed, form)}
    assert set(lexicon.one_apart(typed)) == expected


def test_short_words_are_not_corrected():
    lexicon = Lexicon()
    lexicon.number("Garten")
    assert list(lexicon.one_apart("garte")) == []


# -- queries -----------------------------------------------------------------------------------------

W, P = queries.Word, queries.Pattern


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Wohnen", W("wohnen")),
        ("Wohnen Alter", queries.And((W("wohnen"), W("alter")))),
        ("Wohnen AND Alter", queries.And((W("wohnen"), W("alter")))),
        ("Wohnen UND Alter", queries.And((W("wohnen"), W("alter")))),
        ("Wohnen OR Alter", queries.Or((W("wohnen"), W("alter")))),
        ("a (b OR c)", queries.And((W("a"), queries.Or((W("b"), W("c")))))),
        ("Wohnen -Alter", queries.And((W("wohnen"),), (W("alter"),))),
        ("Wohnen NOT Alter", queries.And((W("wohnen"),), (W("alter"),))),
        ("-Alter Wohnen", queries.And((W("wohnen"),), (W("alter"),))),
        ('"im Alter"', queries.Phrase(("im", "alter"))),
        ("„im Alter“", queries.Phrase(("im", "alter"))),
        ('"offen bis', queries.Phrase(("offen", "bis"))),
        ('-"im Alter" Wohnen', queries.And((W("wohnen"),), (queries.Phrase(("im", "alter")),))),
        ("Online-Seminar", queries.Hyphenated(("online", "seminar"))),
        ("Wohn*", P("wohn*")),
        ("wo?n**form", P("wo?n*form")),
        ("Köln*", P("koln*")),
        ("*form", W("form")),
        ("Bürger*innen", W("burgerinnen")),
        ("Online-Sem*", queries.And((W("online"), P("sem*")))),
        ("Wohnen AND", W("wohnen")),
        ("OR Wohnen", W("wohnen")),
        ("(Wohnen", W("wohnen")),
        ("Wohnen)", W("wohnen")),
        ("Wohnen) Alter", queries.And((W("wohnen"), W("alter")))),
        ("-Alter", None),
        ("NOT Alter", None),
        ("", None),
        ("*", None),
        ("- ( ) AND ?", None),
    ],
)
def test_queries(text, tree):
    assert queries.parse(text) == tree


@given(
    st.lists(
        st.sampled_from(
            [
                '"',
                "(",
                ")",
                "-",
                "*",
                "?",
                " ",
                "AND",
                "OR",
                "NOT",
                "Wohnen",
                "im",
                ":",
                "\x00",
                "😀",
                "ß",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_no_query_is_an_error(text):
    queries.parse(text)


def test_a_huge_query_is_cut():
    queries.parse("(" * 5000 + "a" * 5000)
    queries.parse("x OR " * 5000)


# -- sequences ---------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 2**28 - 1)))
def test_numbers_come_back(numbers):
    assert sequences.decode(sequences.encode(numbers)) == numbers


@given(
    st.lists(st.integers(128, 140) | st.integers(16380, 16390), max_size=30),
    st.lists(st.integers(128, 140), min_size=1, max_size=3),
)
def test_a_phrase_is_found_where_it_is(numbers, wanted):
    size = len(wanted)
    is_there = any(numbers[i : i + size] == wanted for i in range(len(numbers)))
    found = sequences.phrase([[n] for n in wanted])(sequences.encode(numbers))
    assert bool(found) == is_there


@pytest.mark.parametrize(
    "text",
    [
        'Pflege, Wohnen und mehr: "Online-Seminare" (kostenlos) – 20 % günstiger!\nNeuer Absatz',
        "Bürger:innen der Gemeinde/Stadt – „gut“ (2024); § 44 BHO, 5.000 €",
    ],
)
def test_a_text_can_be_read_again(text):
    index = GermanTextIndex("SearchableText")
    index.index_text(1, "Titel", text)
    pieces = sequences.texts(index.sequence(1), index.lexicon.spelling)
    assert "".join(piece for piece, _ in pieces) == f"Titel\n{text}"


def test_letters_and_digits_only():
    assert fold("§ 44") == "44"
