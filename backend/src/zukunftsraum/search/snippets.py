"""The piece of a text around what was looked for, from what the index has stored: no object is woken."""

from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from Products.ZCatalog.interfaces import ICatalogBrain
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.content.summary import ISummaryPart
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.search import queries
from zukunftsraum.search.index import GermanTextIndex
from zukunftsraum.search.index import query_text
from zukunftsraum.search.sequences import END_OF_TITLE
from zukunftsraum.search.sequences import texts
from zukunftsraum.search.setup import NAME

import re


#: Words of a snippet, and of these before the first hit.
LENGTH, BEFORE = 36, 8
#: More words of a text are not looked at.
MOST_WORDS = 30_000
_TERMS = "zukunftsraum.search.hits"
_SPACES = re.compile(r"\s+")


def wanted_terms(index: GermanTextIndex, typed: str) -> frozenset[int]:
    """The terms that are marked for a query: of its words, prefixes and phrases, and what mistyped words may mean."""
    lexicon = index.lexicon
    found: set[int] = set()

    def collect(node):
        if isinstance(node, queries.And | queries.Or):
            for child in node.nodes:
                collect(child)
        elif isinstance(node, queries.Pattern):
            for form in lexicon.matching(node.pattern):
                found.update(lexicon.own_terms(form))
            collect(queries.Word(node.pattern.rstrip("*")))
        elif isinstance(node, queries.Phrase | queries.Hyphenated):
            for form in node.forms:
                collect(queries.Word(form))
        elif isinstance(node, queries.Word):
            terms = lexicon.term_numbers(node.form)
            found.update(terms)
            if not terms:
                found.update(part for part in lexicon.part_numbers(node.form) if part)
                for form in lexicon.one_apart(node.form):
                    found.update(lexicon.own_terms(form))

    collect(queries.parse(typed))
    return frozenset(found)


def snippet(index: GermanTextIndex, docid: int, wanted: frozenset[int]) -> list[dict]:
    """The piece of a text with the most hits as [{"text": str, "hit": bool}]; put together it reads as in the text.

    Plain text, never markup. Empty for a text that is not there, or has nothing but a title.
    """
    numbers = index.sequence(docid)
    if numbers is None:
        return []
    terms_of = index.known_terms(docid, numbers)
    start = numbers.index(END_OF_TITLE) + 1
    pieces = list(texts(numbers[start : start + MOST_WORDS], index.lexicon.spelling))
    # One row per word: what stands before it, the word, its hits.
    rows, between = [], ""
    for text, number in pieces:
        if number:
            rows.append((between, text, wanted.intersection(terms_of(number))))
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
    for position, (before, word, hits) in enumerate(rows[first:last]):
        show(_SPACES.sub(" ", before) if position else before.lstrip(), False)
        show(word, bool(hits))
    show(" …" if last < len(rows) else between.rstrip(), False)
    return shown


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
        wanted = self.request.get(_TERMS)
        if wanted is None:
            wanted = wanted_terms(index, typed)
            self.request.set(_TERMS, wanted)
        return snippet(index, self.brain.getRID(), wanted)


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
