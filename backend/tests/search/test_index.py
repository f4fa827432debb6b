"""The index by itself: what it finds, in which order, and that changing texts leaves no trace."""

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from zukunftsraum.search.index import GermanTextIndex

import pytest


@pytest.fixture
def index():
    return GermanTextIndex("SearchableText")


def ranked(index, text, **kwargs):
    """The ids that a query finds, best first."""
    found = index.find(text, **kwargs)
    return [docid for docid, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))]


def fill(index, *texts):
    """Index texts as 1, 2, …; "Title | text" or text."""
    for docid, text in enumerate(texts, start=1):
        title, _, body = text.rpartition(" | ")
        index.index_text(docid, title, body)


# -- what is demanded --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Wohnformen", "Eine Mehrgenerationenwohnform entsteht"),
        ("Wohnform", "Neue Mehrgenerationenwohnformen"),
        ("pflegen", "Die Pflege zu Hause"),
        ("pflegen", "häusliche Pflege"),
        ("Demografie", "Der demografische Wandel"),
        ("Demographie", "Der demografische Wandel"),
        ("Koeln", "Besuch in Köln"),
        ("Strasse", "Die Straße ist gesperrt"),
        ("Schule", "Die Hochschule vor Ort"),
        ("Haus", "Das Krankenhaus schließt"),
        ("Bürger", "Bürger:innen reden mit"),
        ("Bürgerinnen", "Bürger*innen reden mit"),
        ("onlineseminar", "Ein Online-Seminar"),
        ("Online-Seminar", "Ein Onlineseminar"),
        ("Online Seminar", "Ein Online-Seminar"),
        ("Kinderbetreuung", "Kinderbetreuungsangebote am Abend"),
        ("wohn*", "Wohnung frei"),
        ("Wohnungen*", "Wohnung frei"),
        ("der Pflege", "Pflege"),
        ("im* Alter*", "Alter"),
        ("W?hnung", "Wohnung frei"),
        ("Wohnung OR Zebra", "Wohnung frei"),
        ("the care of neighbours", "care neighbours"),
    ],
)
def test_found(index, typed, text):
    fill(index, text, "Etwas ganz anderes steht hier")
    assert ranked(index, typed) == [1]


@pytest.mark.parametrize(
    "typed",
    [
        "die",
        "der die das",
        '"der die"',
        "im*",
        "-Pflege",
        "NOT Pflege",
        "",
        "*",
        "Pflege AND Zebra",
        "Pflege -Haus",
        "zzz*",
    ],
)
def test_finds_nothing(index, typed):
    fill(index, "Die Pflege zu Haus", "der die das")
    assert ranked(index, typed) == []


def test_a_phrase_is_exact(index):
    fill(
        index,
        "Wohnen im Alter",
        "im Alter wohnen",
        "Wohnen, im Alter",
        "Wohnen im hohen Alter",
        "wohnt im Alter",
    )
    assert sorted(ranked(index, '"Wohnen im Alter"')) == [1, 3]
    assert sorted(ranked(index, "Wohnen im Alter")) == [1, 2, 3, 4]


def test_a_phrase_with_several_spellings_and_joined_words(index):
    fill(
        index,
        "das Online-Seminar findet statt",
        "DAS ONLINE-SEMINAR FINDET STATT",
        "Online Seminar, das findet",
    )
    assert sorted(ranked(index, '"online seminar findet"')) == [1, 2]
    assert ranked(index, '"nie gehört"') == []


def test_minus_excludes(index):
    fill(index, "Pflege und Beratung", "Pflege", "Beratung")
    assert ranked(index, "Pflege -Beratung") == [2]
    assert ranked(index, 'Pflege -"und Beratung"') == [2]


def test_titles_come_first(index):
    body = "Pflege " * 40
    fill(
        index,
        body,
        "Pflege | " + "Hier steht vieles andere und sonst nichts. " * 40,
        body + "viel",
    )
    assert ranked(index, "Pflege")[0] == 2


