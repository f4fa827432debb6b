"""Queries of the catalog cost what they find; what they find stays the same."""

from BTrees.IIBTree import IISet
from BTrees.IIBTree import IITreeSet
from BTrees.IIBTree import intersection as stock_intersection
from hypothesis import given
from hypothesis import strategies as st
from math import inf
from plone import api
from Products.ZCatalog import Catalog
from Products.ZCatalog.plan import CatalogPlan
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

    def test_it_is_used(self):
        assert Catalog.intersection is intersection
        assert CatalogPlan.plan is intersections.plan
