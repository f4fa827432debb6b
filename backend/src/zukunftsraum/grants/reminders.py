"""The job `grant-reminders`: deadlines of municipalities, and a digest of what waits too long at examiners and approvers."""

from datetime import date
from datetime import datetime
from zope.interface import implementer
from zukunftsraum.concurrency import run_alone
from zukunftsraum.content.services.change import demand_there
from zukunftsraum.grants import reminding
from zukunftsraum.grants.acting import LOCK
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.deadlines import answer_deadline
from zukunftsraum.grants.deadlines import is_digest_due
from zukunftsraum.grants.deadlines import is_reminder_due
from zukunftsraum.grants.deadlines import proof_deadline
from zukunftsraum.grants.deadlines import waited
from zukunftsraum.grants.deadlines import waits_for
from zukunftsraum.grants.facts import facts_of
from zukunftsraum.grants.job_store import get_notes
from zukunftsraum.grants.reminding import Waiting
from zukunftsraum.grants.rules import day_of
from zukunftsraum.grants.settings import setting
from zukunftsraum.grants.telling import APPROVERS
from zukunftsraum.grants.telling import EXAMINERS
from zukunftsraum.grants.telling import people_of
from zukunftsraum.grants.working import applications
from zukunftsraum.grants.working import brains_in
from zukunftsraum.grants.working import Count
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.notices.kinds import NoticeKind


#: States in which a municipality has a deadline.
OF_TOWN = ("returned", "proof")

#: States in which somebody can have waited too long.
WAITING_STATES = (*OF_TOWN, "submitted", "examination", "decision", "proof_submitted")

GROUPS = {"examiner": EXAMINERS, "approver": APPROVERS}


@implementer(IJob)
class GrantReminders:
    """What is told is noted in the same transaction as the mail, and applications are gone through alone: who runs the job twice, or on two
    machines, reminds nobody twice."""

    title = "remind of deadlines of grants, and of applications that wait; daily"
    schedule = "40 5 * * *"

    def run(self, now: datetime) -> str:
        count = Count("reminded", "digests")
        waiting: dict[str, list[Waiting]] = {who: [] for who in GROUPS}
        today, days = day_of(now), setting("waiting_days")
        for application in applications(brains_in(*WAITING_STATES)):
            facts = facts_of(application)
            if due_of(facts, today) is not None:  # nobody waits for a lock while nothing is due
                count.do("reminded", facts.uid, lambda one=application: _remind(one, now))
            who = waits_for(facts, days, today) if days else None
            if who is not None:
                waiting[who].append(_waiting(facts, today))
        for who, group in GROUPS.items():
            found = waiting[who]
            if found:
                count.do("digests", group, lambda g=group, f=found: _digest(g, f, days, today))
        return count.line()


def due_of(facts: Facts, today: date) -> tuple[NoticeKind, date] | None:
    """The reminder that the municipality gets today, with the deadline that it is about; None without one."""
    if facts.state == "returned":
        deadline, since = answer_deadline(facts), facts.last("return")
        before, after = setting("answer_days_before"), []
    elif facts.state == "proof":
        deadline, since = proof_deadline(facts), facts.last("start_proof", "return_proof")
        before, after = setting("proof_days_before"), setting("proof_days_after")
    else:
        return None
    if deadline is None or since is None:
        return None
    told = get_notes().told(facts.uid, facts.state)
    if not is_reminder_due(deadline, before, after, day_of(since.time), told, today):
        return None
    if facts.state == "returned":
        return reminding.ANSWER_SOON, deadline
    return (reminding.PROOF_SOON if today <= deadline else reminding.PROOF_LATE), deadline


def _remind(application, now: datetime) -> bool:
    """Remind of what is due, and commit; whether anybody was."""

    def work() -> bool:
        demand_there(application)
        facts, today = facts_of(application), day_of(now)
        due = due_of(facts, today)
        if due is None:
            return False
        kind, deadline = due
        reminding.remind(application, facts, kind, deadline, now)
        get_notes().note_told(facts.uid, facts.state, today)
        return True

    return run_alone(LOCK, work)


def _waiting(facts: Facts, today: date) -> Waiting:
    return Waiting(
        uid=facts.uid,
        number=facts.number,
        municipality=facts.municipality.name,
        towns=facts.towns,
        conflicts=facts.conflicts,
        days=waited(facts, today),
    )


def _digest(group: str, waiting: list[Waiting], days: int, today: date) -> bool:
    """Tell a group what waits, and commit; whether it was told."""

    def work() -> bool:
        uids = frozenset(one.uid for one in waiting)
        last, told = get_notes().digest(group)
        if not is_digest_due(uids, told, last, today):
            return False
        get_notes().note_digest(group, today, uids)
        return reminding.tell_waiting(people_of((group,)), waiting, days) > 0

    return run_alone(LOCK, work)
