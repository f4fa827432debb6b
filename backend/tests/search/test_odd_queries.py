"""Whatever conditions a caller sends, for whatever index: no fault of the server, and what is bad is named."""

from plone import api
from tests.world import rest_of

import json
import pytest


#: Queries for each index, of kinds that fail in one index or another.
ODD = (
    "{i}=x",
    "{i}=",
    "{i}=x&{i}=y",
    "{i}.query=x&{i}.range=min",
    "{i}.query=x&{i}.query=y&{i}.range=min:max",
    "{i}.query=x&{i}.range=max&{i}.range=min",
    "{i}.range=min",
    "{i}.query=x&{i}.not=x",
    "{i}.query=x&{i}.operator=xor",
    "{i}.query=/x&{i}.depth=-5",
    "{i}.query=/x&{i}.depth=x",
    "{i}.query.x.y=1",
    "{i}.x.y=1",
    "{i}.query=2026-13-45",
    "{i}=9999999999999999999999",
    "{i}:int=1",
    "{i}:date=2026-11-01",
    "{i}.query:record=x",
    "{i}.a:records=x",
    "{i}:boolean=1",
    "{i}:json=null",
    '{i}:json=["a",1]',
    '{i}:json={"query":5,"range":"min"}',
    '{i}:json={"query":[],"range":"min"}',
    "sort_on={i}",
    "sort_on=path&sort_on={i}",
    "{i}=%ED%A0%80",
)

OPERATION = "plone.app.querystring.operation."
VALUES = ("x", None, 5, True, ["x"], [], [None], {"a": 1}, ["2026-13-45", "x"], 10**30, [1, "a"])
#: Conditions that every kind of index meets, though no form offers them for it.
OPERATIONS = (
    "selection.any",
    "string.contains",
    "string.path",
    "date.between",
    "date.lessThanRelativeDate",
    "boolean.isTrue",
    "date.today",
)


def is_fault(answer) -> bool:
    """Whether the server failed, or a refusal says nothing."""
    if answer.status_code == 400:
        return not answer.json()["message"]
    return answer.status_code != 200


class TestSearch:
    @pytest.mark.parametrize(
        "service, every", [("@search", 1), ("@facets?facet=type", 7), ("@search-export", 7)]
    )
    def test_every_index_bears_every_query(self, world, service, every):
        rest, faults = rest_of(world, "anonymous"), []
        names = sorted(api.portal.get_tool("portal_catalog").indexes())
        for name in [*names[::every], "path", "getObjPositionInParent", "metadata_fields"]:
            for odd in ODD:
                query = odd.replace("{i}", name)
                answer = rest.get(f"{service}{'&' if '?' in service else '?'}{query}")
                if is_fault(answer):
                    faults.append((query, answer.status_code, answer.text[:200]))
        assert faults == []

    @pytest.mark.parametrize(
        "query, field",
        [
            ("sort_on=Title", "sort_on"),
            ("sort_on=SearchableText", "sort_on"),
            ("sort_on=effectiveRange", "sort_on"),
            ("sort_on=bogus", "sort_on"),
            ("sort_on=path&sort_on=Title", "sort_on"),
            ("sort_on.query=path", "sort_on"),
            ("sort_order=sideways", "sort_order"),
            ("b_start=-1", "b_start"),
            ("b_size=-1", "b_size"),
            ("b_size=abc", "b_size"),
            ("sort_limit=-1", "sort_limit"),
            ("getObjPositionInParent.query=x", "getObjPositionInParent"),
            ("effective.query=2026-13-45&effective.range=min", "effective"),
            ("portal_type.query.range=min", "portal_type"),
        ],
    )
    def test_a_refusal_names_the_parameter(self, world, query, field):
        answer = rest_of(world, "anonymous").get(f"@search?{query}")
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == [field]
        assert answer.json()["message"] == answer.json()["errors"][0]["message"]

    def test_what_volto_sends_is_taken(self, world):
        rest = rest_of(world, "anonymous")
        only_count = rest.get("@search?metadata_fields=modified&b_size=0").json()
        assert (only_count["items"], only_count["items_total"] > 0) == ([], True)
        for query in (
            "b_size=100000000&sort_on=getObjPositionInParent&sort_order=ascending",
            "SearchableText=wohnen&sort_on=relevance&sort_order=ascending",
            "fullobjects=1&use_site_search_settings=1&sort_on=effective",
            "path.depth=1&sort_on=&sort_order=",
            "metadata_fields=_all&is_folderish=true&unknown=x",
        ):
            assert rest.get(f"@search?{query}").status_code == 200, query

    def test_a_page_has_an_end(self, world, monkeypatch):
        monkeypatch.setattr("zukunftsraum.content.queries.LARGEST_PAGE", 2)
        monkeypatch.setattr("zukunftsraum.search.services.querystring.LARGEST_PAGE", 2)
        rest = rest_of(world, "anonymous")
        found = rest.get("@search?b_size=1000000000").json()
        assert (len(found["items"]), found["items_total"] > 2) == (2, True)
        assert "b_start=2" in found["batching"]["next"]
        conditions = {"query": [condition("portal_type", "selection.none", ["x"])]}
        found = rest.post("@querystring-search", {**conditions, "b_size": 10_000_000_000}).json()
        assert (len(found["items"]), found["items_total"] > 2) == (2, True)


def condition(index, operation, value) -> dict:
    return {"i": index, "o": f"{OPERATION}{operation}", "v": value}


class TestConditions:
    """@querystring-search."""

    def test_every_index_bears_every_condition(self, world):
        rest, faults, turn = rest_of(world, "anonymous"), [], 0
        for name in ("Title", "path", "UID", "topics", "SearchableText", "effective", "x", 5):
            for operation in OPERATIONS:
                for value in VALUES:
                    data = {"query": [condition(name, operation, value)]}
                    turn += 1
                    answer = (
                        rest.post("@querystring-search", data)
                        if turn % 2
                        else rest.get("@querystring-search", params={"query": json.dumps(data)})
                    )
                    if answer.status_code >= 500:
                        faults.append((data, answer.text[:200]))
        assert faults == []

    @pytest.mark.parametrize(
        "bad, field",
        [
            ({"sort_on": "Title"}, "sort_on"),
            ({"sort_on": ["path", "Title"]}, "sort_on"),
            ({"b_start": -1}, "b_start"),
            ({"b_size": "many"}, "b_size"),
            ({"limit": -5}, "limit"),
            ({"metadata_fields": {"a": 1}}, "metadata_fields"),
            ({"query": [condition("path", "boolean.isTrue", "x")]}, "query"),
        ],
    )
    def test_a_refusal_names_the_parameter(self, world, bad, field):
        data = {"query": [condition("portal_type", "selection.any", ["Document"])], **bad}
        rest = rest_of(world, "anonymous")
        for answer in (
            rest.post("@querystring-search", data),
            rest.get("@querystring-search", params={"query": json.dumps(data)}),
        ):
            assert answer.status_code == 400
            assert field in [error["field"] for error in answer.json()["errors"]]

    def test_both_find_the_same(self, world):
        data = {
            "query": [condition("portal_type", "selection.any", ["Document", "Section"])],
            "sort_on": "path",
            "b_size": "3",
        }
        rest = rest_of(world, "anonymous")
        posted = rest.post("@querystring-search", data).json()
        asked = rest.get("@querystring-search", params={"query": json.dumps(data)}).json()
        assert posted["items"] == asked["items"]
        assert posted["items_total"] == asked["items_total"]
