"""The ledger over a store of its own, without a site."""

from dataclasses import astuple
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from datetime import UTC
from decimal import Decimal
from tests.grants.test_caps import eur
from zukunftsraum.grants.caps import Balance
from zukunftsraum.grants.caps import Caps
from zukunftsraum.grants.caps import NOTHING
from zukunftsraum.grants.caps import OverCap
from zukunftsraum.grants.caps import Project
from zukunftsraum.grants.ledger import Ledger
from zukunftsraum.grants.ledger import NotHeld
from zukunftsraum.grants.ledger import WrongStep
from zukunftsraum.grants.store import GrantStore

import pytest


NOW = datetime(2026, 5, 4, 10, 30, tzinfo=UTC)
WHO = {"cause": "test", "actor": "a", "now": NOW}
CAPS = Caps(eur(5000), (Project(eur(15000), frozenset({2025, 2026, 2027})),), eur(20000))

A, B = "990000000001", "990000000002"


def shares(**amounts):
    """`shares(A=1000)`."""
    return {{"A": A, "B": B}[name]: eur(amount) for name, amount in amounts.items()}


@pytest.fixture
def ledger():
    return Ledger(GrantStore(), {})


def held(ledger, carrier=A, year=2026):
    return astuple(ledger.balance(carrier, year))


def contents(ledger):
    """All that is stored, comparable."""
    store = ledger.store
    return {
        name: {
            key: list(value) if hasattr(value, "keys") else value for key, value in tree.items()
        }
        for name, tree in vars(store).items()
    }


class TestSteps:
    def test_from_submission_to_settlement(self, ledger):
        ledger.reserve("x", 2026, shares(A=3000), CAPS, **WHO)
        assert held(ledger) == (3000, 0, 0)
        ledger.commit("x", shares(A=2500), **WHO)
        assert held(ledger) == (0, 2500, 0)
        ledger.spend("x", shares(A=2300.5), **WHO)
        assert held(ledger) == (0, 0, Decimal("2300.50"))
        ledger.release("x", **WHO)
        assert held(ledger) == (0, 0, Decimal("2300.50"))
        assert ledger.total(2026) == ledger.balance(A, 2026) == ledger.position("x")[A]
        assert [one.kind for one in ledger.bookings()] == ["reserve", "commit", "spend"]
        assert ledger.verify() == []

    def test_resubmission_takes_back_what_was_reserved_before(self, ledger):
        ledger.reserve("x", 2026, shares(A=5000), CAPS, **WHO)
        ledger.reserve("x", 2026, shares(A=4000, B=1000), CAPS, **WHO)
        assert held(ledger) == (4000, 0, 0)
        assert held(ledger, B) == (1000, 0, 0)
        ledger.reserve("x", 2026, shares(B=5000), CAPS, **WHO)
        assert held(ledger) == (0, 0, 0)
        assert held(ledger, B) == (5000, 0, 0)
        assert [one.kind for one in ledger.bookings(carrier=A)] == [
            "reserve",
            "reserve",
            "release",
        ]
        assert ledger.verify() == []

    @pytest.mark.parametrize("stage", ["reserved", "committed"])
    def test_release_gives_back_all(self, ledger, stage):
        ledger.reserve("x", 2026, shares(A=3000, B=100), CAPS, **WHO)
        if stage == "committed":
            ledger.commit("x", shares(A=3000, B=50), **WHO)
        ledger.release("x", **WHO)
        assert held(ledger) == held(ledger, B) == (0, 0, 0)
        assert ledger.total(2026) == NOTHING
        assert ledger.verify() == []

    def test_a_carrier_that_gets_nothing_is_released(self, ledger):
        ledger.reserve("x", 2026, shares(A=3000, B=100), CAPS, **WHO)
        ledger.commit("x", shares(A=3000, B=0), **WHO)
        assert held(ledger, B) == (0, 0, 0)
        assert [one.kind for one in ledger.bookings(carrier=B)] == ["reserve", "release"]

    def test_nothing_is_booked_where_nothing_changes(self, ledger):
        ledger.reserve("x", 2026, shares(A=3000, B=0), CAPS, **WHO)
        ledger.reserve("x", 2026, shares(A=3000), CAPS, **WHO)
        ledger.release("y", **WHO)
        ledger.commit("y", {}, **WHO)
        assert len(ledger.store) == 1

    def test_what_a_booking_says(self, ledger):
        there = NOW.astimezone(timezone(timedelta(hours=2)))
        ledger.reserve("x", 2026, shares(A=3000), CAPS, cause="submit", actor="lea", now=NOW)
        ledger.commit("x", shares(A=2000), cause="approve", actor="uwe", now=there)
        first, second = ledger.bookings(application="x")
        assert astuple(second) == (
            2,
            "2026-05-04T10:30:00+00:00",
            "x",
            A,
            2026,
            "commit",
            (3000, 0, 0),
            (0, 2000, 0),
            "approve",
            "uwe",
        )
        assert (first.number, first.before, first.actor) == (1, NOTHING, "lea")


