"""Splitting German compounds with a known vocabulary: Mehrgenerationenwohnform = mehr + Generation + Wohnform. No Zope.

The *surface* of a word is split, and only the last part may be inflected; stemming the whole word first
would lose the parts (Snowball makes "kinderbild" of Kinderbildung, but leaves Bildung alone).
"""

from collections.abc import Iterable
from functools import cached_property
from functools import lru_cache
from zukunftsraum.search import wordlists
from zukunftsraum.search.analysis import is_stop_word
from zukunftsraum.search.analysis import term


#: Shorter words are no compounds, shorter parts no parts (but for the list of short ones).
SHORTEST_COMPOUND, SHORTEST_PART = 7, 4
#: Words learned from the site are longer: by chance, many short strings are words.
SHORTEST_LEARNED = 5
LONGEST_COMPOUND = 50
MOST_PARTS = 5

#: What may stand between parts, with how unwelcome it is: Verwaltung|s|gebäude, Generation|en|haus.
LINKS = {"": 0, "s": 1, "n": 1, "en": 2, "es": 2, "er": 3, "e": 3, "ns": 4}
#: Endings of the last part, by their length.
ENDINGS = {1: {"e", "n", "s"}, 2: {"en", "er", "es", "em", "in"}, 3: {"ern", "ens"}, 5: {"innen"}}


class Splitter:
    """Splits words into parts that are in the shipped list or among the words given.

    :param learned: folded words of the site.
    """

    def __init__(self, learned: Iterable[str] = ()):
        short = wordlists.words("short-parts")
        shipped = {w for w in wordlists.words("parts") if len(w) >= SHORTEST_PART or w in short}
        self.whole = wordlists.words("whole")
        learned = {w for w in learned if len(w) >= SHORTEST_LEARNED and w.isalpha()}
        #: What may be the last part, and (with the words that only stand before others) the other parts.
        self.heads = shipped | short | (learned - self.whole)
        self.known = self.heads | wordlists.words("first-parts")

    @cached_property
    def _modifiers(self) -> dict[str, tuple[int, str]]:
        """How a part may look before another → (how unwelcome, the part itself)."""
        found: dict[str, tuple[int, str]] = {}

        def add(form, cost, part):
            if form not in found or cost < found[form][0]:
                found[form] = (cost, part)

        for part in self.known:
            for link, cost in LINKS.items():
                add(part + link, cost, part)
            if len(part) > SHORTEST_PART and part[-1] == "e":  # Schule, Schulhaus
                add(part[:-1], 2, part)
                add(part[:-1] + "s", 3, part)  # Hilfe, Hilfsangebot
        return found

    def _head(self, form: str) -> bool:
        """Whether a form can be the last part, inflected or not."""
        if form in self.heads:
            return True
        for length, endings in ENDINGS.items():
            if form[-length:] in endings and form[:-length] in self.heads:
                return True
        return False

    def split(self, word: str) -> list[tuple[int, int, str]]:
        """The parts of a folded word as (start, end of its surface without a link, part); empty when it has none."""
        if (
            not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND
            or word in self.whole
            or not word.isalpha()
        ):
            return []
        found = self._best(word, 0, MOST_PARTS, {})
        return found[1] if found and len(found[1]) > 1 else []

    def _best(self, word, start, left, memo):
        """The cheapest split of word[start:] as (cost, parts), or None. Few parts are cheap, links cost a little."""
        key = (start, left)
        if key in memo:
            return memo[key]
        rest = word[start:]
        best = (10, [(start, len(word), rest)]) if start and self._head(rest) else None
        if left > 1:
            for end in range(start + 3, len(word) - 2):
                modifier = self._modifiers.get(word[start:end])
                if modifier is None:
                    continue
                further = self._best(word, end, left - 1, memo)
                if further is None:
                    continue
                cost = 10 + modifier[0] + further[0]
                if best is None or cost < best[0]:
                    part = modifier[1]
                    surface_end = start + min(len(part), end - start)
                    best = (cost, [(start, surface_end, part), *further[1]])
        memo[key] = best
        return best

    def part_terms(self, word: str) -> list[str]:
        """The terms of the parts of a folded word, and of neighbouring parts together; without its own.

        Kinderbetreuungsangebot: Kind, Betreuung, Angebot, Kinderbetreuung, Betreuungsangebot.
        """
        own = term(word)
        found: dict[str, None] = {}
        self._collect(word, found)
        found.pop(own, None)
        return list(found)

    def _collect(self, word: str, found: dict[str, None]) -> None:
        parts = self.split(word)
        for first, (start, _, part) in enumerate(parts):
            if not is_stop_word(part):
                found[term(part)] = None
            self._collect(part, found)
            for last in range(first + 1, len(parts)):
                if (first, last) != (0, len(parts) - 1):
                    found[term(word[start : parts[last][1]])] = None


@lru_cache(maxsize=4)
def splitter(learned: str = "") -> Splitter:
    """The splitter with these learned words, separated by spaces; kept, since it takes a while to make."""
    return Splitter(learned.split())
