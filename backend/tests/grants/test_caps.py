"""What is left under the caps, and which cap refuses."""

from decimal import Decimal
from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.grants.caps import available
from zukunftsraum.grants.caps import Balance
from zukunftsraum.grants.caps import Caps
from zukunftsraum.grants.caps import NOTHING
from zukunftsraum.grants.caps import Project
from zukunftsraum.grants.caps import refusals

import pytest


def eur(amount):
    return Decimal(amount).quantize(Decimal("0.01"))


amounts_ = st.integers(0, 1_000_000).map(lambda cents: Decimal(cents) / 100)
balances_ = st.builds(Balance, amounts_, amounts_, amounts_)
YEARS = frozenset({2025, 2026, 2027})
caps_ = st.builds(
    Caps,
    year=amounts_,
    projects=st.lists(st.builds(Project, amounts_, st.just(YEARS)), max_size=2).map(tuple),
    total=st.none() | amounts_,
)


@given(caps_, balances_, balances_, balances_, amounts_)
def test_what_is_available_and_no_cent_more_is_not_refused(caps, year, project, total, asked):
    projects = [project] * len(caps.projects)
    rest = available(caps, year, projects, total)
    refused = refusals(caps, {"01": asked}, {"01": year}, {"01": projects}, total)
    assert rest >= 0
    assert bool(refused) == (asked > rest)
    if refused:
        assert refused[0].available == rest
        assert refused[0].asked == asked


@given(caps_, balances_, balances_, balances_, st.lists(amounts_, min_size=1, max_size=4))
def test_what_is_let_pass_breaks_no_cap(caps, year, project, total, asked):
    shares = {f"0{number}": amount for number, amount in enumerate(asked)}
    years = dict.fromkeys(shares, year)
    projects = dict.fromkeys(shares, [project] * len(caps.projects))
    if refusals(caps, shares, years, projects, total):
        return
    for amount in shares.values():
        assert not amount or year.used + amount <= caps.year
        assert not amount or all(project.used + amount <= one.cap for one in caps.projects)
    everything = sum(asked)
    assert not everything or caps.total is None or total.used + everything <= caps.total


CAPS = Caps(eur(5000), (Project(eur(15000), YEARS),), eur(100000))


@pytest.mark.parametrize(
    ("year", "project", "total", "limit", "left"),
    [
        (4000, 4000, 4000, "year", 1000),
        (4000, 14500, 20000, "project", 500),
        (0, 14500, 20000, "project", 500),
        (0, 0, 99999, "total", 1),
        (6000, 6000, 6000, "year", 0),  # the cap was lowered since
    ],
)
def test_the_cap_that_leaves_least_is_told(year, project, total, limit, left):
    held = [Balance(reserved=eur(amount)) for amount in (year, project, total)]
    over = refusals(CAPS, {"01": eur(3000)}, {"01": held[0]}, {"01": [held[1]]}, held[2])[0]
    assert (over.limit, over.available, over.asked) == (limit, left, 3000)
    assert over.carrier == ("" if limit == "total" else "01")


def test_of_several_carriers_the_one_with_too_much_is_told():
    shares = {"01": eur(1000), "02": eur(3000)}
    years = {"01": NOTHING, "02": Balance(spent=eur(4000))}
    over = refusals(Caps(eur(5000)), shares, years, {"01": [], "02": []}, NOTHING)
    assert [(one.carrier, one.available, one.asked) for one in over] == [("02", 1000, 3000)]


def test_all_stages_count():
    assert Balance(eur(1), eur(2), eur(3)).used == 6
    assert available(Caps(eur(10)), Balance(eur(1), eur(2), eur(3))) == 4