class TestRefusals:
    @pytest.fixture
    def ledger(self):
        """A holds 1,000 reserved (x), 1,000 committed (y), 1,000 spent (z)."""
        ledger = Ledger(GrantStore(), {})
        for application in "xyz":
            ledger.reserve(application, 2026, shares(A=1000), CAPS, **WHO)
        ledger.commit("y", shares(A=1000), **WHO)
        ledger.commit("z", shares(A=1000), **WHO)
        ledger.spend("z", shares(A=1000), **WHO)
        return ledger

    def refused(self, ledger, error, step, *arguments):
        before = contents(ledger)
        with pytest.raises(error) as caught:
            getattr(ledger, step)(*arguments, **WHO)
        assert contents(ledger) == before
        assert ledger.verify() == []
        return caught.value

    def test_over_the_cap_of_the_year(self, ledger):
        over = self.refused(ledger, OverCap, "reserve", "n", 2026, shares(A=2000.01), CAPS)
        assert (over.limit, over.carrier) == ("year", A)
        assert (over.available, over.asked) == (2000, Decimal("2000.01"))
        ledger.reserve("n", 2026, shares(A=2000), CAPS, **WHO)

    def test_over_the_cap_of_the_project(self, ledger):
        caps = Caps(eur(5000), (Project(eur(6000), frozenset({2025, 2026})),))
        ledger.reserve("o", 2025, shares(A=2500), caps, **WHO)
        ledger.reserve("p", 2024, shares(A=5000), Caps(eur(5000)), **WHO)  # not of the project
        over = self.refused(ledger, OverCap, "reserve", "n", 2026, shares(A=501), caps)
        assert (over.limit, over.available) == ("project", 500)
        assert ledger.available_of(A, 2026, caps) == 500

    def test_over_the_total(self, ledger):
        caps = Caps(eur(5000), total=eur(3100))
        over = self.refused(ledger, OverCap, "reserve", "n", 2026, shares(A=60, B=60), caps)
        assert (over.limit, over.carrier, over.available, over.asked) == ("total", "", 100, 120)

    def test_one_carrier_of_several(self, ledger):
        over = self.refused(ledger, OverCap, "reserve", "n", 2026, shares(B=100, A=2001), CAPS)
        assert over.carrier == A

    def test_a_lowered_cap_leaves_nothing_and_lets_what_is_there_go_on(self, ledger):
        low = Caps(eur(500))
        over = self.refused(ledger, OverCap, "reserve", "n", 2026, shares(A=1), low)
        assert over.available == 0
        assert ledger.available_of(A, 2026, low) == 0
        ledger.commit("x", shares(A=1000), **WHO)

    def test_more_than_is_held(self, ledger):
        error = self.refused(ledger, NotHeld, "commit", "x", shares(A=1000.01))
        assert (error.carrier, error.held, error.asked) == (A, 1000, Decimal("1000.01"))
        self.refused(ledger, NotHeld, "commit", "x", shares(A=1, B=1))
        self.refused(ledger, NotHeld, "commit", "y", shares(A=1))
        self.refused(ledger, NotHeld, "commit", "unknown", shares(A=1))
        self.refused(ledger, NotHeld, "spend", "x", shares(A=1))
        self.refused(ledger, NotHeld, "spend", "y", shares(A=1000.01))
        self.refused(ledger, NotHeld, "spend", "z", shares(A=1))

    def test_reserving_after_the_decision_or_in_another_year(self, ledger):
        self.refused(ledger, WrongStep, "reserve", "y", 2026, shares(A=1), CAPS)
        self.refused(ledger, WrongStep, "reserve", "z", 2026, shares(A=1), CAPS)
        self.refused(ledger, WrongStep, "reserve", "x", 2027, shares(A=1), CAPS)

    @pytest.mark.parametrize("bad", [{A: eur(-1)}, {"": eur(1)}, {A: Decimal("NaN")}])
    def test_bad_shares(self, ledger, bad):
        self.refused(ledger, (ValueError, ArithmeticError), "reserve", "n", 2026, bad, CAPS)

    def test_fractions_of_cents(self, ledger):
        bad = {A: Decimal("0.001")}
        self.refused(ledger, ArithmeticError, "reserve", "n", 2026, bad, CAPS)


