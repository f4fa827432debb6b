"""When jobs have something to do, over days alone."""

from dataclasses import replace
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
from tests.grants.letter_examples import FACTS
from tests.grants.letter_examples import until
from zukunftsraum.grants.deadlines import answer_deadline
from zukunftsraum.grants.deadlines import is_digest_due
from zukunftsraum.grants.deadlines import is_over
from zukunftsraum.grants.deadlines import is_reminder_due
from zukunftsraum.grants.deadlines import proof_deadline
from zukunftsraum.grants.deadlines import step_of_draft
from zukunftsraum.grants.deadlines import waits_for
from zukunftsraum.grants.deadlines import years_after

import pytest


DAY = timedelta(days=1)
DEADLINE = date(2027, 3, 31)
SINCE = DEADLINE - 90 * DAY

APPROVED = until("approve")  # ends on 31 December 2026
PROOF = until("start_proof")
RETURNED = until("return")  # on 5 October 2026, by 19 October


def test_a_measure_is_over_the_day_after_its_end():
    assert not is_over(APPROVED, date(2026, 12, 31))
    assert is_over(APPROVED, date(2027, 1, 1))
    without = replace(APPROVED, period_end=None)
    assert not is_over(without, date(2026, 12, 31))  # the last day of the call
    assert is_over(without, date(2027, 1, 1))
    assert not is_over(replace(without, call=None), date(2030, 1, 1))


def test_the_deadline_of_a_proof_that_was_sent_back_is_the_one_that_was_named():
    assert proof_deadline(PROOF) == DEADLINE
    back = replace(PROOF.steps[-1], transition="return_proof", until=date(2027, 4, 20))
    assert proof_deadline(replace(PROOF, steps=(*PROOF.steps, back))) == date(2027, 4, 20)
    assert proof_deadline(replace(PROOF, call=None)) is None
    assert answer_deadline(RETURNED) == date(2026, 10, 19)
    assert answer_deadline(PROOF) == date(2026, 10, 19)
    assert answer_deadline(until("submit")) is None


@pytest.mark.parametrize(
    ("day", "told", "is_due"),
    [
        (-31, None, False),
        (-30, None, True),
        (-30, -30, False),
        (-20, None, True),  # late, but of use
        (-7, -30, True),
        (-6, -7, False),
        (0, -20, True),  # down for weeks: one reminder on the last day
        (0, -7, False),
        (1, -7, True),
        (1, 1, False),
        (5, None, True),
        (13, 1, False),
        (40, 1, True),
        (41, 40, False),
    ],
)
def test_when_a_reminder_is_due(day, told, is_due):
    known = None if told is None else DEADLINE + told * DAY
    today = DEADLINE + day * DAY
    assert is_reminder_due(DEADLINE, [30, 7], [1, 14], SINCE, known, today) is is_due


def test_who_was_told_of_the_deadline_today_is_not_reminded_of_it_today():
    since = DEADLINE - 5 * DAY
    for day in range(-5, 1):
        today = DEADLINE + day * DAY
        assert not is_reminder_due(DEADLINE, [30, 7], [], since, None, today)
    assert is_reminder_due(DEADLINE, [30, 3], [], since, None, DEADLINE - 3 * DAY)


@given(
    before=st.lists(st.integers(1, 60), max_size=4),
    after=st.lists(st.integers(1, 60), max_size=4),
    since=st.integers(-80, 20),
    runs=st.lists(st.integers(-80, 90), max_size=30),
)
def test_each_day_reminds_once(before, after, since, runs):
    """Whenever the job runs, and however often: no day reminds twice, and none before the deadline once that is over."""
    days = {-number for number in before} | set(after)
    told, used = None, set()
    for run in sorted([*runs, *runs]):
        known = None if told is None else DEADLINE + told * DAY
        today = DEADLINE + run * DAY
        if not is_reminder_due(DEADLINE, before, after, DEADLINE + since * DAY, known, today):
            continue
        last = since if told is None else max(since, told)
        passed = {day for day in days if last < day <= run and (day > 0) == (run > 0)}
        assert passed and not passed & used
        used |= passed
        told = run


@given(
    before=st.sets(st.integers(1, 60), max_size=4), after=st.sets(st.integers(1, 60), max_size=4)
)
def test_a_job_that_runs_daily_misses_nothing(before, after):
    told, sent = None, 0
    for run in range(-80, 80):
        today = DEADLINE + run * DAY
        if is_reminder_due(DEADLINE, before, after, DEADLINE - 80 * DAY, told, today):
            told, sent = today, sent + 1
    assert sent == len(before) + len(after)


def test_who_lets_an_application_wait():
    day = date(2026, 10, 5)  # of all steps
    submitted = until("submit")
    assert waits_for(submitted, 14, day + 14 * DAY) is None
    assert waits_for(submitted, 14, day + 15 * DAY) == "examiner"
    late = day + 400 * DAY
    expected = {
        "draft": None,
        "examination": "examiner",
        "decision": "approver",
        "approved": None,
        "proof_submitted": "examiner",
        "reclaim": None,
        "settled": None,
        "rejected": None,
        "withdrawn": None,
    }
    for state, who in expected.items():
        assert waits_for(replace(FACTS, state=state), 14, late) == who, state
    assert waits_for(replace(submitted, steps=()), 14, late) is None


def test_examiners_look_after_what_the_municipality_has_not_answered():
    answer = date(2026, 10, 19)
    assert waits_for(RETURNED, 14, answer + 14 * DAY) is None
    assert waits_for(RETURNED, 14, answer + 15 * DAY) == "examiner"
    assert waits_for(PROOF, 14, DEADLINE + 14 * DAY) is None
    assert waits_for(PROOF, 14, DEADLINE + 15 * DAY) == "examiner"
    assert waits_for(replace(PROOF, call=None), 14, DEADLINE + 99 * DAY) is None


def test_a_digest_comes_once_a_day_at_most_and_only_with_news():
    a, b = frozenset("a"), frozenset("ab")
    day = date(2026, 10, 5)
    assert not is_digest_due(frozenset(), frozenset(), None, day)
    assert is_digest_due(a, frozenset(), None, day)
    assert not is_digest_due(b, a, day, day)
    assert is_digest_due(b, a, day, day + DAY)
    assert not is_digest_due(a, b, day, day + 6 * DAY)
    assert is_digest_due(a, b, day, day + 7 * DAY)


def test_years():
    assert years_after(date(2024, 2, 29), 2) == date(2026, 3, 1)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert years_after(date(2026, 12, 31), 10) == date(2036, 12, 31)


@pytest.mark.parametrize(
    ("today", "warned", "step"),
    [
        (334, None, None),
        (335, None, "warn"),
        (1000, None, "warn"),  # down for a long time: warned first, all the same
        (1000, 990, None),
        (1020, 990, "delete"),
        (364, 335, None),
        (365, 335, "delete"),
        (380, 360, None),
        (390, 360, "delete"),
        (335, 0, "warn"),  # written again after that warning
        (335, -5, "warn"),
    ],
)
def test_a_draft_is_never_deleted_without_a_warning(today, warned, step):
    base = date(2026, 1, 1)
    known = None if warned is None else base + warned * DAY
    assert step_of_draft(base, 365, 30, known, base + today * DAY) == step
