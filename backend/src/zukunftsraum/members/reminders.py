"""The job `admission-reminders`: requests that wait are brought to mind, each once."""

from datetime import datetime
from datetime import timedelta
from transaction.interfaces import TransientError
from zope.interface import implementer
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.members.admission_rules import due_reminders
from zukunftsraum.members.admission_store import AdmissionRequest
from zukunftsraum.members.admissions import get_requests
from zukunftsraum.members.network import office_ids
from zukunftsraum.members.settings import setting
from zukunftsraum.members.telling import tell_waiting
from zukunftsraum.spaces.membership import coordinators_of
from zukunftsraum.spaces.rules import municipal_groups

import transaction


#: So often a municipality is tried whose requests change meanwhile.
ATTEMPTS = 4


@implementer(IJob)
class AdmissionReminders:
    """One mail to each coordinator per municipality, one to each person of the office, whatever the number of requests.

    What is told is noted at the requests in the same transaction as the mails: of two machines at once, one
    conflicts and finds it told.
    """

    title = "remind coordinators, and tell the office, of requests for admission that wait"
    schedule = "0 7 * * *"

    def run(self, now: datetime) -> str:
        municipalities = sorted({r.ars for r in _waiting(now) if r.ars is not None})
        reminded = sum(_in_turn(lambda ars=ars: _remind(ars, now)) for ars in municipalities)
        told = _in_turn(lambda: _tell_office(now))
        return f"reminded of {reminded}, office told of {told}"


def _waiting(now: datetime) -> list[AdmissionRequest]:
    """The requests that may be due, oldest first."""
    days = min(setting("remind_coordinators_days"), setting("tell_office_days"))
    return get_requests().pending_since(now - timedelta(days=days))


def _due(request: AdmissionRequest, now: datetime):
    return due_reminders(
        requested=request.requested,
        now=now,
        coordinators_reminded=request.reminded,
        office_told=request.office_told,
        coordinators_days=setting("remind_coordinators_days"),
        office_days=setting("tell_office_days"),
    )


def _remind(ars: str, now: datetime) -> int:
    """Remind the coordinators of a municipality; of how many requests."""
    coordinators = coordinators_of(municipal_groups(ars))
    due = [r for r in _waiting(now) if r.ars == ars and _due(r, now).coordinators]
    if not due or not coordinators:
        return 0
    for request in due:
        request.reminded = True
    tell_waiting(coordinators, ars, len(due))
    return len(due)


def _tell_office(now: datetime) -> int:
    """Tell the office; of how many requests."""
    due = [request for request in _waiting(now) if _due(request, now).office]
    if not due:
        return 0
    for request in due:
        request.office_told = True
    municipalities = {request.ars for request in due}
    [ars] = municipalities if len(municipalities) == 1 else [None]
    tell_waiting(office_ids(), ars, len(due), several=len(municipalities) > 1)
    return len(due)


def _in_turn(work) -> int:
    """Do and commit something, again if somebody else writes the same."""
    for attempt in range(1, ATTEMPTS + 1):
        transaction.begin()
        try:
            result = work()
            transaction.commit()
            return result
        except TransientError:
            transaction.abort()
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("unreachable")
