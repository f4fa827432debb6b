"""The job `seminar-reminders`: participants are reminded of dates that come near."""

from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from plone import api
from zExceptions import NotFound
from zope.interface import implementer
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars import telling
from zukunftsraum.seminars.dates import dates_of
from zukunftsraum.seminars.rules import ANNOUNCED_STATES
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.rules import due_reminder
from zukunftsraum.seminars.settings import setting
from zukunftsraum.seminars.store import Registration


@implementer(IJob)
class SeminarReminders:
    """What is sent is noted at the registration in the same transaction as the mail, and seminars are gone through alone: who runs the
    job twice, or on two machines, reminds nobody twice."""

    title = "remind participants of seminars that begin soon; every 10 minutes"
    schedule = "*/10 * * * *"

    def run(self, now: datetime) -> str:
        hours = setting("reminder_hours")
        seminars = _coming(now, max(hours)) if hours else []
        told = 0
        for seminar in seminars:
            if any(_due(seminar, now)):  # nobody waits for a lock while nothing is due
                told += _remind(seminar, now)
        return f"{told} reminded"


def _coming(now: datetime, hours: float) -> list:
    """The announced seminars with a date in the next hours."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="Seminar",
        review_state=list(ANNOUNCED_STATES),
        start={"query": now + timedelta(hours=hours), "range": "max"},
        end={"query": now, "range": "min"},
    )
    return [brain._unrestrictedGetObject() for brain in brains]


def _remind(seminar, now: datetime) -> int:
    """Remind the participants of a seminar; how many."""
    try:
        return registrations.alone(seminar, lambda: _remind_all(seminar, now))
    except NotFound:  # deleted meanwhile
        return 0


def _remind_all(seminar, now: datetime) -> int:
    if api.content.get_state(seminar) not in ANNOUNCED_STATES:
        return 0
    kept = registrations.registrations_of(seminar)
    due = list(_due(seminar, now))
    for registration, date in due:
        shows = registrations.shows_access(seminar, registration, now)
        telling.remind(seminar, registration, date, seminar.access_link if shows else None)
        kept.replace(replace(registration, reminded=now.isoformat()))
    return len(due)


def _due(seminar, now: datetime):
    """Those who are to be reminded now, each with the date."""
    kept = registrations.registrations_of(seminar)
    dates = dict(dates_of(seminar))
    hours = setting("reminder_hours")
    for registration in kept.of_status(CONFIRMED) if kept is not None else ():
        start = _due_for(registration, dates, hours, now)
        if start is not None:
            yield registration, (start, dates[start])


def _due_for(registration: Registration, dates, hours, now: datetime) -> datetime | None:
    if not registration.person:
        return None
    since = datetime.fromisoformat(registration.confirmed or registration.registered)
    reminded = datetime.fromisoformat(registration.reminded) if registration.reminded else None
    return due_reminder(dates, hours, since, reminded, now)
