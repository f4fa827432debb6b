"""`/@@ready` while PostgreSQL is gone, hangs, and comes back: a server of its own, really stopped."""

from contextlib import suppress
from operate.postgres import cluster
from operate.postgres import NoPostgres
from pathlib import Path
from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.options import Options
from relstorage.storage import RelStorage
from zukunftsraum.monitoring.health import Reader
from zukunftsraum.monitoring.health import Readiness
from zukunftsraum.monitoring.values import Values

import os
import psutil
import psycopg2
import pytest
import signal
import subprocess
import time
import ZODB


class Server:
    """The PostgreSQL of a cluster: stopped and started again."""

    def __init__(self, made):
        self.made = made
        self.data = made.folder / "data"

    def stop(self):
        self._control("stop", "-m", "immediate")

    def start(self, more=""):
        options = f"-c listen_addresses= -c fsync=off -k {self.made.folder} {more}"
        self._control("start", "-o", options, "-l", self.made.folder / "log-again")

    def send(self, signum):
        """To the server and all its children."""
        server = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
        for process in (server, *server.children()):
            os.kill(process.pid, signum)

    def send_to_connections(self, signum):
        """To those children that work for somebody."""
        server = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
        for process in server.children():
            with suppress(psutil.NoSuchProcess):
                if "[local]" in " ".join(process.cmdline()):
                    process.send_signal(signum)

    def _control(self, *arguments):
        subprocess.run(
            [self.made.programs / "pg_ctl", "-w", "-D", self.data, *arguments],
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
            **self.made.owner,
        )


@pytest.fixture
def server():
    try:
        with cluster(durable=False) as made:
            server = Server(made)
            yield server
            server.stop()
    except NoPostgres as error:
        pytest.skip(str(error))


@pytest.fixture
def readiness(server, tmp_path):
    storage = RelStorage(PostgreSQLAdapter(dsn=server.made.dsn(), options=Options()))
    database = ZODB.DB(storage)
    yield Readiness(Reader(lambda: database), lambda: tmp_path / "mail", lambda: tmp_path / "x")
    database.close()


def asked(readiness) -> tuple[str, bool, bool]:
    """Status, whether the mail queue is well, whether that took less than two seconds."""
    begun = time.monotonic()
    found = readiness.health(0.5)
    quick = time.monotonic() - begun < 2
    return found["status"], found["checks"]["mail-queue"]["ok"], quick


def stored(readiness) -> dict[str, float]:
    """What metrics tell, by name."""
    values = Values(readiness, readiness._reader, *[lambda: Path("/tmp")] * 2)
    told = values.now({}).collect()
    return {metric.name: metric.samples[0].value for metric in told if metric.samples}


def wait_until_ok(readiness):
    end = time.monotonic() + 60
    while readiness.health()["status"] != "ok":
        assert time.monotonic() < end
        time.sleep(0.2)


def test_a_database_that_goes_and_comes_back(server, readiness):
    wait_until_ok(readiness)
    assert 10**6 < stored(readiness)["zukunftsraum_storage_bytes"] < 10**9
    assert stored(readiness)["zukunftsraum_blob_bytes"] > 0
    assert "zukunftsraum_storage_cache_hits" in stored(readiness)
    server.stop()
    assert "zukunftsraum_storage_bytes" not in stored(readiness)
    assert [asked(readiness) for _time in range(3)] == [("failing", True, True)] * 3
    server.start()
    wait_until_ok(readiness)

    server.send(signal.SIGSTOP)
    try:
        assert [asked(readiness) for _time in range(2)] == [("failing", True, True)] * 2
    finally:
        server.send(signal.SIGCONT)
    wait_until_ok(readiness)


def test_a_log_that_cannot_be_archived(server, readiness):
    def failing(is_expected) -> float:
        end = time.monotonic() + 30
        while not is_expected(found := stored(readiness)["zukunftsraum_archive_failing_seconds"]):
            assert time.monotonic() < end
            time.sleep(0.2)
        return found

    wait_until_ok(readiness)
    assert failing(lambda seconds: True) == 0  # nothing is archived
    command = server.data / "archive"
    command.write_text("exit 1")
    server.stop()
    server.start(f"-c archive_mode=on -c archive_command='sh {command}'")
    wait_until_ok(readiness)
    with psycopg2.connect(server.made.dsn()) as connection:
        connection.cursor().execute("CREATE TABLE t (); SELECT pg_switch_wal()")
    first = failing(lambda seconds: seconds > 0)
    assert failing(lambda seconds: seconds > first) < 3600
    command.write_text("exit 0")
    with psycopg2.connect(server.made.dsn()) as connection:
        connection.cursor().execute("CREATE TABLE u (); SELECT pg_switch_wal()")
    server.stop()
    server.start(f"-c archive_mode=on -c archive_command='sh {command}'")
    wait_until_ok(readiness)
    assert failing(lambda seconds: seconds == 0) == 0
