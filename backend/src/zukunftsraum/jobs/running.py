"""Finding and running the registered jobs."""

from datetime import datetime
from datetime import UTC
from zope.component import getUtilitiesFor
from zope.component import queryUtility
from zukunftsraum.jobs.interfaces import IJob

import logging


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
    """
    job = queryUtility(IJob, name=name)
    if job is None:
        raise UnknownJob(name)
    line = job.run(now or datetime.now(UTC))
    logger.info("Job %s: %s", name, line)
    return line
