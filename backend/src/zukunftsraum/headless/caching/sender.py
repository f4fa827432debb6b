"""A thread that tells caching proxies, so that a slow or dead one never holds up anybody.

The threads of plone.cachepurging would keep console commands from ending, and tell a thing once: an answer that was under way while it
changed would come into the cache after that. So each is told twice.
"""

import atexit
import logging
import threading
import time


logger = logging.getLogger(__name__)

#: Seconds until a proxy is told a second time: by then an answer that was being made during the change is in its cache.
AGAIN = 5.0
#: Seconds that a process which ends waits for what it has to tell.
LAST = 3.0


class Sender:
    """Sends PURGE requests, each address once now and once more soon; the same address several times at once is one."""

    def __init__(self, again: float = AGAIN):
        self._again = again
        self._due: dict[tuple[object, str, bool], float] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._failed: set[str] = set()

    def send(self, purger, url: str) -> None:
        """:param purger: the utility of plone.cachepurging."""
        now = time.monotonic()
        with self._changed:
            self._due[purger, url, False] = now
            self._due[purger, url, True] = now + self._again
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="purging", daemon=True)
                self._thread.start()
                atexit.register(self.flush)
            self._changed.notify_all()

    def flush(self, seconds: float = LAST) -> bool:
        """Wait until everything was told once; False where that takes too long."""
        end = time.monotonic() + seconds
        with self._changed:
            while any(not is_second for _purger, _url, is_second in self._due):
                if not self._changed.wait(end - time.monotonic()):
                    return False
        return True

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._due:
                    self._changed.wait()
                key, moment = min(self._due.items(), key=lambda item: item[1])
                pause = moment - time.monotonic()
                if pause > 0:
                    self._changed.wait(pause)
                    continue
            purger, url, _is_second = key
            status = self._purge(purger, url)
            with self._changed:
                if self._due.get(key) == moment:  # else it has become due anew meanwhile
                    del self._due[key]
                self._changed.notify_all()
            self._note(url, status)

    def _purge(self, purger, url: str):
        try:
            return purger.purgeSync(url)[0]
        except Exception:  # the thread must not die
            logger.exception("Telling a caching proxy failed.")
            return "ERROR"

    def _note(self, url: str, status) -> None:
        """One line when a proxy cannot be told any more, one when it can again."""
        proxy = url.partition("/.")[0]
        if status != 200 and proxy not in self._failed:
            self._failed.add(proxy)
            logger.warning("The caching proxy %s was not told of a change: %s", proxy, status)
        elif status == 200 and proxy in self._failed:
            self._failed.discard(proxy)
            logger.info("The caching proxy %s can be told of changes again.", proxy)


SENDER = Sender()
