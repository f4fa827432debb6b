"""Queries of the catalog cost what they find; what they find stays the same."""

from BTrees.IIBTree import IISet
from BTrees.IIBTree import IITreeSet
from BTrees.IIBTree import intersection as stock_intersection
from hypothesis import given
from hypothesis import strategies as st
from math import inf
from plone import api
from Products.ExtendedPathIndex import ExtendedPathIndex
from Products.PluginIndexes import unindex
from Products.PluginIndexes.BooleanIndex.BooleanIndex import BooleanIndex
from Products.PluginIndexes.DateIndex.DateIndex import DateIndex
from Products.PluginIndexes.FieldIndex.FieldIndex import FieldIndex
from Products.PluginIndexes.KeywordIndex.KeywordIndex import KeywordIndex
from Products.PluginIndexes.UUIDIndex.UUIDIndex import UUIDIndex
from Products.ZCatalog import Catalog
from Products.ZCatalog.plan import CatalogPlan
from Products.ZCatalog.plan import PriorityMap
from types import SimpleNamespace
from ZODB import DB
from ZODB.MappingStorage import MappingStorage
from zukunftsraum import intersections
from zukunftsraum.intersections import intersection
from zukunftsraum.intersections import likely_size
from zukunftsraum.intersections import likely_to_find

import pytest
import transaction


RIDS = st.lists(st.integers(-(2**31), 2**31 - 1), max_size=300)
KINDS = st.sampled_from([IISet, IITreeSet])


class TestIntersection:
    @given(RIDS, RIDS, st.integers(0, 50), KINDS, KINDS)
    def test_as_stock(self, first, second, common, one, other):
        first += second[:common]
        pair = one(first), other(second)
        assert list(intersection(*pair)) == list(stock_intersection(*pair))

    @pytest.mark.parametrize("kind", [IISet, IITreeSet])
    def test_a_few_in_many(self, kind):
        few, many = kind([3, 5, 70_000]), IITreeSet(range(5, 50_000))
        for pair in ((few, many), (many, few)):
            assert list(intersection(*pair)) == [5]

    def test_with_nothing_it_is_the_other(self):
        rids = IITreeSet([1, 2])
        assert intersection(None, rids) is rids
        assert intersection(rids, None) is rids

    def test_a_few_record_ids_do_not_read_a_large_set(self):
        connection = DB(MappingStorage()).open()
        connection.root()["many"] = IITreeSet(range(200_000))
        transaction.commit()
        connection.cacheMinimize()
        connection.getTransferCounts(clear=True)
        found = intersection(IISet([1, 99_999, 300_000]), connection.root()["many"])
        assert list(found) == [1, 99_999]
        assert connection.getTransferCounts()[0] < 20


@pytest.mark.parametrize("count", [0, 1, 119, 121, 5_000, 200_000])
def test_likely_size(count):
    assert count / 2.5 <= likely_size(IITreeSet(range(count))) <= count * 2.5
    assert likely_size(IISet(range(count))) == count


class TestPlan:
    @pytest.fixture
    def catalog(self, portal):
        with api.env.adopt_roles(["Manager"]):
            for number in range(3):
                api.content.create(portal["wissen"], "WikiArticle", title=f"A{number}")
        return api.portal.get_tool("portal_catalog")._catalog

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ({"portal_type": "WikiArticle"}, 3),
            ({"portal_type": {"query": ["WikiArticle", "NoSuchType"]}}, 3),
            ({"path": "/plone/wissen/a1"}, 1),
            ({"path": {"query": ["/plone/wissen/a1", "/plone/wissen/a2"], "depth": 0}}, 2),
            ({"path": "/plone/wissen/nothing"}, 0),
            ({"UID": "nothing"}, 0),
            ({"Subject": {"query": ["x", "y"], "operator": "and"}}, 0),
            ({"portal_type": {"not": "WikiArticle"}}, inf),
            ({"path": "/"}, inf),
            ({"path": {"query": "/plone/wissen", "navtree": True}}, inf),
            ({"path": {"query": "wissen", "level": 1}}, inf),
            ({"modified": {"query": 1, "range": "min"}}, inf),
            ({"effectiveRange": 1}, inf),
            ({"SearchableText": "Text"}, inf),
        ],
    )
    def test_what_an_index_is_likely_to_find(self, catalog, query, count):
        (name,) = query
        assert likely_to_find(catalog.getIndex(name), query) == count

    @pytest.mark.parametrize("again", [1, 2])
    def test_what_finds_least_is_asked_first(self, catalog, again):
        query = {
            "effectiveRange": 1,
            "allowedRolesAndUsers": ["Anonymous", "Manager"],
            "portal_type": ["WikiArticle", "Document", "Folder"],
            "path": "/plone/wissen/a1",
        }
        for _time in range(again):  # from the second on stock has measured
            catalog.search(query)
        asked = CatalogPlan(catalog, query).plan()
        assert set(asked) == set(query)
        assert asked[0] == "path"
        assert asked[-1] == "effectiveRange"

    def test_what_is_no_index_is_in_no_plan(self, catalog):
        """Stock's plans have all that is in a query."""
        query = {"portal_type": "WikiArticle", "metadata_fields": "_all", "utm_source": "x"}
        for _time in range(3):
            assert CatalogPlan(catalog, query).plan() == ["portal_type"]
            catalog.search(query)

    def test_what_cannot_be_read_is_asked_last(self, catalog):
        for value in (1e30, "nonsense", None, object(), [object()]):
            query = {"UID": "nothing", "modified": value}
            assert CatalogPlan(catalog, query).plan() == ["UID", "modified"]

    def test_a_thin_beginning_does_not_make_a_set_small(self):
        ids = IITreeSet(range(200_000))
        for rid in range(419):  # one is left in the first branch
            ids.remove(rid)
        assert likely_size(ids) > 50_000

    def test_it_is_used(self):
        for module in (Catalog, unindex, ExtendedPathIndex):
            assert module.intersection is intersection
        assert CatalogPlan.plan is intersections.plan


