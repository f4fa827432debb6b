"""When jobs were last done, and last failed."""

from datetime import datetime
from transaction import TransactionManager
from ZODB.FileStorage import FileStorage
from zope.component import getGlobalSiteManager
from zope.interface import implementer
from zukunftsraum.jobs import records
from zukunftsraum.jobs import running
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.jobs.interfaces import JobFailed
from zukunftsraum.jobs.schedule import overdue

import pytest
import time
import transaction
import ZODB


@implementer(IJob)
class Job:
    """Writes, and raises what it was given."""

    title = "A job of tests"
    schedule = "0 3 * * *"
    error: Exception | None = None

    def __init__(self, portal):
        self._portal = portal

    def run(self, now):
        self._portal.description = "written by the job"
        if self.error:
            raise self.error
        return "done"


@pytest.fixture
def job(functional_portal):
    job = Job(functional_portal)
    manager = getGlobalSiteManager()
    manager.registerUtility(job, IJob, name="test")
    yield job
    manager.unregisterUtility(job, IJob, name="test")


def record(portal):
    return dict(records.listed(portal))["test"]


def test_a_success_is_written_with_what_the_job_writes(functional_portal, job):
    begun = time.time()
    running.run("test")
    transaction.commit()
    assert begun <= record(functional_portal).succeeded <= time.time()
    assert record(functional_portal).failed == 0


@pytest.mark.parametrize("error", [JobFailed("one is lost"), ZeroDivisionError()])
def test_a_failure_is_written_and_what_the_job_wrote_is_given_up(functional_portal, job, error):
    running.run("test")
    transaction.commit()
    functional_portal.description = ""
    transaction.commit()
    job.error = error
    with pytest.raises(type(error)):
        running.run("test")
    transaction.abort()
    assert functional_portal.description == ""
    assert record(functional_portal).failed >= record(functional_portal).succeeded
    job.error = None
    running.run("test")
    assert record(functional_portal).succeeded > record(functional_portal).failed


def test_successes_that_follow_closely_write_nothing(functional_portal, job):
    now = time.time()
    records.note_success(functional_portal, "test", now)
    transaction.commit()
    records.note_success(functional_portal, "test", now + records.GRAIN - 1)
    assert not record(functional_portal)._p_changed
    records.note_success(functional_portal, "test", now + records.GRAIN)
    assert record(functional_portal).succeeded == now + records.GRAIN


@pytest.mark.parametrize(
    "last, now, seconds",
    [
        ("2026-11-30T02:00:00+00:00", "2026-12-01T01:59:59+00:00", 0),
        ("2026-11-30T02:00:00+00:00", "2026-12-01T03:00:00+00:00", 3600),
        ("2026-11-30T02:00:00+00:00", "2026-12-03T02:00:00+00:00", 2 * 86400),
    ],
)
def test_since_when_a_job_is_due(last, now, seconds):
    moments = [datetime.fromisoformat(moment).timestamp() for moment in (last, now)]
    assert overdue(Job.schedule, *moments) == seconds


def test_two_machines_at_once_do_not_conflict(tmp_path):
    database = ZODB.DB(FileStorage(str(tmp_path / "Data.fs")))
    with database.transaction() as connection:
        connection.root.record = records.JobRecord(1.0)
    managers = [TransactionManager() for _machine in range(3)]
    one, other, third = (database.open(manager).root.record for manager in managers)
    one.succeeded, other.succeeded, other.failed, third.failed = 5.0, 9.0, 7.0, 8.0
    for manager in managers:
        manager.commit()
    with database.transaction() as connection:
        kept = connection.root.record
        assert (kept.succeeded, kept.failed) == (9.0, 8.0)
    for manager in managers:
        manager.abort()
    database.close()
