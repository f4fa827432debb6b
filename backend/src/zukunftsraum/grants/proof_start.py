"""The job `grant-proof-start`: when a measure is over, its proof of use is due."""

from datetime import datetime
from zope.interface import implementer
from zukunftsraum.grants.acting import act
from zukunftsraum.grants.deadlines import is_over
from zukunftsraum.grants.facts import facts_of
from zukunftsraum.grants.process import Refused
from zukunftsraum.grants.rules import day_of
from zukunftsraum.grants.working import applications
from zukunftsraum.grants.working import brains_in
from zukunftsraum.grants.working import Count
from zukunftsraum.jobs.interfaces import IJob


@implementer(IJob)
class ProofStart:
    """Each application has a turn of its own; whose proof was begun meanwhile, by whomever, is in another state, and left alone."""

    title = "begin the proof of use of grants whose measure is over; daily"
    schedule = "30 5 * * *"

    def run(self, now: datetime) -> str:
        count = Count("begun")
        for application in applications(brains_in("approved")):
            if is_over(facts_of(application), day_of(now)):
                count.do("begun", application.UID(), lambda one=application: begin(one, now))
        return count.line()


def begin(application, now: datetime) -> bool:
    """Begin the proof of use, and commit; False where somebody was faster, or withdrew it."""
    try:
        act(application, "start_proof", {}, now=now, job=True)
    except Refused as refused:
        if refused.status == 409 and "state" in refused.more:
            return False
        raise
    return True
