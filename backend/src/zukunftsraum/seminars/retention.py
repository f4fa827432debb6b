"""The job `seminar-retention`: what is kept of registrations only for a time.

Accessibility needs until the end of the event, guests who do not confirm for some days, everything that names people until the retention
period of the event is over. Numbers stay, and the numbers of certificates.
"""

from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from zope.interface import implementer
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.register.store import get_register
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars.rules import is_kept
from zukunftsraum.seminars.rules import UNCONFIRMED
from zukunftsraum.seminars.settings import setting
from zukunftsraum.seminars.settings import setting_of
from zukunftsraum.seminars.store import get_store
from zukunftsraum.seminars.store import Registrations


@implementer(IJob)
class SeminarRetention:
    """Goes through the seminars that have names still; each is done, alone, in a transaction of its own."""

    title = "after seminars: delete accessibility needs, and later all names of who was registered"
    schedule = "15 4 * * *"

    def run(self, now: datetime) -> str:
        done = {"needs": 0, "guests": 0, "anonymised": 0}
        for uid in [uid for uid, kept in get_store().items() if not kept.anonymised]:
            seminar = registrations.find_seminar(uid)
            if seminar is None or not _is_due(seminar, get_store().of(uid), now):
                continue
            for name, count in registrations.alone(
                seminar, lambda s=seminar: tidy(s, now)
            ).items():
                done[name] += count
        return ", ".join(f"{name} {count}" for name, count in done.items())


def tidy(seminar, now: datetime) -> dict[str, int]:
    """Do what is due at a seminar; how much. Runs within `registrations.alone`."""
    kept = registrations.registrations_of(seminar)
    if kept is None or kept.anonymised:
        return {}
    end = registrations.window_of(seminar).end
    if not is_kept(end, now, setting_of(seminar, "retention_days")):
        get_store().anonymise_all(seminar.UID(), kind_of, now)
        return {"anonymised": 1}
    guests = _expired(kept, now)
    for one in guests:
        get_store().remove(seminar.UID(), one.id)
    needs = _with_needs(kept) if now >= end else []
    for one in needs:
        kept.replace(replace(one, needs=""))
    return {"needs": len(needs), "guests": len(guests)}


def kind_of(ars: str) -> str:
    """The kind of a municipality, for statistics; "" where the register does not know it any more."""
    known = get_register().get(ars)
    return known.kind if known is not None else ""


def _is_due(seminar, kept: Registrations, now: datetime) -> bool:
    end = registrations.window_of(seminar).end
    if not is_kept(end, now, setting_of(seminar, "retention_days")):
        return True
    return bool(_expired(kept, now) or (now >= end and _with_needs(kept)))


def _with_needs(kept: Registrations) -> list:
    return [one for one in kept if one.needs]


def _expired(kept: Registrations, now: datetime) -> list:
    """Guests who have not confirmed their address in time."""
    before = now - timedelta(days=setting("guest_days"))
    asked = kept.of_status(UNCONFIRMED)
    return [one for one in asked if datetime.fromisoformat(one.registered) < before]
