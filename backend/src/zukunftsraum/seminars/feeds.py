"""Feeds of seminars for calendar programs: of all, and of a person."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.mail.send import website_url
from zukunftsraum.seminars import calendars
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars.calendar_store import get_calendars
from zukunftsraum.seminars.ical import Event
from zukunftsraum.seminars.ical import write
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.store import get_store

import dataclasses


#: States that are in nobody's feed.
NOT_IN_FEEDS = ("draft", "archived")

#: Feeds hold what is over so long.
PAST = timedelta(days=90)


def feed_of_all(now: datetime, **query) -> bytes:
    """All seminars that were announced to the caller. Wakes none of them. query: further conditions for the catalog."""
    events = [event for _, found in _with_events(_found(now, **query)) for event in found]
    return write(events, calendars.organiser(), calendars.organiser().name)


def last_passed(now: datetime) -> datetime | None:
    """When a seminar that the caller may see last left the feeds because it has been over for so long; None where none has."""
    minute = timedelta(minutes=1)  # the index knows no less
    rows = api.portal.get_tool("portal_catalog").searchResults(
        portal_type="Seminar",
        end={"query": now - PAST - minute, "range": "max"},
        sort_on="end",
        sort_order="descending",
        sort_limit=1,
    )[:1]
    if not rows:
        return None
    end = rows[0].end.astimezone(UTC).replace(second=0, microsecond=0)
    return end + minute + PAST


def feed_of_person(user_id: str, language: str, now: datetime) -> bytes:
    """The seminars for which a person has a seat, with the access link when it is time."""
    store = get_store()
    events = []
    with api.env.adopt_user(user=api.user.get(userid=user_id)):
        brains = _found(now, UID=store.seminars_of(user_id))
    for brain, found in _with_events(brains):
        registration = store.of(brain.UID).of_person(user_id)
        if registration.status != CONFIRMED:
            continue
        access = _access(brain, registration, now) if brain.review_state != "cancelled" else None
        events.extend(_with_access(event, access, language, now) for event in found)
    name = _(
        "calendar_of_person",
        default="My events: ${portal}",
        mapping={"portal": calendars.organiser().name},
    )
    return write(events, calendars.organiser(), translate(name, target_language=language))


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


def _with_events(brains: Iterable) -> Iterator[tuple[object, list[Event]]]:
    """Rows of the catalog with their events. What is the same for all is looked up once: there may be thousands."""
    known, website = get_calendars(), website_url()
    site = "/".join(api.portal.get().getPhysicalPath())
    for brain in brains:
        uid, url = brain.UID, website + brain.getPath().removeprefix(site)
        yield brain, calendars.events_of(known.of(uid), uid, url, brain.Description)


def _access(brain, registration, now: datetime) -> str | None:
    seminar = brain._unrestrictedGetObject()
    shows = registrations.shows_access(seminar, registration, now)
    return seminar.access_link if shows else None


def _with_access(event: Event, access: str | None, language: str, now: datetime) -> Event:
    """The event with the link, if it is not over; it counts as said in this hour, so that calendars take it over."""
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
        stamp=max(event.stamp, now.replace(minute=0, second=0, microsecond=0)),
    )
