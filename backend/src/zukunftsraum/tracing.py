"""The request that a thread works on: its id, and what kind of request it is.

The id comes from the proxy or the website in `X-Request-ID`, else it is made here; it stands in every line of the logs, in the headers of
the answer, and in the answer of an error, so that what a user quotes can be found.
"""

from dataclasses import dataclass

import re
import secrets
import threading


HEADER = "X-Request-ID"
ENVIRON = "HTTP_X_REQUEST_ID"
ID = re.compile(r"[A-Za-z0-9-]{8,64}")

#: Kind of requests that came to nothing that is there.
UNKNOWN = "unknown"


@dataclass(slots=True)
class Trace:
    """kind: what was asked for, such as the name of a service: never a path, an id or a person."""

    request_id: str
    kind: str = UNKNOWN


_local = threading.local()


def begin(given: str | None) -> Trace:
    """Begin a request in this thread; given: the id that it came with, kept where it is one."""
    valid = given and ID.fullmatch(given)
    _local.trace = Trace(given if valid else secrets.token_hex(8))
    return _local.trace


def end() -> None:
    """The thread works on no request any longer."""
    _local.trace = None


def current() -> Trace | None:
    """The request of this thread; None in threads that work on none."""
    return getattr(_local, "trace", None)


def request_id() -> str:
    """The id of the request of this thread, or an empty text."""
    trace = current()
    return trace.request_id if trace else ""
