"""Events as iCalendar files (RFC 5545); no Zope here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from functools import lru_cache
from icalendar import Calendar
from icalendar import Event as Component
from icalendar import Timezone
from icalendar import TimezoneDaylight
from icalendar import TimezoneStandard
from icalendar import vCalAddress
from icalendar import vText
from zoneinfo import ZoneInfo


PRODUCT = "-//Zukunftsraum Demografie//seminars//DE"

CONFIRMED, CANCELLED = "CONFIRMED", "CANCELLED"

ZONE = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class Event:
    """One entry of a calendar. stamp: when what it says was said; start, end: with time zone; of whole days the end is on the last one."""

    uid: str
    sequence: int
    start: datetime
    end: datetime
    title: str
    stamp: datetime
    description: str = ""
    place: str = ""
    url: str = ""
    cancelled: bool = False
    whole_day: bool = False


@dataclass(frozen=True)
class Organiser:
    """Who publishes: RFC 5546 wants to know it."""

    name: str
    email: str


def write(events: Iterable[Event], organiser: Organiser, name: str = "") -> bytes:
    """A published calendar. name: of the feed, for clients that show it."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", ZONE.key)
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(_zone())
    end = b"END:VCALENDAR\r\n"
    head = calendar.to_ical().removesuffix(end)
    return b"".join((head, *(_lines(event, organiser) for event in events), end))


@lru_cache(maxsize=8192)
def _lines(event: Event, organiser: Organiser) -> bytes:
    """The lines of an event. A feed of thousands is asked for again and again, and few of them have changed meanwhile."""
    return _component(event, organiser).to_ical()


def _component(event: Event, organiser: Organiser) -> Component:
    component = Component()
    component.add("uid", event.uid)
    component.add("dtstamp", event.stamp.astimezone(UTC))
    component.add("last-modified", event.stamp.astimezone(UTC))
    component.add("sequence", event.sequence)
    if event.whole_day:
        component.add("dtstart", event.start.astimezone(ZONE).date())
        component.add("dtend", event.end.astimezone(ZONE).date() + timedelta(days=1))
    else:
        component.add("dtstart", _moment(event.start))
        component.add("dtend", _moment(event.end))
    component.add("summary", event.title)
    component.add("status", CANCELLED if event.cancelled else CONFIRMED)
    for key, value in (("description", event.description), ("location", event.place)):
        if value:
            component.add(key, value)
    if event.url:
        component.add("url", event.url)
    address = vCalAddress(f"mailto:{organiser.email}")
    address.params["cn"] = vText(organiser.name)
    component.add("organizer", address, encode=0)
    return component


def _moment(moment: datetime) -> datetime:
    """Local time; in the hour that comes twice in October UTC, since clients do not agree on which of the two a local time means."""
    local = moment.astimezone(ZONE)
    is_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return moment.astimezone(UTC) if is_twice else local


def _zone() -> Timezone:
    """The zone with the rules that hold since 1996."""
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    for part, name, begins, month, before, after in (
        (TimezoneDaylight(), "CEST", datetime(1996, 3, 31, 2), 3, 1, 2),
        (TimezoneStandard(), "CET", datetime(1996, 10, 27, 3), 10, 2, 1),
    ):
        part.add("tzname", name)
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone
