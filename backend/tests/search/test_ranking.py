"""Results by relevance: the same, in the same order, as the catalog has them, however many are looked at."""

from BTrees.IIBTree import IIBucket
from BTrees.IIBTree import IISet
from hypothesis import given
from hypothesis import strategies as st
from plone import api
from tests.world import rest_of
from types import SimpleNamespace
from zukunftsraum.search import ranking
from zukunftsraum.search.ranking import ByScore
from zukunftsraum.search.ranking import RankingCatalog

import pytest
import transaction


class Rows:
    """Stands for the inner catalog: a record is its id and its scores."""

    def __init__(self, size):
        self.data = {rid: rid for rid in range(size)}

    def instantiate(self, record, score_data):
        return (record[0], *score_data)


@given(
    st.dictionaries(st.integers(0, 99), st.integers(1, 2000)),
    st.sets(st.integers(0, 99)),
    st.lists(st.integers(0, 99), max_size=5),
    st.sampled_from((0, 500)),
    st.sampled_from((1, 4, 100)),
)
def test_the_order_is_that_of_the_scores(found, allowed, looked_at, few, seen):
    before = ranking.FEW, ranking.SEEN
    ranking.FEW, ranking.SEEN = few, seen
    try:
        allowed &= set(found)
        results = ByScore(Rows(100), IISet(allowed), IIBucket(found))
        expected = sorted(((found[rid], rid) for rid in allowed), reverse=True)
        assert len(results) == results.actual_result_count == len(expected)
        for number in looked_at:
            if number < len(expected):
                rid, score, normalized = results[number]
                assert (score, rid) == expected[number]
                assert normalized == int(100 * score / expected[0][0])
            else:
                with pytest.raises(IndexError):
                    results[number]
        assert [rid for rid, _, _ in results] == [rid for _, rid in expected]
        assert [rid for rid, _, _ in results[1:4]] == [rid for _, rid in expected[1:4]]
    finally:
        ranking.FEW, ranking.SEEN = before


def test_it_finds_what_the_catalog_finds(portal):
    with api.env.adopt_roles(["Manager"]):
        for number in range(12):
            title = "Wohnen im Alter" if number % 3 == 0 else f"Pflege {number}"
            api.content.create(
                portal, "Document", title=title, description="Wohnen " * (number % 4)
            )
        catalog = api.portal.get_tool("portal_catalog")
        query = {"SearchableText": "wohnen", "portal_type": "Document"}
        expected = [brain.getPath() for brain in catalog.searchResults(**query)]
        found = RankingCatalog(catalog).searchResults(**query, b_start=0, b_size=2)
        assert [brain.getPath() for brain in found] == expected
        assert len(expected) > 4
    anonymous = RankingCatalog(catalog)
    with api.env.adopt_roles(["Anonymous"]):
        assert len(anonymous.searchResults(**query)) == len(catalog.searchResults(**query))
    sorted_by = RankingCatalog(SimpleNamespace(searchResults=lambda **asked: asked))
    asked = {**query, "sort_on": "sortable_title", "b_size": 5}
    assert sorted_by.searchResults(**asked) == asked


def test_paging_goes_through_all_results(functional_portal):
    with api.env.adopt_roles(["Manager"]):
        for number in range(7):
            api.content.create(functional_portal, "Document", title=f"Wohnen {number}")
    transaction.commit()
    rest = rest_of(functional_portal, "admin")
    every = rest.get("@search?SearchableText=wohnen&b_size=100").json()
    titles = [item["title"] for item in every["items"]]
    paged = []
    for start in range(0, 8, 3):
        page = rest.get(f"@search?SearchableText=wohnen&b_size=3&b_start={start}").json()
        assert page["items_total"] == every["items_total"] == 7
        paged += [item["title"] for item in page["items"]]
    assert paged == titles
    assert "next" in rest.get("@search?SearchableText=wohnen&b_size=3").json()["batching"]


def test_a_name_that_is_no_index_breaks_no_later_search(as_):
    """Stock's plan of a query has every name of it, for whoever asks with the same names afterwards."""
    anonymous = as_("anonymous")
    for more in ("&sort_on=relevance", "", "&sort_on=relevance", ""):
        for path in ("@search", "@facets"):
            url = f"{path}?SearchableText=wohnen&metadata_fields=_all&utm_source=brief{more}"
            assert anonymous.get(url).status_code < 500, url


def test_what_is_no_index_is_passed_over(portal):
    catalog = api.portal.get_tool("portal_catalog")
    query = {"SearchableText": "wohnen", "metadata_fields": "_all", "utm_source": "brief"}
    for _time in range(3):
        catalog.searchResults(**query)
        RankingCatalog(catalog).searchResults(**query)
