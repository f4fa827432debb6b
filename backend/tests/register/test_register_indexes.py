"""What the catalog knows from the register."""

from dataclasses import replace
from plone import api
from tests.practices.examples import ARS_C
from tests.practices.examples import make_example
from tests.world import ARS_A
from tests.world import ARS_B
from tests.world import create_world
from zukunftsraum.register import rules
from zukunftsraum.register.indexers import reindex
from zukunftsraum.register.store import get_register
from zukunftsraum.register.store import IMPORTED
from zukunftsraum.register.store import replace_register

import datetime
import pytest
import transaction


def found(portal, **query):
    brains = portal.portal_catalog.unrestrictedSearchResults(**query)
    return sorted(brain.Title for brain in brains)


def test_several_municipalities(portal):
    make_example(portal, title="Zu dritt", municipalities=[ARS_B, ARS_C])
    make_example(portal, title="Allein", municipality=ARS_A)
    register = get_register()
    for ars in (ARS_B, ARS_C):
        row = register.get(ars)
        assert found(portal, municipality=ars) == ["Zu dritt"]
        assert "Zu dritt" in found(portal, size_class=row.size_class)
        assert "Zu dritt" in found(portal, municipality_kind=row.kind)
        assert "Zu dritt" in found(portal, structurally_weak=row.structurally_weak)
    assert found(portal, municipality=ARS_A) == ["Allein", "Zu dritt"]
    brain = portal.portal_catalog.unrestrictedSearchResults(municipality=ARS_B)[0]
    assert brain.municipality == ARS_A


@pytest.mark.parametrize(
    "query",
    [
        {"municipality": ARS_A},
        {"state": "99"},
        {"topics": "housing"},
        {"size_class": "20000-49999"},
    ],
)
def test_nothing_is_acquired(portal, query):
    example = make_example(portal)
    with api.env.adopt_roles(["Manager"]):
        api.content.create(example, "Image", id="bild", title="Bild")
    assert "Bild" not in found(portal, **query)


def test_the_year(portal):
    begun = make_example(portal, title="Begonnen", period_start=datetime.date(2019, 5, 1))
    make_example(portal, title="Beendet", period_end=datetime.date(2020, 5, 1))
    published = make_example(portal, title="Veröffentlicht")
    published.setEffectiveDate("2021-02-03")
    published.reindexObject()
    assert found(portal, year="2019") == ["Begonnen"]
    assert found(portal, year="2020") == ["Beendet"]
    assert found(portal, year="2021") == ["Veröffentlicht"]
    assert found(portal, year={"query": "2020", "range": "max"}) == ["Beendet", "Begonnen"]
    begun.period_start = None
    begun.reindexObject()
    assert found(portal, year="2019") == []


def test_a_changed_register_reaches_the_catalog(portal):
    example = make_example(portal, title="Gewachsen")
    modified = example.modification_date
    before = dict(get_register().table)
    old = before[ARS_A]
    table = {**before, ARS_A: replace(old, population=600_000, structurally_weak="partial")}
    assert rules.changed_facts(before, table) == [ARS_A]
    assert rules.changed_facts(before, {**before, ARS_A: replace(old, name="Neu")}) == []
    replace_register(portal, table, get_register().status_date, IMPORTED)
    assert reindex(portal, rules.changed_facts(before, table)) == 1
    assert found(portal, size_class="500000-plus") == ["Gewachsen"]
    assert "Gewachsen" not in found(portal, size_class=old.size_class)
    brain = portal.portal_catalog.unrestrictedSearchResults(UID=example.UID())[0]
    assert brain.structurally_weak == ["partial"]
    assert example.modification_date == modified
    without = {key: row for key, row in table.items() if key != ARS_A}
    replace_register(portal, without, get_register().status_date, IMPORTED)
    reindex(portal, rules.changed_facts(table, without))
    assert found(portal, state="99") == []
    assert found(portal, municipality=ARS_A) == ["Gewachsen"]


@pytest.fixture
def site(world):
    make_example(world, title="Eins", status="pilot", topics=["funding"])
    make_example(world, title="Zwei", municipality=ARS_B, period_start=datetime.date(2018, 1, 1))
    transaction.commit()
    return world


def test_parameters_and_columns_over_rest(site, as_):
    fields = ("state", "size_class", "municipality_kind", "structurally_weak", "year")
    columns = "&".join(
        f"metadata_fields={name}" for name in (*fields, "practice_status", "topics")
    )
    row = as_("anonymous").get(f"@search?year=2018&{columns}").json()["items"][0]
    assert row["state"] == ["99"]
    assert row["year"] == "2018"
    for name in fields:
        value = row[name] if isinstance(row[name], str) else row[name][0]
        items = as_("anonymous").get(f"@search?municipality={ARS_B}&{name}={value}").json()
        assert [item["title"] for item in items["items"]] == ["Zwei"], name
    items = as_("anonymous").get("@search?practice_status=pilot&topics=funding").json()["items"]
    assert [item["title"] for item in items] == ["Eins"]
    every = as_("anonymous").get("@search?metadata_fields=_all").json()["items"]
    assert every


def test_editors_can_choose_them_in_listings(site, as_):
    told = as_("editor").get("@querystring").json()["indexes"]
    titles = {"topics": "Themen", "state": "Land", "practice_status": "Status des Praxisbeispiels"}
    for name, title in titles.items():
        assert told[name]["title"] == title
        assert told[name]["values"]
    assert "Wohnen" in str(told["topics"]["values"])
    any_of = "plone.app.querystring.operation.selection.any"
    query = [
        {"i": "topics", "o": any_of, "v": ["funding"]},
        {"i": "state", "o": any_of, "v": ["99"]},
    ]
    answer = as_("anonymous").post("@querystring-search", {"query": query, "sort_on": "year"})
    assert [item["title"] for item in answer.json()["items"]] == ["Eins"]


def test_spaces_are_found_by_their_keys_as_before(portal):
    create_world(portal)
    spaces = portal.portal_catalog.unrestrictedSearchResults(
        municipality=ARS_A, portal_type="MunicipalSpace"
    )
    assert len(spaces) == 1
