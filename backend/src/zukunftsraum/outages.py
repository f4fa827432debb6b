"""The database cannot be reached, or breaks off: over soon, and no fault of the request. Answered with 503, so that balancers try a read at another Zope
(`retry-on` in devops/cluster/haproxy.cfg), caches go on with what they have, and programs know that they may come again.

Stands before Zope in its pipeline (`zope.ini`): Zope opens the database before it looks at a request, and a page about the error would ask the database, too.
"""

from collections.abc import Callable
from collections.abc import Iterable
from contextlib import suppress
from ZODB.POSException import StorageError
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum import tracing

import json
import logging


logger = logging.getLogger(__name__)

#: Seconds after which it is worth asking again.
RETRY_AFTER = 5
#: What changes nothing, and may be asked again by anybody.
SAFE = ("GET", "HEAD", "OPTIONS")

#: Errors of storages, and of the driver where there is one; and those that stand for others, too: meant is the error itself, as of a server that is gone.
_ERRORS: tuple[type[Exception], ...] = (StorageError,)
_VAGUE: tuple[type[Exception], ...] = ()
with suppress(ImportError):
    import psycopg2

    _ERRORS += (psycopg2.OperationalError, psycopg2.InterfaceError)
    _VAGUE += (psycopg2.DatabaseError,)


def is_outage(error: BaseException) -> bool:
    """Whether an error says that the database does not work now. After one of a commit nobody knows whether it is stored."""
    return isinstance(error, _ERRORS) or type(error) in _VAGUE


def leave_outages(error: BaseException) -> None:
    """For views of errors: leave those of the database to `Outages`, which asks no database.

    :raises: the error, if it is one.
    """
    if is_outage(error):
        raise error


class Outages:
    """Answers 503 where the database is away, and passes on all else. app: what comes after it."""

    def __init__(self, app: Callable):
        self._app = app

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        try:
            return self._app(environ, start_response)
        except Exception as error:
            if not is_outage(error):
                raise
            # Without what it says: that may name hosts and accounts. The code tells a full disk or too many locks from a server that is away.
            code = getattr(error, "pgcode", None) or getattr(error.__cause__, "pgcode", None)
            logger.error("The database cannot be used: %s %s", type(error).__name__, code or "")
        return _answer(environ, start_response)


def make_filter(global_configuration: dict) -> Callable[[Callable], Outages]:
    """For `paste.filter_factory`."""
    return Outages


def _answer(environ: dict, start_response: Callable) -> list[bytes]:
    message = _message(environ)
    if "++api++" in environ.get("PATH_INFO", "") or "json" in environ.get("HTTP_ACCEPT", ""):
        told = {"type": "ServiceUnavailable", "message": message}
        told["request_id"] = tracing.request_id()
        kind, body = "application/json", json.dumps(told).encode()
    else:
        kind, body = "text/plain; charset=utf-8", f"{message}\n".encode()
    headers = [
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Retry-After", str(RETRY_AFTER)),
    ]
    start_response("503 Service Unavailable", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _message(environ: dict) -> str:
    """In the language of who asks; the portal's own is German."""
    asked = environ.get("HTTP_ACCEPT_LANGUAGE", "").strip().lower()
    language = "en" if asked.startswith("en") else "de"
    if environ["REQUEST_METHOD"] in SAFE:
        message = _(
            "error_outage",
            default="The portal cannot reach its database at the moment. Please try again shortly.",
        )
    else:
        message = _(
            "error_outage_write",
            default="The portal cannot reach its database at the moment. Please look in a moment whether your input is stored, before you send it again.",
        )
    return translate(message, target_language=language)
