"""Doing a transition of an application: all of it, or nothing.

One turn (`run_alone`) reads the facts, asks the rules, books, gives the number, makes the document, notes, changes the state and tells people. Whatever
raises leaves nothing behind.
"""

from AccessControl import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.users import UnrestrictedUser
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from typing import Any
from typst import TypstError
from zope.component import adapter
from zope.globalrequest import getRequest
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.content.services.change import demand_there
from zukunftsraum.grants import audit
from zukunftsraum.grants import checks
from zukunftsraum.grants import ledger
from zukunftsraum.grants import papers
from zukunftsraum.grants import process
from zukunftsraum.grants import rules
from zukunftsraum.grants import telling
from zukunftsraum.grants import trail
from zukunftsraum.grants.calls import caps_of_facts
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.case import Step
from zukunftsraum.grants.content import IGrantApplication
from zukunftsraum.grants.deadlines import proof_deadline
from zukunftsraum.grants.facts import facts_of
from zukunftsraum.grants.money import as_text
from zukunftsraum.grants.money import in_words
from zukunftsraum.grants.money import total
from zukunftsraum.grants.process import Actor
from zukunftsraum.grants.process import Inputs
from zukunftsraum.grants.process import Refused
from zukunftsraum.grants.process import TRANSITIONS
from zukunftsraum.grants.records import get_records
from zukunftsraum.grants.records import JOB
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.spaces.groups import is_member
from zukunftsraum.spaces.rules import municipal_groups


#: What is protected: nobody else books, numbers or changes states meanwhile.
LOCK = "grants"

#: UID of the application, and the transition, that are being done in this thread.
_acting: ContextVar[tuple[str, str] | None] = ContextVar("grant transition", default=None)


def act(
    application, name: str, body: Mapping[str, Any], *, now: datetime | None = None, job=False
) -> Step:
    """Do a transition as the current user, or as a job, and commit it.

    The transaction under way is given up first.

    :param name: of `process.TRANSITIONS`. body: as it was sent. now: with zone; for tests and the demo.
    :raises InvalidInput: something is missing or bad in the body, or in the application that is submitted.
    :raises Refused: the person may not, or a rule fails.
    """
    return run_alone(
        LOCK, lambda: act_in_turn(application, name, body, now=now or datetime.now(UTC), job=job)
    )


def act_in_turn(
    application,
    name: str,
    body: Mapping[str, Any],
    *,
    now: datetime,
    job: bool = False,
    quietly: bool = False,
) -> Step:
    """As `act`, for a caller who has the turn already, and commits. quietly: nobody is told."""
    demand_there(application)
    facts = facts_of(application)
    actor = actor_of(facts, application, job=job)
    process.demand_role(name, facts, actor)
    process.demand_four_eyes(name, facts, actor)
    inputs = process.read_inputs(name, body, facts)
    process.demand_time(name, facts, now)
    _demand_complete(name, facts, now)
    if name == "approve":
        inputs = process.decided(facts, inputs)
    step = _step(name, facts, actor, inputs, now)
    _book(name, facts, step)
    if name == "submit" and not facts.number:
        ledger.next_number(facts.call.number_prefix, facts.call.year, facts.uid)
    get_records().note(facts.uid, step)
    _change_state(application, name, inputs.comment, job=job)
    after = facts_of(application)
    _put_on_record(after, step)
    trail.note_step(application, facts, after, step)
    if not quietly:
        telling.tell(application, facts, after, step)
    return step


def declare_conflict(application, user_id: str, now: datetime) -> None:
    """Note, for good, that a person has a conflict of interest with an application, and commit."""

    def work():
        demand_there(application)
        uid = application.UID()
        if get_records().declare(uid, user_id, now):
            audit.append(uid, "conflict", actor=user_id, now=now)

    run_alone(LOCK, work)


def actor_of(facts: Facts, application, *, job: bool = False) -> Actor:
    """The current user, as the rules see them."""
    if job:
        return Actor(JOB, frozenset(), is_job=True)
    user = getSecurityManager().getUser()
    user_id = user.getId() or ""
    towns = frozenset(
        ars
        for ars in facts.towns
        if ars and any(is_member(group, user_id) for group in municipal_groups(ars).ids())
    )
    return Actor(user_id, frozenset(user.getRolesInContext(application)), towns)


def _demand_complete(name: str, facts: Facts, now: datetime) -> None:
    language = api.portal.get_current_language()[:2]
    found = []
    if name in ("submit", "resubmit"):
        found = checks.before_submission(facts, now, language)
    elif name == "submit_proof":
        found = checks.before_proof(facts, now, language)
    if found:
        raise InvalidInput(*((finding.field, finding.message) for finding in found))


