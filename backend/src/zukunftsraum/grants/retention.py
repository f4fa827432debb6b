"""The job `grant-retention`: what is kept of applications only for a time. `grant-retention-preview` says what it would do, and changes nothing.

How long is said by the call of the year (docs/operators/grants.md). An application that is in question, or from which money is reclaimed, is kept
until it is settled.
"""

from collections.abc import Iterator
from datetime import date
from datetime import datetime
from datetime import timedelta
from plone import api
from zope.interface import implementer
from zukunftsraum.concurrency import run_alone
from zukunftsraum.content.services.change import demand_there
from zukunftsraum.grants import ledger
from zukunftsraum.grants import reminding
from zukunftsraum.grants import rules
from zukunftsraum.grants.acting import LOCK
from zukunftsraum.grants.anonymising import anonymise
from zukunftsraum.grants.calls import call_facts
from zukunftsraum.grants.calls import call_of_year
from zukunftsraum.grants.content import IGrantCall
from zukunftsraum.grants.deadlines import KEPT_YEARS
from zukunftsraum.grants.deadlines import step_of_draft
from zukunftsraum.grants.deadlines import years_after
from zukunftsraum.grants.facts import facts_of
from zukunftsraum.grants.job_store import get_notes
from zukunftsraum.grants.records import get_records
from zukunftsraum.grants.settings import setting
from zukunftsraum.grants.working import applications
from zukunftsraum.grants.working import brains_in
from zukunftsraum.grants.working import Count
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.knowledge.versions import forget_versions


#: What the municipality was told of.
DRAFT = "draft"

#: So many numbers are named by the preview.
NAMED = 20


@implementer(IJob)
class GrantRetention:
    """Each application has a turn of its own; a job that was killed goes on where it was."""

    title = "make grant applications anonymous whose time of keeping is over, and delete old drafts; daily"
    schedule = "30 4 * * *"

    def run(self, now: datetime) -> str:
        count = Count("anonymised", "warned", "deleted")
        for application in applications(_finished(now)):
            if _is_over(application, now):
                uid = application.UID()
                count.do("anonymised", uid, lambda one=application: _anonymise(one, now))
        for application in applications(_old_drafts(now)):
            uid, step = application.UID(), _draft_step(application, now)
            if step == "warn":
                count.do("warned", uid, lambda one=application: _warn(one, now))
            elif step == "delete":
                count.do("deleted", uid, lambda one=application: _delete(one, now))
        return count.line()


@implementer(IJob)
class GrantRetentionPreview:
    """Changes nothing. Numbers of applications name nobody."""

    title = "say what grant-retention would do now, and change nothing"
    schedule = None

    def run(self, now: datetime) -> str:
        over = [
            ledger.number_of(application.UID())
            for application in applications(_finished(now))
            if _is_over(application, now)
        ]
        steps = [_draft_step(draft, now) for draft in applications(_old_drafts(now))]
        named = ", ".join(sorted(filter(None, over))[:NAMED])
        more = f", and {len(over) - NAMED} more" if len(over) > NAMED else ""
        return (
            f"would make {len(over)} anonymous{f' ({named}{more})' if over else ''}, "
            f"warn of {steps.count('warn')} drafts, delete {steps.count('delete')}"
        )


def _finished(now: datetime) -> Iterator:
    """Applications that may be old enough, by what is known without loading them."""
    shortest = IGrantCall["retention_rejected"].min
    today, records, notes = rules.day_of(now), get_records(), get_notes()
    for brain in brains_in(*KEPT_YEARS):
        record = records.of(brain.UID)
        if record is None or not record.steps or notes.is_anonymised(brain.UID):
            continue
        if years_after(rules.day_of(record.steps[-1].time), shortest) <= today:
            yield brain


def kept_until(application) -> date | None:
    """The day on which an application is made anonymous; None where its state says that it is kept."""
    facts = facts_of(application)
    name = KEPT_YEARS.get(facts.state)
    if name is None or not facts.steps:
        return None
    years = getattr(facts.call, name) if facts.call is not None else IGrantCall[name].default
    return years_after(rules.day_of(facts.steps[-1].time), years)


def _is_over(application, now: datetime) -> bool:
    until = kept_until(application)
    return until is not None and until <= rules.day_of(now)


def _anonymise(application, now: datetime) -> bool:
    def work() -> bool:
        demand_there(application)
        if get_notes().is_anonymised(application.UID()) or not _is_over(application, now):
            return False
        anonymise(application, now)
        return True

    return run_alone(LOCK, work)


def _old_drafts(now: datetime) -> Iterator:
    """Drafts that nobody has written for so long that something may be due, by the catalog alone."""
    youngest = setting("draft_days") - setting("draft_warning_days")
    today = rules.day_of(now)
    for brain in brains_in("draft"):
        if (today - rules.day_of(brain.modified.asdatetime())).days >= youngest:
            yield brain


def _draft_step(application, now: datetime) -> str | None:
    """What is due with a draft; nothing while its call takes applications, or will."""
    if api.content.get_state(application) != "draft" or ledger.number_of(application.UID()):
        return None
    since = rules.day_of(application.modified().asdatetime())
    call = call_of_year(application.year)
    if call is not None:
        end = call_facts(call).open_to
        if end > now:
            return None
        since = max(since, rules.day_of(end))
    warned = get_notes().told(application.UID(), DRAFT)
    days, warning = setting("draft_days"), setting("draft_warning_days")
    return step_of_draft(since, days, warning, warned, rules.day_of(now))


def _warn(application, now: datetime) -> bool:
    def work() -> bool:
        demand_there(application)
        if _draft_step(application, now) != "warn":
            return False
        today = rules.day_of(now)
        last_day = today + timedelta(days=setting("draft_warning_days"))
        reminding.warn_of_deletion(application, facts_of(application), last_day)
        get_notes().note_told(application.UID(), DRAFT, today)
        return True

    return run_alone(LOCK, work)


def _delete(application, now: datetime) -> bool:
    def work() -> bool:
        demand_there(application)
        if _draft_step(application, now) != "delete":
            return False
        get_notes().forget(application.UID())
        for item in (*application.objectValues(), application):
            forget_versions(item)
        with api.env.adopt_roles(["Manager"]):
            api.content.delete(application, check_linkintegrity=False)
        return True

    return run_alone(LOCK, work)
