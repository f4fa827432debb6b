"""The move from a file storage to PostgreSQL: all that was there, or nothing."""

from operate.backup import moving
from operate.backup import postgresql
from operate.failure import Failure
from tests.upkeep import portal
from zukunftsraum.upkeep import records

import pytest


@pytest.fixture
def home(tmp_path):
    made = portal.make(tmp_path / "portal")
    portal.fill(made, *range(1, 60))
    return made


def test_all_of_it(home, postgres, tmp_path, capsys):
    dsn = postgres.dsn("moved")
    moving.to_postgres({"INSTANCE_DIR": str(home), "DSN": dsn})
    other = portal.make(tmp_path / "other", dsn)
    assert portal.restored(other) == 59
    said = capsys.readouterr().out
    assert "equal" in said
    storages = [records.open_storage(place / "etc" / "zope.conf") for place in (home, other)]
    ours, theirs = map(records.fingerprint, storages)
    for storage in storages:
        storage.close()
    assert ours == theirs
    assert ours["blobs"] == 59  # with those of former states that are not packed yet
    # History too: the portal can go on from it, and the file is as it was.
    portal.fill(other, 60)
    assert portal.restored(other) == 60
    assert portal.restored(home) == 59


def test_what_is_there_stays(home, postgres, tmp_path):
    dsn = postgres.create("full")
    portal.fill(portal.make(tmp_path / "other", dsn), 7)
    with pytest.raises(Failure, match="holds data already"):
        moving.to_postgres({"INSTANCE_DIR": str(home), "DSN": dsn, "FORCE": "1"})
    assert portal.restored(tmp_path / "other") == 7


def test_not_while_it_runs(home, postgres):
    with portal.writing(home), pytest.raises(Failure, match="the portal is running"):
        moving.to_postgres({"INSTANCE_DIR": str(home), "DSN": postgres.dsn("running")})
    assert not postgresql.exists(postgres.dsn(), "running")


def test_one_that_lost_something_is_not_put_in_place(home, postgres, monkeypatch):
    convert = moving._convert

    def lose(source, dsn, *more):
        convert(source, dsn, *more)
        postgresql.query(
            dsn, "UPDATE object_state SET state = state || 'x'::bytea WHERE zoid = 1;"
        )

    monkeypatch.setattr(moving, "_convert", lose)
    with pytest.raises(Failure, match="is not what is in the file"):
        moving.to_postgres({"INSTANCE_DIR": str(home), "DSN": postgres.dsn("lost")})
    assert not postgresql.exists(postgres.dsn(), "lost")


def test_where_to(home):
    with pytest.raises(Failure, match="say where to"):
        moving.to_postgres({"INSTANCE_DIR": str(home)})
