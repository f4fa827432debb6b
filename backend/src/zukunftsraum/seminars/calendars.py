"""Seminars in calendars: what is published of them, and as files. `calendar_rules.py` decides, `ical.py` writes."""

from datetime import datetime
from functools import lru_cache
from plone import api
from plone.uuid.interfaces import IUUID
from zukunftsraum.mail.send import sender
from zukunftsraum.mail.send import website_url
from zukunftsraum.seminars.calendar_rules import publish
from zukunftsraum.seminars.calendar_rules import Published
from zukunftsraum.seminars.calendar_store import get_calendars
from zukunftsraum.seminars.dates import dates_of
from zukunftsraum.seminars.ical import Event
from zukunftsraum.seminars.ical import Organiser
from zukunftsraum.seminars.ical import write

import dataclasses


def publish_now(seminar, now: datetime) -> tuple[Published | None, Published]:
    """Note what calendars shall know of a seminar that has changed; what they knew before, and what they know now.

    A draft is in no calendar yet: its changes do not count.
    """
    state = api.content.get_state(seminar)
    before = get_calendars().of(IUUID(seminar))
    is_archived_cancelled = state == "archived" and before is not None and before.cancelled
    new = publish(
        None if state == "draft" else before,
        dates_of(seminar),
        now,
        title=seminar.title,
        place=getattr(seminar, "location", None) or "",
        cancelled=state == "cancelled" or is_archived_cancelled,
        whole_day=bool(getattr(seminar, "whole_day", False)),
    )
    if new is not before:
        get_calendars().put(IUUID(seminar), new)
    return before, new


def path_of(thing) -> str:
    """Where content, or a row of the catalog, lies on the website, with a leading slash."""
    path = thing.getPath() if hasattr(thing, "getPath") else "/".join(thing.getPhysicalPath())
    return path[len("/".join(api.portal.get().getPhysicalPath())) :]


def events_of(published: Published | None, uid: str, url: str, description: str) -> list[Event]:
    """An event for each date of a seminar, those too that were given up. No access link: whoever sees the seminar may have it.

    :param published: what calendars know of it, None for a draft, which gives none. url: of its page.
    """
    if published is None:
        return []
    description = "\n\n".join(part for part in (description, url) if part)
    return [
        Event(
            uid=f"{uid}@zukunftsraum"
            if not entry.number
            else f"{uid}-{entry.number}@zukunftsraum",
            sequence=entry.sequence,
            start=entry.start,
            end=entry.end,
            title=published.title,
            stamp=published.changed,
            description=description,
            place=published.place,
            url=url,
            cancelled=published.cancelled or entry.removed,
            whole_day=published.whole_day,
        )
        for entry in published.entries
    ]


def file_of(seminar, *, now: datetime | None = None, cancelled: bool = False) -> bytes:
    """The calendar file of a seminar.

    :param now: for a mail: this is the newest word on the dates, though they are the same.
    :param cancelled: for somebody who takes part no more.
    """
    uid = IUUID(seminar)
    published = get_calendars().of(uid)
    events = events_of(published, uid, website_url(path_of(seminar)), seminar.description)
    changes = {"stamp": now.replace(microsecond=0)} if now is not None else {}
    if cancelled:
        changes["cancelled"] = True
    return _written(tuple(dataclasses.replace(event, **changes) for event in events), organiser())


@lru_cache(maxsize=16)
def _written(events: tuple[Event, ...], by: Organiser) -> bytes:
    """In a rush many people get the same file within a second, while others wait."""
    return write(events, by)


def organiser() -> Organiser:
    return Organiser(api.portal.get().title, sender().addr_spec)