def _step(name: str, facts: Facts, actor: Actor, inputs: Inputs, now: datetime) -> Step:
    """What is noted: with the shares of the carriers where an amount is decided."""
    step = Step(
        transition=name,
        actor=actor.user_id,
        time=now,
        state=TRANSITIONS[name].target,
        amount=inputs.amount,
        conditions=inputs.conditions or "",
        reasons=inputs.reasons,
        comment=inputs.comment,
        checklist=inputs.checklist,
        early_start=inputs.early_start,
    )
    books = TRANSITIONS[name].books
    if books == "reserve":
        return replace(step, amount=total(facts.shares.values()), shares=dict(facts.shares))
    if books == "commit":
        return replace(step, shares=rules.split(inputs.amount, process.submitted_shares(facts)))
    if books == "spend":
        return replace(step, shares=rules.split(inputs.amount, process.approved_shares(facts)))
    if name in ("return", "return_proof"):
        days = facts.call.return_days if facts.call is not None else 0
        until = rules.last_day_to_answer(now, days)
        if name == "return_proof":  # not earlier than it was due anyway
            until = max(until, proof_deadline(facts) or until)
        return replace(step, until=until)
    return step


def _book(name: str, facts: Facts, step: Step) -> None:
    """:raises Refused: a cap would be exceeded; `available` says what is left."""
    said = {"cause": name, "actor": step.actor, "now": step.time}
    match TRANSITIONS[name].books:
        case "reserve":
            caps = caps_of_facts(facts.call)
            try:
                ledger.reserve(facts.uid, facts.call.year, step.shares, caps, **said)
            except ledger.OverCap as over:
                raise over_cap(over) from None
        case "commit":
            ledger.commit(facts.uid, step.shares, **said)
        case "spend":
            ledger.spend(facts.uid, step.shares, **said)
        case "release":
            ledger.release(facts.uid, **said)


def over_cap(over: ledger.OverCap) -> Refused:
    """What is said of a cap that would be exceeded."""
    mapping = {"available": in_words(over.available, api.portal.get_current_language()[:2])}
    messages = {
        "year": _(
            "error_grant_cap_year",
            default="Under the cap of the municipality for this year, ${available} are left.",
            mapping=mapping,
        ),
        "project": _(
            "error_grant_cap_project",
            default="Under the cap of the municipality over the whole project, ${available} are left.",
            mapping=mapping,
        ),
        "total": _(
            "error_grant_cap_total",
            default="In the budget of the call, ${available} are left.",
            mapping=mapping,
        ),
    }
    return Refused(
        409,
        messages[over.limit],
        available=as_text(over.available),
        asked=as_text(over.asked),
        limit=over.limit,
        municipality=over.carrier,
    )


def _put_on_record(facts: Facts, step: Step) -> None:
    """The audit, and the document of the transition.

    :raises Refused: the document cannot be made.
    """
    facts_said = {
        name: value
        for name, value in vars(step).items()
        if name not in ("actor", "time") and value not in (None, "", ())
    }
    audit.append(facts.uid, "transition", actor=step.actor, now=step.time, **facts_said)
    kind = TRANSITIONS[step.transition].document
    if not kind:
        return
    try:
        papers.make(facts.uid, kind, facts, now=step.time, actor=step.actor)
    except TypstError:
        message = _(
            "error_grant_document",
            default="The document for this step cannot be made at the moment. Nothing has changed; please try again later.",
        )
        raise Refused(409, message) from None


def _change_state(application, name: str, comment: str, *, job: bool) -> None:
    tool = api.portal.get_tool("portal_workflow")
    with _doing(application, name):
        if job:
            with _as_job():
                tool.doActionFor(application, name, comment=comment)
        else:
            tool.doActionFor(application, name, comment=comment)


@contextmanager
def _as_job():
    """As nobody, with the roles that a job needs. Not `adopt_roles`: the guards of the workflow ask the user."""
    before = getSecurityManager()
    user = UnrestrictedUser("", "", ["Manager", process.FINANCE], [])
    newSecurityManager(getRequest(), user.__of__(api.portal.get_tool("acl_users")))
    try:
        yield
    finally:
        setSecurityManager(before)


@contextmanager
def _doing(application, name: str):
    token = _acting.set((application.UID(), name))
    try:
        yield
    finally:
        _acting.reset(token)


@adapter(IGrantApplication, IBeforeTransitionEvent)
def demand_process(application, event) -> None:
    """No way round the rules: neither the classic pages nor code change the state by the workflow alone.

    :raises WorkflowException: the transition does not come from `act`.
    """
    if event.transition is None:  # the application comes to be
        return
    if _acting.get() != (application.UID(), event.transition.getId()):
        message = _(
            "error_grant_process",
            default="This step needs its own form. Please open the application on the website.",
        )
        raise WorkflowException(translate(message, context=getRequest()))
