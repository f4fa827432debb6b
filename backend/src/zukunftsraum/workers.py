"""Threads of a running Zope that do what transactions have left for afterwards, in all sites of the process."""

from collections.abc import Callable
from Products.CMFCore.interfaces import ISiteRoot
from zukunftsraum.console import entered_site

import atexit
import logging
import threading
import transaction
import Zope2


logger = logging.getLogger(__name__)

#: Seconds between two looks at what other processes have left, and after something went wrong.
PAUSE, LONG_PAUSE = 10.0, 30.0


class Worker(threading.Thread):
    """Works in all sites, for as long as the process lives; also on what an earlier process left behind.

    :param work: called with a site, and a function that says whether to stop; it commits itself.
    :param wake: set when there is something to do.
    :param failed: one line for the log when the work raises; it is begun again later.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[object, Callable[[], bool]], object],
        wake: threading.Event,
        failed: str,
    ):
        super().__init__(name=name, daemon=True)
        self._work, self._wake, self._failed = work, wake, failed
        self._stopping = threading.Event()

    def run(self) -> None:
        atexit.register(self.stop)
        while not self._stopping.is_set():
            pause = PAUSE
            try:
                for site_id in _site_ids():
                    with entered_site(site_id) as site:
                        self._work(site, self._stopping.is_set)
            except Exception:
                # The thread must not die.
                logger.exception(self._failed)
                pause = LONG_PAUSE
            self._wake.wait(pause)
            self._wake.clear()

    def stop(self) -> None:
        """End the thread; what it cannot finish soon is done by the next process."""
        self._stopping.set()
        self._wake.set()
        self.join(timeout=5)
        atexit.unregister(self.stop)


def _site_ids() -> list[str]:
    app = Zope2.app()
    try:
        return [id for id, site in app.items() if ISiteRoot.providedBy(site)]
    finally:
        transaction.abort()
        app._p_jar.close()
