"""GET /@jobs lists the jobs, POST /@jobs/<name> runs one."""

from typing import Any
from typing_extensions import TypedDict
from zExceptions import Forbidden
from zExceptions import NotFound
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Items
from zukunftsraum.jobs import running
from zukunftsraum.jobs.interfaces import JobFailed
from zukunftsraum.service import PathService

import transaction


class JobRow(TypedDict):
    id: str
    title: str


class JobResult(TypedDict):
    job: str
    result: Any


class JobsGet(PathService):
    """What is done regularly: the names and titles of the jobs."""

    contract = Contract(answers={200: Items[JobRow]})

    def answer(self):
        items = [{"id": id, "title": title} for id, title in running.titles().items()]
        return {"@id": f"{self.context.absolute_url()}/@jobs", "items": items}


class JobsPost(PathService):
    """Runs a job.

    Answers `{"job", "result"}`, or 409 where the job has found that something is wrong. For programs: a session with a
    cookie is not enough."""

    contract = Contract(path="/{job}", answers={200: JobResult}, errors=(409,))

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
