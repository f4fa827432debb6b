"""The rule of seats and the waiting list, as laws; and when people may register."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.rules import has_seat
from zukunftsraum.seminars.rules import Limits
from zukunftsraum.seminars.rules import may_move_up
from zukunftsraum.seminars.rules import moves_up
from zukunftsraum.seminars.rules import overbooked
from zukunftsraum.seminars.rules import Registered
from zukunftsraum.seminars.rules import registration_phase
from zukunftsraum.seminars.rules import shows_access
from zukunftsraum.seminars.rules import status_of_new
from zukunftsraum.seminars.rules import tally_of
from zukunftsraum.seminars.rules import times_errors
from zukunftsraum.seminars.rules import WAITING
from zukunftsraum.seminars.rules import Window

import pytest


TOWNS = ("", "a", "b", "c")

limits_ = st.builds(
    Limits,
    seats=st.none() | st.integers(0, 6),
    quota=st.none() | st.integers(0, 3),
    waiting_list=st.booleans(),
)

#: What happens to a seminar: somebody registers, the n-th of those there are cancels, limits change.
events_ = st.lists(
    st.one_of(
        st.tuples(st.just("register"), st.sampled_from(TOWNS)),
        st.tuples(st.just("cancel"), st.integers(0, 30)),
        st.tuples(st.just("limits"), limits_),
    ),
    max_size=40,
)


class Seminar:
    """What a seminar does with the rule, without a site."""

    def __init__(self, limits):
        self.limits = limits
        self.registered: dict[int, Registered] = {}
        self.asked = 0
        self.told: list[int] = []

    def register(self, town):
        status = status_of_new(tally_of(self.registered.values()), town, self.limits)
        if status is None:
            return None
        self.asked += 1
        self.registered[self.asked] = Registered(self.asked, town, status)
        return status

    def cancel(self, which):
        if self.registered:
            numbers = sorted(self.registered)
            del self.registered[numbers[which % len(numbers)]]
            self.move_up()

    def change(self, limits):
        self.limits = limits
        self.move_up()

    def move_up(self):
        for number in list(moves_up(tally_of(self.registered.values()), self.limits)):
            self.registered[number] = replace(self.registered[number], status=CONFIRMED)
            self.told.append(number)

    def of(self, status):
        return [one for _, one in sorted(self.registered.items()) if one.status == status]


def passed_through(limits, events):
    """A seminar after each of some events, with how it was before."""
    seminar = Seminar(limits)
    for kind, value in events:
        before = dict(seminar.registered)
        {"register": seminar.register, "cancel": seminar.cancel, "limits": seminar.change}[kind](
            value
        )
        yield seminar, kind, before


@given(limits_, events_)
def test_no_more_are_confirmed_than_there_are_seats(limits, events):
    """Only seats lowered leave more, and then nobody is added."""
    for seminar, _, before in passed_through(limits, events):
        confirmed = {one.number for one in seminar.of(CONFIRMED)}
        known = {number for number, one in before.items() if one.status == CONFIRMED}
        if seminar.limits.seats is not None and confirmed - known:
            assert len(confirmed) <= seminar.limits.seats


@given(limits_, events_)
def test_the_quota_is_kept(limits, events):
    for seminar, _, before in passed_through(limits, events):
        counts = Counter(one.municipality for one in seminar.of(CONFIRMED))
        known = {number for number, one in before.items() if one.status == CONFIRMED}
        for one in seminar.of(CONFIRMED):
            if one.number not in known and one.municipality and seminar.limits.quota is not None:
                assert counts[one.municipality] <= seminar.limits.quota


@given(limits_, events_)
def test_nobody_waits_who_could_have_a_seat(limits, events):
    for seminar, _, _ in passed_through(limits, events):
        tally = tally_of(seminar.registered.values())
        assert not [
            one for one in seminar.of(WAITING) if has_seat(tally, one.municipality, seminar.limits)
        ]


@given(limits_, events_)
def test_nobody_is_overtaken(limits, events):
    """Who gets a seat leaves nobody of the same municipality waiting before them, and nobody whom the quota allowed."""
    for seminar, _, before in passed_through(limits, events):
        known = {number for number, one in before.items() if one.status == CONFIRMED}
        new = [one for one in seminar.of(CONFIRMED) if one.number not in known]
        for one in new:
            earlier = [w for w in seminar.of(WAITING) if w.number < one.number]
            assert one.municipality == "" or one.municipality not in {
                w.municipality for w in earlier
            }
            quota = seminar.limits.quota
            counts = Counter(c.municipality for c in seminar.of(CONFIRMED))
            assert all(w.municipality and counts[w.municipality] >= quota for w in earlier)


@given(limits_, events_)
def test_nobody_is_lost_or_thrown_out(limits, events):
    for seminar, kind, before in passed_through(limits, events):
        gone = set(before) - set(seminar.registered)
        assert len(gone) <= (1 if kind == "cancel" else 0)
        for number in set(before) & set(seminar.registered):
            if before[number].status == CONFIRMED:
                assert seminar.registered[number].status == CONFIRMED


@given(limits_, events_)
def test_everybody_moves_up_once(limits, events):
    for seminar, _, _ in passed_through(limits, events):
        assert len(seminar.told) == len(set(seminar.told))


@given(limits_, events_)
def test_without_a_waiting_list_nobody_is_added_to_it(limits, events):
    for seminar, kind, before in passed_through(limits, events):
        if kind == "register" and not seminar.limits.waiting_list:
            new = set(seminar.registered) - set(before)
            assert all(seminar.registered[number].status == CONFIRMED for number in new)


def test_the_quota_passes_over_and_keeps_the_place():
    tally = tally_of(
        [
            Registered(1, "a", CONFIRMED),
            Registered(2, "a", WAITING),
            Registered(3, "b", WAITING),
            Registered(4, "", WAITING),
        ]
    )
    assert list(moves_up(tally, Limits(seats=2, quota=1))) == [3]
    assert list(moves_up(tally, Limits(seats=3, quota=1))) == [3, 4]
    assert list(moves_up(tally, Limits(seats=2))) == [2]
    assert list(moves_up(tally, Limits(seats=None, quota=None))) == [2, 3, 4]


def test_after_the_cut_off_a_free_seat_belongs_to_those_who_wait():
    waiting = tally_of([Registered(1, "a", WAITING)])
    assert status_of_new(waiting, "b", Limits(seats=5)) == WAITING
    assert status_of_new(waiting, "b", Limits(seats=5, quota=0)) == WAITING
    assert status_of_new(waiting, "", Limits(seats=5, quota=0)) == CONFIRMED


def test_overbooked():
    assert overbooked(12, Limits(seats=10)) == 2
    assert overbooked(9, Limits(seats=10)) == 0
    assert overbooked(9, Limits()) == 0


# -- times -------------------------------------------------------------------------------------

START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
WINDOW = Window(START, START + 2 * HOUR, opens=START - 48 * HOUR, closes=START - 2 * HOUR)


@pytest.mark.parametrize(
    "state,hours,phase",
    [
        ("announced", -49, "not_yet"),
        ("announced", -48, "open"),
        ("announced_network", -3, "open"),
        ("announced", -2, "closed"),
        ("announced", 1, "closed"),
        ("announced", 2, "over"),
        ("completed", -3, "over"),
        ("cancelled", -3, "cancelled"),
        ("cancelled", 3, "cancelled"),
        ("draft", -3, "not_announced"),
    ],
)
def test_phases(state, hours, phase):
    assert registration_phase(state, WINDOW, START + hours * HOUR) == phase


def test_without_times_of_its_own_registration_ends_with_the_start():
    window = Window(START, START + HOUR)
    assert registration_phase("announced", window, START - timedelta(seconds=1)) == "open"
    assert registration_phase("announced", window, START) == "closed"


@pytest.mark.parametrize(
    "status,hours,shown",
    [
        ("confirmed", -25, False),
        ("confirmed", -24, True),
        ("confirmed", 1, True),
        ("confirmed", 2, False),
        ("waiting", -1, False),
        (None, -1, False),
    ],
)
def test_the_access_link_is_for_participants_when_it_is_time(status, hours, shown):
    assert shows_access(status, WINDOW, START + hours * HOUR, 24 * HOUR) is shown


def test_nobody_moves_up_after_the_cut_off():
    assert may_move_up(START, START - 25 * HOUR, 24 * HOUR)
    assert not may_move_up(START, START - 24 * HOUR, 24 * HOUR)


def test_times_that_contradict_each_other_are_told_by_field():
    assert times_errors(START, START) == [("end", "end_before_start")]
    assert times_errors(START, START + HOUR, START, START) == [
        ("registration_closes", "closes_before_opens")
    ]
    assert times_errors(START, START + HOUR, None, START + 2 * HOUR) == [
        ("registration_closes", "closes_after_end")
    ]
    day = timedelta(days=1)
    good = [(START + day, START + day + HOUR), (START + 2 * day, START + 2 * day + HOUR)]
    assert times_errors(START, START + HOUR, more=good) == []
    assert times_errors(START, START + HOUR, more=good[::-1]) == [("more_dates", "dates_order")]
    assert times_errors(START, START + HOUR, more=[(START + day, START + day)]) == [
        ("more_dates", "dates_end_before_start")
    ]