class TestMergers:
    def test_the_old_municipality_counts_for_the_new_one(self):
        store = GrantStore()
        Ledger(store, {}).reserve("x", 2026, shares(A=3000), CAPS, **WHO)
        ledger = Ledger(store, {A: B})
        for carrier in (A, B):
            assert ledger.counted_keys(carrier) == {A, B}
            assert held(ledger, carrier) == (3000, 0, 0)
            with pytest.raises(OverCap) as caught:
                ledger.reserve("n", 2026, {carrier: eur(2001)}, CAPS, **WHO)
            assert (caught.value.carrier, caught.value.available) == (B, 2000)
        assert [one.carrier for one in ledger.bookings(carrier=B)] == [A]
        ledger.commit("x", shares(A=3000), **WHO)
        ledger.reserve("n", 2026, shares(B=2000), CAPS, **WHO)
        assert ledger.available_of(B, 2026, CAPS) == 0
        assert [one.carrier for one in ledger.bookings(carrier=A, year=2026)] == [A, A, B]
        assert ledger.verify() == []

    def test_two_carriers_that_were_merged_share_one_cap(self):
        ledger = Ledger(GrantStore(), {A: B})
        with pytest.raises(OverCap) as caught:
            ledger.reserve("x", 2026, shares(A=3000, B=3000), CAPS, **WHO)
        assert (caught.value.carrier, caught.value.asked) == (B, 6000)

    def test_what_was_reserved_under_the_old_key_is_taken_back(self):
        store = GrantStore()
        Ledger(store, {}).reserve("x", 2026, shares(A=5000), CAPS, **WHO)
        ledger = Ledger(store, {A: B})
        ledger.reserve("x", 2026, shares(B=5000), CAPS, **WHO)
        assert held(ledger, B) == (5000, 0, 0)
        assert ledger.position("x") == {A: NOTHING, B: Balance(reserved=eur(5000))}


class TestNumbers:
    def test_they_are_given_in_order_by_prefix_and_year(self, ledger):
        give = ledger.store.next_number
        assert [give("ZkD", 2026, uid) for uid in "ab"] == ["ZkD-2026-0001", "ZkD-2026-0002"]
        assert give("ZkD", 2027, "c") == "ZkD-2027-0001"
        assert give("X", 2026, "d") == "X-2026-0001"
        assert ledger.store.number_of("b") == "ZkD-2026-0002"
        assert ledger.store.number_of("z") is None
        assert ledger.verify() == []

    def test_after_9999_comes_10000(self, ledger):
        for number in range(10_000):
            last = ledger.store.next_number("ZkD", 2026, str(number))
        assert last == "ZkD-2026-10000"

    def test_an_application_gets_one_only(self, ledger):
        ledger.store.next_number("ZkD", 2026, "a")
        with pytest.raises(ValueError, match="has a number"):
            ledger.store.next_number("ZkD", 2026, "a")
        assert ledger.store.next_number("ZkD", 2026, "b") == "ZkD-2026-0002"

    @pytest.mark.parametrize("prefix", ["", "Z-D", "Z D", "Z/D", "Z" * 21])
    def test_bad_prefixes(self, ledger, prefix):
        with pytest.raises(ValueError, match="prefix"):
            ledger.store.next_number(prefix, 2026, "a")


