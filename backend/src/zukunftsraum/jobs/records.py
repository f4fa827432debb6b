"""When jobs were last done, and last failed: kept in the site, so that each machine can tell it, whichever ran the job.

A success is written with what the job itself writes; a failure alone, since what the job wrote is given up then.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations
from zukunftsraum import concurrency


KEY = "zukunftsraum.jobs"

#: Seconds: successes that follow closer than this are not written. A job may run every minute, and every write makes the database grow.
GRAIN = 300


class JobRecord(Persistent):
    """known: when the site learned of the job; succeeded, failed: of the last time, 0 for never. Seconds as of `time.time`."""

    succeeded = 0.0
    failed = 0.0

    def __init__(self, known: float):
        self.known = known

    def _p_resolveConflict(self, _old: dict, saved: dict, new: dict) -> dict:
        """Two machines have done the job at once: the later moments stay."""
        return {
            **saved,
            **{name: max(saved.get(name, 0.0), new.get(name, 0.0)) for name in (*saved, *new)},
        }


def install(portal, jobs, moment: float) -> None:
    """Create the store where there is none, with a record for each of these jobs: so that they are not created by two at once."""
    records = IAnnotations(portal).setdefault(KEY, OOBTree())
    for name in jobs:
        if name not in records:
            records[name] = JobRecord(moment)


def uninstall(portal) -> None:
    IAnnotations(portal).pop(KEY, None)


def note_success(portal, name: str, moment: float) -> None:
    """Write down that a job is done; the caller commits."""
    record = _record(portal, name, moment)
    if record is not None and (
        record.failed >= record.succeeded or moment - record.succeeded >= GRAIN
    ):
        record.succeeded = moment


def note_failure(portal, name: str, moment: float) -> None:
    """Give up what the job has written, and write down that it failed."""

    def note():
        record = _record(portal, name, moment)
        if record is not None:
            record.failed = moment

    concurrency.run_alone("jobs", note)


def listed(site) -> Iterator[tuple[str, JobRecord]]:
    """The jobs of a site with their records, without loading anything else of it."""
    yield from _records(site).items()


def _record(portal, name: str, moment: float) -> JobRecord | None:
    """None in a site that waits for its upgrade."""
    if KEY not in IAnnotations(portal):
        return None
    records = _records(portal)
    if name not in records:
        records[name] = JobRecord(moment)
    return records[name]


def _records(portal):
    return IAnnotations(portal).get(KEY, {})
