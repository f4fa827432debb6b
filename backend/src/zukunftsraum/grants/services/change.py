"""PATCH of an application: what may be written depends on its state, for everybody."""

from AccessControl import getSecurityManager
from plone import api
from plone.dexterity.utils import iterSchemata
from plone.restapi.deserializer import json_body
from plone.restapi.services.content.update import ContentPatch
from Products.CMFCore.permissions import ModifyPortalContent
from zExceptions import Unauthorized
from zope.schema import getFieldNames
from zukunftsraum import _
from zukunftsraum.content.services.change import in_turn
from zukunftsraum.content.services.change import outdated
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.grants import process
from zukunftsraum.grants import trail
from zukunftsraum.grants.content import PROOF_FIELDS
from zukunftsraum.register.services.answers import refusal


#: Title of the permission.
WRITE_PROOF = "zukunftsraum: Write Grant Proof"

#: Written along with the proof of use too.
WITH_PROOF = PROOF_FIELDS | {"attachments"}


class ChangeApplication(ContentPatch):
    """Changes an application in `draft` and `returned`, its proof of use in `proof`; 409 for what cannot be changed now, 412 as for any content."""

    takes_content = True
    contract = Contract(body=Anything, answers={200: Anything, 204: None}, errors=(409, 412))

    def reply(self):
        return in_turn(self.context, self.change)

    def change(self):
        # Here and not before: somebody may have submitted it while this waited for its turn.
        may = getSecurityManager().checkPermission
        if not (may(ModifyPortalContent, self.context) or may(WRITE_PROOF, self.context)):
            raise Unauthorized
        refused = outdated(self) or self.locked()
        if refused:
            return refused
        stored = self.context.iban
        answer = super().reply()
        trail.note_changed_account(self.context, stored)
        return answer

    def locked(self) -> dict | None:
        """The answer to who writes what the state does not allow, or None."""
        state = api.content.get_state(self.context)
        known = {name for schema in iterSchemata(self.context) for name in getFieldNames(schema)}
        if state in process.WRITTEN:
            writable = known - PROOF_FIELDS
        else:
            writable = WITH_PROOF if state in process.PROVEN else frozenset()
        fixed = sorted(known.intersection(json_body(self.request)) - writable)
        if not fixed:
            return None
        message = _(
            "error_grant_fixed",
            default="This cannot be changed in the present state of the application: ${fields}",
            mapping={"fields": ", ".join(fixed)},
        )
        return {**refusal(self.request, 409, "Conflict", message), "fields": fixed}
