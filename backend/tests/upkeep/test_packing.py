"""Packing: what is now stays, former states go, backups from before and after hold."""

from operate import packing
from operate.backup import archive
from operate.backup import commands
from operate.backup import postgresql
from operate.failure import Failure
from tests.upkeep import portal

import os
import pytest


@pytest.fixture(params=["filestorage", "postgresql"])
def home(request, tmp_path):
    dsn = ""
    if request.param == "postgresql":
        dsn = request.getfixturevalue("postgres").create(f"pack{abs(hash(tmp_path)) % 10**8}")
    made = portal.make(tmp_path / "portal", dsn)
    portal.fill(made, *range(1, 90))
    return made


@pytest.fixture
def environ(home, tmp_path):
    return {"INSTANCE_DIR": str(home), "BACKUP_DIR": str(tmp_path / "backups")}


def figures(environ) -> dict:
    return packing._figures(packing.place(packing.Settings.from_environment(environ), environ))


def test_what_is_now_stays_and_former_states_go(home, environ, capsys):
    before = figures(environ)
    packing.pack(environ)  # nothing is a week old
    assert portal.restored(home) == 89
    assert figures(environ).get("states") == before.get("states")
    packing.pack(environ | {"DAYS": "0"})
    after = figures(environ)
    assert portal.restored(home) == 89
    if "states" in before:
        assert after["states"] < before["states"] / 3
    else:
        assert after["database"] < before["database"] / 2
        assert after["files"] < before["files"]
    said = capsys.readouterr().out
    assert "→" in said and str(home) in said
    assert not list(home.rglob("*.old")) and not list(home.rglob(".pack-*"))
    portal.fill(home, 90)
    assert portal.restored(home) == 90


def test_backups_from_before_and_after_hold(home, environ):
    commands.back_up(environ)
    packing.pack(environ | {"DAYS": "0"})
    portal.fill(home, 90)
    commands.back_up(environ | {"VERIFY": "1"})
    names = [backup.name for backup in archive.backups(commands.backup_folder(environ))]
    for name, number in zip(names, (89, 90), strict=True):
        commands.restore(environ | {"BACKUP": name, "FORCE": "1"})
        assert portal.restored(home) == number


def test_while_people_write(postgres, tmp_path):
    home = portal.make(tmp_path / "portal", postgres.create("busy"))
    portal.fill(home, *range(1, 60))
    environ = {"INSTANCE_DIR": str(home), "DAYS": "0"}
    with portal.writing(home) as writer:
        for _turn in range(3):
            before = writer.wait(10)
            packing.pack(environ)
            assert before <= portal.restored(home) <= writer.wait(1)


def test_a_file_that_is_in_use_is_left_alone(tmp_path):
    home = portal.make(tmp_path / "portal")
    portal.fill(home, 1)
    with portal.writing(home), pytest.raises(Failure, match="stop it first"):
        packing.pack({"INSTANCE_DIR": str(home)})


def test_another_account_does_not_pack(tmp_path, monkeypatch):
    """The packed file would be its own, and the portal could not write it."""
    home = portal.make(tmp_path / "portal")
    portal.fill(home, 1)
    other = os.geteuid() + 1
    monkeypatch.setattr("operate.packing.os.geteuid", lambda: other)
    with pytest.raises(Failure, match="belongs to another account"):
        packing.pack({"INSTANCE_DIR": str(home)})


def test_of_a_server_that_does_not_answer_it_says_so(tmp_path):
    home = portal.make(tmp_path / "portal", f"host='{tmp_path}' dbname='x' user='x'")
    with pytest.raises(Failure, match="PostgreSQL: "):
        packing.pack({"INSTANCE_DIR": str(home)})


@pytest.mark.parametrize("days", ["-1", "x", "1e9", "7 "])
def test_days_is_a_number(tmp_path, days):
    with pytest.raises(Failure, match="DAYS is"):
        packing.pack({"INSTANCE_DIR": str(tmp_path), "DAYS": days})


def test_the_server_packs_with_a_dsn_that_nobody_sees(home, environ, monkeypatch):
    seen = []
    monkeypatch.setattr(packing, "demand", lambda name, command, **_more: seen.append(command))
    monkeypatch.setattr(postgresql, "query", lambda *_: ["1|1"])
    packing.pack(environ)
    assert not [part for part in seen[0] if "dbname" in str(part)]
