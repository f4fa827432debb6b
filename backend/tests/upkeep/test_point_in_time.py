"""A point in time of PostgreSQL: a copy of the server's files, the log that it archives, and a restore between two writes."""

from contextlib import contextmanager
from datetime import datetime
from datetime import UTC
from operate import cluster
from operate import postgres
from operate.backup import archive
from operate.backup import commands
from operate.backup import postgresql
from operate.backup import recovery
from operate.cluster_plan import any_ports
from operate.cluster_plan import Plan
from operate.failure import Failure
from pathlib import Path
from tests.upkeep import portal

import gzip
import os
import pytest
import shutil
import tempfile
import time


@pytest.fixture
def place():
    """A folder that PostgreSQL's account may enter."""
    folder = Path(tempfile.mkdtemp(prefix="zr-pit-", dir="/tmp"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def home(place):
    """The folder of a cluster that does not run: the server's data, made as `make cluster` does, and the zope.conf of its first Zope."""
    try:
        postgres.find_programs()
    except postgres.NoPostgres as error:
        pytest.skip(str(error))
    return make(place / "cluster")


def make(folder: Path) -> Path:
    plan = Plan(folder, any_ports(1, 0), 1, 0)
    for folder in (plan.run, plan.log):
        folder.mkdir(parents=True)
        folder.chmod(0o711)
    plan.folder.chmod(0o711)
    cluster._make_database_folder(plan)
    portal.make(plan.folder / "zope1", plan.dsn)
    return plan.folder


@pytest.fixture
def environ(home, place):
    return {"CLUSTER_DIR": str(home), "BACKUP_DIR": str(place / "backups")}


@pytest.fixture
def server(home):
    """A function: the server where the cluster has it, with its settings, for the time of a block; yields a dsn of its administrator."""

    @contextmanager
    def running():
        owner = postgres.owner_of()
        control = [postgres.find_programs() / "pg_ctl", "-D", home / "postgres", "-w"]
        postgres.demand([*control, "-l", home / "run" / "pg" / "log", "start"], owner)
        try:
            admin = f"host='{home / 'run' / 'pg'}' user='postgres' dbname='postgres'"
            postgresql.demand_account(admin, "zukunftsraum")
            if not postgresql.exists(admin, "zukunftsraum"):
                postgresql.create(admin, "zukunftsraum", "zukunftsraum")
            yield admin
        finally:
            postgres.demand([*control, "-m", "fast", "stop"], owner)

    return running


def fill(home: Path, *numbers: int) -> None:
    portal.fill(home / "zope1", *numbers)


def test_between_two_writes(environ, home, server):
    """A, then a time, then B: restored to that time A is there and B is not; restored to the latest, both are."""
    with server() as admin:
        fill(home, *range(1, 60))
        commands.back_up(environ | {"BASE": "1", "VERIFY": "1"})
        fill(home, 60)
        time.sleep(1.1)
        between = datetime.now(UTC).isoformat()
        time.sleep(1.1)
        fill(home, 61)
        # A full minute on another clock: what is not full is archived too.
        postgresql.query(admin, "SELECT pg_switch_wal();")
        fill(home, 62)
        with pytest.raises(Failure, match="holds data already"):
            commands.restore(environ | {"AT": between})
    commands.restore(environ | {"AT": between, "FORCE": "1"})
    with server():
        assert portal.restored(home / "zope1") == 60
    # The former files are put aside. The end of their log was never archived: it is read from there.
    (former,) = home.glob("postgres.before-*")
    shutil.rmtree(home / "postgres")
    former.rename(home / "postgres")
    commands.restore(environ | {"AT": "latest", "FORCE": "1"})
    with server():
        assert portal.restored(home / "zope1") == 62
        # It takes writes, and archives again.
        fill(home, 63)
        commands.back_up(environ | {"BASE": "1"})


def test_another_time_after_the_wrong_one(environ, home, server, place):
    """Restored to a time that was too early, and then to a later one: what happened in between the two is there. A new cluster takes it without FORCE."""
    times = []
    with server() as admin:
        fill(home, *range(1, 5))
        commands.back_up(environ | {"BASE": "1"})
        for number in (5, 6, 7):
            fill(home, number)
            time.sleep(1.1)
            times.append(datetime.now(UTC).isoformat())
            time.sleep(1.1)
        postgresql.query(admin, "SELECT pg_switch_wal();")
    commands.restore(environ | {"AT": times[0], "FORCE": "1"})
    with server() as admin:
        assert portal.restored(home / "zope1") == 5
        # Until there is a copy of it, it must not write into the archive of the one that it was made of.
        assert postgresql.query(admin, "SHOW archive_command;") == ["/bin/true"]
        fill(home, 100)
    commands.restore(environ | {"AT": times[1], "FORCE": "1"})
    with server():
        assert portal.restored(home / "zope1") == 6
        commands.back_up(environ | {"BASE": "1"})
    new = make(place / "new")
    commands.restore(environ | {"CLUSTER_DIR": str(new), "AT": times[1]})
    assert (new / "postgres" / "PG_VERSION").exists()


def test_a_copy_of_a_server_that_had_room_for_fewer(environ, home, server):
    """Later it got room for more connections and locks, as by an update of the portal or another Zope: the copy takes its log all the same."""
    settings = home / "postgres" / "zukunftsraum.conf"
    later = settings.read_text()
    settings.write_text(f"{later}\nmax_connections = 20\nmax_locks_per_transaction = 64\n")
    with server():
        fill(home, *range(1, 5))
        commands.back_up(environ | {"BASE": "1"})
    settings.write_text(later)
    with server() as admin:
        fill(home, 5)
        postgresql.query(admin, "SELECT pg_switch_wal();")
    commands.restore(environ | {"AT": "latest", "FORCE": "1"})
    with server():
        assert portal.restored(home / "zope1") == 5


def test_a_time_that_the_log_does_not_reach(environ, home, server):
    with server():
        fill(home, *range(1, 5))
        commands.back_up(environ | {"BASE": "1"})
    with pytest.raises(Failure, match="the archived log ends before that time"):
        commands.restore(environ | {"AT": "2199-01-01 00:00:00+00", "FORCE": "1"})
    with server():
        assert portal.restored(home / "zope1") == 4


def test_a_dump_into_a_cluster_that_is_stopped(environ, home, server):
    with server():
        fill(home, *range(1, 60))
        commands.back_up(environ)
        fill(home, 60)
    commands.restore(environ | {"FORCE": "1"})
    with server():
        assert portal.restored(home / "zope1") == 59


def test_the_log_that_nobody_needs_goes(environ, home, server):
    folder = Path(environ["BACKUP_DIR"])
    with server() as admin:
        fill(home, 1)
        for number in range(2, 5):
            commands.back_up(environ | {"BASE": "1", "KEEP": "1"})
            fill(home, number)
            postgresql.query(admin, "SELECT pg_switch_wal();")
    (base,) = archive.backups(folder)
    wal = recovery.archive_of(folder, base.manifest["state"]["system"])
    names = sorted(path.name for path in wal.iterdir())
    assert names
    assert names[0][8:24] >= base.manifest["state"]["first_wal"][8:24]


def test_the_archive_takes_each_file_once(place):
    wal = place / "it's 100 % wal"
    wal.mkdir()
    source = place / "000000010000000000000001"
    source.write_text("one")

    def archived() -> int:
        command = recovery.archive_command(wal)
        for letters, value in (("%%", "%"), ("%p", str(source)), ("%f", source.name)):
            command = command.replace(letters, value)
        return os.waitstatus_to_exitcode(os.system(command))

    assert archived() == 0
    assert archived() == 0  # the server forgot that it was told
    source.write_text("two")
    assert archived() != 0
    assert gzip.decompress((wal / f"{source.name}.gz").read_bytes()) == b"one"


def test_what_a_later_timeline_needs_stays(place):
    """After a restore to a time before, the copy of the new timeline begins earlier than one of the old."""
    wal = recovery.archive_of(place, "7")
    wal.mkdir(parents=True)
    for name in ("00000002000000000000001F", "000000020000000000000020", "00000002.history"):
        (wal / f"{name}.gz").touch()
    firsts = ["000000010000000000000032", "000000020000000000000020"]
    bases = [
        archive.Backup(place, {"state": {"first_wal": first, "system": "7"}}) for first in firsts
    ]
    recovery.forget_before(place, bases)
    left = sorted(path.name for path in wal.iterdir())
    assert left == ["00000002.history.gz", "000000020000000000000020.gz"]


def test_an_archive_that_cannot_be_read(environ, home, server):
    """Not taken for one that ends early."""
    with server():
        fill(home, *range(1, 5))
        commands.back_up(environ | {"BASE": "1"})
    shutil.rmtree(Path(environ["BACKUP_DIR"]) / recovery.WAL)
    with pytest.raises(Failure, match="is missing, or the account"):
        commands.restore(environ | {"AT": "latest", "FORCE": "1"})
    # Broken off now, no server is made in its place.
    (home / "postgres").rename(home / "postgres.gone")
    (home / "postgres.restoring").mkdir(exist_ok=True)
    with pytest.raises(Failure, match="broken off"):
        cluster._make_database_folder(Plan(home, any_ports(1, 0), 1, 0))
