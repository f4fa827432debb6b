"""The job `retention`: what is kept for a time only goes when its time is over."""

from collections.abc import Callable
from datetime import datetime
from datetime import timedelta
from zope.interface import implementer
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.members import admissions
from zukunftsraum.members import invitations
from zukunftsraum.members import tokens
from zukunftsraum.members.settings import setting
from zukunftsraum.members.store import get_members_store
from zukunftsraum.notices.api import forget_before

import transaction


#: Rows of one kind that one transaction deletes.
BATCH = 500


def purge_tokens(now: datetime) -> int:
    """Unconfirmed sign-ups and other tokens whose time is over."""
    return tokens.purge(now, at_most=BATCH)


def purge_attempts(now: datetime) -> int:
    """What the rate limits remember of the last hour."""
    return get_members_store().rates.purge(now)


def purge_requests(now: datetime) -> int:
    """Requests for admission that were decided long ago."""
    requests = admissions.get_requests()
    old = requests.decided_before(now - timedelta(days=setting("rejected_days")), BATCH)
    for request in old:
        requests.remove(request)
    return len(old)


def purge_invitations(now: datetime) -> int:
    """Invitations whose time is over."""
    return invitations.purge(now)


def purge_notices(now: datetime) -> int:
    """Notices that everybody has had time to read."""
    return forget_before(now - timedelta(days=setting("notices_days")))


#: What is purged, by the name that the job's line gives it: a function that deletes at most a batch and says how many.
PARTS: dict[str, Callable[[datetime], int]] = {
    "tokens": purge_tokens,
    "attempts": purge_attempts,
    "requests": purge_requests,
    "invitations": purge_invitations,
    "notices": purge_notices,
}


@implementer(IJob)
class Retention:
    """Runs every part until nothing is left, and commits batch by batch."""

    title = "delete what is only kept for a time: unconfirmed sign-ups, expired tokens, decided requests"
    schedule = "15 3 * * *"

    def run(self, now: datetime) -> str:
        counts = {name: self._run_part(part, now) for name, part in PARTS.items()}
        return ", ".join(f"{name} {count}" for name, count in counts.items())

    def _run_part(self, part: Callable[[datetime], int], now: datetime) -> int:
        total = 0
        while count := part(now):
            transaction.commit()
            total += count
        return total
