"""Dates relative to the day on which the demo is loaded."""

from datetime import date
from zukunftsraum.demo import dates

import pytest


WEDNESDAY = date(2026, 1, 14)


@pytest.mark.parametrize(
    "text,expected",
    [
        ("+12d 10:00", "2026-01-26T10:00:00+01:00"),
        ("-1d 08:30", "2026-01-13T08:30:00+01:00"),
        ("11:30", "2026-01-14T11:30:00+01:00"),
        ("+0d", "2026-01-14T12:00:00+01:00"),
        ("+90d 10:00", "2026-04-14T10:00:00+02:00"),
    ],
)
def test_moment(text, expected):
    assert dates.moment(text, WEDNESDAY).isoformat() == expected


@pytest.mark.parametrize("text", ["", "morgen", "12d", "+1w", "2026-01-01", "+1d 25:00"])
def test_anything_else_is_an_error(text):
    with pytest.raises(ValueError):
        dates.moment(text, WEDNESDAY)


@pytest.mark.parametrize(
    "text,expected",
    [
        ("+2d 10:00", "2026-01-16T10:00:00+01:00"),  # a Friday stays
        ("+3d 10:00", "2026-01-19T10:00:00+01:00"),
        ("+4d 10:00", "2026-01-19T10:00:00+01:00"),
        ("+74d 10:00", "2026-03-30T10:00:00+02:00"),  # over the change to summer time
    ],
)
def test_events_never_start_on_a_weekend(text, expected):
    assert dates.start(text, WEDNESDAY).isoformat() == expected


def test_day():
    assert dates.day("-14d", WEDNESDAY) == date(2025, 12, 31)
    assert dates.day(date(2021, 4, 1), WEDNESDAY) == date(2021, 4, 1)
