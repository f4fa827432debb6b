"""Rules without Plone."""

from datetime import date
from datetime import datetime
from datetime import UTC
from decimal import Decimal
from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.grants import rules
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
