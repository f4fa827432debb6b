"""GET and PATCH of a text."""

from AccessControl import getSecurityManager
from zExceptions import Unauthorized
from zukunftsraum import _
from zukunftsraum.content.services.change import ChangeContent
from zukunftsraum.content.services.get import ContentQuery
from zukunftsraum.content.services.get import TaggedGet
from zukunftsraum.content.services.history import ContentHistoryPatch
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Error
from zukunftsraum.contract import OldVersion
from zukunftsraum.contract import Titled
from zukunftsraum.knowledge.gone import was_readable
from zukunftsraum.knowledge.policy import demands_copy
from zukunftsraum.knowledge.policy import ONLY_COPIES
from zukunftsraum.knowledge.serializers import described
from zukunftsraum.knowledge.successors import visible_successor
from zukunftsraum.register.services.answers import refusal


GONE = _("error_archived", default="This text was archived and is not public any more.")


class Archived(Error):
    """successor: what stands instead, if the caller may see it."""

    successor: Titled | None


class ReviewedGet(TaggedGet):
    """The text; 410 for those who could read it before it was archived.

    `{type: "Gone", message, successor: {"@id", title} | None}`; a successor that the caller may not see is not named.
    """

    contract = Contract(query=ContentQuery, answers={200: Anything, 410: Archived})

    #: It asks for View itself (`content/guard.py`).
    decides_view = True

    def reply(self):
        if getSecurityManager().checkPermission("View", self.context):
            return super().reply()
        if not was_readable(self.context):
            raise Unauthorized
        successor = visible_successor(self.context)
        answer = refusal(self.request, 410, "Gone", GONE)
        return {**answer, "successor": successor and described(successor)}


class ReviewedPatch(ChangeContent):
    """Changes the text; 409 where that needs a second person."""

    contract = Contract(body=Anything, answers={200: Anything, 204: None}, errors=(409, 412))

    def reply(self):
        if demands_copy(self.context):
            return refusal(self.request, 409, "Conflict", ONLY_COPIES)
        return super().reply()


class ReviewedHistoryPatch(ContentHistoryPatch):
    """Goes back to a version; 409 where that needs a second person."""

    contract = Contract(body=OldVersion, answers={200: Anything}, errors=(409,))

    def reply(self):
        if demands_copy(self.context):
            return refusal(self.request, 409, "Conflict", ONLY_COPIES)
        return super().reply()
