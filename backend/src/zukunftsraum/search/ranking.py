"""Results of a text search, best first, without sorting all of them.

The catalog sorts every text that a search finds by its score, though a page shows 25. Here the catalog only finds (the index gives it a
set and keeps the scores aside), and of the results as many are sorted as somebody looks at.
"""

from Acquisition import aq_base
from BTrees.IIBTree import IIBucket
from BTrees.IIBTree import IISet
from BTrees.IIBTree import weightedIntersection
from itertools import islice
from Products.PluginIndexes.DateRangeIndex.DateRangeIndex import DateRangeIndex
from Products.ZCatalog.query import IndexQuery
from ZTUtils.Lazy import Lazy


#: So many scores tell about how high the highest are.
SAMPLE = 1000
#: Fewer results than this are all sorted at once.
FEW = 500
#: A caller who sees one of so many sees most, for the question how to find the best of what they see.
SEEN = 4


class Scores:
    """Where the index puts the scores of a query: `{"query": "Wohnen", "scores": Scores()}`."""

    def __init__(self):
        self.found = IIBucket()
        #: Whether nothing has the words themselves, and what was found has similar ones.
        self.are_similar_words = False


class ByScore(Lazy):
    """What a search has found, best first; ties as the catalog has them, the newest entry first.

    catalog: the inner catalog of the tool. rids: record ids of what the caller may see. found: record id → score, of these and more.
    """

    def __init__(self, catalog, rids: IISet, found: IIBucket):
        self._catalog = catalog
        self._rids = rids
        # To take out what the caller does not see takes longer than to pass over it, unless it is most of it.
        is_mostly_seen = len(rids) * SEEN >= len(found)
        self._scores = found if is_mostly_seen else weightedIntersection(found, rids, 1, 0)[1]
        self._sorted: list[tuple[int, int]] = []
        self.actual_result_count = len(rids)

    def __len__(self) -> int:
        return self.actual_result_count

    def __getitem__(self, index):
        if isinstance(index, slice):
            numbers = range(*index.indices(len(self)))
            if numbers and max(numbers) >= len(self._sorted):
                self._sort(max(numbers) + 1)
            return [self[number] for number in numbers]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        if index >= len(self._sorted):
            self._sort(index + 1)
        score, rid = self._sorted[index]
        normalized = int(100 * score / self._sorted[0][0])
        return self._catalog.instantiate(
            (rid, self._catalog.data[rid]), score_data=(score, normalized)
        )

    def _sort(self, count: int) -> None:
        """Sort at least so many of the best."""
        scores, rids = self._scores, self._rids
        best = rids
        if len(rids) > FEW:
            wanted = count
            while 2 * wanted < len(rids):
                seen = [rid for _, rid in best_of(scores, wanted) if rid in rids]
                if len(seen) >= count:
                    best = seen
                    break
                wanted *= SEEN
        self._sorted = sorted(((scores[rid], rid) for rid in best), reverse=True)


def best_of(scores, count: int) -> list[tuple[int, int]]:
    """At least so many of the highest scores, as pairs of a coarse score and an id, the highest first.

    `byValue` drops in C what has a lower score. Where to begin comes from some of the scores: to look at all takes longer than all the rest.
    """
    least = max(islice(scores.itervalues(), SAMPLE))
    best = scores.byValue(least)
    while len(best) < count and least > 1:
        least = least * 7 // 8
        best = scores.byValue(max(1, least))
    return best


class RankingCatalog:
    """The catalog for those who ask for texts by relevance: finds what the tool finds, in the same order."""

    def __init__(self, tool):
        self._tool = tool
        #: Whether the last search found nothing with the words themselves, and was for similar ones.
        self.gave_similar_words = False

    def searchResults(self, **query):
        text = query.get("SearchableText")
        if not isinstance(text, str) or not text or query.get("sort_on"):
            return self._tool.searchResults(**query)
        scores = Scores()
        query["SearchableText"] = {"query": text, "scores": scores}
        for name in ("b_start", "b_size", "sort_limit"):
            query.pop(name, None)
        found = RecordIds(self._tool).searchResults(**query)
        self.gave_similar_words = scores.are_similar_words
        return ByScore(self._tool._catalog, found, scores.found)


class RecordIds:
    """Stands for the tool, which adds to a query what the caller may see; the answer is a set of record ids.

    The catalog would make a list of them, and take what a range of dates leaves of a result out of the same result once more; of large results that is a third
    of a search.
    """

    def __init__(self, tool):
        self._tool = tool
        self._catalog = _SetsOf(tool._catalog)

    def __getattr__(self, name):
        return getattr(self._tool, name)

    def searchResults(self, **query) -> IISet:
        return type(aq_base(self._tool)).searchResults(self, **query)


class _SetsOf:
    """Stands for the inner catalog."""

    def __init__(self, catalog):
        self._catalog = catalog

    def searchResults(self, query=None, **more) -> IISet:
        catalog = self._catalog
        query = catalog.make_query(catalog.merge_query_args(query, **more))
        plan = catalog.getCatalogPlan(query)
        plan.start()
        found = None
        for name in plan.plan():
            index = catalog.getIndex(name)
            if found is not None and isinstance(index, DateRangeIndex):
                record = IndexQuery(
                    query, name, index.query_options, index.operators, index.useOperator
                )
                found = index.query_index(record, found)
            else:
                found = catalog._search_index(plan, name, query, found)
            if not found:
                return IISet()
        return found
