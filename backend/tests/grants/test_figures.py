"""The figures of a year: they add up, whatever the applications are."""

from decimal import Decimal
from hypothesis import given
from hypothesis import strategies as st
from io import BytesIO
from openpyxl import load_workbook
from tests.grants.examples import YEAR
from tests.grants.test_caps import balances_
from tests.world import ARS_A
from tests.world import ARS_B
from types import SimpleNamespace
from zukunftsraum.grants.figures import figures
from zukunftsraum.grants.worklists import Calls
from zukunftsraum.grants.worklists import in_order
from zukunftsraum.grants.worklists import Row
from zukunftsraum.grants.worklists import STATES

import csv
import datetime
import io
import pytest


TITLES = {
    "states": {},
    "lands": {"01": "Schleswig-Holstein"},
    "categories": {"consulting": "Beratung"},
}

amounts_ = st.integers(0, 500_000).map(lambda cents: Decimal(cents) / 100)
keys_ = st.sampled_from(["010010000001", "020010000001", "09001", "990000000001"])


@st.composite
def rows_(draw):
    asked = draw(st.dictionaries(keys_, amounts_, min_size=1, max_size=3))
    whole = sum(asked.values())
    first = draw(st.integers(0, int(whole * 100))) / Decimal(100)
    return row(
        state=draw(st.sampled_from(STATES)),
        municipality=draw(keys_),
        asked=whole,
        shares=asked,
        approved=draw(st.none() | st.just(first)),
        categories={"consulting": first, "travel": whole - first},
    )


def row(**fields):
    known = {
        "uid": "u",
        "url": "http://x",
        "title": "T",
        "state": "submitted",
        "municipality": ARS_A,
        "name": "",
        "towns": frozenset(),
        "number": "ZkD-2026-0001",
        "year": YEAR,
        "asked": Decimal("0.00"),
        "shares": {},
        "approved": None,
        "paid": False,
        "submitted": "",
        "before": None,
        "until": None,
        "categories": {},
    }
    return Row(**{**known, **fields})


def added(rows, name):
    return sum(Decimal(each[name]) for each in rows)


@given(st.lists(rows_(), max_size=6), st.dictionaries(keys_, balances_), st.none() | amounts_)
def test_the_parts_are_the_whole(rows, balances, budget):
    found = figures(rows, balances, budget, **TITLES)
    asked = Decimal(found["asked"])
    assert found["applications"] == len(rows)
    for table in ("by_state", "by_land"):
        assert sum(each["count"] for each in found[table]) == len(rows)
        assert added(found[table], "asked") == asked
    assert added(found["by_category"], "asked") == asked
    assert added(found["by_category"], "approved") == sum(each.approved or 0 for each in rows)
    for stage in ("reserved", "committed", "spent"):
        assert added(found["by_land"], stage) == Decimal(found[stage])
    if budget is None:
        assert found["total"] is found["available"] is None
    else:
        used = sum(one.used for one in balances.values())
        assert Decimal(found["available"]) == max(budget - used, 0)


class SomeCalls(Calls):
    """One call without a deadline of its own, weak regions first or not."""

    def __init__(self, weak_first):
        super().__init__()
        self.by_year = {YEAR: SimpleNamespace(weak_first=weak_first, proof_deadline=None)}


def test_order(monkeypatch):
    monkeypatch.setattr("zukunftsraum.grants.worklists.all_calls", list)
    monkeypatch.setattr(
        "zukunftsraum.grants.worklists.is_weak", lambda ars: {"1": True, "2": False}.get(ars)
    )
    day = datetime.date(2026, 5, 1)
    later = day + datetime.timedelta(1)
    rows = [
        row(number="d", municipality="1", before=None, asked=Decimal(5), submitted="2026-01-04"),
        row(number="a", municipality="2", before=day, asked=Decimal(1), submitted="2026-01-03"),
        row(number="b", municipality="1", before=day, asked=Decimal(2), submitted="2026-01-02"),
        row(number="c", municipality="1", before=later, asked=Decimal(3), submitted="2026-01-01"),
    ]

    def order(sort, weak_first=False):
        return "".join(each.number for each in in_order(rows, sort, SomeCalls(weak_first)))

    assert order("deadline") == "abcd"
    assert order("deadline", weak_first=True) == "bacd"
    assert order("submitted") == "cbad"
    assert order("number") == "abcd"
    assert order("amount") == "dcba"


# -- over REST -------------------------------------------------------------------------------------


@pytest.fixture
def some(world, make_call, make_application, go):
    """One approved with less than asked for, one submitted with a carrier beside, one withdrawn, a draft."""
    make_call(total_budget="10000")
    go(make_application(), "approve", amount="1000", conditions="")
    shares = [
        {"municipality": ARS_A, "amount": "700"},
        {"municipality": ARS_B, "amount": "1000"},
    ]
    go(make_application(carriers=shares), "submit")
    make_application()


def test_the_figures_are_those_of_the_ledger(as_, some):
    found = as_("finance").get("@grant-figures").json()
    assert found == {
        "year": YEAR,
        "total": "10000.00",
        "asked": "3400.00",
        "reserved": "1700.00",
        "committed": "1000.00",
        "spent": "0.00",
        "available": "7300.00",
        "applications": 2,
        "by_state": [
            {"state": "submitted", "title": "Eingereicht", "count": 1, "asked": "1700.00"},
            {"state": "approved", "title": "Bewilligt", "count": 1, "asked": "1700.00"},
        ],
        "by_land": [
            {
                "code": "99",
                "name": found["by_land"][0]["name"],
                "count": 2,
                "asked": "3400.00",
                "reserved": "1700.00",
                "committed": "1000.00",
                "spent": "0.00",
            }
        ],
        "by_category": [
            {
                "category": "moderation",
                "title": "Moderation",
                "asked": "3211.12",
                "approved": "944.45",
            },
            {"category": "travel", "title": "Reisekosten", "asked": "188.88", "approved": "55.55"},
        ],
        "years": [YEAR],
    }


def test_other_years_and_bad_ones(as_, some):
    found = as_("finance").get(f"@grant-figures?year={YEAR + 1}").json()
    assert (found["applications"], found["total"], found["by_land"]) == (0, None, [])
    answer = as_("finance").get("@grant-figures?year=26")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["year"]


def test_tables(as_, some):
    answer = as_("finance").get("@grant-figures?format=xlsx")
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Budget", "Nach Zustand", "Nach Land", "Nach Kostenart"]
    assert list(book["Nach Zustand"].values)[1] == ("Eingereicht", "1", "1700,00")
    answer = as_("finance").get("@grant-figures?format=csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert ["Moderation", "3211,12", "944,45"] in rows
