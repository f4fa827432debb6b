"""What seminars keep of people: their registrations, and the address of their calendar."""

from datetime import datetime
from datetime import UTC
from plone import api
from zope.interface import implementer
from zukunftsraum.members.interfaces import IPersonalData
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars.calendar_store import get_calendars
from zukunftsraum.seminars.store import get_store


@implementer(IPersonalData)
class RegistrationData:
    """Registrations by person. An erased person's seat becomes free before the seminar; after it, the statistics stay."""

    def export_of(self, user_id: str) -> list[dict]:
        store = get_store()
        found = []
        for uid in store.seminars_of(user_id):
            registration = store.of(uid).of_person(user_id)
            found.append(
                {
                    "seminar": _title_of(uid),
                    "status": registration.status,
                    "municipality": registration.municipality,
                    "registered": registration.registered,
                    "confirmed": registration.confirmed,
                    "consent_version": registration.consent,
                    "accessibility_needs": registration.needs,
                    "answers": [list(pair) for pair in registration.answers],
                    "attended": registration.attended,
                    "certificate": registration.certificate,
                    "reminded": registration.reminded or None,
                }
            )
        return found

    def forget(self, user_id: str) -> None:
        store = get_store()
        now = datetime.now(UTC)
        for uid in store.seminars_of(user_id):
            registration = store.of(uid).of_person(user_id)
            seminar = registrations.find_seminar(uid)
            if seminar is None or registrations.window_of(seminar).end <= now:
                store.anonymise(uid, registration)
            else:
                store.remove(uid, registration.id)
                registrations.move_up(seminar, now=now)


@implementer(IPersonalData)
class CalendarFeedData:
    """That a person has a secret address for their calendar; the address itself nobody knows."""

    def export_of(self, user_id: str) -> dict | None:
        created = get_calendars().feed_since(user_id)
        return {"created": created} if created is not None else None

    def forget(self, user_id: str) -> None:
        get_calendars().revoke_feed(user_id)


def _title_of(uid: str) -> str | None:
    """The title of a seminar, if the person may see it."""
    brains = api.portal.get_tool("portal_catalog").searchResults(UID=uid)
    return brains[0].Title if brains else None
