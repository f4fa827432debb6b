"""Counting a search by facets, on sets of record ids: exactly what the caller can open, nothing is loaded.

The count of a value is the number of results of the same search with the facet set to this value alone. So the set to count in
is, for each facet, the results of all other conditions.
"""

from BTrees.IIBTree import IISet
from BTrees.IIBTree import intersection
from collections import Counter
from collections.abc import Iterable
from zukunftsraum import indexes


#: Facet → index.
FACETS = {
    "topics": "topics",
    "kind": "kind",
    "state": "state",
    "size_class": "size_class",
    "municipality_kind": "municipality_kind",
    "structurally_weak": "structurally_weak",
    "status": "practice_status",
    "year": "year",
}

#: The facet of the types of content, which is counted apart; its index is `portal_type`.
TYPE = "type"

#: The values of so many objects are looked up one by one; how many an index has would have to be counted.
FEW = 1000


def count_facets(
    catalog, query: dict | None, facets: Iterable[str]
) -> tuple[int, dict[str, Counter]]:
    """How many results a search has, and for each facet how many of them each value has.

    :param query: as for the catalog; conditions of facets under the names of their indexes. None: finds nothing.
    """
    facets = list(facets)
    if query is None:
        return 0, {facet: Counter() for facet in facets}
    conditions = {name: query[name] for name in FACETS.values() if name in query}
    others = indexes.found(
        catalog, {name: value for name, value in query.items() if name not in conditions}
    )
    met = {
        name: indexes.chosen(indexes.index_of(catalog, name), condition)
        for name, condition in conditions.items()
    }
    counts = {}
    for facet in facets:
        name = FACETS[facet]
        rids = _in_all(others, (met[other] for other in met if other != name))
        counts[facet] = count_values(indexes.index_of(catalog, name), rids)
    return len(_in_all(others, met.values())), counts


def count_types(catalog, query: dict | None) -> Counter:
    """How many results of a search each type of content has.

    :param query: without the types that were chosen; those that a search leaves out anyway may stand in it.
    """
    if query is None:
        return Counter()
    return count_values(indexes.index_of(catalog, "portal_type"), indexes.found(catalog, query))


def _in_all(first: IISet, others: Iterable[IISet]) -> IISet:
    for other in others:
        first = intersection(first, other)
    return first


def count_values(index, rids: IISet) -> Counter:
    """How many of these objects have which value in an index; values that none has are left out.

    Few objects are looked up one by one; for many it is faster to go through all that the index has.
    """
    counts: Counter = Counter()
    if len(rids) <= FEW:
        for rid in rids:
            counts.update(indexes.values_of(index, rid))
        return counts
    for value, having in indexes.documents(index):
        count = len(intersection(rids, having))
        if count:
            counts[value] = count
    return counts


def values_in(condition) -> list[str]:
    """The values that a condition of a query names."""
    if isinstance(condition, dict):
        condition = condition.get("query", ())
    if isinstance(condition, list | tuple):
        return [value for value in condition if isinstance(value, str)]
    return [condition] if isinstance(condition, str) else []
