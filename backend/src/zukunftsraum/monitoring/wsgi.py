"""What stands before Zope in its pipeline (`zope.ini`): tells how this process is, and notes every request.

Zope itself opens the database before it looks at an address, so it could not say that the database is gone. For the same reason these are no
views: they are asked of the process, not of a site.
"""

from collections.abc import Callable
from collections.abc import Iterable
from prometheus_client import CONTENT_TYPE_LATEST
from prometheus_client import generate_latest
from urllib.parse import quote
from zukunftsraum import tracing
from zukunftsraum.instance import var_folder
from zukunftsraum.mail.settings import mail_folder
from zukunftsraum.monitoring import metrics
from zukunftsraum.monitoring.access import is_allowed
from zukunftsraum.monitoring.health import OK
from zukunftsraum.monitoring.health import Reader
from zukunftsraum.monitoring.health import Readiness
from zukunftsraum.monitoring.values import Values

import json
import logging
import re
import signal
import threading
import time
import Zope2


#: Every request, a line each.
access_log = logging.getLogger("wsgi")

#: Paths that are written into a log as they are.
PLAIN = re.compile(r"[A-Za-z0-9/@+_.-]*")

#: Tells a process to take no more requests, until it is started again.
DRAIN_SIGNAL = signal.SIGUSR1

#: Status, media type, body.
Answer = tuple[str, str, bytes]


class Monitoring:
    """Answers `/@@alive`, `/@@ready` and `/@@metrics`; all else goes on, with an id, and is counted and logged.

    app: what comes after it. readiness: whether this process can serve. values: what is measured when metrics are asked for.
    """

    def __init__(self, app: Callable, readiness: Readiness, values: Values):
        self._app, self._readiness, self._values = app, readiness, values
        self._answers: dict[str, Callable[[dict], Answer]] = {
            "/@@alive": self._alive,
            "/@@ready": self._ready,
            "/@@metrics": self._metrics,
        }

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        answer = self._answers.get(environ.get("PATH_INFO", ""))
        if answer is None:
            return self._noted(environ, start_response)
        if not is_allowed(environ):
            status, kind, body = "404 Not Found", "text/plain", b""
        elif environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            status, kind, body = "405 Method Not Allowed", "text/plain", b""
        else:
            status, kind, body = answer(environ)
        headers = [
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
        ]
        start_response(status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _noted(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """The answer of what comes after. Bodies are written when it is over, so its time is that of Zope, not of the visitor's network."""
        begun = time.perf_counter()
        trace = tracing.begin(environ.get(tracing.ENVIRON))
        asked = Asked(environ)
        said: list = ["500 Internal Server Error", []]

        def start(status, headers, exc_info=None):
            said[:] = status, headers
            headers.append((tracing.HEADER, trace.request_id))
            return start_response(status, headers, exc_info)

        metrics.IN_PROGRESS.inc()
        try:
            return self._app(environ, start)
        finally:
            metrics.IN_PROGRESS.dec()
            status, seconds = int(said[0][:3]), time.perf_counter() - begun
            metrics.count_request(asked.method, trace.kind, status, seconds)
            asked.log(trace.kind, status, seconds, said[1])
            tracing.end()

    def _alive(self, _environ) -> Answer:
        return _json("200 OK", {"status": OK})

    def _ready(self, _environ) -> Answer:
        health = self._readiness.health()
        ready = health["status"] == OK
        return _json("200 OK" if ready else "503 Service Unavailable", health)

    def _metrics(self, environ) -> Answer:
        own = generate_latest(metrics.REGISTRY)
        read = generate_latest(self._values.now(environ))  # type: ignore[arg-type]
        return "200 OK", CONTENT_TYPE_LATEST, own + read


class Asked:
    """What a request asks for, as it came: Zope changes its environment."""

    def __init__(self, environ: dict):
        self.method = environ["REQUEST_METHOD"]
        self._path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
        self._query = environ.get("QUERY_STRING", "")
        self._protocol = environ.get("SERVER_PROTOCOL", "")

    def log(self, kind: str, status: int, seconds: float, headers: list[tuple[str, str]]) -> None:
        """Write a line of the access log."""
        if not access_log.isEnabledFor(logging.INFO):
            return
        path = self._path
        if not PLAIN.fullmatch(path):
            path = quote(path, safe="/@+", encoding="latin-1", errors="replace")
        query = "?..." if self._query else ""
        size = next((value for name, value in headers if name.lower() == "content-length"), None)
        told = {
            "method": self.method,
            "kind": kind,
            "status": status,
            "seconds": round(seconds, 4),
            "bytes": int(size) if size and size.isdecimal() else None,
        }
        line = (self.method, path, query, self._protocol)
        access_log.info("%s %s%s %s", *line, extra={"request": told})


def _json(status: str, value) -> Answer:
    return status, "application/json", json.dumps(value).encode()


def monitored(app: Callable) -> Monitoring:
    """Put before Zope what tells how this process is."""
    reader = Reader(database)
    readiness = Readiness(reader, mail_folder, lambda: var_folder() / "drain")
    if threading.current_thread() is threading.main_thread():
        signal.signal(DRAIN_SIGNAL, lambda *_: readiness.drain())
    database().setActivityMonitor(metrics.Transfers())
    return Monitoring(app, readiness, Values(readiness, reader, mail_folder, var_folder))


def database():
    """The ZODB of the Zope of this process."""
    return Zope2.bobo_application._db


def make_filter(_global_conf, **_settings) -> Callable:
    """For `zope.ini`: `paste.filter_factory`."""
    return monitored
