"""Reading the catalog as sets of record ids: for counting and comparing without loading anything.

Record ids are those of the catalog. ZCatalog has no public way to them; all use of what it keeps for itself is here.
"""

from BTrees.IIBTree import IISet
from BTrees.IIBTree import IITreeSet
from BTrees.IIBTree import intersection
from collections.abc import Collection
from collections.abc import Iterator
from DateTime import DateTime
from heapq import nlargest
from zukunftsraum.search.ranking import RecordIds
from zukunftsraum.search.ranking import Scores


#: So many record ids are looked up one by one.
FEW = 500
#: So many dates of an index are looked at before what has them is sorted.
STEPS = 500


def found(catalog, query: dict) -> IISet:
    """Record ids of all that a query finds for the caller; sorting and paging in it are passed over.

    An `IISet` is one sorted array: intersections with it are the fastest that there are.

    :param catalog: the tool, which adds who may see what. query: as for `searchResults`.
    """
    plain = {
        name: value
        for name, value in query.items()
        if name not in ("sort_on", "sort_order", "sort_limit", "b_start", "b_size")
    }
    if isinstance(plain.get("SearchableText"), str):  # without scores the catalog sorts nothing
        plain["SearchableText"] = {"query": plain["SearchableText"], "scores": Scores()}
    rids = RecordIds(catalog).searchResults(**plain)
    return rids if isinstance(rids, IISet) else IISet(rids or ())


def found_by_everybody(catalog, query: dict) -> IISet:
    """Record ids of all that a query without words finds for those who are not logged in, whoever asks."""
    results = catalog.unrestrictedSearchResults(
        **query, allowedRolesAndUsers="Anonymous", effectiveRange=DateTime()
    )
    return IISet(results._seq if results else ())


def index_of(catalog, name: str):
    return catalog._catalog.getIndex(name)


def chosen(index, condition) -> IISet:
    """Record ids of all objects, visible or not, that meet the condition of one index, as in a query."""
    answer = index._apply_index({index.id: condition})
    return IISet(answer[0] or ()) if answer else IISet()


def values_of(index, rid: int) -> Collection:
    """The values of an object in an index; a single one where it is no index of keywords."""
    values = index.getEntryForObject(rid, ())
    return values if isinstance(values, list | tuple) else (values,)


def documents(index) -> Iterator[tuple[object, Collection[int]]]:
    """Each value of an index, with the record ids of the objects that have it: a set of the family of `IISet`."""
    for value, rids in index._index.items():
        yield value, IISet((rids,)) if isinstance(rids, int) else rids


def documents_with(index, value) -> Collection[int]:
    """Record ids of the objects that have the value, a set of the family of `IISet`."""
    rids = index._index.get(value, ())
    return (
        rids if isinstance(rids, IITreeSet) else IISet((rids,) if isinstance(rids, int) else rids)
    )


def latest(index, rids: IISet, count: int) -> list[int]:
    """So many of these record ids with the latest dates of an index, the latest first, of one minute the highest id first.

    Of many those are taken that come first when the index is read from its end: nothing is looked up for the others. Where that would be
    a long way, because few are left of many or somebody wants what lies far behind, they are sorted.
    """
    if len(rids) > FEW >= count:
        found: list[int] = []
        minute = None
        for _step in range(STEPS):
            try:
                minute = index._index.maxKey(*(() if minute is None else (minute - 1,)))
            except ValueError:  # it was the first
                return found
            found.extend(list(intersection(rids, documents_with(index, minute)))[::-1])
            if len(found) >= count:
                return found[:count]
    dated = ((index.getEntryForObject(rid), rid) for rid in rids)
    best = nlargest(count, (pair for pair in dated if pair[0] is not None))
    return [rid for _minute, rid in best]


def brain_of(catalog, rid: int):
    """The row of the catalog with this record id."""
    return catalog._catalog[rid]
