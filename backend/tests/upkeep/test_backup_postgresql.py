"""Backup and restore on PostgreSQL: a server of its own, RelStorage with files in the database, a real writer."""

from datetime import datetime
from operate.backup import archive
from operate.backup import commands
from operate.backup import postgresql
from operate.backup import replacing
from operate.backup import verifying
from operate.failure import Failure
from pathlib import Path
from tests.upkeep import portal

import pytest
import shutil
import tempfile


@pytest.fixture
def home(postgres, tmp_path, request):
    name = f"db{abs(hash(request.node.name)) % 10**8}"
    made = portal.make(tmp_path / "portal", postgres.create(name))
    portal.fill(made, *range(1, 60))
    return made


@pytest.fixture
def environ(home, tmp_path):
    return {"INSTANCE_DIR": str(home), "BACKUP_DIR": str(tmp_path / "backups")}


def back_up(environ, **more: str) -> archive.Backup:
    commands.back_up(environ | more)
    return archive.backups(Path(environ["BACKUP_DIR"]))[-1]


def elsewhere(postgres, tmp_path, name: str) -> Path:
    """Another portal whose database is not there yet."""
    return portal.make(tmp_path / name, postgres.dsn(f"{name}{abs(hash(tmp_path)) % 10**8}"))


@pytest.mark.parametrize("packs", [False, True], ids=["writing", "writing and packing"])
def test_the_state_that_is_restored_has_been(environ, home, postgres, tmp_path, packs):
    with portal.writing(home, packs=packs) as writer:
        for turn in range(2):
            before = writer.wait(20)
            back_up(environ)
            after = writer.wait(1)
            other = elsewhere(postgres, tmp_path, f"other{turn}")
            commands.restore(environ | {"INSTANCE_DIR": str(other)})
            assert before <= portal.restored(other) <= after


@pytest.fixture
def open_folder():
    """One that the account of PostgreSQL may come to, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp(prefix="zr-open-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_verify_works_on_the_disk_of_the_backups(environ, open_folder, monkeypatch):
    places = []
    cluster_of = verifying.postgres.cluster

    def watch(**more):
        places.append(more["place"])
        return cluster_of(**more)

    monkeypatch.setattr(verifying.postgres, "cluster", watch)
    made = back_up(environ | {"BACKUP_DIR": str(open_folder / "backups")}, VERIFY="1")
    assert places == [open_folder / "backups" / verifying.NAME]
    assert not places[0].exists()
    assert made.folder.stat().st_mode & 0o777 == 0o700


def test_verify_says_that_there_is_no_room(environ, monkeypatch):
    asked = []

    def refuse(path, megabytes, purpose):
        asked.append((purpose, megabytes))
        raise Failure("the disk is full")

    monkeypatch.setattr(verifying.disk, "demand_room", refuse)
    with pytest.raises(Failure, match="the disk is full"):
        back_up(environ, VERIFY="1")
    assert asked[0][0] == "VERIFY=1" and asked[0][1] > verifying.SERVER
    assert not (Path(environ["BACKUP_DIR"]) / verifying.NAME).exists()


def test_verify_restores_on_a_server_of_its_own(environ, home, capsys):
    with portal.writing(home):
        back_up(environ, VERIFY="1")
    assert "equal to what was dumped" in capsys.readouterr().out


def test_data_are_never_written_over(environ, home, postgres):
    back_up(environ)
    portal.fill(home, 60)
    with pytest.raises(Failure, match="holds data already"):
        commands.restore(environ)
    with portal.writing(home), pytest.raises(Failure, match="connections use the database"):
        commands.restore(environ | {"FORCE": "1"})
    last = portal.restored(home)
    commands.restore(environ | {"FORCE": "1"})
    assert portal.restored(home) == 59
    sql = "SELECT datname FROM pg_database WHERE datname LIKE 'db%_before_%';"
    (aside,) = postgresql.query(postgres.dsn(), sql)
    old = portal.make(home.with_name("old"), postgres.dsn(aside))
    assert portal.restored(old) == last


def test_two_restores_of_one_second(postgres, tmp_path, monkeypatch):
    home = portal.make(tmp_path / "portal", postgres.create("twice"))
    portal.fill(home, *range(1, 5))
    environ = {"INSTANCE_DIR": str(home), "BACKUP_DIR": str(tmp_path / "backups")}
    back_up(environ)

    class Stopped(datetime):
        now = classmethod(lambda cls, tz=None: datetime(2026, 12, 1, 3, 11, 15, tzinfo=tz))

    monkeypatch.setattr(replacing, "datetime", Stopped)
    for number in (5, 6):
        portal.fill(home, number)
        commands.restore(environ | {"FORCE": "1"})
        assert portal.restored(home) == 4
    sql = "SELECT datname FROM pg_database WHERE datname LIKE 'twice_before_%' ORDER BY datname;"
    former = postgresql.query(postgres.dsn(), sql)
    assert former == ["twice_before_20261201031115", "twice_before_20261201031115_2"]
    for name, last in zip(former, (5, 6), strict=True):
        assert portal.restored(portal.make(tmp_path / name, postgres.dsn(name))) == last


def test_a_dump_that_says_something_else_is_refused(environ, home, monkeypatch):
    """The numbers are compared before it takes its place."""
    made = back_up(environ)
    manifest = made.folder / "manifest.json"
    records = made.manifest["state"]["records"]
    manifest.write_text(manifest.read_text().replace(f'"records": "{records}"', '"records": "1"'))
    portal.fill(home, 60)
    with pytest.raises(Failure, match="not what was backed up"):
        commands.restore(environ | {"FORCE": "1"})
    assert portal.restored(home) == 60


def test_a_backup_of_the_other_kind(environ, home, tmp_path):
    back_up(environ)
    file = portal.make(tmp_path / "file")
    with pytest.raises(Failure, match="is of PostgreSQL"):
        commands.restore(environ | {"INSTANCE_DIR": str(file)})
    portal.fill(file, 1)
    on_file = environ | {"INSTANCE_DIR": str(file), "BACKUP_DIR": str(tmp_path / "more")}
    commands.back_up(on_file)
    with pytest.raises(Failure, match="is of a file storage"):
        commands.restore(environ | {"BACKUP_DIR": on_file["BACKUP_DIR"], "FORCE": "1"})


def test_no_database_is_no_backup(environ, postgres, tmp_path):
    other = elsewhere(postgres, tmp_path, "none")
    with pytest.raises(Failure, match=r"PostgreSQL: .*does not exist"):
        commands.back_up(environ | {"INSTANCE_DIR": str(other)})
    assert archive.backups(Path(environ["BACKUP_DIR"])) == []


@pytest.mark.parametrize(
    ("dsn", "words"),
    [
        (
            "host='/run/a b' dbname='z' user = zope password='it\\'s'",
            {"PGHOST": "/run/a b", "PGDATABASE": "z", "PGUSER": "zope", "PGPASSWORD": "it's"},
        ),
        (
            "postgresql://zope:p%40ss@db.example.org:5433/z?sslmode=require",
            {
                "PGHOST": "db.example.org",
                "PGPORT": "5433",
                "PGDATABASE": "z",
                "PGUSER": "zope",
                "PGPASSWORD": "p@ss",
                "PGSSLMODE": "require",
            },
        ),
    ],
)
def test_the_dsn_in_the_environment(dsn, words):
    assert postgresql.variables(dsn) == words


@pytest.mark.parametrize("dsn", ["host='a", "nonsense", "host=a magic=1"])
def test_a_dsn_that_cannot_be_read(dsn):
    with pytest.raises(Failure, match="dsn"):
        postgresql.variables(dsn)
