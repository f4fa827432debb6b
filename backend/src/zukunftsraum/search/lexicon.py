"""The words of an index: every spelling that occurs, what it is folded to, and the terms it is found by."""

from BTrees.IOBTree import IOBTree
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from persistent import Persistent
from zukunftsraum.search.analysis import ENGLISH
from zukunftsraum.search.analysis import GERMAN
from zukunftsraum.search.analysis import is_stop_word
from zukunftsraum.search.analysis import term
from zukunftsraum.search.compounds import Splitter
from zukunftsraum.search.compounds import splitter
from zukunftsraum.search.distance import is_one_apart
from zukunftsraum.search.distance import LONGEST_EXACT
from zukunftsraum.search.queries import regular_expression
from zukunftsraum.search.sequences import FIRST_WORD
from zukunftsraum.search.tokens import fold

import re


class Vocabulary(Persistent):
    """The words learned from the site for splitting compounds."""

    version = 0
    #: Folded words, sorted, with spaces between them.
    learned = ""

    def splitter(self) -> Splitter:
        return splitter(self.learned)

    def forget(self, word: str) -> None:
        """Take a folded word out of the learned ones."""
        if f" {word} " in f" {self.learned} ":
            self.learned = " ".join(w for w in self.learned.split() if w != word)


class Lexicon(Persistent):
    """Numbers for spellings and for terms.

    - spelling ("Wohnformen") ↔ number, as in the stored sequences
    - folded form ("wohnformen") → the numbers of its spellings; also backwards, for typing errors
    - number of a spelling → numbers of terms, its own first, then those of its parts; () for a stop word. Texts in
      English have terms of their own for the same spellings.

    Numbers are given in turn, so frequent words, which come early, have small ones and take little room.
    """

    def __init__(self):
        self.vocabulary = Vocabulary()
        self.clear()

    def clear(self) -> None:
        """Forget all words but the learned vocabulary."""
        self._numbers = OIBTree()
        self._spellings = IOBTree()
        self._forms = OOBTree()
        self._backwards = OOTreeSet()
        self._terms = OIBTree()
        self._term_names = IOBTree()
        self._word_terms = {GERMAN: IOBTree(), ENGLISH: IOBTree()}

    def __len__(self) -> int:
        return len(self._spellings)

    # -- writing ---------------------------------------------------------------------------------

    def number(self, spelling: str) -> int:
        """The number of a spelling, given now if it is new."""
        number = self._numbers.get(spelling)
        if number is None:
            number = (
                max(self._spellings.maxKey(), FIRST_WORD - 1) + 1
                if self._spellings
                else FIRST_WORD
            )
            self._numbers[spelling] = number
            self._spellings[number] = spelling
            form = fold(spelling)
            spellings = self._forms.get(form, ())
            self._forms[form] = (*spellings, number)
            if not spellings:
                self._backwards.insert(form[::-1])
        return number

    def terms(self, number: int, language: str) -> tuple[int, ...]:
        """The numbers of the terms of a spelling in texts of a language, its own first; computed when it is new."""
        known = self._word_terms[language].get(number)
        if known is None:
            known = self._word_terms[language][number] = self.analyse(number, language)
        return known

    def analyse(self, number: int, language: str) -> tuple[int, ...]:
        """The terms of a spelling as the vocabulary of today has it."""
        form = fold(self._spellings[number])
        if is_stop_word(form, language):
            return ()
        names = [term(form, language)]
        if language == GERMAN:
            names += self.vocabulary.splitter().part_terms(form)
        return tuple(map(self._term_number, names))

    def _term_number(self, name: str) -> int:
        number = self._terms.get(name)
        if number is None:
            number = self._term_names.maxKey() + 1 if self._term_names else 1
            self._terms[name] = number
            self._term_names[number] = name
        return number

    def forget(self, number: int) -> list[int]:
        """Remove a spelling, from the learned words too; returns its terms, which may be without a word now."""
        spelling = self._spellings.pop(number)
        del self._numbers[spelling]
        form = fold(spelling)
        self.vocabulary.forget(form)
        left = tuple(n for n in self._forms[form] if n != number)
        if left:
            self._forms[form] = left
        else:
            del self._forms[form]
            self._backwards.remove(form[::-1])
        return [term for known in self._word_terms.values() for term in known.pop(number, ())]

    def forget_terms(self, numbers: set[int]) -> None:
        """Remove those of the terms that no word has. Looks at all words."""
        if not numbers:
            return
        for known in self._word_terms.values():
            for terms in known.values():
                numbers = numbers.difference(terms)
        for number in numbers:
            del self._terms[self._term_names.pop(number)]

    # -- reading ---------------------------------------------------------------------------------

    def spelling(self, number: int) -> str:
        return self._spellings[number]

    def spellings(self, form: str) -> tuple[int, ...]:
        """The numbers of all spellings of a folded form."""
        return self._forms.get(form, ())

    def known_terms(self, language: str) -> IOBTree:
        """The number of each spelling that texts of a language have → its terms."""
        return self._word_terms[language]

    def term_name(self, number: int) -> str:
        return self._term_names[number]

    def term_numbers(self, form: str) -> list[int]:
        """The terms that find a folded form: the German one and the English one; without those that nothing has."""
        names = [term(form, lang) for lang in (GERMAN, ENGLISH) if not is_stop_word(form, lang)]
        return [self._terms[name] for name in names if name in self._terms]

    def part_numbers(self, form: str) -> list[int | None]:
        """The terms of the parts of a compound, one each; None for a part that nothing has. Empty for no compound."""
        parts = self.vocabulary.splitter().split(form)
        names = [term(part) for _, _, part in parts if not is_stop_word(part)]
        return [self._terms.get(name) for name in names]

    def own_terms(self, form: str) -> set[int]:
        """The terms that occurrences of this folded form have as their own, in all languages."""
        found = set()
        for number in self.spellings(form):
            for trees in self._word_terms.values():
                found.update(trees.get(number, ())[:1])
        return found

    def own_terms_matching(self, pattern: str, covered: set[int]) -> set[int]:
        """The own terms of all words that a pattern stands for, without words that have one of the terms covered anyway."""
        found = set()
        for form in self.matching(pattern):
            for number in self.spellings(form):
                for known in self._word_terms.values():
                    terms = known.get(number, ())
                    if terms and covered.isdisjoint(terms):
                        found.add(terms[0])
        return found

    def matching(self, pattern: str) -> Iterator[str]:
        """The folded forms that a pattern with * and ? stands for; it begins with a letter or digit."""
        start = re.match(r"[^*?]*", pattern)[0]
        rest = regular_expression(pattern).fullmatch
        for form in self._forms.keys(start):
            if not form.startswith(start):
                return
            if pattern.endswith("*") and len(pattern) == len(start) + 1 or rest(form):
                yield form

    def one_apart(self, form: str) -> Iterator[str]:
        """The folded forms that are one typing error away from a long word.

        One half of the word is right, so only words with that beginning, or that end, are compared.
        """
        if len(form) <= LONGEST_EXACT:
            return
        half = len(form) // 2
        for tree, word in ((self._forms, form), (self._backwards, form[::-1])):
            # The error may lie on the border: then one letter less is right.
            start = word[: half - 1] if tree is self._forms else word[:half]
            for other in tree.keys(start):
                if not other.startswith(start):
                    break
                if is_one_apart(word, other):
                    yield other if tree is self._forms else other[::-1]