class TestReading:
    def test_bookings_by_carrier_year_and_application(self, ledger):
        ledger.reserve("x", 2025, shares(A=1), CAPS, **WHO)
        ledger.reserve("y", 2026, shares(A=2, B=3), CAPS, **WHO)

        def numbers(**conditions):
            return [one.number for one in ledger.bookings(**conditions)]

        assert numbers() == [1, 2, 3]
        assert numbers(carrier=A) == [1, 2]
        assert numbers(carrier=A, year=2026) == [2]
        assert numbers(year=2026) == [2, 3]
        assert numbers(application="y") == [2, 3]
        assert numbers(application="y", carrier=B) == [3]
        assert numbers(application="y", year=2025) == []
        assert numbers(application="?") == numbers(carrier="?") == numbers(year=1999) == []
        assert ledger.store.years() == [2025, 2026]
        assert ledger.store.balances(2026) == {
            A: Balance(reserved=eur(2)),
            B: Balance(reserved=eur(3)),
        }
        assert ledger.project_balance(A, [2025, 2026, 2026]) == Balance(reserved=eur(3))

    def test_positions_are_those_of_one_application_only(self, ledger):
        for number, application in enumerate(("x", "xx", "x\x00y", "y"), 1):
            ledger.reserve(application, 2026, shares(A=number), CAPS, **WHO)
        assert ledger.position("x") == {A: Balance(reserved=eur(1))}
        assert ledger.position("w") == {}


class TestForgetting:
    def test_the_name_goes_and_all_else_stays(self, ledger):
        for actor in ("lea", "uwe"):
            ledger.reserve(actor, 2026, shares(A=1), CAPS, cause="submit", actor=actor, now=NOW)
        assert [one.application for one in ledger.store.of_actor("lea")] == ["lea"]
        ledger.store.forget_actor("lea")
        ledger.store.forget_actor("lea")
        assert [(one.number, one.actor) for one in ledger.bookings()] == [(1, ""), (2, "uwe")]
        assert ledger.store.of_actor("lea") == []
        assert held(ledger) == (2, 0, 0)
        assert ledger.verify() == []


def change(tree, key, value):
    tree[key] = value


#: What somebody might change in the database → a part of what is said.
DAMAGE = {
    "a balance": (
        lambda s: change(s._balances, (2026, A), (eur(1), eur(0), eur(0))),
        "balance 2026",
    ),
    "a total": (lambda s: change(s._totals, 2026, (eur(1), eur(0), eur(0))), "total 2026"),
    "a position": (lambda s: s._positions.pop(("x", A)), "position x"),
    "an amount": (
        lambda s: change(s._bookings, 1, (*s._bookings[1][:7], (eur(9), 0, 0), "c", "a")),
        "booking 2: does not begin",
    ),
    "a booking that is gone": (lambda s: s._bookings.pop(1), "booking 2: expected number 1"),
    "the last booking": (lambda s: s._bookings.pop(2), "stored"),
    "a kind": (
        lambda s: change(s._bookings, 2, (*s._bookings[2][:5], "spend", *s._bookings[2][6:])),
        "booking 2: is no spend",
    ),
    "more than was reserved": (
        lambda s: change(s._bookings, 2, (*s._bookings[2][:7], (0, eur(4000), 0), "c", "a")),
        "booking 2: is no commit",
    ),
    "less than nothing": (
        lambda s: change(s._bookings, 2, (*s._bookings[2][:7], (0, eur(-1), 0), "c", "a")),
        "booking 2: holds less than nothing",
    ),
    "a year": (
        lambda s: change(s._bookings, 2, (*s._bookings[2][:4], 2027, *s._bookings[2][5:])),
        "booking 2: is of another year",
    ),
    "the year of an application": (lambda s: change(s._years, "x", 2027), "year of x"),
    "an index": (lambda s: s._of_application["x"].remove(1), "bookings of x"),
    "another index": (lambda s: s._of_carrier[2026, A].remove(1), "bookings at 2026"),
    "who it was": (lambda s: s._of_actor["a"].remove(1), "bookings by person"),
    "a number": (lambda s: s._given["ZkD", 2026].pop(1), "numbers ZkD-2026: not without gap"),
    "whose number": (lambda s: change(s._numbers, "x", "ZkD-2026-0002"), "numbers: not those"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_verifying_finds(ledger, damage):
    for application in "xy":
        ledger.store.next_number("ZkD", 2026, application)
    ledger.reserve("x", 2026, shares(A=3000), CAPS, **WHO)
    ledger.commit("x", shares(A=2000), **WHO)
    assert ledger.verify() == []
    harm, said = DAMAGE[damage]
    harm(ledger.store)
    faults = ledger.verify()
    assert any(said in fault for fault in faults), faults