CHOICES = {
    "allowed": st.sampled_from(
        [
            ["A"],
            ["A", "B"],
            {"query": ["A", "B"], "operator": "and"},
            {"not": "A"},
            {"query": ["A"], "not": ["B"]},
        ]
    ),
    "kind": st.sampled_from(
        ["x", ["x", "y"], "none", {"not": "x"}, [], {"query": ["x", "z"], "range": "min:max"}]
    ),
    "subject": st.sampled_from(
        ["p", ["p", "q"], {"query": ["p", "q"], "operator": "and"}, {"query": []}, {"not": ["p"]}]
    ),
    "uid": st.sampled_from(["u5", ["u5", "u6", "nothing"]]),
    "flag": st.booleans(),
    "day": st.sampled_from([{"query": 86_400 * 100, "range": "min"}, 86_400 * 5]),
    "path": st.sampled_from(
        [
            "/site/f1",
            {"query": "/site/f2", "depth": 1},
            {"query": ["/site/f1", "/site/f2/o5"], "depth": 0},
            {"query": "/site/f1/o4", "navtree": True},
            {"query": "f1", "level": 1},
            {"query": "/site"},
        ]
    ),
}


class InSite(Catalog.Catalog):
    """A catalog without a site, whose index of paths believes to be in one."""

    def getPhysicalPath(self):
        return "", "site", "catalog"


class TestSameAsStock:
    @pytest.fixture(scope="class")
    def catalog(self):
        """600 objects, all values of each index often and seldom."""
        catalog = InSite()
        kinds = {
            "allowed": KeywordIndex,
            "kind": FieldIndex,
            "subject": KeywordIndex,
            "uid": UUIDIndex,
            "flag": BooleanIndex,
            "day": DateIndex,
            "path": ExtendedPathIndex.ExtendedPathIndex,
        }
        for name, kind in kinds.items():
            catalog.addIndex(name, kind(name))
        for number in range(600):
            path = ("", "site", f"f{number % 3}", f"o{number}")
            described = SimpleNamespace(
                allowed=["A", "B", "C", "D"][number % 3 :: 2],
                kind="xyz"[number % 7 % 3],
                subject=["p", "q", "r"][: number % 4],
                uid=f"u{number}",
                flag=number % 5 < 2,
                day=number * 86_400,
                getPhysicalPath=lambda path=path: path,
            )
            catalog.catalogObject(described, "/".join(path))
        return catalog

    @given(st.fixed_dictionaries({}, optional=CHOICES))
    def test_every_query(self, catalog, query):
        ours = list(catalog.search(query)._seq) if query else []
        with pytest.MonkeyPatch.context() as patch:
            PriorityMap.clear()
            patch.setattr(CatalogPlan, "plan", CatalogPlan._old_plan)
            for module in (Catalog, unindex, ExtendedPathIndex):
                patch.setattr(module, "intersection", stock_intersection)
            stock = list(catalog.search(query)._seq) if query else []
        PriorityMap.clear()
        assert sorted(ours) == sorted(stock)

    @given(
        st.sampled_from(
            ["", "/", "/site", "/site/f1", "site", "f1", "f1/o1", "/site/f9", "/site/f1/o1/a"]
        ),
        st.fixed_dictionaries(
            {},
            optional=dict.fromkeys(("level", "depth", "navtree_start"), st.integers(-3, 9))
            | {"navtree": st.booleans()},
        ),
    )
    def test_every_path(self, catalog, path, options):
        index = catalog.getIndex("path")
        level = options.pop("level", 0)
        ours = index.search(path, level, **options)
        stock = index._old_search(
            path, level, **options | {"depth": max(-1, options.get("depth", -1))}
        )
        assert set(ours or ()) == set(stock or ())
        assert set(index.search((path, level), **options) or ()) == set(stock or ())


class TestLevels:
    """Stock counts up to each of these numbers."""

    @pytest.mark.parametrize("huge", [10**9, 10**30])
    @pytest.mark.parametrize("name", ["depth", "level", "navtree_start"])
    @pytest.mark.parametrize("sign", [1, -1])
    def test_no_more_than_there_are(self, portal, monkeypatch, name, huge, sign):
        asked = []
        stock = ExtendedPathIndex.ExtendedPathIndex._old_search

        def seen(self, path, *numbers):
            asked.extend(number for number in numbers[:4] if number)
            return stock(self, path, *(max(-1, min(number or 0, 99)) for number in numbers[:4]))

        monkeypatch.setattr(ExtendedPathIndex.ExtendedPathIndex, "_old_search", seen)
        api.content.find(path={"query": "/plone", "navtree": True, "depth": 2, name: sign * huge})
        assert asked
        assert max(asked) < 20
