"""What Zope's publisher tells of a request."""

from transaction.interfaces import TransientError
from zukunftsraum import tracing
from zukunftsraum.monitoring import metrics
from zukunftsraum.monitoring.kinds import kind_of


def note_kind(event) -> None:
    """What the request asks for is found; or the request has failed, maybe since it may not have what it found."""
    trace = tracing.current()
    published = event.request.other.get("PUBLISHED")
    if trace is not None and published is not None:
        trace.kind = kind_of(published)


def count_conflict(event) -> None:
    """The request has failed."""
    if issubclass(event.exc_info[0], TransientError):
        metrics.CONFLICTS.inc()
        if event.retry:
            metrics.RETRIES.inc()
