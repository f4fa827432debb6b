"""Dates that are written relative to the day on which the demo is loaded.

`-12d` is twelve days ago, `+3d 10:00` in three days at ten, `11:30` the same day. Times are
those of `ZONE`. Dates that YAML knows (`2021-04-01`) stay as they are.

The zone is one of pytz: plone.restapi asks stored moments for its name, and those of zoneinfo
cannot be stored in the ZODB.
"""

from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

import pytz
import re


ZONE = pytz.timezone("Europe/Berlin")

RELATIVE = re.compile(r"(?:(?P<days>[+-]\d+)d)?\s*(?:(?P<hour>\d{1,2}):(?P<minute>\d\d))?")

#: Time of day of a moment that names none.
NOON = time(12)


def parse(text: str) -> tuple[int, time | None]:
    """Days and time of day of a relative date.

    :raises ValueError: when it is none.
    """
    match = RELATIVE.fullmatch(text.strip())
    if not text.strip() or match is None:
        raise ValueError(f"Not a relative date: {text!r}")
    clock = time(int(match["hour"]), int(match["minute"])) if match["hour"] else None
    return int(match["days"] or 0), clock


def day(value: str | date, today: date) -> date:
    """The day that the value names."""
    if isinstance(value, date):
        return value
    return today + timedelta(days=parse(value)[0])


def moment(value: str, today: date) -> datetime:
    """The moment that the value names, with zone."""
    days, clock = parse(value)
    return ZONE.localize(datetime.combine(today + timedelta(days=days), clock or NOON))


def workday(value: date) -> date:
    """The day, or the Monday after it when it falls on a weekend."""
    weekday = value.weekday()
    return value + timedelta(days=7 - weekday) if weekday >= 5 else value


def start(value: str, today: date) -> datetime:
    """The moment at which an event starts: never on a weekend."""
    days, clock = parse(value)
    first_day = workday(today + timedelta(days=days))
    return ZONE.localize(datetime.combine(first_day, clock or NOON))
