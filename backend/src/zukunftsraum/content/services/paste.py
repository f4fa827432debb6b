"""POST @copy and @move: in turn with other writers; nothing goes into itself."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from plone import api
from plone.restapi.deserializer import json_body
from plone.restapi.services.copymove.copymove import Copy
from plone.restapi.services.copymove.copymove import Move
from Products.CMFCore.permissions import AddPortalContent
from typing_extensions import TypedDict
from zExceptions import Unauthorized
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Contract
from zukunftsraum.errors import invalid_input


class Source(TypedDict):
    """Addresses, paths or UIDs."""

    source: str | list[str]


class Pasted(TypedDict):
    source: str
    target: str


class InTurn:
    """`{"source"}`: addresses, paths or UIDs; 400 where it is something else, or the target lies in it."""

    contract = Contract(body=Source, answers={200: list[Pasted]})

    def reply(self):
        if not getSecurityManager().checkPermission(AddPortalContent, self.context):
            raise Unauthorized  # stock answers 401 with null
        source = json_body(self.request).get("source")
        sources = source if isinstance(source, list) else [source]
        if not all(isinstance(each, str) and each for each in sources) or not sources:
            message = _("error_source", default="Please say what to copy or move.")
            raise invalid_input(self.request, "source", message)
        own = [aq_base(each) for each in aq_chain(aq_inner(self.context))]
        if any(aq_base(found) in own for each in sources if (found := self.get_object(each))):
            message = _("error_into_itself", default="Nothing can be put into itself.")
            raise invalid_input(self.request, "source", message)
        site = "/".join(api.portal.get().getPhysicalPath())
        return run_alone(f"add:{site}", super().reply)


class CopyInTurn(InTurn, Copy):
    """Copies content to here, as stock."""


class MoveInTurn(InTurn, Move):
    """Moves content to here, as stock."""
