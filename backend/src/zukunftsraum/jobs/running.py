"""Finding and running the registered jobs."""

from datetime import datetime
from datetime import UTC
from plone import api
from transaction.interfaces import TransientError
from zope.component import getUtilitiesFor
from zope.component import queryUtility
from zukunftsraum.jobs import records
from zukunftsraum.jobs.interfaces import IJob

import logging
import time


logger = logging.getLogger(__name__)


class UnknownJob(KeyError):
    """No domain has registered a job of this name."""


def titles() -> dict[str, str]:
    """Name → title of every job, by name."""
    return {name: job.title for name, job in sorted(getUtilitiesFor(IJob))}


def schedules() -> dict[str, str | None]:
    """Name → schedule of every job, by name."""
    return {name: job.schedule for name, job in sorted(getUtilitiesFor(IJob))}


def run(name: str, now: datetime | None = None) -> str:
    """Run a job in the current site; returns its line. The caller commits.

    :raises UnknownJob: when there is no such job.
    :raises: what the job raises; all that is not committed yet is given up then.
    """
    job = queryUtility(IJob, name=name)
    if job is None:
        raise UnknownJob(name)
    try:
        line = job.run(now or datetime.now(UTC))
    except TransientError:
        raise  # it is begun again
    except Exception:
        _note_failure(name)
        raise
    records.note_success(api.portal.get(), name, time.time())
    logger.info("Job %s: %s", name, line)
    return line


def _note_failure(name: str) -> None:
    """Write down that a job failed; where that fails, too, its own error counts."""
    try:
        records.note_failure(api.portal.get(), name, time.time())
    except Exception:
        logger.exception("Job %s failed, and that could not be written down", name)
