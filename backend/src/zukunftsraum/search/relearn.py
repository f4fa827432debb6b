"""The job `search-relearn`: learns the site's words for splitting compounds, and finds texts by the new parts.

Words are learned from texts that everybody may read. Then every known word is split again; the texts with a word
that is split in another way now get new postings, from their stored sequences. Nothing is read from content.

In batches, each its own transaction: an interrupted job goes on where it was, and meanwhile each text is found by the
parts that its words had when it was last touched. Running it again without new words changes nothing.
"""

from BTrees.IIBTree import IITreeSet
from BTrees.IOBTree import IOBTree
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from plone import api
from transaction.interfaces import TransientError
from zope.interface import implementer
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.search.analysis import GERMAN
from zukunftsraum.search.analysis import is_stop_word
from zukunftsraum.search.compounds import SHORTEST_LEARNED
from zukunftsraum.search.compounds import splitter
from zukunftsraum.search.index import GermanTextIndex
from zukunftsraum.search.sequences import FIRST_WORD
from zukunftsraum.search.sequences import LANGUAGES
from zukunftsraum.search.setup import is_installed
from zukunftsraum.search.setup import NAME
from zukunftsraum.search.tokens import fold

import transaction


#: A word is learned when so many texts contain it, and not more than so many are learned.
LEAST_TEXTS = 3
MOST_LEARNED = 20_000
#: Texts per transaction.
BATCH = 500
ATTEMPTS = 8


@implementer(IJob)
class Relearn:
    """Learns in one transaction, converts texts in many."""

    title = "learn words of the site for splitting compounds in the search"
    schedule = "15 2 * * 0"

    def run(self, now: datetime) -> str:
        catalog = api.portal.get_tool("portal_catalog")
        if not is_installed(catalog):
            return "no index"
        learned = _again_after_conflicts(lambda: begin(_index(), _public(catalog)))
        texts = 0
        while done := _again_after_conflicts(lambda: convert(_index(), BATCH)):
            texts += done
        _again_after_conflicts(lambda: finish(_index()))
        return f"words learned {learned}, texts converted {texts}"


def begin(index: GermanTextIndex, public: Iterable[int]) -> int:
    """Learn words and find out which words are split in another way now; returns the number of words learned.

    Does nothing while an earlier run is not finished, so that it is finished first.

    :param public: the ids of the texts to learn from.
    """
    lexicon = index.lexicon
    if index._new_terms is None:
        learned = " ".join(learnable(index, public))
        if learned != lexicon.vocabulary.learned:
            lexicon.vocabulary.learned = learned
            lexicon.vocabulary.version += 1
            known = lexicon._word_terms[GERMAN]
            new = IOBTree()
            for number, terms in list(known.items()):
                split = lexicon.analyse(number, GERMAN)
                if split != terms:
                    new[number] = split
            index._new_terms = new
            index._converted = IITreeSet()
            affected = {terms[0] for number in new for terms in (known[number],) if terms}
            index._to_convert = index.texts_with_terms(affected)
    return len(lexicon.vocabulary.learned.split())


def convert(index: GermanTextIndex, most: int) -> int:
    """Give some texts the postings of the new parts; returns how many, 0 when none is left."""
    if index._new_terms is None:
        return 0
    texts = list(islice(index._to_convert, most))
    for docid in texts:
        index._to_convert.remove(docid)
        index.convert(docid)
    return len(texts)


def finish(index: GermanTextIndex) -> None:
    """Make the new parts those of the words, when every text is converted."""
    if index._new_terms is not None and not index._to_convert:
        index.lexicon._word_terms[GERMAN].update(index._new_terms)
        index._new_terms = None
        index._converted = IITreeSet()


def learnable(index: GermanTextIndex, public: Iterable[int]) -> list[str]:
    """The folded words that can be parts of compounds: nouns, by their capital letter, that several texts contain."""
    lexicon = index.lexicon
    texts: Counter = Counter()
    for docid in public:
        numbers = index.sequence(docid)
        if numbers and numbers[0] == LANGUAGES[GERMAN]:
            texts.update({n for n in numbers if n >= FIRST_WORD})
    nouns: Counter = Counter()
    for number, count in texts.items():
        spelling = lexicon.spelling(number)
        if spelling[0].isupper() and not spelling.isupper() and spelling.isalpha():
            nouns[fold(spelling)] += count
    others = {fold(s) for n in texts if (s := lexicon.spelling(n))[0].islower()}
    shipped = splitter()
    found = [
        word
        for word, count in nouns.most_common()
        if count >= LEAST_TEXTS
        and len(word) >= SHORTEST_LEARNED
        and word not in others  # a capital at the beginning of a sentence makes no noun
        and word not in shipped.heads
        and not is_stop_word(word)
        and not shipped.split(word)  # its parts are known
    ]
    return sorted(found[:MOST_LEARNED])


def _index() -> GermanTextIndex:
    return api.portal.get_tool("portal_catalog")._catalog.indexes[NAME]


def _public(catalog):
    """The ids of the texts that everybody may read."""
    index = catalog._catalog.getIndex("allowedRolesAndUsers")
    found = index._apply_index({"allowedRolesAndUsers": ["Anonymous"]})
    return list(found[0]) if found else []


def _again_after_conflicts(work):
    """Do and commit work in a transaction of its own; again when it conflicts with other writers."""
    for attempt in range(1, ATTEMPTS + 1):
        transaction.begin()
        try:
            result = work()
            transaction.commit()
            return result
        except TransientError:
            transaction.abort()
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("unreachable")
