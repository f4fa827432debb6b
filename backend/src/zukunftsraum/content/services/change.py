"""PATCH and DELETE of content: changed and deleted in turn, so that many writers get no errors."""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from plone import api
from plone.restapi.services.content.delete import ContentDelete
from plone.restapi.services.content.update import ContentPatch
from zExceptions import NotFound
from zukunftsraum.concurrency import run_alone


def in_turn(content, work):
    """Do work on content after those who write already, if it is still there then.

    :raises NotFound: somebody else has deleted or moved it meanwhile.
    """

    def work_if_there():
        context = aq_inner(content)
        container = aq_parent(context)
        if aq_base(container.get(context.getId())) is not aq_base(context):
            raise NotFound(context.getId())
        return work()

    site = "/".join(api.portal.get().getPhysicalPath())
    return run_alone(f"add:{site}", work_if_there)


class ChangeContent(ContentPatch):
    """Changes content as plone.restapi does."""

    def reply(self):
        return in_turn(self.context, super().reply)


class DeleteContent(ContentDelete):
    """Deletes content as plone.restapi does."""

    def reply(self):
        return in_turn(self.context, super().reply)
