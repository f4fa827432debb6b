"""Rules of seminars; plain functions, no I/O.

Source: access.md ("seminar"), and for seats and the waiting list docs/developers/seminars.md.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from zukunftsraum.vocabulary.days import DAYS
from zukunftsraum.vocabulary.days import MONTHS


#: Announced to everybody.
PUBLIC_STATES = frozenset({"announced"})

#: States in which people may register.
ANNOUNCED_STATES = frozenset({"announced", "announced_network"})

#: States whose readers are those to whom the seminar was announced.
INHERITING_STATES = frozenset({"completed", "cancelled"})

#: When participants need a material.
BEFORE, AFTER = "before", "after"

#: For whom materials for after the seminar, and the recording, are.
PARTICIPANTS, EVERYBODY = "participants", "everybody"

CONFIRMED, WAITING, UNCONFIRMED = "confirmed", "waiting", "unconfirmed"


def was_public(states: list[str]) -> bool:
    """Whether the last announcement was to everybody, from the states passed so far, oldest first.

    A seminar that is over or cancelled stays visible to those who could see its announcement,
    and to nobody else.
    """
    for state in reversed(states):
        if state in ("announced", "announced_network"):
            return state in PUBLIC_STATES
    return False


# -- seats and the waiting list ------------------------------------------------------------------


@dataclass(frozen=True)
class Limits:
    """What a seminar allows. seats, quota (seats per municipality): None is no limit."""

    seats: int | None = None
    quota: int | None = None
    waiting_list: bool = True


@dataclass(frozen=True)
class Registered:
    """One registration, as the rule sees it. municipality: ARS, or "" for who has none."""

    number: int
    municipality: str
    status: str


@dataclass(frozen=True)
class Tally:
    """The registrations of a seminar, as far as the rule needs them.

    confirmed: how many. confirmed_of, waiting_of: how many by municipality. waiting: (number, municipality)
    of those who wait, in order.
    """

    confirmed: int = 0
    confirmed_of: Mapping[str, int] = field(default_factory=dict)
    waiting_of: Mapping[str, int] = field(default_factory=dict)
    waiting: Iterable[tuple[int, str]] = ()


def tally_of(registered: Iterable[Registered]) -> Tally:
    """The tally of registrations in any order."""
    confirmed_of: dict[str, int] = {}
    waiting_of: dict[str, int] = {}
    waiting = []
    for one in registered:
        if one.status == CONFIRMED:
            confirmed_of[one.municipality] = confirmed_of.get(one.municipality, 0) + 1
        elif one.status == WAITING:
            waiting_of[one.municipality] = waiting_of.get(one.municipality, 0) + 1
            waiting.append((one.number, one.municipality))
    return Tally(sum(confirmed_of.values()), confirmed_of, waiting_of, sorted(waiting))


def has_seat(tally: Tally, municipality: str, limits: Limits) -> bool:
    """Whether one more person of a municipality would have a seat, if nobody waited."""
    if limits.seats is not None and tally.confirmed >= limits.seats:
        return False
    return _within_quota(tally.confirmed_of, municipality, limits)


def _within_quota(confirmed_of: Mapping[str, int], municipality: str, limits: Limits) -> bool:
    if limits.quota is None or not municipality:
        return True
    return confirmed_of.get(municipality, 0) < limits.quota


def status_of_new(tally: Tally, municipality: str, limits: Limits) -> str | None:
    """What who registers now becomes: confirmed, waiting, or None where there is no seat and no waiting list.

    Nobody overtakes: a seat that somebody who waits could take is not given away.
    """
    if has_seat(tally, municipality, limits) and not any(
        has_seat(tally, other, limits) for other, number in tally.waiting_of.items() if number
    ):
        return CONFIRMED
    return WAITING if limits.waiting_list else None


def moves_up(tally: Tally, limits: Limits) -> Iterator[int]:
    """Numbers of those who wait and have a seat now, in order; read to the end, it fills the seats.

    Whoever is beyond the quota of their municipality is passed over, and keeps their place.
    """
    confirmed, confirmed_of = tally.confirmed, dict(tally.confirmed_of)
    for number, municipality in tally.waiting:
        if limits.seats is not None and confirmed >= limits.seats:
            return
        if _within_quota(confirmed_of, municipality, limits):
            confirmed += 1
            confirmed_of[municipality] = confirmed_of.get(municipality, 0) + 1
            yield number


def may_move_up(start: datetime, now: datetime, cut_off: timedelta) -> bool:
    """Whether people still move up by themselves: until the cut-off before the start."""
    return now < start - cut_off


def overbooked(confirmed: int, limits: Limits) -> int:
    """By how many confirmed people the seats are exceeded, since they were lowered or hosts gave seats by hand."""
    return 0 if limits.seats is None else max(0, confirmed - limits.seats)


# -- when people may register --------------------------------------------------------------------


@dataclass(frozen=True)
class Window:
    """From when to when people may register, all with time zone. start, end: of the seminar."""

    start: datetime
    end: datetime
    opens: datetime | None = None
    closes: datetime | None = None


OPEN, NOT_YET, CLOSED, OVER, CANCELLED, NOT_ANNOUNCED = (
    "open",
    "not_yet",
    "closed",
    "over",
    "cancelled",
    "not_announced",
)


def registration_phase(state: str, window: Window, now: datetime) -> str:
    """Whether people may register now, or why not. Without a closing time they may until the start."""
    if state == "cancelled":
        return CANCELLED
    if state == "completed" or now >= window.end:
        return OVER
    if state not in ANNOUNCED_STATES:
        return NOT_ANNOUNCED
    if window.opens is not None and now < window.opens:
        return NOT_YET
    if now >= (window.closes or window.start):
        return CLOSED
    return OPEN


def shows_access(status: str | None, window: Window, now: datetime, before: timedelta) -> bool:
    """Whether a person is shown the access link: participants only, some time before the start, until the end."""
    return status == CONFIRMED and window.start - before <= now < window.end


def is_kept(end: datetime, now: datetime, days: int) -> bool:
    """Whether registrations are still kept with names: until so many days after the end."""
    return now < end + timedelta(days=days)


def times_errors(
    start: datetime,
    end: datetime,
    opens: datetime | None = None,
    closes: datetime | None = None,
    more: Iterable[tuple[datetime, datetime]] = (),
) -> list[tuple[str, str]]:
    """What is wrong with the times: pairs of field and one of the words below.

    `end_before_start`, `closes_before_opens`, `closes_after_end`; `dates_end_before_start`, `dates_order` for the
    further dates of a series, which follow each other without overlap.
    """
    errors = []
    if end <= start:
        errors.append(("end", "end_before_start"))
    if opens is not None and closes is not None and closes <= opens:
        errors.append(("registration_closes", "closes_before_opens"))
    last = end
    for begins, ends in more:
        if ends <= begins:
            errors.append(("more_dates", "dates_end_before_start"))
            break
        if begins < last:
            errors.append(("more_dates", "dates_order"))
            break
        last = ends
    if closes is not None and closes > last:
        errors.append(("registration_closes", "closes_after_end"))
    return errors


def for_everybody(when: str, after_for: str | None) -> bool:
    """Whether a material is for all who see the seminar. after_for: what the seminar says of those for afterwards."""
    return when == AFTER and after_for == EVERYBODY


# -- reminders -----------------------------------------------------------------------------------


def due_reminder(
    starts: Iterable[datetime],
    hours: Iterable[float],
    since: datetime,
    reminded: datetime | None,
    now: datetime,
) -> datetime | None:
    """The start of the date of which a participant is to be reminded now, or None. All with time zone.

    The moments of reminders are so many `hours` before each start. One that has passed is due while the date has not begun, if it was
    after the person got their seat (`since`) and after they were last reminded. Of several that are due only the nearest date is told
    of: after the job was down for a day nobody gets more than one mail.
    """
    known = max(since, reminded or since).astimezone(UTC)
    due = [
        start
        for start in starts
        if start > now
        and any(known < start.astimezone(UTC) - timedelta(hours=hour) <= now for hour in hours)
    ]
    return min(due, default=None)


# -- in words ------------------------------------------------------------------------------------


def in_words(start: datetime, end: datetime, language: str) -> str:
    """When something is, for mails: "Dienstag, 1. Dezember 2026, 10:00 bis 12:00 Uhr". Both in local time."""
    day = day_in_words(start, language)
    first, last = f"{start:%H:%M}", f"{end:%H:%M}"
    if start.date() == end.date():
        return (
            f"{day}, {first} bis {last} Uhr" if language == "de" else f"{day}, {first} to {last}"
        )
    other = day_in_words(end, language)
    if language == "de":
        return f"{day}, {first} Uhr bis {other}, {last} Uhr"
    return f"{day}, {first} to {other}, {last}"


def dates_in_words(dates: list[tuple[datetime, datetime]], language: str) -> str:
    """The first date, and how many more there are. All in local time."""
    first = in_words(*dates[0], language)
    more = len(dates) - 1
    if not more:
        return first
    if language == "de":
        return f"{first}, und {more} weitere{'r Termin' if more == 1 else ' Termine'}"
    return f"{first}, and {more} more date{'' if more == 1 else 's'}"


def place_in_words(place: str, kind: str | None, language: str) -> str:
    """Where something is; what has no place is online, or the place is still to come."""
    if place:
        return place
    if kind != "meeting":
        return "online"
    return "wird noch bekannt gegeben" if language == "de" else "to be announced"


def day_in_words(moment: datetime, language: str) -> str:
    weekday = DAYS[language][moment.weekday()]
    month = MONTHS[language][moment.month - 1]
    if language == "de":
        return f"{weekday}, {moment.day}. {month} {moment.year}"
    return f"{weekday}, {moment.day} {month} {moment.year}"
