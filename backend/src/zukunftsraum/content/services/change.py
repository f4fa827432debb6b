"""PATCH and DELETE of content: changed and deleted in turn, so that many writers get no errors."""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from plone import api
from plone.restapi.services.content.delete import ContentDelete
from plone.restapi.services.content.update import ContentPatch
from zExceptions import NotFound
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.content.services.get import is_current
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.register.services.answers import refusal


def in_turn(content, work):
    """Do work on content after those who write already, if it is still there then.

    :raises NotFound: somebody else has deleted or moved it meanwhile.
    """

    def work_if_there():
        demand_there(content)
        return work()

    site = "/".join(api.portal.get().getPhysicalPath())
    return run_alone(f"add:{site}", work_if_there)


def demand_there(content) -> None:
    """Let work go on only if the content still lies where it was found.

    :raises NotFound: somebody else has deleted or moved it.
    """
    context = aq_inner(content)
    container = aq_parent(context)
    if aq_base(container.get(context.getId())) is not aq_base(context):
        raise NotFound(context.getId())


def outdated(service) -> dict | None:
    """The answer (412) to a caller who speaks of the content as it was before somebody changed it; else None."""
    if is_current(service.context, service.request.getHeader("If-Match")):
        return None
    message = _(
        "error_changed_meanwhile",
        default="Somebody has changed this meanwhile. Load it again to see the changes.",
    )
    return refusal(service.request, 412, "PreconditionFailed", message)


class ChangeContent(ContentPatch):
    """Changes content as plone.restapi does; 412 when it is not any more what `If-Match` names."""

    takes_content = True
    contract = Contract(body=Anything, answers={200: Anything, 204: None}, errors=(409, 412))

    def reply(self):
        return in_turn(self.context, lambda: outdated(self) or super(ChangeContent, self).reply())


class DeleteContent(ContentDelete):
    """Deletes content as plone.restapi does; 412 when it is not any more what `If-Match` names."""

    contract = Contract(answers={204: None}, errors=(409, 412))

    def reply(self):
        return in_turn(self.context, lambda: outdated(self) or super(DeleteContent, self).reply())
