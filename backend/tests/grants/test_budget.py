"""`@grant-budget`: what a municipality has left, for its members and the grant roles."""

from datetime import datetime
from datetime import UTC
from plone import api
from tests.grants.test_caps import eur
from tests.grants.test_ledger import NOW
from tests.world import ARS_A
from tests.world import ARS_B
from zukunftsraum.grants import ledger
from zukunftsraum.grants.caps import Caps
from zukunftsraum.grants.caps import Project
from zukunftsraum.grants.store import get_store
from zukunftsraum.members.erasure import erase_alone

import pytest
import transaction


CAPS = Caps(eur(5000), (Project(eur(6000), frozenset({2025, 2026, 2027})),), eur(100_000))
PATH = f"@grant-budget?municipality={ARS_A}&year=2026"
WHO = {"cause": "test", "now": NOW}


@pytest.fixture(autouse=True)
def held(world, make_call):
    """A has reserved 1,000, committed 800.50 and spent 700 in 2026, and reserved 2,000 in 2025."""
    caps = {"cap": "5000.00", "project_cap": "6000", "project_years": 3, "total_budget": "100000"}
    make_call(year=2026, **caps)
    make_call(year=2025, **caps)
    make_call(year=2024, publish=False, **caps)
    WHO["actor"] = api.user.get(username="coordinator-a").getId()
    steps = {"r": 1000, "c": 1000, "s": 1000}
    for uid, amount in steps.items():
        ledger.reserve(uid, 2026, {ARS_A: eur(amount)}, CAPS, **WHO)
    ledger.commit("c", {ARS_A: eur(800.5)}, **WHO)
    ledger.commit("s", {ARS_A: eur(1000)}, **WHO)
    ledger.spend("s", {ARS_A: eur(700)}, **WHO)
    ledger.reserve("o", 2025, {ARS_A: eur(2000)}, CAPS, **WHO)
    transaction.commit()


@pytest.mark.parametrize(
    "person", ["member-a", "coordinator-a", "examiner", "approver", "finance", "admin"]
)
def test_what_is_left(as_, person):
    answer = as_(person).get(PATH)
    assert answer.status_code == 200
    assert answer.json() == {
        "municipality": ARS_A,
        "year": 2026,
        "cap": "5000.00",
        "reserved": "1000.00",
        "committed": "800.50",
        "spent": "700.00",
        "available": "1499.50",  # of the cap over the project, which leaves least
    }


@pytest.mark.parametrize("person", ["member-b", "coordinator-b", "network-member"])
@pytest.mark.parametrize("municipality", [ARS_A, "990000009999"])
def test_others_learn_nothing(as_, person, municipality):
    answer = as_(person).get(f"@grant-budget?municipality={municipality}&year=2026")
    assert answer.status_code == 403
    assert "1499" not in answer.text


@pytest.mark.parametrize("person", ["anonymous", "stranger", "office", "editor"])
def test_nor_do_those_outside_of_grants(as_, person):
    answer = as_(person).get(PATH)
    assert answer.status_code in (401, 403)
    assert "1499" not in answer.text


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("", ["municipality", "year"]),
        (f"municipality={ARS_A}", ["year"]),
        (f"municipality={ARS_A}&year=", ["year"]),
        (f"municipality={ARS_A}&year=26", ["year"]),
        (f"municipality={ARS_A}&year=2026.0", ["year"]),
        (f"municipality={ARS_A}&year=2101", ["year"]),
        (f"municipality={ARS_A}&year=2026&year=2025", ["year"]),
        ("municipality=99000001&year=2026", ["municipality"]),
        ("municipality=Musterstadt&year=2026", ["municipality"]),
        (f"municipality={ARS_A}&municipality={ARS_B}&year=2026", ["municipality"]),
        (f"municipality:list={ARS_A}&year=2026", ["municipality"]),
    ],
)
def test_bad_input(as_, query, fields):
    answer = as_("examiner").get(f"@grant-budget?{query}")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == fields


