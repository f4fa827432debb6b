"""Examples of municipalities alike: computed on sets of record ids, nothing is loaded but the rows that are shown."""

from BTrees.IIBTree import IIBucket
from BTrees.IIBTree import intersection
from BTrees.IIBTree import weightedUnion
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
    visible = indexes.found(catalog, open_examples)
    if own in visible:
        visible.remove(own)
    scores = IIBucket()
    shared = []
    for name, weight in rules.WEIGHTS.items():
        index = indexes.index_of(catalog, name)
        for value in indexes.values_of(index, own):
            alike = intersection(visible, indexes.documents_with(index, value))
            shared.append((name, value, alike))
            scores = weightedUnion(scores, alike, 1, weight)[1]
    best = nsmallest(
        rules.MOST_SIMILAR,
        ((-score, rid) for rid, score in scores.items() if score >= rules.LEAST_SCORE),
    )
    return [
        (
            indexes.brain_of(catalog, rid),
            [(name, value) for name, value, alike in shared if rid in alike],
        )
        for _, rid in best
    ]
