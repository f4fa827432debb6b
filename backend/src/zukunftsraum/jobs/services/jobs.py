"""GET /@jobs lists the jobs, POST /@jobs/<name> runs one."""

from plone.restapi.services import Service
from zExceptions import Forbidden
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zukunftsraum.csrf import accept_token
from zukunftsraum.jobs import running


class JobsGet(Service):
    def reply(self):
        return {
            "@id": f"{self.context.absolute_url()}/@jobs",
            "items": [{"id": id, "title": title} for id, title in running.titles().items()],
        }


@implementer(IPublishTraverse)
class JobsPost(Service):
    """Answers `{"job", "result"}`. A cookie alone is no proof that the caller wants this."""

    name = None

    def publishTraverse(self, request, name):
        if self.name is not None:
            raise NotFound(name)
        self.name = name
        return self

    def reply(self):
        if not self.request._auth:
            raise Forbidden("Send an Authorization header.")
        accept_token(self.request)
        try:
            return {"job": self.name, "result": running.run(self.name or "")}
        except running.UnknownJob:
            raise NotFound(self.name) from None
