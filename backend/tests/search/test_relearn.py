"""Learning words: more compounds are found, exactly as if all texts had been indexed with these words."""

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from plone import api
from tests.search.test_catalog import add
from tests.search.test_index import contents
from tests.search.test_index import ranked
from zukunftsraum.jobs.running import run
from zukunftsraum.search import relearn
from zukunftsraum.search.index import GermanTextIndex

import pytest
import transaction


def learn(index, public=None, batch=2):
    """The whole job on an index by itself."""
    relearn.begin(index, list(index._texts) if public is None else public)
    while relearn.convert(index, batch):
        pass
    relearn.finish(index)


def as_if_new(index, there):
    fresh = GermanTextIndex("SearchableText")
    fresh.lexicon.vocabulary.learned = index.lexicon.vocabulary.learned
    for docid, text in there.items():
        fresh.index_text(docid, *text)
    return contents(fresh)


SPOKEN = ["Das Binsenkorbflechten", "Ein Binsenkorb", "Mein Binsenkorb", "Der Binsenkorb ist da"]


@pytest.fixture
def index():
    index = GermanTextIndex("SearchableText")
    for docid, text in enumerate(SPOKEN, start=1):
        index.index_text(docid, "", text)
    index.index_text(5, "", "Die Binsenkorbgruppe")
    return index


def test_a_word_of_several_texts_becomes_a_part(index):
    assert sorted(ranked(index, "Binsenkorb")) == [2, 3, 4]
    learn(index)
    assert sorted(ranked(index, "Binsenkorb")) == [2, 3, 4, 5]
    assert index.lexicon.vocabulary.version == 1


def test_learning_again_changes_nothing(index):
    learn(index)
    before = contents(index)
    learn(index)
    assert contents(index) == before
    assert index.lexicon.vocabulary.version == 1


def test_words_of_protected_texts_are_not_learned(index):
    learn(index, public=[1, 2, 5])
    assert "binsenkorb" not in index.lexicon.vocabulary.learned
    assert sorted(ranked(index, "Binsenkorb")) == [2, 3, 4]


def test_what_is_no_longer_there_is_unlearned(index):
    learn(index)
    for docid in (2, 3, 4):
        index.unindex_object(docid)
    learn(index)
    assert index.lexicon.vocabulary.learned == ""
    assert ranked(index, "Binsenkorb") == []


def test_a_person_who_is_gone_is_unlearned(index):
    learn(index)
    for docid in (1, 2, 3, 4, 5):
        index.unindex_object(docid)
    index.forget_words("Binsenkorb")
    assert index.lexicon.vocabulary.learned == ""


WORDS = "Binsenkorb Binsenkorbgruppe Zitterpappel Zitterpappelhaus Pappelzitterer Korbhaus der läuft Haus-Binsenkorb"
TEXT = st.tuples(
    st.just(""),
    st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join),
    st.sampled_from(["de", "de", "en"]),
)
CHANGE = st.tuples(st.integers(1, 9), st.none() | TEXT)


@given(
    st.lists(CHANGE, max_size=25),
    st.lists(st.lists(CHANGE, max_size=3), max_size=8),
    st.booleans(),
)
@settings(max_examples=80)
def test_it_is_as_if_all_texts_were_indexed_anew(before, meanwhile, again):
    """Also when texts come, change and go between its batches."""
    index = GermanTextIndex("SearchableText")
    there = {}

    def change(changes):
        for docid, text in changes:
            if text is None:
                index.unindex_object(docid)
                there.pop(docid, None)
            else:
                index.index_text(docid, *text)
                there[docid] = text

    change(before)
    relearn.begin(index, list(index._texts))
    for changes in meanwhile:
        change(changes)
        relearn.convert(index, 1)
        assert set(ranked(index, "Binsenkorb")) >= {
            d for d, text in there.items() if "Binsenkorb" in text[1].split()
        }
    while relearn.convert(index, 3):
        pass
    relearn.finish(index)
    assert contents(index) == as_if_new(index, there)
    if again:
        learn(index)
        assert contents(index) == as_if_new(index, there)


def test_the_job_in_a_site(functional_portal):
    portal = functional_portal
    for number in range(3):
        add(portal["wissen"], f"Der Binsenkorb {number}")
    add(portal["wissen"], "Die Binsenkorbgruppe")
    for number in range(3):
        add(portal["wissen"], f"Die Zitterpappel {number}", state=None)
    transaction.commit()
    assert run("search-relearn") == "words learned 1, texts converted 1"
    with api.env.adopt_roles(["Manager"]):
        assert len(portal.portal_catalog(SearchableText="Binsenkorb")) == 4
    assert run("search-relearn") == "words learned 1, texts converted 0"
