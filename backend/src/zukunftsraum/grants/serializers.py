"""What a call and an application say over REST beside their fields."""

from datetime import datetime
from datetime import UTC
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.grants import practice_drafts
from zukunftsraum.grants import process
from zukunftsraum.grants.acting import actor_of
from zukunftsraum.grants.calls import call_of_year
from zukunftsraum.grants.calls import is_open
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.case import Step
from zukunftsraum.grants.content import IGrantApplication
from zukunftsraum.grants.content import IGrantCall
from zukunftsraum.grants.facts import facts_of
from zukunftsraum.grants.facts import town_of_application
from zukunftsraum.grants.fields import IIban
from zukunftsraum.grants.fields import masked_of
from zukunftsraum.grants.ledger import number_of
from zukunftsraum.grants.money import as_text
from zukunftsraum.grants.process import Actor
from zukunftsraum.interfaces import IBrowserLayer


#: Who examines, decides and pays.
GRANT_ROLES = frozenset({process.EXAMINER, process.APPROVER, process.FINANCE})


@adapter(IGrantCall, IBrowserLayer)
@implementer(ISerializeToJson)
class CallSerializer(SerializeFolderToJson):
    """Adds `is_open`: whether applications are taken now."""

    def __call__(self, version=None, include_items=True, include_expansion=True):
        result = super().__call__(version, include_items, include_expansion)
        result["is_open"] = is_open(self.context, datetime.now(UTC))
        return result


@adapter(IIban, IGrantApplication, IBrowserLayer)
@implementer(IFieldSerializer)
class IbanSerializer:
    """The beginning and the end of the IBAN: never more, and never what is stored."""

    def __init__(self, field, context, request):
        self.field = field
        self.context = context

    def __call__(self):
        return masked_of(self.field.get(self.context)) or None


@adapter(IGrantApplication, IBrowserLayer)
@implementer(ISerializeToJson)
class ApplicationSerializer(SerializeFolderToJson):
    """Adds `number` ("" before the first submission), `municipality`, `call`, and `process`: what was decided so far; says nothing of locks."""

    def __call__(self, version=None, include_items=True, include_expansion=True):
        result = super().__call__(version, include_items, include_expansion)
        result.pop("lock", None)  # there are none: several people write it, with If-Match
        result["number"] = number_of(self.context.UID()) or ""
        town = town_of_application(self.context)
        result["municipality"] = {"ars": town.ars, "name": town.name}
        result["call"] = call_summary(self.context.year)
        facts = facts_of(self.context)
        with_examination = sees_examination(facts, actor_of(facts, self.context))
        result["process"] = process_of(facts, with_examination)
        result.update(practice_drafts.as_json(self.context))
        return result


def sees_examination(facts: Facts, actor: Actor) -> bool:
    """Whether somebody sees how an application is examined: the grant roles, unless they are close to it."""
    is_close = bool(actor.towns) or actor.user_id in facts.conflicts
    return bool(GRANT_ROLES & actor.roles) and not is_close


def process_of(facts: Facts, with_examination: bool) -> dict:
    """What was decided so far, for the page of an application; None where that has not happened.

    The municipality sees requests, decision, settlement, reclaim and its withdrawal; the grant roles see the proposal too.
    """
    shown = {
        "submitted": facts.submission,
        "request": facts.request,
        "decision": facts.decision,
        "settlement": facts.settlement,
        "reclaim": facts.reclaim,
        "withdrawal": facts.last("withdraw"),
    }
    if with_examination:
        shown["proposal"] = facts.proposal
    return {name: None if step is None else step_as_json(step) for name, step in shown.items()}


def step_as_json(step: Step) -> dict:
    """A step without who did it."""
    return {
        "transition": step.transition,
        "time": step.time.isoformat(),
        "amount": None if step.amount is None else as_text(step.amount),
        "shares": {ars: as_text(amount) for ars, amount in (step.shares or {}).items()},
        "conditions": step.conditions,
        "reasons": step.reasons,
        "comment": step.comment,
        "checklist": list(step.checklist),
        "until": None if step.until is None else step.until.isoformat(),
        "early_start": step.early_start,
    }


def call_summary(year: int | None) -> dict | None:
    """What an application shows of its call; None where there is none, or only a draft of one."""
    call = call_of_year(year)
    if call is None or call.portal_workflow.getInfoFor(call, "review_state") == "draft":
        return None
    return {
        "@id": call.absolute_url(),
        "title": call.title,
        "year": call.year,
        "open_from": in_text(call.open_from),
        "open_to": in_text(call.open_to),
        "is_open": is_open(call, datetime.now(UTC)),
    }


def in_text(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC."""
    return None if moment is None else moment.astimezone(UTC).isoformat()
