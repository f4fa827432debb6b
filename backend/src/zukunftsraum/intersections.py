"""Queries of the catalog that cost what they find, not what there is.

ZCatalog asks its indexes in the order of how long each took before, those of paths last, and intersects what they find by going through both sets
from end to end. So the list of ten pages of a space went through all pages of the country. Here what finds least is asked first, and a
few record ids are looked up in a large set; and no query can ask for more levels of paths than there are.
"""

from Acquisition import aq_base
from BTrees.IIBTree import IISet
from BTrees.IIBTree import IITreeSet
from BTrees.IIBTree import intersection as stock_intersection
from math import inf
from Products.ExtendedPathIndex.ExtendedPathIndex import ExtendedPathIndex
from Products.PluginIndexes.unindex import UnIndex
from Products.ZCatalog.query import IndexQuery
from ZODB.POSException import POSError


#: Looking up one record id takes as long as passing by so many.
LOOK_UP = 40


def likely_size(ids) -> int:
    """About how many record ids there are, without reading all of a tree: its branches are taken to be like the one in the middle."""
    if not isinstance(ids, IITreeSet):
        return len(ids)
    state = ids.__getstate__()
    if state is None:
        return 0
    children = state[0][::2]
    middle = children[len(children) // 2]  # the first may be thin: old record ids leave there
    if not isinstance(middle, IITreeSet | IISet):  # all is in the root
        return len(ids)
    return len(children) * likely_size(middle)


def intersection(first, second):
    """As `BTrees.IIBTree.intersection`, in less time where one set is far smaller than the other."""
    if isinstance(first, IISet | IITreeSet) and isinstance(second, IISet | IITreeSet):
        (size, few), (limit, many) = sorted(
            ((likely_size(ids), ids) for ids in (first, second)), key=lambda pair: pair[0]
        )
        if size * LOOK_UP < limit:
            return IISet(rid for rid in few if rid in many)
    return stock_intersection(first, second)


def plan(self) -> list[str]:
    """`CatalogPlan.plan`: the names of the indexes that a query asks, what is likely to find least first; then, in the order of stock, what cannot tell.

    What is in a query and is no index (`metadata_fields`) is left out; stock's plans have it.
    """
    catalog = self.catalog
    names = self._old_plan() or catalog._sorted_search_indexes(self.query)
    sizes = {
        name: likely_to_find(catalog.getIndex(name), self.query)
        for name in names
        if name in catalog.indexes
    }
    return sorted(sizes, key=sizes.get)


def likely_to_find(index, query: dict) -> float:
    """About how many record ids an index finds for a query; infinite where only asking it would tell."""
    kind = type(aq_base(index))
    is_path = issubclass(kind, ExtendedPathIndex)
    if not is_path and getattr(kind, "query_index", None) is not UnIndex.query_index:
        return inf
    try:
        return _estimated(index, query, is_path)
    except POSError:
        raise
    except Exception:  # what the index cannot read or hold; it says so itself when it is asked
        return inf


def _estimated(index, query: dict, is_path: bool) -> float:
    record = IndexQuery(
        query,
        index.id,
        index.query_options,
        getattr(index, "operators", ("or", "and")),
        getattr(index, "useOperator", "or"),
    )
    if record.keys is None or any(record.get(name) for name in ("not", "range", "usage")):
        return inf
    if not record.keys:  # it is asked first, and finds nothing
        return 0
    if is_path:
        sizes = [_below(index, record, path) for path in record.keys]
    else:
        sizes = [_with_value(index, value) for value in record.keys]
    return min(sizes) if record.operator == "and" else sum(sizes)


def _with_value(index, value) -> float:
    found = index._index.get(index._convert(value), ())
    return 1 if isinstance(found, int) else likely_size(found)


def _below(index, record, path) -> float:
    """Of an absolute path: all that has its last part at the same level."""
    if not isinstance(path, str) or record.get("level") or record.get("navtree"):
        return inf
    parts = [part for part in path.split("/") if part]
    if not parts:
        return inf
    return likely_size(index._index.get(parts[-1], {}).get(len(parts) - 1, ()))


def search(self, path, default_level=0, depth=-1, navtree=0, navtree_start=0, resultset=None):
    """`ExtendedPathIndex.search`, with levels that can be there: stock walks through all that a query names, so `path.depth=1000000000` took a thread and gigabytes."""
    deepest = self._depth + 2  # of a level, the one above it may be asked too
    if not isinstance(path, str):
        path, default_level = path[0], int(path[1])
    return self._old_search(
        path,
        min(default_level, deepest),
        max(-1, min(depth, deepest)),
        navtree,
        max(0, min(navtree_start, deepest)),
        resultset,
    )
