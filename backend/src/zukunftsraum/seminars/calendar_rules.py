"""Rules of seminars in calendars; plain functions, no I/O.

Source: RFC 5545 (UID, SEQUENCE, STATUS). A calendar that has taken an entry over once finds it again by its UID, and takes a change over if
SEQUENCE has risen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime


@dataclass(frozen=True)
class Entry:
    """One date of a seminar. number: names it for good, the first date is 0; removed: it takes place no more."""

    number: int
    start: datetime
    end: datetime
    sequence: int = 0
    removed: bool = False


@dataclass(frozen=True)
class Published:
    """A seminar as calendars know it. cancelled: as a whole; changed: when it last was, with time zone."""

    title: str
    place: str
    cancelled: bool
    whole_day: bool
    entries: tuple[Entry, ...]
    changed: datetime

    @property
    def facts(self) -> tuple:
        """What holds for every date."""
        return self.title, self.place, self.cancelled, self.whole_day

    def moved_since(self, before: "Published | None") -> bool:
        """Whether time or place are others than before: what people who take part must know."""
        if before is None:
            return False
        return (sorted(self.times), self.place, self.whole_day) != (
            sorted(before.times),
            before.place,
            before.whole_day,
        )

    @property
    def times(self) -> list[tuple[datetime, datetime]]:
        """Start and end of the dates that take place."""
        return [(entry.start, entry.end) for entry in self.entries if not entry.removed]


def publish(
    before: Published | None,
    dates: Iterable[tuple[datetime, datetime]],
    now: datetime,
    *,
    title: str,
    place: str = "",
    cancelled: bool = False,
    whole_day: bool = False,
) -> Published:
    """What calendars shall know now. `before` itself if nothing has changed for them.

    A date that stays as it is keeps its entry; of the others each takes over the entry of one that is gone, in order: that is a date that was
    put off. Entries that are left over are removed, and calendars told so; dates that are left over get new entries.
    """
    new = Published(title, place, cancelled, whole_day, (), now)
    if before is None:
        entries = tuple(Entry(n, start, end) for n, (start, end) in enumerate(dates))
        return replace(new, entries=entries)
    entries = _entries(before.entries, list(dates))
    if new.facts != before.facts:
        entries = [entry if entry.removed else _risen(entry, before) for entry in entries]
    if new.facts == before.facts and tuple(entries) == before.entries:
        return before
    return replace(new, entries=tuple(entries))


def _entries(before: tuple[Entry, ...], dates: list) -> list[Entry]:
    left = list(dates)
    homeless = []
    for entry in before:
        if not entry.removed and (entry.start, entry.end) in left:
            left.remove((entry.start, entry.end))
        elif not entry.removed:
            homeless.append(entry)
    changes = {}
    for entry in homeless:
        if left:
            start, end = left.pop(0)
            changes[entry.number] = replace(
                entry, start=start, end=end, sequence=entry.sequence + 1
            )
        else:
            changes[entry.number] = replace(entry, removed=True, sequence=entry.sequence + 1)
    entries = [changes.get(entry.number, entry) for entry in before]
    return [*entries, *(Entry(len(before) + n, *date) for n, date in enumerate(left))]


def _risen(entry: Entry, before: Published) -> Entry:
    """The entry with a higher sequence, unless it has risen, or is new, in this very change."""
    known = {one.number: one.sequence for one in before.entries}
    sequence = known.get(entry.number)
    if sequence is None or entry.sequence > sequence:
        return entry
    return replace(entry, sequence=sequence + 1)
