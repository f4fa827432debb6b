"""Reading the files that wait: a thread of a running Zope, and the job `search-files` that does it without one.

A file is read outside of any transaction that writes, so nobody waits for it; only storing its text takes a turn with other writers.
"""

from plone import api
from Products.CMFCore.interfaces import ISiteRoot
from zope.interface import implementer
from zukunftsraum.concurrency import held
from zukunftsraum.concurrency import run_alone
from zukunftsraum.console import entered_site
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.search import attachments
from zukunftsraum.search import waiting

import atexit
import logging
import os
import threading
import transaction
import Zope2


logger = logging.getLogger(__name__)

#: Set to anything, the running Zope leaves the files to `zukunftsraum-jobs search-files`.
JOB_ONLY_VARIABLE = "ZUKUNFTSRAUM_FILES_BY_JOB"

#: Seconds between two looks at what other processes have left, and after something went wrong.
PAUSE, LONG_PAUSE = 10.0, 30.0


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

    def run(self, now) -> str:
        return f"files read {read_all(api.portal.get())}"


class Reader(threading.Thread):
    """Reads what waits in all sites, for as long as the process lives; also what an earlier process left behind."""

    def __init__(self):
        super().__init__(name="zukunftsraum-files", daemon=True)
        self._stopping = threading.Event()

    def run(self) -> None:
        atexit.register(self.stop)
        while not self._stopping.is_set():
            pause = PAUSE
            try:
                for site_id in _site_ids():
                    with entered_site(site_id) as site:
                        read_all(site, self._stopping.is_set)
            except Exception:
                # The thread must not die; the file is begun again, a few times.
                logger.exception("Reading files for the search failed")
                pause = LONG_PAUSE
            attachments.WAKE.wait(pause)
            attachments.WAKE.clear()

    def stop(self) -> None:
        """End the thread; what it cannot finish soon is read again by the next process."""
        self._stopping.set()
        attachments.WAKE.set()
        self.join(timeout=5)
        atexit.unregister(self.stop)


def _site_ids() -> list[str]:
    app = Zope2.app()
    try:
        return [id for id, site in app.items() if ISiteRoot.providedBy(site)]
    finally:
        transaction.abort()
        app._p_jar.close()


def start_reader(event) -> None:
    """When Zope starts to serve."""
    if not os.environ.get(JOB_ONLY_VARIABLE):
        Reader().start()