@pytest.mark.parametrize(
    "query",
    [
        f"municipality={ARS_A}&year=2023",
        f"municipality={ARS_A}&year=2024",  # its call is a draft
        "municipality=990000009999&year=2026",
    ],
)
def test_what_is_not_there(as_, query):
    assert as_("examiner").get(f"@grant-budget?{query}").status_code == 404


def test_reading_writes_nothing(as_):
    before = len(get_store())
    as_("member-b").get(f"@grant-budget?municipality={ARS_B}&year=2026")
    assert len(get_store()) == before


class TestMergers:
    def set(self, as_, person, lines):
        return as_(person).patch("@grant-settings", {"mergers": lines})

    def test_what_the_old_municipality_used_counts_for_the_new_one(self, as_):
        lines = [f"{ARS_A} → {ARS_B}"]
        answer = self.set(as_, "office", [*lines, " "])
        assert (answer.status_code, answer.json()["mergers"]) == (200, lines)
        assert as_("office").get("@grant-settings").json()["mergers"] == lines
        path = f"@grant-budget?municipality={ARS_B}&year=2026"
        assert as_("member-b").get(path).json()["available"] == "1499.50"
        assert self.set(as_, "office", []).status_code == 200
        assert as_("member-b").get(path).json()["available"] == "5000.00"

    def test_the_panel_of_the_administration_sets_the_same(self, as_):
        panel = "@controlpanels/zukunftsraum-grants"
        lines = [f"{ARS_A} → {ARS_B}"]
        assert as_("admin").patch(panel, {"mergers": lines}).status_code == 204
        assert as_("office").get("@grant-settings").json()["mergers"] == lines
        assert as_("admin").get(panel).json()["data"]["mergers"] == lines
        refused = as_("admin").patch(panel, {"mergers": ["990000000001 → 990000009999"]})
        assert refused.status_code == 400
        assert "990000009999" in refused.text

    @pytest.mark.parametrize(
        "lines",
        [
            "x",
            None,
            [1],
            ["x"],
            [f"{ARS_A} → 990000009999"],  # no such municipality
            [f"{ARS_A} → {ARS_B}", f"{ARS_B} → {ARS_A}"],
            [f"{ARS_A} →{' ' * 60}{ARS_B}"],
        ],
    )
    def test_bad_input(self, as_, lines):
        answer = self.set(as_, "office", lines)
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == ["mergers"]
        assert as_("office").get("@grant-settings").json()["mergers"] == []

    @pytest.mark.parametrize("person", ["anonymous", "member-a", "grants-team", "editor"])
    def test_nobody_else(self, as_, person):
        assert self.set(as_, person, []).status_code in (401, 403)
        assert as_(person).get("@grant-settings").status_code in (401, 403)

    @pytest.mark.parametrize(
        ("person", "status"), [("office", 200), ("editor", 302), ("anonymous", 302)]
    )
    def test_the_page_for_the_office(self, world, as_, person, status):
        page = as_(person).get(
            f"{world.absolute_url()}/@@zukunftsraum-grants-settings",
            headers={"Accept": "text/html"},
        )
        assert page.status_code == status


class TestPersonalData:
    def test_what_the_ledger_knows_of_a_person_is_exported(self, as_):
        (first, *_others) = as_("coordinator-a").get("@me/export").json()["grant_bookings"]
        assert first["municipality"] == ARS_A
        assert (first["kind"], first["amount"]) == ("reserve", "1000.00")
        assert as_("member-a").get("@me/export").json()["grant_bookings"] == []

    def test_an_erased_person_leaves_the_amounts(self, world):
        user_id = api.user.get(username="coordinator-a").getId()
        before = ledger.balance(ARS_A, 2026)
        erase_alone(user_id, datetime.now(UTC))
        transaction.begin()
        assert {booking.actor for booking in ledger.bookings()} == {""}
        assert ledger.balance(ARS_A, 2026) == before
        assert ledger.verify() == []