def test_exact_phrases_come_first(index):
    fill(
        index,
        "Alter | Wohnen und noch einmal Wohnen, auch mit Alter, Alter, Wohnen",
        "Hier geht es um gutes Wohnen im Alter",
        "Wohnen Wohnen Alter Alter",
    )
    assert ranked(index, "Wohnen im Alter")[0] == 2
    assert ranked(index, "Wohnen* im* Alter*")[0] == 2


def test_all_words_in_the_title_come_before_a_phrase_in_passing(index):
    filler = " und dies und jenes steht hier" * 20
    fill(
        index,
        "Vieles | Hier geht es auch um Wohnen im Alter" + filler,
        "Alter und Wohnen | Kurz gesagt" + filler,
    )
    assert ranked(index, "Wohnen im Alter") == [2, 1]


def test_the_word_itself_comes_before_compounds(index):
    filler = " und dies und jenes steht hier"
    fill(index, "Pflegeheim" + filler, "Pflege" + filler, "Altenpflege" + filler)
    assert ranked(index, "Pflege")[0] == 2


def test_english_texts_follow_english_rules(index):
    index.index_text(1, "", "The communities care for families", "en")
    index.index_text(2, "", "Die Kommune und der Caritasverband")
    assert ranked(index, "community") == [1]
    assert ranked(index, "family") == [1]
    assert ranked(index, "die") == []


# -- typing errors -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["Wohnfromen", "Wohnfrmen", "Whonformen", "Wohnformenn", "Wonhformen Alter"]
)
def test_a_typing_error_is_forgiven(index, typed):
    fill(index, "Neue Wohnformen im Alter", "Etwas anderes")
    assert ranked(index, typed) == [1]


def test_no_typing_error_is_suspected_when_something_is_found(index):
    fill(index, "Die Wohnungen", "Die Wohnungun")
    assert ranked(index, "Wohnungun") == [2]


def test_short_words_are_taken_as_typed(index):
    fill(index, "Die Bank")
    assert ranked(index, "Bonk") == []


def test_a_compound_that_nobody_wrote_is_found_by_its_parts(index):
    fill(index, "Beratung zur Pflege", "Nur Pflege")
    assert ranked(index, "Pflegeberatung") == [1]


def test_hidden_texts_do_not_change_what_is_suspected(index):
    """Whether a hidden text contains a word must not be seen from what a typing error finds."""
    fill(index, "geheimwortx", "geheimwort")
    visible = [1]

    def only_visible(result):
        return sorted(set(result) & set(visible))

    assert only_visible(index.find("geheimwort", only_visible)) == [1]
    index.unindex_object(2)
    assert only_visible(index.find("geheimwort", only_visible)) == [1]


# -- change ------------------------------------------------------------------------------------------

TEXTS = st.lists(
    st.sampled_from(
        [
            "Pflege",
            "pflegen",
            "Mehrgenerationenwohnform",
            "Wohnformen",
            "Online-Seminar",
            "im",
            "Alter",
            "der",
            "Landkreis",
            "Kreis",
            "Haus-Notruf,",
            "Bürger:innen",
        ]
    ),
    max_size=14,
).map(" ".join)
CHANGES = st.lists(
    st.tuples(
        st.integers(1, 14), st.none() | st.tuples(TEXTS, TEXTS, st.sampled_from(["de", "en"]))
    ),
    max_size=40,
)


def contents(index):
    """Postings by the names of terms, and the sequences spelled out: comparable between indexes."""
    spell = index.lexicon.spelling
    postings = {
        index.lexicon.term_name(term): dict(posting) for term, posting in index._postings.items()
    }
    texts = {
        docid: [spell(n) if n > 127 else n for n in index.sequence(docid)]
        for docid in index._texts
    }
    return postings, texts, index.numObjects()


@given(CHANGES)
@settings(max_examples=60)
def test_after_any_changes_it_is_as_if_made_from_what_is_there(changes):
    index = GermanTextIndex("SearchableText")
    there = {}
    for docid, text in changes:
        if text is None:
            index.unindex_object(docid)
            there.pop(docid, None)
        else:
            index.index_text(docid, *text)
            there[docid] = text
    fresh = GermanTextIndex("SearchableText")
    for docid, text in there.items():
        fresh.index_text(docid, *text)
    assert contents(index) == contents(fresh)


