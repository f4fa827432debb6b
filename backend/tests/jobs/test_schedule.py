"""When jobs are due."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from pathlib import Path
from zoneinfo import ZoneInfo
from zukunftsraum.jobs import running
from zukunftsraum.jobs.schedule import crontab
from zukunftsraum.jobs.schedule import due
from zukunftsraum.jobs.schedule import Memory
from zukunftsraum.jobs.schedule import next_time

import pytest


DOCUMENTATION = Path(__file__).parents[3] / "docs" / "operators" / "mail.md"
NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
DAILY, SOON = "15 3 * * *", "*/10 * * * *"


def test_times_of_day_are_those_of_germany():
    assert next_time(DAILY, datetime(2026, 1, 10, 0, 0, tzinfo=UTC)).hour == 2
    assert next_time(DAILY, datetime(2026, 7, 10, 0, 0, tzinfo=UTC)).hour == 1


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_when_clocks_change_a_daily_job_is_not_left_out(day):
    """The hour in which clocks change is there twice, or not at all; a job in it is due twice at most, which every job can bear."""
    berlin = ZoneInfo("Europe/Berlin")
    begin = datetime.fromisoformat(day).replace(tzinfo=berlin).astimezone(UTC)
    end = (datetime.fromisoformat(day) + timedelta(days=1)).replace(tzinfo=berlin).astimezone(UTC)
    last, times = {"one": begin - timedelta(seconds=1)}, 0
    now = begin
    while now < end:
        if due({"one": "30 2 * * *"}, last, now):
            last["one"] = now
            times += 1
        now += timedelta(minutes=10)
    assert times in (1, 2)


def test_what_is_due_comes_in_the_order_in_which_it_became_due():
    last = {"daily": NOW - timedelta(days=1), "soon": NOW - timedelta(minutes=10)}
    assert due({"soon": SOON, "daily": DAILY, "by hand": None}, last, NOW) == ["daily", "soon"]


def test_a_job_that_was_never_begun_waits_for_its_next_time():
    assert due({"soon": SOON}, {}, NOW) == []


def test_missed_times_are_made_up_for_once():
    last = {"daily": NOW - timedelta(days=9)}
    assert due({"daily": DAILY}, last, NOW) == ["daily"]
    assert due({"daily": DAILY}, {"daily": NOW}, NOW) == []


def test_a_clock_that_was_put_back_stops_no_job():
    last = {"soon": NOW + timedelta(days=400)}
    assert due({"soon": SOON}, last, NOW) == []
    # The memory still names the time to come; jobs go on at their next time.
    assert due({"soon": SOON}, {"soon": NOW}, NOW + timedelta(minutes=10)) == ["soon"]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 60 * 24 * 40), st.integers(0, 60 * 24 * 40))
def test_due_if_and_only_if_a_time_lies_between(before, after):
    last, now = NOW - timedelta(minutes=before), NOW + timedelta(minutes=after)
    assert bool(due({"daily": DAILY}, {"daily": last}, now)) == (next_time(DAILY, last) <= now)


def test_the_memory_survives(tmp_path):
    memory = Memory(tmp_path / "jobs.json")
    assert memory.read() == {}
    memory.write({"daily": NOW})
    assert Memory(tmp_path / "jobs.json").read() == {"daily": NOW}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"daily": 1}', '{"daily": "soon"}'])
def test_a_damaged_memory_is_none(tmp_path, text):
    path = tmp_path / "jobs.json"
    path.write_text(text)
    assert Memory(path).read() == {}


def test_a_crontab():
    lines = crontab({"daily": DAILY, "by hand": None}, "zukunftsraum-jobs --conf z")
    assert lines == ["15 3 * * *      zukunftsraum-jobs --conf z daily"]


def test_every_job_has_a_schedule_that_is_documented(portal):
    schedules = running.schedules()
    assert schedules.keys() == running.titles().keys()
    text = DOCUMENTATION.read_text()
    for name, schedule in schedules.items():
        if schedule is None:
            assert f"| `{name}` |" not in text
        else:
            assert f"| `{name}` | `{schedule}` |" in text
