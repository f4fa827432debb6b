"""Seminars in calendars: what is published of them, as files and feeds. `calendar_rules.py` decides, `ical.py` writes."""

from datetime import datetime
from datetime import timedelta
from plone import api
from plone.uuid.interfaces import IUUID
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.mail.send import sender
from zukunftsraum.mail.send import website_url
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars.calendar_rules import publish
from zukunftsraum.seminars.calendar_rules import Published
from zukunftsraum.seminars.calendar_store import get_calendars
from zukunftsraum.seminars.dates import dates_of
from zukunftsraum.seminars.ical import Event
from zukunftsraum.seminars.ical import Organiser
from zukunftsraum.seminars.ical import write
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.store import get_store

import dataclasses


#: States that are in nobody's feed.
NOT_IN_FEEDS = ("draft", "archived")

#: Feeds hold what is over so long.
PAST = timedelta(days=90)


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


def events_of(uid: str, path: str, description: str) -> list[Event]:
    """An event for each date of a seminar, those too that were given up. No access link: whoever sees the seminar may have it."""
    published = get_calendars().of(uid)
    if published is None:
        return []
    url = website_url(path)
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
            description="\n\n".join(part for part in (description, url) if part),
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
    events = events_of(IUUID(seminar), path_of(seminar), seminar.description)
    changes = {"stamp": now} if now is not None else {}
    if cancelled:
        changes["cancelled"] = True
    return write([dataclasses.replace(event, **changes) for event in events], organiser())


def feed_of_all(now: datetime) -> bytes:
    """All seminars that were announced to the caller. Wakes none of them."""
    events = [
        event
        for brain in _found(now)
        for event in events_of(brain.UID, path_of(brain), brain.Description)
    ]
    return write(events, organiser(), organiser().name)


def feed_of_person(user_id: str, language: str, now: datetime) -> bytes:
    """The seminars for which a person has a seat, with the access link when it is time."""
    store = get_store()
    events = []
    with api.env.adopt_user(user_id):
        brains = _found(now, UID=store.seminars_of(user_id))
    for brain in brains:
        registration = store.of(brain.UID).of_person(user_id)
        if registration.status != CONFIRMED:
            continue
        found = events_of(brain.UID, path_of(brain), brain.Description)
        access = _access(brain, registration, now) if brain.review_state != "cancelled" else None
        events.extend(_with_access(event, access, language, now) for event in found)
    name = _(
        "calendar_of_person", default="My events: ${portal}", mapping={"portal": organiser().name}
    )
    return write(events, organiser(), translate(name, target_language=language))


def _found(now: datetime, **query) -> list:
    """Rows of the catalog that the current user may see, by their start."""
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.searchResults(
        portal_type="Seminar",
        end={"query": now - PAST, "range": "min"},
        sort_on="start",
        **query,
    )
    return [brain for brain in brains if brain.review_state not in NOT_IN_FEEDS]


def _access(brain, registration, now: datetime) -> str | None:
    seminar = brain._unrestrictedGetObject()
    shows = registrations.shows_access(seminar, registration, now)
    return seminar.access_link if shows else None


def _with_access(event: Event, access: str | None, language: str, now: datetime) -> Event:
    """The event with the link, if it is not over; it counts as said just now, so that calendars take it over."""
    if not access or event.cancelled or event.end <= now:
        return event
    line = translate(
        _("calendar_access", default="Access: ${link}", mapping={"link": access}),
        target_language=language,
    )
    return dataclasses.replace(
        event,
        description=f"{line}\n\n{event.description}",
        place=event.place or access,
        stamp=now.replace(minute=0, second=0, microsecond=0),
    )


def organiser() -> Organiser:
    return Organiser(api.portal.get().title, sender().addr_spec)
