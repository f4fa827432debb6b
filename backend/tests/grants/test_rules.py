"""Rules without Plone."""

from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import UTC
from decimal import Decimal
from hypothesis import given
from hypothesis import strategies as st
from tests.grants.letter_examples import CALL
from zukunftsraum.grants import rules
from zukunftsraum.grants.caps import Project
from zukunftsraum.grants.money import CENT
from zukunftsraum.grants.money import total


SHARES = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d", "e"]),
    st.decimals(min_value=0, max_value=5000, places=2),
    min_size=1,
)


@given(SHARES, st.integers(min_value=0, max_value=1000))
def test_less_is_split_exactly_and_nobody_gets_more_than_asked(shares, thousandths):
    amount = (total(shares.values()) * thousandths / 1000) // CENT * CENT
    parts = rules.split(amount, shares)
    assert total(parts.values()) == amount
    assert set(parts) == set(shares)
    for carrier, part in parts.items():
        assert 0 <= part <= shares[carrier]
        assert part == part.quantize(CENT)


@given(SHARES)
def test_the_whole_is_split_as_it_was_asked_for(shares):
    assert rules.split(total(shares.values()), shares) == shares


def test_cents_that_are_left_over_go_to_those_who_lost_most():
    shares = {"a": Decimal("1.00"), "b": Decimal("1.00"), "c": Decimal("1.00")}
    assert rules.split(Decimal("1.00"), shares) == {
        "a": Decimal("0.34"),
        "b": Decimal("0.33"),
        "c": Decimal("0.33"),
    }


def test_the_day_to_answer_is_one_of_germany():
    asked = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert rules.last_day_to_answer(asked, 14) == date(2026, 7, 15)


def a_call(year, years=3, first=None, cap=15000):
    said = {"project_years": years, "project_first_year": first, "project_cap": Decimal(cap)}
    return replace(CALL, year=year, **said)


def test_the_years_of_a_project():
    assert rules.project_years(a_call(2027)) == {2025, 2026, 2027}
    assert rules.project_years(a_call(2026, first=2026)) == {2026, 2027, 2028}
    assert rules.project_years(a_call(2028, first=2026)) == {2026, 2027, 2028}
    assert rules.project_years(replace(CALL, project_cap=None, project_years=3)) == frozenset()


def test_newer_calls_bound_what_is_asked_for_in_an_older_year():
    calls = [a_call(2026), a_call(2027), a_call(2030)]
    assert rules.projects_of(2026, calls) == (
        Project(Decimal(15000), frozenset({2024, 2025, 2026})),
        Project(Decimal(15000), frozenset({2025, 2026, 2027})),
    )
    fixed = [a_call(2026, first=2026), a_call(2027, first=2026)]
    assert rules.projects_of(2026, fixed) == (
        Project(Decimal(15000), frozenset({2026, 2027, 2028})),
    )