@given(
    CHANGES,
    st.lists(
        st.sampled_from(
            ["Pflege", "Wohnform", "Kreis", "im", "Haus", "Notruf", "Alter", "Bürger"]
        ),
        min_size=1,
        max_size=3,
    ),
)
@settings(max_examples=60)
def test_it_finds_what_reading_every_text_finds(changes, typed):
    """Against a reference that reads all texts word by word."""
    from zukunftsraum.search.analysis import is_stop_word
    from zukunftsraum.search.analysis import term
    from zukunftsraum.search.compounds import splitter
    from zukunftsraum.search.tokens import fold
    from zukunftsraum.search.tokens import words

    index = GermanTextIndex("SearchableText")
    there = {}
    for docid, text in changes:
        if text is not None:
            index.index_text(docid, *text)
            there[docid] = text

    def terms_of(word, language):
        form = fold(word)
        if is_stop_word(form, language):
            return set()
        parts = splitter().part_terms(form) if language == "de" else []
        return {term(form, language), *parts}

    def has(text, word):
        title, body, language = text
        pieces = [*words(f"{title} {body}")]
        pieces += [p.replace("-", "").strip(",") for p in f"{title} {body}".split() if "-" in p]
        found = set().union(*(terms_of(w, language) for w in pieces)) if pieces else set()
        wanted = {
            term(fold(word), lang) for lang in ("de", "en") if not is_stop_word(fold(word), lang)
        }
        return bool(found & wanted)

    said = [word for word in typed if not is_stop_word(fold(word))]
    expected = {d for d, text in there.items() if said and all(has(text, word) for word in said)}
    found = set(index.find(" ".join(typed), lambda result: True).keys())
    assert found == expected


def test_a_prefix_finds_every_word_that_begins_so(index):
    beginnings = [
        "Platz",
        "Plätze",
        "Platzregen",
        "Platzhirsche",
        "platzen",
        "Platzwunde",
        "Platin",
        "Marktplatz",
    ]
    fill(index, *beginnings)
    assert sorted(ranked(index, "Platz*")) == [1, 2, 3, 4, 5, 6, 8]
    assert sorted(ranked(index, "Plat*")) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_many_texts_with_a_word_and_none_again(index):
    for docid in range(50):
        index.index_text(docid, "", "Pflege")
    assert len(ranked(index, "Pflege")) == 50
    for docid in range(50):
        index.unindex_object(docid)
    assert contents(index) == ({}, {}, 0)


def test_the_same_text_changes_nothing(index):
    assert index.index_text(1, "a", "Pflege") == 1
    assert index.index_text(1, "a", "Pflege") == 0


def test_words_of_people_who_are_gone_are_forgotten(index):
    fill(index, "Zitronella Quitte schreibt", "Quitte bleibt")
    index.unindex_object(1)
    index.forget_words("Zitronella Quitte")
    lexicon = index.lexicon
    known = {*lexicon._numbers, *lexicon._forms, *lexicon._terms, *lexicon._backwards}
    assert not [word for word in known if "itronell" in word or "llenorti" in word]
    assert ranked(index, "Quitte") == [2]
    fill(index, "Zitronella ist zurück")
    assert ranked(index, "Zitronella") == [1]


def test_titles_are_known_through_every_change(index):
    """However often texts come, change and go: what the index knows of titles is what a new one would know."""
    long = [f"Haus {n} | Garten" for n in range(15)]
    fill(index, *long)
    index.index_text(3, "Garten", "Haus")
    index.index_text(4, "Hof", "Haus")
    index.unindex_object(5)
    new = GermanTextIndex("SearchableText")
    new.lexicon = index.lexicon
    for docid in index._texts:
        new._texts[docid] = index._texts[docid]
    list(new.rescore())

    def titles(of):
        return {term: sorted(texts) for term, texts in of._titles.items()}

    assert titles(index) == titles(new)
    for docid in list(index._texts):
        index.unindex_object(docid)
    assert not titles(index)
