"""@workingcopy of texts: check out, check in with a comment, give up."""

from AccessControl import getSecurityManager
from Acquisition import aq_inner
from Acquisition import aq_parent
from plone import api
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from plone.app.iterate.permissions import CheckoutPermission
from typing_extensions import TypedDict
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.component import getMultiAdapter
from zukunftsraum import _
from zukunftsraum.content.services.change import in_turn
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Located
from zukunftsraum.contract import names
from zukunftsraum.inputs import Reader
from zukunftsraum.knowledge.copies import copy_of
from zukunftsraum.knowledge.copies import is_copy
from zukunftsraum.knowledge.copies import visible_copy_of
from zukunftsraum.knowledge.life import state_of
from zukunftsraum.knowledge.life import TransitionRefused
from zukunftsraum.knowledge.rules import FOR_READERS
from zukunftsraum.knowledge.serializers import Copies
from zukunftsraum.knowledge.serializers import copies_of
from zukunftsraum.knowledge.serializers import described_copy
from zukunftsraum.knowledge.services.transition import refused
from zukunftsraum.service import PathService


class WorkingCopyService(PathService):
    """A service about the copy of its context, or about its context, which is a copy."""

    def copy(self):
        """The copy, if the caller may see it, or None."""
        copy = self.context if is_copy(self.context) else copy_of(self.context)
        if copy is None or not getSecurityManager().checkPermission("View", copy):
            return None
        return copy

    def control(self, content):
        return getMultiAdapter((content, self.request), name="iterate_control")


class WorkingCopyGet(WorkingCopyService):
    """The working copy of a text: `{working_copy, working_copy_of}`; None where there is none that the caller may see."""

    contract = Contract(answers={200: Copies})

    def answer(self):
        return copies_of(self.context)


class WorkingCopyPost(WorkingCopyService):
    """Makes the copy: 201 with its `@id`; 409 where there is one, or readers do not see the text."""

    contract = Contract(answers={201: Located}, errors=(409,))

    def answer(self):
        return in_turn(self.context, self.check_out)

    def check_out(self):
        if is_copy(self.context) or state_of(self.context) not in FOR_READERS:
            message = _("error_copy_of_draft", default="Only published texts have working copies.")
            return self.refuse(409, message)
        if not getSecurityManager().checkPermission(CheckoutPermission, self.context):
            raise Unauthorized
        if not self.control(self.context).checkout_allowed():
            return self.exists_already()
        container = aq_parent(aq_inner(self.context))
        copy = ICheckinCheckoutPolicy(self.context).checkout(container)
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", copy.absolute_url())
        return {"@id": copy.absolute_url()}

    def exists_already(self):
        """The refusal; says whose copy there is to those who may see it."""
        copy = visible_copy_of(self.context)
        if copy is None:
            message = _(
                "error_copy_exists",
                default="Somebody is working on this text already, on a copy or on the text itself.",
            )
            return self.refuse(409, message)
        described = described_copy(copy)
        message = _(
            "error_copy_exists_of",
            default="${name} is working on a copy of this text already.",
            mapping={"name": described["creator_name"]},
        )
        return {**self.refuse(409, message), "working_copy": described}


class CheckInComment(TypedDict, total=False):
    comment: str | None


class WorkingCopyPatch(WorkingCopyService):
    """Takes the copy over: `{comment}`; 204. Asked of the copy or of its text. 409 where somebody else was faster."""

    contract = Contract(body=CheckInComment, answers={204: None}, errors=(409,))

    was_there = False

    def answer(self):
        self.was_there = self.copy() is not None
        try:
            return in_turn(self.context, self.check_in)
        except NotFound:
            return self.gone()

    def gone(self):
        if not self.was_there:
            return self.not_found()
        message = _(
            "error_copy_gone",
            default="Somebody else has taken this working copy over, or given it up.",
        )
        return self.refuse(409, message)

    def check_in(self):
        reader = Reader(self.body(), names(CheckInComment))
        comment = reader.read("comment", lambda value: value or "")
        reader.finish()
        copy = self.copy()
        if copy is None:
            return self.gone()
        policy = ICheckinCheckoutPolicy(copy)
        text = policy.getBaseline()
        if text is None or state_of(text) not in FOR_READERS:
            message = _("error_copy_without_text", default="Its text is not published any more.")
            return self.refuse(409, message)
        if not self.control(copy).checkin_allowed():
            raise Unauthorized
        try:
            policy.checkin(comment)
        except TransitionRefused as error:
            return refused(self.request, error)
        return self.reply_no_content()


class WorkingCopyDelete(WorkingCopyService):
    """Gives the copy up: 204, and nothing of it is left."""

    contract = Contract(answers={204: None}, errors=(409,))

    def answer(self):
        return in_turn(self.context, self.give_up)

    def give_up(self):
        copy = self.copy()
        if copy is None:
            return self.not_found()
        if not self.control(copy).cancel_allowed():
            raise Unauthorized
        with api.env.adopt_roles(["Manager"]):
            aq_parent(aq_inner(copy)).manage_delObjects([copy.getId()])
        return self.reply_no_content()
