"""What stands before Zope in its pipeline (`zope.ini`): answers how this process is.

Zope itself opens the database before it looks at an address, so it could not say that the database is gone. For the same reason these are no
views: they are asked of the process, not of a site.
"""

from collections.abc import Callable
from collections.abc import Iterable
from zukunftsraum.instance import var_folder
from zukunftsraum.mail.settings import mail_folder
from zukunftsraum.monitoring.access import is_allowed
from zukunftsraum.monitoring.health import OK
from zukunftsraum.monitoring.health import Reader
from zukunftsraum.monitoring.health import Readiness

import json
import signal
import threading
import Zope2


#: Tells a process to take no more requests, until it is started again.
DRAIN_SIGNAL = signal.SIGUSR1


class Monitoring:
    """Answers `/@@alive` and `/@@ready`, and passes on all else.

    app: what comes after it. readiness: whether this process can serve.
    """

    def __init__(self, app: Callable, readiness: Readiness):
        self._app = app
        self._readiness = readiness
        self._answers = {"/@@alive": self._alive, "/@@ready": self._ready}

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        answer = self._answers.get(environ.get("PATH_INFO", ""))
        if answer is None:
            return self._app(environ, start_response)
        if not is_allowed(environ):
            status, kind, body = "404 Not Found", "text/plain", b""
        elif environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            status, kind, body = "405 Method Not Allowed", "text/plain", b""
        else:
            status, kind, body = answer()
        headers = [
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
        ]
        start_response(status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _alive(self) -> tuple[str, str, bytes]:
        return _json("200 OK", {"status": OK})

    def _ready(self) -> tuple[str, str, bytes]:
        health = self._readiness.health()
        ready = health["status"] == OK
        return _json("200 OK" if ready else "503 Service Unavailable", health)


def _json(status: str, value) -> tuple[str, str, bytes]:
    return status, "application/json", json.dumps(value).encode()


def monitored(app: Callable) -> Monitoring:
    """Put before Zope what tells how this process is."""
    readiness = Readiness(Reader(database), mail_folder, lambda: var_folder() / "drain")
    if threading.current_thread() is threading.main_thread():
        signal.signal(DRAIN_SIGNAL, lambda *_: readiness.drain())
    return Monitoring(app, readiness)


def database():
    """The ZODB of the Zope of this process."""
    return Zope2.bobo_application._db


def make_filter(_global_conf, **_settings) -> Callable:
    """For `zope.ini`: `paste.filter_factory`."""
    return monitored
