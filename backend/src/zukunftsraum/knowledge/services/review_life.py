"""GET @review-life: what happened to a text, what is missing, and who works on it."""

from AccessControl import getSecurityManager
from plone import api
from plone.restapi.serializer.converters import json_compatible
from typing_extensions import TypedDict
from zExceptions import Unauthorized
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Day
from zukunftsraum.contract import Located
from zukunftsraum.contract import Moment
from zukunftsraum.contract import Person
from zukunftsraum.knowledge.interfaces import IRequirements
from zukunftsraum.knowledge.life import history_of
from zukunftsraum.knowledge.life import state_of
from zukunftsraum.knowledge.life import WORKFLOW
from zukunftsraum.knowledge.serializers import Copies
from zukunftsraum.knowledge.serializers import copies_of
from zukunftsraum.members.people import name_of
from zukunftsraum.service import PathService


#: Titles of entries that are no transitions of the workflow.
TITLES = {
    None: _("history_created", default="Created"),
    "check_in": _("history_check_in", default="Working copy taken over"),
    "reviewed": _("history_reviewed", default="Checked, still right"),
}


class LifeEntry(TypedDict):
    action: str
    title: str
    state: str | None
    actor: Person
    time: Moment | None
    comment: str


class MissingField(TypedDict):
    field: str
    message: str


class ReviewLife(Copies, Located):
    state: str
    reviewed_on: Day | None
    next_review: Day | None
    responsible: str | None
    history: list[LifeEntry]
    missing: list[MissingField]


class ReviewLifeGet(PathService):
    """What happened to a text, what is missing, and who works on it.

    For those who may edit the text, and its author."""

    contract = Contract(answers={200: ReviewLife})

    def answer(self):
        may = getSecurityManager().checkPermission
        if not any(
            may(permission, self.context)
            for permission in ("Modify portal content", "zukunftsraum: Submit to Editors")
        ):
            raise Unauthorized
        text = self.context
        return {
            "@id": f"{text.absolute_url()}/@review-life",
            "state": state_of(text),
            "reviewed_on": json_compatible(text.reviewed_on),
            "next_review": json_compatible(text.next_review),
            "responsible": text.responsible or None,
            "history": [self.entry(each) for each in reversed(history_of(text))],
            **copies_of(text),
            "missing": [
                {"field": field, "message": translate(message, context=self.request)}
                for field, message in IRequirements(text).missing()
            ],
        }

    def entry(self, entry) -> LifeEntry:
        action = entry.get("action")
        return {
            "action": action or "create",
            "title": self.title_of(action),
            "state": entry.get("review_state"),
            "actor": {"fullname": name_of(entry["actor"]) if entry.get("actor") else ""},
            "time": json_compatible(entry.get("time")),
            "comment": entry.get("comments") or "",
        }

    def title_of(self, action) -> str:
        if action in TITLES:
            return translate(TITLES[action], context=self.request)
        workflow = api.portal.get_tool("portal_workflow").getWorkflowById(WORKFLOW)
        transition = workflow.transitions.get(action)
        title = transition.title if transition is not None else action
        return translate(title, domain="plone", context=self.request)
