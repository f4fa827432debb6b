"""Runs the jobs when they are due, until told to end: `zukunftsraum-jobs --forever`.

On two machines each runs all: of the same job one waits for the other (`concurrency.held`) and then finds it done.
"""

from datetime import datetime
from datetime import UTC
from transaction.interfaces import TransientError
from zukunftsraum.concurrency import held
from zukunftsraum.console import entered_site
from zukunftsraum.instance import var_folder
from zukunftsraum.jobs import running
from zukunftsraum.jobs.interfaces import JobFailed
from zukunftsraum.jobs.schedule import due
from zukunftsraum.jobs.schedule import Memory

import logging
import signal
import threading
import transaction


logger = logging.getLogger(__name__)

#: Seconds between two looks at the clock.
PAUSE = 5.0


def run_forever(site_id: str, memory: Memory | None = None) -> None:
    """Run what is due, one after the other, until SIGTERM or SIGINT; a job that runs then has the time that its process is given."""
    ending = threading.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_signal: ending.set())
    memory = memory or Memory(var_folder() / "jobs.json")
    schedules = running.schedules()
    logger.info(
        "Jobs are run by this process: %s", ", ".join(n for n in schedules if schedules[n])
    )
    while not ending.is_set():
        now = datetime.now(UTC)
        # A clock that was put back must not hold up jobs until it has caught up.
        last = {name: min(moment, now) for name, moment in memory.read().items()}
        if new := [name for name in schedules if name not in last]:
            last |= dict.fromkeys(new, now)
            memory.write(last)
        for name in due(schedules, last, now):
            if ending.is_set():
                break
            if _run(site_id, name):
                last[name] = now
                memory.write(last)
        ending.wait(PAUSE)


def _run(site_id: str, name: str) -> bool:
    """Run a job in a transaction of its own; False where it is due still: somebody else wrote the same, or the database is away."""
    try:
        with entered_site(site_id) as portal:
            if portal is None:
                return False
            with held(f"job:{name}"):
                transaction.begin()
                running.run(name)
                transaction.commit()
    except JobFailed as failure:
        logger.error("Job %s: %s", name, failure)
    except TransientError:
        transaction.abort()
        logger.info("Job %s met another writer; it is begun again", name)
        return False
    except Exception:  # the others must be run all the same
        transaction.abort()
        logger.exception("Job %s failed", name)
        return not _is_away()
    return True


def _is_away() -> bool:
    """Whether the database cannot be reached: then the job is due still."""
    import Zope2

    try:
        connection = Zope2.DB.open()
        try:
            connection.sync()
            return connection.root().get("Application") is None
        finally:
            connection.close()
    except Exception:
        return True
