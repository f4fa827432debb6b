"""POST @workflow/<transition> of an application, GET @workflow, and POST @conflict."""

from AccessControl import getSecurityManager
from datetime import datetime
from datetime import UTC
from plone import api
from plone.restapi.services import Service
from plone.restapi.services.workflow.info import WorkflowInfo
from typing import Any
from typing_extensions import TypedDict
from zope.component import adapter
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Located
from zukunftsraum.contract import Moment
from zukunftsraum.contract import names
from zukunftsraum.grants import ledger
from zukunftsraum.grants.acting import act
from zukunftsraum.grants.acting import actor_of
from zukunftsraum.grants.acting import declare_conflict
from zukunftsraum.grants.content import IGrantApplication
from zukunftsraum.grants.facts import facts_of
from zukunftsraum.grants.process import forbidden_for
from zukunftsraum.grants.process import Refused
from zukunftsraum.grants.process import TRANSITIONS
from zukunftsraum.grants.process import transitions_for
from zukunftsraum.inputs import flag
from zukunftsraum.inputs import Reader
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.service import PathService


#: What somebody may do beside the transitions → title of its permission.
ABILITIES = {
    "conflict": "zukunftsraum: Declare Grant Conflict",
    "audit": "zukunftsraum: View Grant Audit",
    "payment": "zukunftsraum: Pay Grants",
}


class GrantStep(TypedDict, total=False):
    """What the transition asks for."""

    comment: str | None
    amount: str | int | float | None
    conditions: str | None
    reasons: str | None
    checklist: list[Any] | None
    early_start: bool | None
    conflict: bool | None


class GrantStepDone(TypedDict):
    action: str
    actor: str
    comments: str
    review_state: str
    time: Moment
    title: str
    number: str | None


class Declared(TypedDict):
    declared: bool


class GrantTransitionPost(PathService):
    """Makes a step.

    `{comment, amount, conditions, reasons, checklist, conflict}`, as the transition asks → 200 `{action, actor, review_state, title, time, comments, number}`.

    400 with `errors`, 403 for who may not, 404 for an unknown transition, 409 where a rule fails (over a cap with `available`). Nothing is half done.
    """

    contract = Contract(
        path="/{transition}", body=GrantStep, answers={200: GrantStepDone}, errors=(409,)
    )

    segments = 1

    def answer(self):
        name = self.path[0]
        if name not in TRANSITIONS:
            return self.not_found()
        try:
            step = act(self.context, name, self.body())
        except Refused as refused:
            return {**self.refuse(refused.status, refused.message), **refused.more}
        tool = api.portal.get_tool("portal_workflow")
        title = tool.getTitleForStateOnType(step.state, self.context.portal_type)
        return {
            "action": name,
            "actor": step.actor,
            "comments": step.comment,
            "review_state": step.state,
            "time": step.time.isoformat(),
            "title": translate(title, domain="plone", context=self.request),
            "number": ledger.number_of(self.context.UID()),
        }


class ConflictPost(PathService):
    """Declares a conflict of interest.

    `{declared: true}` → 200 `{declared: true}`. It stays: a conflict of interest cannot be taken back."""

    contract = Contract(body=Declared, answers={200: Declared})

    def answer(self):
        reader = Reader(self.body(), names(Declared))
        declared = reader.read("declared", _declared)
        reader.finish()
        declare_conflict(self.context, self.user_id, datetime.now(UTC))
        return {"declared": declared}


def _declared(value) -> bool:
    if not flag(value):
        raise ValueError(_("error_required", default="Please fill in this field."))
    return True


@adapter(IGrantApplication, IBrowserLayer)
class GrantWorkflowInfo(WorkflowInfo):
    """As stock, with those transitions that the caller may begin; and, so that the page can say it:

    forbidden: `[{transition, message}]`, what the four eyes alone keep from the caller, and why. may: `{conflict, audit, payment}`, what the caller may do or see beside
    the transitions. conflict: whether the caller has declared one.
    """

    def __call__(self, expand=False):
        result = super().__call__(expand)
        if expand:
            facts = facts_of(self.context)
            actor = actor_of(facts, self.context)
            workflow, allowed = result["workflow"], transitions_for(facts, actor)
            workflow["transitions"] = [
                each
                for each in workflow["transitions"]
                if each["@id"].rpartition("/")[2] in allowed
            ]
            workflow["forbidden"] = [
                {"transition": name, "message": translate(message, context=self.request)}
                for name, message in forbidden_for(facts, actor).items()
            ]
            may = getSecurityManager().checkPermission
            workflow["may"] = {
                name: bool(may(title, self.context)) for name, title in ABILITIES.items()
            }
            workflow["conflict"] = actor.user_id in facts.conflicts
        return result


class ForbiddenStep(TypedDict):
    transition: str
    message: str


class GrantWorkflow(Located):
    """As stock; forbidden: what the four eyes alone keep from the caller. may: what else the caller may do or see."""

    history: list[Anything]
    state: Anything
    transitions: list[Anything]
    forbidden: list[ForbiddenStep]
    may: dict[str, bool]
    conflict: bool


class GrantWorkflowGet(Service):
    """The steps of an application: what was done, and what the caller may do.

    As stock, and what is said at `GrantWorkflowInfo`.
    """

    contract = Contract(answers={200: GrantWorkflow})

    def reply(self):
        return GrantWorkflowInfo(self.context, self.request)(expand=True)["workflow"]
