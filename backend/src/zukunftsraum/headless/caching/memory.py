"""Finished answers to visitors, kept in the memory of a process for as long as nothing at all is committed.

The website asks for the same few things for each page and each visitor, and not every portal has a caching proxy before Zope. The RAM cache of
plone.app.caching is bounded by a number of answers, not by bytes, and knows what changes by ETags that are made for pages. Here an answer belongs to
a snapshot of the database: whatever is committed, a text, a setting or a person, leaves it behind. What is not in the database
(the time of day) is as old as `rules.PERIOD` at most, like in any cache.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from ZODB.utils import p64
from zukunftsraum.headless.caching import rules


#: Bytes that a process keeps, and of the largest answer among them.
MOST_BYTES, LARGEST = 32 * 2**20, 2**19

#: What an answer takes beside its body, about.
OVERHEAD = 2000

#: What of the surroundings of a request an answer depends on beside its headers (WSGI, PEP 3333).
REQUEST = (
    "REQUEST_METHOD",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "SERVER_NAME",
    "SERVER_PORT",
    "CONTENT_TYPE",
    "wsgi.url_scheme",
)

#: Headers on which no public answer depends: of the connection, of browsers, of proxies on the way, of conditional requests (which are
#: answered before). Whatever else a request says makes it another one.
IGNORED = frozenset(
    "HTTP_" + name.upper().replace("-", "_")
    for name in (
        "Accept-Encoding",
        "Cache-Control",
        "Connection",
        "DNT",
        "Keep-Alive",
        "If-Modified-Since",
        "If-None-Match",
        "Pragma",
        "Priority",
        "Referer",
        "Sec-CH-UA",
        "Sec-CH-UA-Mobile",
        "Sec-CH-UA-Platform",
        "Sec-Fetch-Dest",
        "Sec-Fetch-Mode",
        "Sec-Fetch-Site",
        "Sec-Fetch-User",
        "Traceparent",
        "Tracestate",
        "Upgrade-Insecure-Requests",
        "User-Agent",
        "Via",
        "X-Forwarded-For",
        "X-Real-IP",
        "X-Request-Id",
        "X-Varnish",
    )
)


@dataclass(frozen=True)
class Answer:
    """headers: as the response has them, before caches are told of it. made: seconds since 1970."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    made: float = 0.0


class Memory:
    """The answers that were asked for last, as many as fit."""

    def __init__(self, most_bytes: int = MOST_BYTES, largest: int = LARGEST):
        self._most, self._largest = most_bytes, largest
        self._answers: OrderedDict[bytes, Answer] = OrderedDict()
        self._lock = Lock()
        self.size = 0

    def get(self, key: bytes) -> Answer | None:
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def keep(self, key: bytes, answer: Answer) -> None:
        if len(answer.body) > self._largest:
            return
        with self._lock:
            self._drop(self._answers.pop(key, None))
            self._answers[key] = answer
            self.size += len(answer.body) + OVERHEAD
            while self.size > self._most:
                self._drop(self._answers.popitem(last=False)[1])

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()
            self.size = 0

    def _drop(self, answer: Answer | None) -> None:
        if answer is not None:
            self.size -= len(answer.body) + OVERHEAD


MEMORY = Memory()


def key_of(environ: Mapping, snapshot: bytes | None, now: float) -> bytes | None:
    """What names the answer to a request; None where it must be made.

    :param environ: of WSGI. snapshot: see `snapshot_of`. now: seconds since 1970.
    """
    has_body = environ.get("CONTENT_LENGTH") not in (None, "", "0")
    if snapshot is None or has_body or "HTTP_TRANSFER_ENCODING" in environ:
        return None
    said = sorted(
        (name, value)
        for name, value in environ.items()
        if name in REQUEST or (name.startswith("HTTP_") and name not in IGNORED)
    )
    return sha256(repr((snapshot, int(now // rules.PERIOD), said)).encode()).digest()


def snapshot_of(connection) -> bytes | None:
    """The transaction up to which a connection sees the database; None where that is not known.

    Not the last one of the database: another process may have committed since this connection began to read.
    """
    storage = connection._storage
    if len(connection.db().databases) != 1:
        return None
    if hasattr(storage, "_start"):  # ZODB's own view of FileStorage and the like
        return storage._start
    # RelStorage, one for each connection. Its `lastTransaction` names the last one of its own where it does not know what it sees.
    visible = getattr(getattr(storage, "_cache", None), "highest_visible_tid", None)
    return None if visible is None else p64(visible)
