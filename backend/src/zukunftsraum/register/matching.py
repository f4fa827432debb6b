"""Search in the register: normalised names, keys, best match first.

A query matches the parts of a name without regard to case, umlauts and accents: `Koln`, `Koeln` and
`Köln` all find Köln, `Weissenburg` and `Weißenburg` the same. Digits match the beginning of ARS, AGS or
postal code. Everything a query needs is precomputed once per register.
"""

from bisect import bisect_left
from collections.abc import Iterable
from zukunftsraum.register.rules import KIND_WORDS
from zukunftsraum.register.rules import Municipality

import re
import unicodedata


#: Letters that have no accent to strip.
_LETTERS = str.maketrans({"ß": "ss", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_TWO_LETTERS = re.compile("(?<=[aou])e")
_NO_WORD = re.compile("[^0-9a-z]+")

_EXACT, _PREFIX, _WORD, _INSIDE, _AROUND = range(5)


def _plain(text: str) -> str:
    """Lower case a-z and digits, words separated by one blank."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    stripped = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NO_WORD.sub(" ", stripped).strip()


def spellings(text: str) -> tuple[str, ...]:
    """The normalised spellings of a text: umlauts written out, umlauts without their dots.

    >>> spellings("Köln")
    ('koeln', 'koln')
    """
    lowered = unicodedata.normalize("NFC", text).casefold()
    forms = (_plain(lowered.translate(_UMLAUTS)), _plain(lowered))
    return tuple(dict.fromkeys(form for form in forms if form))


def collapsed(spelling: str) -> str:
    """One spelling for ae and a, oe and o, ue and u: for queries that mix both ways."""
    return _TWO_LETTERS.sub("", spelling)


class Index:
    """Read-only index over the rows of one register; safe to use from many threads."""

    def __init__(self, municipalities: Iterable[Municipality]):
        #: Rows by population, largest first: the order within one rank.
        self.rows = tuple(sorted(municipalities, key=lambda row: (-row.population, row.ars)))
        self._names = [_haystack(spellings(row.name)) for row in self.rows]
        self._around = [_haystack(_all_spellings(row)) for row in self.rows]
        self._collapsed_names = [collapsed(text) for text in self._names]
        self._collapsed_around = [collapsed(text) for text in self._around]
        keys = set()
        for number, row in enumerate(self.rows):
            keys.update((key, number) for key in (row.ars, row.ags, row.postal_code))
        self._keys = sorted(pair for pair in keys if pair[0])

    def find(self, query: str) -> tuple[int, ...]:
        """Numbers of the matching rows, best first; a query without letters and digits finds nothing."""
        forms = spellings(query)
        if not forms:
            return ()
        joined = forms[0].replace(" ", "")
        if joined.isdigit():
            return self._find_key(joined)
        found = self._find_name(forms, self._names, self._around)
        if not found:
            found = self._find_name(
                (collapsed(forms[-1]),), self._collapsed_names, self._collapsed_around
            )
        return found

    def _find_key(self, digits: str) -> tuple[int, ...]:
        """Exact keys first, then those that begin so."""
        exact, longer = [], set()
        begin = bisect_left(self._keys, (digits, -1))
        end = bisect_left(self._keys, (digits + ":", -1))  # ":" follows "9"
        for key, number in self._keys[begin:end]:
            if key == digits:
                exact.append(number)
            else:
                longer.add(number)
        exact.sort()
        return (*exact, *sorted(longer.difference(exact)))

    def _find_name(self, forms, names, around) -> tuple[int, ...]:
        ranks: tuple[list[int], ...] = tuple([] for _rank in range(5))
        seen = set()
        for form in forms:
            words = form.split(" ")
            numbers = self._numbers_with(words, around)
            for number in numbers:
                if number not in seen:
                    seen.add(number)
                    rank = _rank(form, words, names[number], around[number])
                    ranks[rank].append(number)
        for found in ranks:
            found.sort()
        return tuple(number for found in ranks for number in found)

    def _numbers_with(self, words, around) -> Iterable[int]:
        """Rows in which every word occurs; digits among the words begin a key."""
        digits = [word for word in words if word.isdigit()]
        letters = sorted((w for w in words if not w.isdigit()), key=len, reverse=True)
        first, *others = letters
        numbers = [number for number, text in enumerate(around) if first in text]
        for word in others:
            numbers = [number for number in numbers if word in around[number]]
        for word in digits:
            with_key = set(self._find_key(word))
            numbers = [
                number for number in numbers if number in with_key or word in around[number]
            ]
        return numbers


def _all_spellings(row: Municipality) -> Iterable[str]:
    kind = KIND_WORDS[row.kind]
    texts = (row.name, row.official_name, f"{kind} {row.name}")
    return [form for text in texts for form in spellings(text)]


def _haystack(forms: Iterable[str]) -> str:
    """All spellings, each between line ends, so that beginnings and ends can be asked for."""
    return "\n" + "\n".join(dict.fromkeys(forms)) + "\n"


def _rank(form: str, words, names: str, around: str) -> int:
    if f"\n{form}\n" in around:
        return _EXACT
    if f"\n{form}" in names:
        return _PREFIX
    if f" {form}" in names:
        return _WORD
    if all(word in names for word in words):
        return _INSIDE
    return _AROUND
