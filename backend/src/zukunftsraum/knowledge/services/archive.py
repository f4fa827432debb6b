"""POST @archive: a text is not public any more; its old address leads to the successor."""

from annotated_types import MaxLen
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException
from typing import Annotated
from typing_extensions import TypedDict
from zExceptions import Unauthorized
from zukunftsraum import _
from zukunftsraum.content.services.change import in_turn
from zukunftsraum.contract import Contract
from zukunftsraum.contract import names
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import Reader
from zukunftsraum.knowledge.copies import is_copy
from zukunftsraum.knowledge.life import state_of
from zukunftsraum.knowledge.life import TransitionRefused
from zukunftsraum.knowledge.rules import COMMENT_MAX
from zukunftsraum.knowledge.rules import FOR_READERS
from zukunftsraum.knowledge.services.transition import refused
from zukunftsraum.knowledge.successors import set_successor
from zukunftsraum.service import PathService

import transaction


class Archiving(TypedDict, total=False):
    comment: Annotated[str, MaxLen(COMMENT_MAX)] | None
    successor: str | None


class TextState(TypedDict):
    state: str


class ArchivePost(PathService):
    """Archives a text.

    Takes `{comment, successor}`, both optional; the successor is a UID, a path or an address of this site.

    200 with `{state}`; without `successor` the one that the text names already stays.
    """

    contract = Contract(body=Archiving, answers={200: TextState}, errors=(409,))

    def answer(self):
        reader = Reader(self.body(), names(Archiving))
        comment = reader.read("comment", lambda value: lines(value, COMMENT_MAX))
        reader.finish()
        return in_turn(self.context, lambda: self.archive(comment))

    def archive(self, comment: str):
        text = self.context
        if is_copy(text) or state_of(text) not in FOR_READERS:
            message = _("error_archive_draft", default="Only texts that readers see are archived.")
            return self.refuse(409, message)
        if "successor" in self.body():
            set_successor(text, self.successor(self.body()["successor"]))
        try:
            api.portal.get_tool("portal_workflow").doActionFor(text, "archive", comment=comment)
        except TransitionRefused as error:
            transaction.abort()
            return refused(self.request, error)
        except WorkflowException:
            raise Unauthorized from None
        return {"state": state_of(text)}

    def successor(self, value):
        """The text that is meant.

        :raises InvalidInput: there is none that the caller may see.
        """
        if value is None:
            return None
        found = None
        if isinstance(value, str) and value:
            found = api.content.get(UID=value) or self.at(value)
        if found is None:
            message = _("error_successor_unknown", default="There is no such text.")
            raise InvalidInput(("successor", message))
        return found

    def at(self, path: str):
        """The content at a path or address of this site, if the caller may see it."""
        site = api.portal.get()
        path = path.removeprefix(site.absolute_url()).strip("/")
        brains = api.portal.get_tool("portal_catalog").searchResults(
            path={"query": "/".join((*site.getPhysicalPath(), path)), "depth": 0}
        )
        return brains[0].getObject() if path and brains else None
