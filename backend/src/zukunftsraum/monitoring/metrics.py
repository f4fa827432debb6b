"""Numbers of this process for Prometheus. One registry of one process; labels have few values, and none of them is a person, a path or an id."""

from functools import cache
from prometheus_client import CollectorRegistry
from prometheus_client import Counter
from prometheus_client import disable_created_metrics
from prometheus_client import Gauge
from prometheus_client import Histogram
from prometheus_client import ProcessCollector
from zukunftsraum.tracing import UNKNOWN


disable_created_metrics()  # when each counter began: nobody needs that, and it doubles their number

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

REQUESTS = Counter(
    "zukunftsraum_requests",
    "Requests that were answered, by method, kind (service or view) and class of the status.",
    ("method", "kind", "status"),
    registry=REGISTRY,
)
SECONDS = Histogram(
    "zukunftsraum_request_seconds",
    "Seconds from the start of a request in this process to its answer, without waiting for a thread.",
    ("kind",),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
    registry=REGISTRY,
)
IN_PROGRESS = Gauge(
    "zukunftsraum_requests_in_progress",
    "Requests that threads work on now.",
    registry=REGISTRY,
)
ERRORS = Counter(
    "zukunftsraum_errors",
    "Requests that were answered with a status of 500 or more.",
    ("kind",),
    registry=REGISTRY,
)
CONFLICTS = Counter(
    "zukunftsraum_conflicts",
    "Requests that met a write conflict outside of work that runs alone.",
    registry=REGISTRY,
)
RETRIES = Counter(
    "zukunftsraum_retries",
    "Requests that were begun again after a conflict.",
    registry=REGISTRY,
)
LOADS = Counter(
    "zukunftsraum_zodb_loads",
    "Objects that connections read from the storage.",
    registry=REGISTRY,
)
STORES = Counter(
    "zukunftsraum_zodb_stores",
    "Objects that connections wrote to the storage.",
    registry=REGISTRY,
)


def count_request(method: str, kind: str, status: int, seconds: float) -> None:
    """Note a request that was answered."""
    # Anybody may make up methods: what is kept of each would never go.
    known = method if method in METHODS else UNKNOWN
    requests, times, errors = _of_kind(known, kind, status // 100)
    requests.inc()
    times.observe(seconds)
    if status >= 500:
        errors.inc()


@cache
def _of_kind(method: str, kind: str, status: int) -> tuple:
    """The numbers of such requests, which are there before the first error: a rate needs two values."""
    return REQUESTS.labels(method, kind, f"{status}xx"), SECONDS.labels(kind), ERRORS.labels(kind)


class Transfers:
    """Counts what connections read and wrote; an activity monitor of the ZODB."""

    def closedConnection(self, connection) -> None:
        loads, stores = connection.getTransferCounts(True)
        LOADS.inc(loads)
        STORES.inc(stores)
