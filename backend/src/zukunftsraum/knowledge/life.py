"""The life of a text in its workflow: what a transition demands, and what follows from it."""

from AccessControl import getSecurityManager
from collections.abc import Sequence
from DateTime import DateTime
from datetime import date
from plone import api
from plone.app.event.base import localized_now
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.DCWorkflow.interfaces import IAfterTransitionEvent
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from zope.component import adapter
from zope.globalrequest import getRequest
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.inputs import lines
from zukunftsraum.knowledge import telling
from zukunftsraum.knowledge.copies import copy_of
from zukunftsraum.knowledge.interfaces import IRequirements
from zukunftsraum.knowledge.interfaces import IReviewed
from zukunftsraum.knowledge.rules import APPROVALS
from zukunftsraum.knowledge.rules import COMMENT_MAX
from zukunftsraum.knowledge.rules import FOR_READERS
from zukunftsraum.knowledge.rules import next_review
from zukunftsraum.knowledge.rules import Problem
from zukunftsraum.knowledge.successors import problem_with_successor


WORKFLOW = "zukunftsraum_knowledge"

HAS_COPY = _(
    "error_archive_with_copy",
    default="Somebody is working on a copy of this text. Take the copy over or delete it first.",
)


class TransitionRefused(WorkflowException):
    """A transition is possible here, but something is missing; `errors` says what, field by field.

    conflict: what stands in the way is not in the input.
    """

    def __init__(self, errors: "Sequence[Problem] | TransitionRefused", *, conflict: bool = False):
        if isinstance(errors, TransitionRefused):  # the workflow tool raises anew what was raised
            errors, conflict = errors.errors, errors.conflict
        super().__init__(" ".join(translate(m, context=getRequest()) for _field, m in errors))
        self.errors = tuple(errors)
        self.conflict = conflict


@adapter(IReviewed, IBeforeTransitionEvent)
def before_transition(text, event) -> None:
    """:raises TransitionRefused: the comment or the text is not as the transition demands."""
    if event.transition is None:  # the text comes to be
        return
    transition = event.transition.getId()
    errors = problems_with_comment(transition, event.kwargs.get("comment"))
    if transition in APPROVALS:
        errors += IRequirements(text).missing()
    if transition == "archive":
        if copy_of(text) is not None:
            raise TransitionRefused([("", HAS_COPY)], conflict=True)
        errors += problem_with_successor(text, text.successor and text.successor.to_object)
    if errors:
        raise TransitionRefused(errors)


def problems_with_comment(transition: str, comment) -> list[Problem]:
    """What is wrong with the comment on a transition."""
    try:
        text = lines(comment, COMMENT_MAX)
    except ValueError as error:
        return [("comment", error.args[0])]
    if transition == "send_back" and not text:
        message = _(
            "error_send_back_comment",
            default="Please write to the author what has to change.",
        )
        return [("comment", message)]
    return []


@adapter(IReviewed, IAfterTransitionEvent)
def after_transition(text, event) -> None:
    """Note when it was checked, index how long it has been so, and tell the people concerned."""
    if event.transition is None:
        return
    transition = event.transition.getId()
    if transition in APPROVALS and event.old_state.getId() not in FOR_READERS:
        mark_reviewed(text, today())
        if not was_for_readers(text):
            text.setEffectiveDate(DateTime())
    text.reindexObject(idxs=["state_since", "next_review", "effective", "effectiveRange", "Date"])
    telling.tell_of_transition(text, transition, event.kwargs.get("comment") or "")


def today() -> date:
    """The day in the time zone of the site."""
    return localized_now().date()


def mark_reviewed(text, checked: date, due: date | None = None) -> None:
    """Note that a text was checked; it is due again after its interval, or on the day that is given."""
    text.reviewed_on = checked
    text.next_review = due or next_review(checked, text.review_interval)


def history_of(text) -> tuple[dict, ...]:
    """What happened to a text, oldest first: entries of the workflow and those of `note`."""
    return tuple((getattr(text, "workflow_history", None) or {}).get(WORKFLOW) or ())


def state_of(text) -> str:
    return api.content.get_state(text, default="")


def was_for_readers(text) -> bool:
    """Whether readers have ever seen it before its present state."""
    return any(entry.get("review_state") in FOR_READERS for entry in history_of(text)[:-1])


def state_since(text) -> DateTime | None:
    """When it came into its present state."""
    since, state = None, None
    for entry in reversed(history_of(text)):
        state = state or entry.get("review_state")
        if entry.get("review_state") != state:
            break
        since = entry.get("time")
    return since


def note(text, action: str, comment: str) -> None:
    """Write into the history what somebody did that is no transition."""
    tool = api.portal.get_tool("portal_workflow")
    tool.setStatusOf(
        WORKFLOW,
        text,
        {
            "action": action,
            "actor": getSecurityManager().getUser().getId(),
            "comments": comment,
            "review_state": state_of(text),
            "time": DateTime(),
        },
    )
