"""Examples of municipalities alike: computed on sets of record ids, nothing is loaded but the rows that are shown."""

from collections import Counter
from collections import defaultdict
from heapq import nsmallest
from plone import api
from zukunftsraum import indexes
from zukunftsraum.practices import rules


def similar(example) -> list[tuple[object, list[tuple[str, str]]]]:
    """Rows of the catalog of the most similar examples that the caller may see, each with pairs of index and value."""
    catalog = api.portal.get_tool("portal_catalog")
    own = catalog.getrid("/".join(example.getPhysicalPath()))
    if own is None:
        return []
    open_examples = {
        "portal_type": example.portal_type,
        "review_state": list(rules.OPEN_STATES),
    }
    visible = set(indexes.found(catalog, open_examples))
    visible.discard(own)
    scores: Counter[int] = Counter()
    reasons: dict[int, list[tuple[str, str]]] = defaultdict(list)
    shared = []
    for name, weight in rules.WEIGHTS.items():
        index = indexes.index_of(catalog, name)
        for value in indexes.values_of(index, own):
            alike = visible.intersection(indexes.documents_with(index, value))
            shared.append((name, value, alike))
            for rid in alike:
                scores[rid] += weight
    best = nsmallest(
        rules.MOST_SIMILAR,
        (rid for rid, score in scores.items() if score >= rules.LEAST_SCORE),
        key=lambda rid: (-scores[rid], rid),
    )
    for name, value, alike in shared:
        for rid in alike.intersection(best):
            reasons[rid].append((name, value))
    return [(indexes.brain_of(catalog, rid), reasons[rid]) for rid in best]
