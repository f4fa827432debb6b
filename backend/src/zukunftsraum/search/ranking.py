"""Results of a text search, best first, without sorting all of them.

The catalog sorts every text that a search finds by its score, though a page shows 25. Here the catalog only finds (the index gives it a
set and keeps the scores aside), and of the results as many are sorted as somebody looks at.
"""

from BTrees.IIBTree import IIBucket
from BTrees.IIBTree import IISet
from BTrees.IIBTree import weightedIntersection
from ZTUtils.Lazy import Lazy


#: Fewer results than this are all sorted at once.
FEW = 500


class Scores:
    """Where the index puts the scores of a query: `{"query": "Wohnen", "scores": Scores()}`."""

    def __init__(self):
        self.found = IIBucket()


class ByScore(Lazy):
    """What a search has found, best first; ties as the catalog has them, the newest entry first.

    catalog: the inner catalog of the tool. rids: record ids of what the caller may see. found: record id → score, of more.
    """

    def __init__(self, catalog, rids, found: IIBucket):
        self._catalog = catalog
        self._scores = weightedIntersection(found, IISet(rids), 1, 0)[1]
        self._sorted: list[tuple[int, int]] = []
        self.actual_result_count = len(self._scores)

    def __len__(self) -> int:
        return self.actual_result_count

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
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
        """Sort at least so many of the best.

        `byValue` drops in C what has a lower score; of the others it only tells which they are, since it makes scores coarse.
        """
        scores = self._scores
        least = max(scores.values()) if len(scores) > FEW and 2 * count < len(scores) else 0
        best = [] if least else scores.keys()
        while len(best) < count:
            least = least * 7 // 8
            best = [rid for _, rid in scores.byValue(least)] if least > 1 else scores.keys()
        self._sorted = sorted(((scores[rid], rid) for rid in best), reverse=True)


class RankingCatalog:
    """The catalog for those who ask for texts by relevance: finds what the tool finds, in the same order."""

    def __init__(self, tool):
        self._tool = tool

    def searchResults(self, **query):
        text = query.get("SearchableText")
        if not isinstance(text, str) or not text or query.get("sort_on"):
            return self._tool.searchResults(**query)
        scores = Scores()
        query["SearchableText"] = {"query": text, "scores": scores}
        for name in ("b_start", "b_size", "sort_limit"):
            query.pop(name, None)
        found = self._tool.searchResults(**query)
        return ByScore(self._tool._catalog, getattr(found, "_seq", ()), scores.found)
