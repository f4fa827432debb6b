"""The piece of a text around what was looked for, from what the index has stored: no object is woken."""

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from Products.ZCatalog.interfaces import ICatalogBrain
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.content.summary import ISummaryPart
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.search import queries
from zukunftsraum.search.analysis import is_stop_word
from zukunftsraum.search.distance import is_one_apart
from zukunftsraum.search.distance import LONGEST_EXACT
from zukunftsraum.search.index import GermanTextIndex
from zukunftsraum.search.index import query_text
from zukunftsraum.search.sequences import END_OF_TITLE
from zukunftsraum.search.sequences import texts
from zukunftsraum.search.setup import NAME
from zukunftsraum.search.tokens import fold

import re


#: Words of a snippet, and of these before the first hit.
LENGTH, BEFORE = 36, 8
#: More words of a text are not looked at.
MOST_WORDS = 30_000
_WANTED = "zukunftsraum.search.wanted"
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Wanted:
    """A word or prefix of a query, and what is marked for it in a text.

    Only the words of the shown text decide what is marked in it. If it counted which words other texts have, a stranger could find out
    whether a hidden text has a word, from whether a misspelt one is marked.

    terms: by which its inflections and compounds are known. matches: whether a folded word is meant as it stands. form, parts: for a text
    without them, the word with a typing error, and the terms of its parts; "" and none where neither is looked for.
    """

    terms: frozenset[int]
    matches: Callable[[str], object] | None = None
    form: str = ""
    parts: frozenset[int] = frozenset()

    def exact(self, form: str, terms) -> bool:
        """Whether a word of a text is what was typed: its folded form and terms."""
        return not self.terms.isdisjoint(terms) or bool(self.matches and self.matches(form))

    def near(self, form: str, terms) -> bool:
        """Whether a word is part of what was typed, or what somebody may have meant."""
        if not self.parts.isdisjoint(terms):
            return True
        return len(self.form) > LONGEST_EXACT and is_one_apart(self.form, form)


def wanted(index: GermanTextIndex, typed: str) -> tuple[Wanted, ...]:
    """What is marked for a query: its words, prefixes and phrases."""
    lexicon = index.lexicon
    found: list[Wanted] = []

    def collect(node, is_only_way):
        if isinstance(node, queries.And | queries.Or):
            for child in node.nodes:
                collect(child, is_only_way and isinstance(node, queries.And))
        elif isinstance(node, queries.Pattern):
            terms = frozenset(lexicon.term_numbers(node.pattern.rstrip("*")))
            found.append(Wanted(terms, queries.regular_expression(node.pattern).fullmatch))
        elif isinstance(node, queries.Phrase | queries.Hyphenated):
            for form in node.forms:
                collect(queries.Word(form), False)
        elif isinstance(node, queries.Word) and not is_stop_word(node.form):
            terms = frozenset(lexicon.term_numbers(node.form))
            if is_only_way:
                parts = frozenset(part for part in lexicon.part_numbers(node.form) if part)
                found.append(Wanted(terms, form=node.form, parts=parts))
            else:
                found.append(Wanted(terms))

    collect(queries.parse(typed), True)
    return tuple(found)


def snippet(index: GermanTextIndex, docid: int, asked: Iterable[Wanted]) -> list[dict]:
    """The piece of a text with the most hits as [{"text": str, "hit": bool}]; put together it reads as in the text.

    Plain text, never markup. Empty for a text that is not there, or has nothing but a title.
    """
    numbers = index.sequence(docid)
    if numbers is None:
        return []
    terms_of = index.known_terms(docid, numbers)
    start = numbers.index(END_OF_TITLE) + 1
    pieces = list(texts(numbers[start : start + MOST_WORDS], index.lexicon.spelling))
    words = [number for _, number in pieces if number]
    hits = _hits({n: (fold(index.lexicon.spelling(n)), terms_of(n)) for n in set(words)}, asked)
    # One row per word: what stands before it, the word, its hits.
    rows, between = [], ""
    for text, number in pieces:
        if number:
            rows.append((between, text, hits.get(number, frozenset())))
            between = ""
        else:
            between += text
    if not rows:
        return []
    first = _best_start(rows)
    last = min(first + LENGTH, len(rows))
    shown: list[dict] = []

    def show(text, is_hit):
        if text and shown and shown[-1]["hit"] == is_hit:
            shown[-1]["text"] += text
        elif text:
            shown.append({"text": text, "hit": is_hit})

    if first:
        show("… ", False)
    for position, (before, word, is_hit) in enumerate(rows[first:last]):
        show(_SPACES.sub(" ", before) if position else before.lstrip(), False)
        show(word, bool(is_hit))
    show(" …" if last < len(rows) else between.rstrip(), False)
    return shown


def _hits(words, asked: Iterable[Wanted]) -> dict[int, frozenset[int]]:
    """Number of a word → which of the wanted it is a hit for.

    :param words: number of a word → its folded form and its terms.
    """
    found: dict[int, frozenset[int]] = {}
    for position, one in enumerate(asked):
        numbers = [n for n, (form, terms) in words.items() if one.exact(form, terms)]
        if not numbers and one.form:
            numbers = [n for n, (form, terms) in words.items() if one.near(form, terms)]
        for number in numbers:
            found[number] = found.get(number, frozenset()) | {position}
    return found


def _best_start(rows) -> int:
    """Where the words begin among which most of what was looked for is."""
    positions = [n for n, row in enumerate(rows) if row[2]]
    best, start = 0, 0
    for position in positions[:500]:
        window = [row[2] for row in rows[position : position + LENGTH - BEFORE] if row[2]]
        worth = 100 * len(frozenset().union(*window)) + len(window)
        if worth > best:
            best, start = worth, position
    return max(0, min(start - BEFORE, len(rows) - LENGTH))


@implementer(ISummaryPart)
@adapter(ICatalogBrain, IBrowserLayer)
class Snippet:
    """`metadata_fields=snippet` of @search and @querystring-search."""

    def __init__(self, brain, request):
        self.brain, self.request = brain, request

    def __call__(self) -> list[dict]:
        index = self.brain.portal_catalog._catalog.indexes.get(NAME)
        typed = typed_in(self.request)
        if not typed or not isinstance(index, GermanTextIndex):
            return []
        asked = self.request.get(_WANTED)
        if asked is None:
            asked = wanted(index, typed)
            self.request.set(_WANTED, asked)
        return snippet(index, self.brain.getRID(), asked)


def typed_in(request) -> str:
    """What was looked for in a request, in its query string or in the criteria of its body."""
    if NAME in request.form:
        return query_text(request.form[NAME])
    criteria = request.form.get("query")
    if not isinstance(criteria, list):
        try:
            criteria = json_body(request).get("query")
        except DeserializationError:
            criteria = None
    rows = [row for row in criteria or () if isinstance(row, dict) and row.get("i") == NAME]
    return " ".join(query_text(row.get("v") or "") for row in rows)
