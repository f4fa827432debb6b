"""GET /@jobs lists the jobs, POST /@jobs/<name> runs one."""

from zExceptions import Forbidden
from zExceptions import NotFound
from zukunftsraum.jobs import running
from zukunftsraum.jobs.interfaces import JobFailed
from zukunftsraum.service import PathService

import transaction


class JobsGet(PathService):
    def answer(self):
        items = [{"id": id, "title": title} for id, title in running.titles().items()]
        return {"@id": f"{self.context.absolute_url()}/@jobs", "items": items}


class JobsPost(PathService):
    """Answers `{"job", "result"}`, or 409 where the job has found that something is wrong. For programs: a session with a
    cookie is not enough."""

    segments = 1

    def answer(self):
        if not self.request._auth:
            raise Forbidden("Send an Authorization header.")
        name = self.path[0]
        try:
            return {"job": name, "result": running.run(name)}
        except running.UnknownJob:
            raise NotFound(name) from None
        except JobFailed as failure:
            transaction.abort()
            return self.refuse(409, str(failure))
