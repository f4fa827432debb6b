"""The index SearchableText: postings with relevance, exact phrases, prefixes; typing errors when nothing else is found."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from BTrees.IIBTree import difference
from BTrees.IIBTree import IIBTree
from BTrees.IIBTree import IIBucket
from BTrees.IIBTree import IISet
from BTrees.IIBTree import IITreeSet
from BTrees.IIBTree import intersection
from BTrees.IIBTree import multiunion
from BTrees.IIBTree import weightedIntersection
from BTrees.IIBTree import weightedUnion
from BTrees.IOBTree import IOBTree
from BTrees.Length import Length
from itertools import islice
from OFS.SimpleItem import SimpleItem
from Products.PluginIndexes.interfaces import IPluggableIndex
from Products.PluginIndexes.util import safe_callable
from Products.ZCatalog.query import IndexQuery
from zope.interface import implementer
from ZPublisher.HTTPRequest import record
from zukunftsraum.search import queries
from zukunftsraum.search.analysis import ENGLISH
from zukunftsraum.search.analysis import GERMAN
from zukunftsraum.search.analysis import is_stop_word
from zukunftsraum.search.lexicon import Lexicon
from zukunftsraum.search.ranking import best_of
from zukunftsraum.search.ranking import Scores
from zukunftsraum.search.scoring import impacts
from zukunftsraum.search.scoring import is_of_title
from zukunftsraum.search.scoring import rarity
from zukunftsraum.search.sequences import decode
from zukunftsraum.search.sequences import encode
from zukunftsraum.search.sequences import END_OF_TITLE
from zukunftsraum.search.sequences import JOINED
from zukunftsraum.search.sequences import LANGUAGES
from zukunftsraum.search.sequences import phrase
from zukunftsraum.search.sequences import signs
from zukunftsraum.search.tokens import fold
from zukunftsraum.search.tokens import LONGEST_WORD
from zukunftsraum.search.tokens import tokens
from zukunftsraum.search.tokens import words


#: Postings of fewer texts are dicts, which take less room.
SMALL = 10
#: A prefix of more terms than this is not ranked by how much a text is about it.
MANY_TERMS = 200
#: So many of the best texts are looked at for an exact phrase.
BEST = 200
#: So many of a result are looked at first for one that the caller sees.
FIRST = 25
_LANGUAGE_OF = {number: language for language, number in LANGUAGES.items()}


@implementer(IPluggableIndex)
class GermanTextIndex(SimpleItem):
    """A text index for the catalog.

    It is asked with the whole query (`_apply_index`), since whether "nothing is found" depends on what
    the caller may see: with hidden texts counting, a typing error would be found or not depending on them.
    """

    meta_type = "GermanTextIndex"
    query_options = ("query",)

    def __init__(self, id, extra=None, caller=None):
        self.id = id
        self.lexicon = Lexicon()
        self.clear()

    def clear(self):
        """Forget all texts and words; the learned vocabulary stays."""
        self.lexicon.clear()
        self._texts = IOBTree()
        self._clear_postings()
        self._count = Length()
        #: While words are split anew (relearn.py): number of a word → its new terms, the texts that are found by them,
        #: and those that have still to be. None: no words are split anew.
        self._new_terms = None
        self._converted = IITreeSet()
        self._to_convert = IITreeSet()

    def _clear_postings(self):
        self._postings = IOBTree()
        #: Term → the texts that have it in the title, as a tuple up to `SMALL`, then IITreeSet.
        self._titles = IOBTree()

    # -- indexing --------------------------------------------------------------------------------

    def index_object(self, documentId, obj, threshold=None):
        """Index a text; returns 1 if anything changed. Title and language come from the object too."""
        text = _text_of(obj, self.id)
        if text is None:
            self.unindex_object(documentId)
            return 0
        title = _text_of(obj, "Title") or ""
        language = ENGLISH if (_text_of(obj, "Language") or "").startswith("en") else GERMAN
        return self.index_text(documentId, title, _without_name(text, obj, title), language)

    def index_text(self, docid: int, title: str, text: str, language: str = GERMAN) -> int:
        """Index title and text (the text without the title); returns 1 if anything changed."""
        numbers = [
            LANGUAGES[language],
            *self._numbers(title),
            END_OF_TITLE,
            *self._numbers(text),
        ]
        sequence = encode(numbers)
        before = self._texts.get(docid)
        is_current = self._new_terms is None or docid in self._converted
        if before == sequence and is_current:
            return 0
        old = self._impacts_of(docid) if before is not None else {}
        if before is None:
            self._count.change(1)
        self._texts[docid] = sequence
        if self._new_terms is not None:
            self._mark_converted(docid)
        self._change_postings(docid, old, self._impacts(numbers, language, docid))
        return 1

    def unindex_object(self, documentId):
        """Remove a text, if it is there."""
        if documentId not in self._texts:
            return
        self._change_postings(documentId, self._impacts_of(documentId), {})
        del self._texts[documentId]
        self._count.change(-1)
        for texts in (self._converted, self._to_convert):
            if documentId in texts:
                texts.remove(documentId)

    def _numbers(self, text):
        """The words and signs of a text as numbers; Online-Seminar is followed by the word "OnlineSeminar", unwritten."""
        number = self.lexicon.number
        known: dict[str, int] = {}
        numbers: list[int] = []
        chain: list[str] = []  # the words of Online-Seminar so far
        last, after_hyphen = "", False

        def join():
            if len(chain) > 1:
                numbers.extend((JOINED, number("".join(chain)[:LONGEST_WORD])))
            chain.clear()

        for word, between in tokens(text):
            if word:
                if after_hyphen:
                    chain.append(word)
                elif chain:
                    join()
                found = known.get(word)
                if found is None:
                    found = known[word] = number(word[:LONGEST_WORD])
                numbers.append(found)
                last, after_hyphen = word, False
            elif between != " ":
                after_hyphen = between == "-" and bool(last)
                if after_hyphen and not chain:
                    chain.append(last)
                numbers.extend(signs(between))
        join()
        return numbers

    def _impacts(self, numbers, language, docid):
        return impacts(numbers, self._terms_of_words(language, docid))

    def _terms_of_words(self, language, docid):
        """What gives the terms of words as a text is, or is to be, found by them."""
        lexicon = self.lexicon
        new = self._new_terms if language == GERMAN and docid in self._converted else None
        if new is None:
            return lambda number: lexicon.terms(number, language)

        def terms(number):
            found = new.get(number)
            return lexicon.terms(number, language) if found is None else found

        return terms

    def _impacts_of(self, docid):
        numbers = decode(self._texts[docid])
        return self._impacts(numbers, _LANGUAGE_OF[numbers[0]], docid)

    def _change_postings(self, docid, old: dict[int, int], new: dict[int, int]) -> None:
        for term, impact in new.items():
            before = old.get(term, 0)
            if before != impact:
                self._post(term, docid, impact)
                if is_of_title(before) != is_of_title(impact):
                    self._change_title(term, docid, is_of_title(impact))
        for term in old.keys() - new.keys():
            self._remove_post(term, docid)
            if is_of_title(old[term]):
                self._change_title(term, docid, False)

    def _post(self, term, docid, impact):
        posting = self._postings.get(term)
        if isinstance(posting, IIBTree):
            posting[docid] = impact
            return
        posting = {**(posting or {}), docid: impact}
        self._postings[term] = posting if len(posting) <= SMALL else IIBTree(posting)

    def _remove_post(self, term, docid):
        posting = self._postings[term]
        if isinstance(posting, dict):
            posting = dict(posting)
            self._postings[term] = posting
        del posting[docid]
        if not posting:
            del self._postings[term]

    def _change_title(self, term: int, docid: int, is_in_it: bool) -> None:
        texts = self._titles.get(term, ())
        if isinstance(texts, tuple):
            texts = set(texts) | {docid} if is_in_it else set(texts) - {docid}
            if texts:
                self._titles[term] = tuple(texts) if len(texts) <= SMALL else IITreeSet(texts)
            else:
                del self._titles[term]
        elif is_in_it:
            texts.insert(docid)
        else:
            texts.remove(docid)
            if not texts:
                del self._titles[term]

    def rescore(self):
        """Compute all postings again from the stored texts, after a change of the rules of scoring. Yields after each text."""
        self._clear_postings()
        for docid in self._texts:
            self._change_postings(docid, {}, self._impacts_of(docid))
            yield docid

    # -- splitting anew, see relearn.py ----------------------------------------------------------

    def convert(self, docid: int) -> None:
        """Let a text be found by the new terms of its words."""
        old = self._impacts_of(docid)
        self._mark_converted(docid)
        self._change_postings(docid, old, self._impacts_of(docid))

    def _mark_converted(self, docid):
        self._converted.insert(docid)
        if docid in self._to_convert:
            self._to_convert.remove(docid)

    def texts_with_terms(self, terms) -> IITreeSet:
        """The texts that have any of these terms."""
        found = IITreeSet()
        for term in terms:
            found.update(self._postings.get(term, {}).keys())
        return found

    # -- what the catalog asks -------------------------------------------------------------------

    def _apply_index(self, request):
        """The texts that a query finds, with scores, as (mapping, names of indexes used); None without a query.

        Who gives a place for the scores (`ranking.Scores`) gets them there, and the catalog a set: it has nothing to sort then.
        """
        if self.id not in request:
            return None
        query = request[self.id]
        scores = query.get("scores") if isinstance(query, dict) else None
        if not isinstance(scores, Scores):
            return self.find(query_text(query), self._visible(request)), (self.id,)
        scores.found = self.find(query_text(query), self._visible(request), scores)
        return multiunion([scores.found]), (self.id,)

    def _visible(self, request):
        """What tells whether the caller sees any text of a result, by the query's own filters of rights and of dates.

        Of the dates too: else a text that is not published yet would decide whether a typing error finds something.
        """
        name, dates = "allowedRolesAndUsers", "effectiveRange"
        catalog = aq_parent(aq_inner(self))
        if name not in request or catalog is None:
            return bool
        index, record = _filter(catalog, request, name)
        is_plain = record.operator == "or" and not record.get("not") and not record.get("range")
        wanted = frozenset(record.keys or ())

        def published(texts) -> bool:
            if not texts or dates not in request:
                return bool(texts)
            other, times = _filter(catalog, request, dates)
            return bool(other.query_index(times, texts))

        def visible(result) -> bool:
            if not result:
                return False
            if is_plain:  # of many texts mostly one of the first is visible
                first = IISet(
                    docid
                    for docid in islice(result, FIRST)
                    if not wanted.isdisjoint(index.getEntryForObject(docid) or ())
                )
                if published(first):
                    return True
            allowed = index.query_index(record, result)
            return published(intersection(result, allowed)) if allowed else False

        return visible

    def find(self, text: str, visible=bool, scores: Scores | None = None):
        """The texts for what somebody typed, with scores; empty when it names nothing to look for.

        Only when the caller sees none, compounds of the query are split and typing errors are allowed.

        :param visible: tells whether the caller sees any text of a result.
        :param scores: is told when texts with similar words are given.
        """
        tree = queries.parse(text)
        if tree is None:
            return IIBucket()
        result = self._ask(tree, _exactly)
        if result is None:
            return IIBucket()
        if not visible(result[1]):
            result = self._ask(tree, self._nearly(visible))
            if scores is not None:
                scores.are_similar_words = True
            return result[1] if result else IIBucket()
        return self._best_first(tree, result)

    # -- asking: a node gives (weight, mapping with scores), or None when it says nothing (stop words) ------

    def _ask(self, node, alternatives):
        if isinstance(node, queries.Word):
            if is_stop_word(node.form):
                return None
            return alternatives(node.form, self._word(node.form))
        if isinstance(node, queries.Pattern):
            return self._pattern(node.pattern)
        if isinstance(node, queries.Phrase):
            return self._phrase(node.forms)
        if isinstance(node, queries.Hyphenated):
            apart = self._ask(queries.And(tuple(map(queries.Word, node.forms))), alternatives)
            together = self._word("".join(node.forms))
            return together if apart is None else _union([together, apart])
        if isinstance(node, queries.Or):
            found = [self._ask(child, alternatives) for child in node.nodes]
            found = [result for result in found if result is not None]
            return _union(found) if found else None
        found = [self._ask(child, alternatives) for child in node.nodes if not _is_common(child)]
        found = [result for result in found if result is not None]
        if not found:
            return None
        result = _intersection(found)
        for child in node.without:
            unwanted = self._ask(child, _exactly)
            if unwanted:
                result = (result[0], difference(result[1], unwanted[1]))
        return result

    def _word(self, form):
        return self._postings_of(self.lexicon.term_numbers(form))

    def _postings_of(self, terms):
        """The texts with any of some terms, with scores."""
        return _union([self._weighted(term) for term in terms if term in self._postings])

    def _weighted(self, term):
        posting = self._postings[term]
        if isinstance(posting, dict):
            posting = IIBucket(posting)
        return rarity(len(posting), self._count()), posting

    def _pattern(self, pattern):
        """Words of a prefix, and the word before the * itself with its inflections; None for a stop word with a *.

        That says nothing: "im*" must not narrow a query, nor find nothing.
        """
        terms = self._terms_of_pattern(pattern)
        if terms is None:
            return None
        terms = [term for term in terms if term in self._postings]
        if len(terms) <= MANY_TERMS:
            return self._postings_of(terms)
        sets = [self._postings[term] for term in terms]
        texts = multiunion([IITreeSet(s) if isinstance(s, dict) else s for s in sets])
        return weightedUnion(IIBucket(), IITreeSet(texts), 1, 1)

    def _terms_of_pattern(self, pattern):
        start = pattern.rstrip("*")
        is_prefix = start.isalnum()
        if is_prefix and is_stop_word(start):
            return None
        # Most words that begin with another are compounds, and found by it: "Platz*" needs few more terms than "Platz".
        word = set(self.lexicon.term_numbers(start)) if is_prefix else set()
        return word | self.lexicon.own_terms_matching(pattern, word)

    def _phrase(self, forms):
        """The texts with these words one after the other."""
        spellings = [self.lexicon.spellings(form) for form in forms]
        if not all(spellings):
            return 1, IIBucket()
        said = [self._postings_of(self.lexicon.own_terms(f)) for f in forms if not is_stop_word(f)]
        if not said:
            return 1, IIBucket()  # only stop words: every text would have to be read
        has = phrase(spellings)
        texts = self._texts
        found = IIBucket()
        weight, candidates = _intersection(said)
        for docid, score in candidates.items():
            if has(texts[docid]):
                found[docid] = score
        return weight, found

    def _best_first(self, tree, result):
        """The result of several words with those texts first that have all of them in the title, then those that have
        them one after the other; in both, the best first.
        """
        nodes = tree.nodes if isinstance(tree, queries.And) else (tree,)
        said = [node for node in nodes if not _says_nothing(node)]
        found = result[1]
        is_row = all(isinstance(node, queries.Word | queries.Pattern) for node in nodes)
        if not found or len(said) < 2 or not is_row:
            return found
        titled = self._titled(said)
        if getattr(tree, "without", ()):  # else what has all words in the title is found
            titled = intersection(titled, IISet(found.keys()))
        if len(titled) > BEST:
            best = candidates = _best(weightedIntersection(found, titled, 1, 0)[1])
        else:
            best = _best(found)
            candidates = {*best, *titled}
        in_a_row = self._in_a_row(nodes, candidates)
        if not titled and not in_a_row:
            return found
        # More than any score, so that these come first whatever the others have.
        more = 1 + max(map(found.__getitem__, best))
        rows = IIBucket(dict.fromkeys(in_a_row, more))
        first = weightedUnion(rows, titled, 1, 2 * more)[1]
        return weightedUnion(found, first, 1, 1)[1]

    def _titled(self, nodes) -> IISet:
        """The texts that have all of these in the title."""
        found = None
        for node in nodes:
            is_word = isinstance(node, queries.Word)
            terms = (
                self.lexicon.term_numbers(node.form)
                if is_word
                else self._terms_of_pattern(node.pattern)
            )
            texts = multiunion(
                [_set(self._titles[term]) for term in terms or () if term in self._titles]
            )
            found = texts if found is None else intersection(found, texts)
            if not found:
                break
        return found

    def _in_a_row(self, nodes, candidates) -> list[int]:
        """Those of some texts that have the words one after the other."""
        forms = [n.form if isinstance(n, queries.Word) else n.pattern.rstrip("*") for n in nodes]
        spellings = [self.lexicon.spellings(form) for form in forms]
        if not all(spellings):
            return []
        has, texts = phrase(spellings), self._texts
        return [docid for docid in candidates if has(texts[docid])]

    def _nearly(self, visible):
        """For a word of which the caller sees no text: its parts all, or words one typing error away."""

        def alternatives(form, result):
            if visible(result[1]):
                return result
            found = []
            parts = self.lexicon.part_numbers(form)
            if parts and None not in parts:
                found.append(_intersection([self._postings_of([part]) for part in parts]))
            if not any(visible(part[1]) for part in found):
                near = set()
                for other in self.lexicon.one_apart(form):
                    near.update(self.lexicon.own_terms(other))
                found.append(self._postings_of(near))
            return _union(found)

        return alternatives

    # -- what else the catalog wants to know -----------------------------------------------------

    def getEntryForObject(self, documentId, default=None):
        """The spellings in a text, in their order."""
        if documentId not in self._texts:
            return default
        return [self.lexicon.spelling(n) for n in decode(self._texts[documentId]) if n > 127]

    def uniqueValues(self, name=None, withLengths=0):
        raise NotImplementedError

    def numObjects(self):
        return self._count()

    indexSize = numObjects

    def getIndexSourceNames(self):
        return [self.id]

    def getIndexQueryNames(self):
        return (self.id,)

    # -- for others ------------------------------------------------------------------------------

    def sequence(self, docid: int) -> list[int] | None:
        """The numbers of a stored text, as sequences.py says; None when there is no such text."""
        stored = self._texts.get(docid)
        return None if stored is None else decode(stored)

    def known_terms(self, docid: int, numbers: list[int]):
        """What gives the terms by which a stored text is found, for the numbers of its words. Writes nothing."""
        language = _LANGUAGE_OF[numbers[0]]
        known = self.lexicon.known_terms(language)
        new = self._new_terms if language == GERMAN and docid in self._converted else None
        return lambda number: (new and new.get(number)) or known.get(number, ())

    def forget_words(self, text: str) -> None:
        """Remove the words of a text from the lexicon and the learned words, those that no text contains any more."""
        terms: set[int] = set()
        for form in set(map(fold, words(text))):
            texts = self.texts_with_terms(self.lexicon.own_terms(form))
            for number in self.lexicon.spellings(form):
                has = phrase([[number]])
                if not any(has(self._texts[docid]) for docid in texts):
                    terms.update(self.lexicon.forget(number))
                    if self._new_terms is not None:
                        terms.update(self._new_terms.pop(number, ()))
        self.lexicon.forget_terms({term for term in terms if term not in self._postings})


def query_text(query) -> str:
    """What somebody typed, from any form of a catalog query: text, list, {"query": ...}."""
    if isinstance(query, dict | record):
        query = query.get("query", "")
    if isinstance(query, list | tuple):
        return " ".join(map(query_text, query))
    return query if isinstance(query, str) else str(query)


def _text_of(obj, name):
    value = getattr(obj, name, None)
    if safe_callable(value):
        value = value()
    return value if isinstance(value, str) else None


def _without_name(text, obj, title):
    """The text without the id and the title that Plone puts in front of it."""
    text = text.strip()
    for start in (_text_of(obj, "getId") or "", title):
        start = start.strip()
        if start and text.startswith(start):
            text = text[len(start) :].lstrip()
    return text


def _filter(catalog, request, name: str):
    """An index of the catalog, and what a query asks of it."""
    index = catalog.getIndex(name)
    record = IndexQuery(request, name, index.query_options, index.operators, index.useOperator)
    return index, record


def _exactly(form, result):
    return result


def _is_common(node):
    """Whether a word says nothing beside others; "Not" alone is looked for, though "not" is a stop word of English."""
    return isinstance(node, queries.Word) and is_stop_word(node.form, ENGLISH)


def _says_nothing(node) -> bool:
    """Whether a word, or what stands before its *, is a stop word."""
    form = (
        node.form if isinstance(node, queries.Word) else getattr(node, "pattern", "").rstrip("*")
    )
    return is_stop_word(form) or _is_common(node)


def _best(result):
    """About `BEST` of the texts with the highest scores, sometimes more; of a small result all."""
    if len(result) <= BEST:
        return list(result.keys())
    return [docid for _, docid in best_of(result, BEST)[: 2 * BEST]]


def _set(texts):
    """The texts that have a term in the title, as a set."""
    return IISet(texts) if isinstance(texts, tuple) else texts


def _union(results):
    """Weighted results put together; scores of texts that are in several are added."""
    if not results:
        return 1, IIBucket()
    results = sorted(results, key=lambda result: len(result[1]))
    while len(results) > 1:
        pairs = zip(results[::2], results[1::2], strict=False)
        merged = [weightedUnion(a[1], b[1], a[0], b[0]) for a, b in pairs]
        results = merged + results[len(merged) * 2 :]
    return results[0]


def _intersection(results):
    """What is in all weighted results, scores added; the smallest first."""
    results = sorted(results, key=lambda result: len(result[1]))
    found = results[0]
    for other in results[1:]:
        if not found[1]:
            return found
        found = weightedIntersection(found[1], other[1], found[0], other[0])
    return found
