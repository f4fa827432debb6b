"""From a folded word to its term: what makes two words of German (or English) the same for a search. No Zope.

The term of a word depends on the word alone, never on what else the site contains, so it never changes.
"""

from functools import cache
from functools import lru_cache
from zukunftsraum.search import wordlists

import re
import Stemmer
import threading


GERMAN, ENGLISH = "de", "en"

#: Terms of English texts never equal German ones: "die" is to perish in one, a stop word in the other.
_ENGLISH_MARK = "en:"

#: sanieren, saniert, Sanierung, moderieren, Moderation: what comes before, and the rest.
_LATIN_VERB = re.compile(
    r"(.{3,}?)(?:ier(?:en|ens|t|te|ten|ter|tes|tem|ung|ungen|end|ende|enden|ender)|(?<=...)ation(?:en)?)$"
)
_WOMAN = re.compile(r"(.{3,}er|.{5,})in(?:nen)?$")

#: A stemmer is not safe to share between threads.
_local = threading.local()


def _stem(language: str, word: str) -> str:
    stemmers = _local.__dict__
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer("german" if language == GERMAN else "english")
    return stemmers[language].stemWord(word)


def is_stop_word(word: str, language: str = GERMAN) -> bool:
    """Whether a folded word is left out of the postings of texts in this language."""
    return word in wordlists.words("stop-en" if language == ENGLISH else "stop-de")


@lru_cache(maxsize=50_000)
def term(word: str, language: str = GERMAN) -> str:
    """The term of a folded word; words with the same term find each other."""
    if language == ENGLISH:
        return _ENGLISH_MARK + _stem(ENGLISH, word)
    stem = _german_stem(word)
    return _alike().get(stem, stem)


def _german_stem(word: str) -> str:
    word = word.replace("ph", "f")
    if match := _LATIN_VERB.match(word):
        return match[1] + "ier"
    if word.endswith(("in", "innen")) and (match := _WOMAN.match(word)):
        word = match[1]
    stem = _stem(GERMAN, word)
    # Demografie and demografisch, Ökologie and ökologisch: "demografi" and "demograf".
    if len(stem) > 5 and stem[-1] == "i" and stem[-2] not in "aeiou":
        stem = stem[:-1]
    return stem


@cache
def _alike() -> dict[str, str]:
    """Stem → the term that it shares with others."""
    found = {}
    for line in wordlists.lines("alike"):
        stems = [_german_stem(word) for word in line]
        for stem in stems:
            found.setdefault(stem, stems[0])
    return found
