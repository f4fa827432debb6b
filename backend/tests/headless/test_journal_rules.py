"""When content is open, as a journal tells it."""

from datetime import datetime
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.headless import journal_rules as rules

import contextlib
import pytest


moments = st.integers(min_value=0, max_value=40)
limits = st.none() | moments


@given(
    st.lists(st.tuples(st.booleans(), limits, limits), max_size=5),
    st.data(),
)
def test_who_reads_on_knows_what_is_open(changes, data):
    """Whatever is changed, and whenever somebody reads: what they know is what is open at that time."""
    entries, clock, told = [], 0, None
    for is_open, opens, closes in changes:
        clock += data.draw(st.integers(1, 9))
        entries = rules.plan(entries, clock, is_open=is_open, opens=opens, closes=closes)
        assert [moment for moment, _open in entries] == sorted({m for m, _open in entries})
        for later in (clock, clock + data.draw(st.integers(0, 9))):
            entry = rules.state_at(entries, later)
            if entry is not None:
                told = entry[1]
            expected = (
                is_open
                and (opens is None or opens <= later)
                and (closes is None or later < closes)
            )
            assert bool(told) == expected or entry is None and not expected
            clock = later


def test_what_nobody_was_told_of_leaves_no_tombstone():
    assert rules.plan([], 5, is_open=False) == []
    assert rules.plan([(9, True)], 5, is_open=False) == []
    assert rules.plan([(3, True), (9, False)], 5, is_open=False) == [(5, False)]


def test_what_opens_and_closes_later_is_planned():
    assert rules.plan([], 5, is_open=True, opens=7, closes=9) == [(7, True), (9, False)]
    assert rules.plan([(1, True)], 5, is_open=True, opens=7) == [(5, False), (7, True)]
    assert rules.plan([(1, True)], 5, is_open=True, closes=4) == [(5, False)]
    assert rules.plan([], 5, is_open=True, opens=7, closes=6) == []


@given(st.integers(0, 10**16), st.just("") | st.from_regex(r"\A[0-9a-f]{32}\Z"))
def test_cursors(stamp, uid):
    assert rules.read_cursor(rules.write_cursor((stamp, uid))) == (stamp, uid)


@given(st.text(max_size=30))
def test_what_is_no_cursor(text):
    with contextlib.suppress(ValueError):
        assert rules.write_cursor(rules.read_cursor(text))


@pytest.mark.parametrize("text", ["a", "eA", "LTEu", "MS54", "²", "MS4wMDAw"])
def test_bad_cursors(text):
    with pytest.raises(ValueError):
        rules.read_cursor(text)


@given(st.datetimes(max_value=datetime(9000, 1, 1), timezones=st.just(rules.EPOCH.tzinfo)))
def test_moments(moment):
    assert rules.moment_of(rules.micros(moment)) == moment
    assert rules.micros(moment + timedelta(seconds=1)) == rules.micros(moment) + 10**6
