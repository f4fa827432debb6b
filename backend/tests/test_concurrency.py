"""The lock of `run_alone` between processes, on PostgreSQL: a cluster of its own, real processes, real connections."""

from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.options import Options
from relstorage.storage import RelStorage
from types import SimpleNamespace
from zukunftsraum import concurrency

import multiprocessing
import os
import pytest
import signal
import time
import ZODB


#: Forked, so that they need not load Plone again.
PROCESSES = multiprocessing.get_context("fork")
TURNS = 15


@pytest.fixture(scope="module")
def dsn(postgres):
    return postgres.create("concurrency")


def run(dsn: str, work, *arguments) -> None:
    """In a process of its own: open the storage as Zope does."""
    storage = RelStorage(PostgreSQLAdapter(dsn=dsn, options=Options()))
    connection = ZODB.DB(storage).open()
    concurrency.getSite = lambda: SimpleNamespace(_p_jar=connection)
    concurrency._demand_account = lambda user_id: None  # there are no accounts
    work(connection.root(), *arguments)
    os._exit(0)


def hold(root, held) -> None:
    """Keep the lock until the process is killed."""
    concurrency.run_alone("n", lambda: (held.set(), time.sleep(60)))


def count(root, log) -> None:
    def once():
        number = root.get("number", 0) + 1
        time.sleep(0.002)
        root["number"] = number
        with log.open("a") as file:
            file.write(f"{number}\n")

    for _turn in range(TURNS):
        concurrency.run_alone("n", once)


@pytest.fixture
def start(dsn):
    """`start(work, …)` runs it in a process of its own."""
    started = []

    def start(work, *arguments):
        process = PROCESSES.Process(target=run, args=(dsn, work, *arguments), daemon=True)
        process.start()
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.join()


def test_processes_take_turns_and_one_that_is_killed_leaves_no_lock(start, tmp_path):
    held, log = PROCESSES.Event(), tmp_path / "log"
    holder = start(hold, held)
    assert held.wait(30)
    counters = [start(count, log), start(count, log)]
    counters[0].join(1)
    assert counters[0].is_alive()  # it waits
    assert not log.exists()
    os.kill(holder.pid, signal.SIGKILL)
    for process in counters:
        process.join(30)
    assert [process.exitcode for process in counters] == [0, 0]
    # If both had worked at once, one had been repeated, and a number would be there twice.
    assert log.read_text().split() == [str(n + 1) for n in range(2 * TURNS)]
