"""Reading the files that wait: a thread of a running Zope, and the job `search-files` that does it without one.

A file is read outside of any transaction that writes, so nobody waits for it; only storing its text takes a turn with other writers.
"""

from plone import api
from zope.interface import implementer
from zukunftsraum.concurrency import held
from zukunftsraum.concurrency import run_alone
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.search import attachments
from zukunftsraum.search import waiting
from zukunftsraum.workers import Worker

import logging
import os
import transaction


logger = logging.getLogger(__name__)

#: Set to anything, the running Zope leaves the files to `zukunftsraum-jobs search-files`.
JOB_ONLY_VARIABLE = "ZUKUNFTSRAUM_FILES_BY_JOB"


def read_next(site) -> bool:
    """Read one of the files that wait in a site, and commit; False where none waits. Gives up the transaction under way."""
    path = "/".join(site.getPhysicalPath())
    with held(f"search-files:{path}"):
        transaction.abort()
        if not waiting.waiting_in(site):
            return False
        chosen = run_alone(f"add:{path}", lambda: waiting.begin(site))
        if chosen is None:
            return False
        uid, may_try = chosen
        content = _content(uid)
        file = getattr(content, "file", None)
        text = ""
        if file is not None and may_try:
            text = attachments.extract(file)
        elif file is not None:
            logger.warning("A file is found by its name only: reading it was broken off")
        run_alone(f"add:{path}", lambda: _store(site, uid, file, text))
    return True


def _content(uid: str):
    """The content of this UID, whoever may see it; None where it is gone."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid)
    return brains[0]._unrestrictedGetObject() if brains else None


def _store(site, uid: str, file, text: str) -> None:
    """Keep the text with the content, unless that has another file by now: then it goes on waiting."""
    content = _content(uid)
    now = getattr(content, "file", None)
    if now is not None and now is not file:
        return
    waiting.forget(site, uid)
    if now is not None:
        attachments.keep(content, now, text)
        content.reindexObject(idxs=["SearchableText"])


def read_all(site, is_stopping=lambda: False) -> int:
    """Read what waits in a site; returns how many files that were."""
    read = 0
    while not is_stopping() and read_next(site):
        read += 1
    return read


@implementer(IJob)
class SearchFiles:
    """The job `search-files`."""

    title = "read the files that wait for the search (a running portal does that by itself)"
    schedule = "* * * * *"

    def run(self, now) -> str:
        return f"files read {read_all(api.portal.get())}"


class Reader(Worker):
    """Reads what waits in all sites, for as long as the process lives; also what an earlier process left behind."""

    def __init__(self):
        super().__init__(
            "zukunftsraum-files",
            read_all,
            attachments.WAKE,
            "Reading files for the search failed",  # the file is begun again, a few times
        )


def start_reader(event) -> None:
    """When Zope starts to serve."""
    if not os.environ.get(JOB_ONLY_VARIABLE):
        Reader().start()
