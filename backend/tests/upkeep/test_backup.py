"""Backup and restore of a file storage: real files, a real writer, real damage."""

from operate import processes
from operate.backup import archive
from operate.backup import commands
from operate.backup import filestorage
from operate.failure import Failure
from operate.settings import Settings
from pathlib import Path
from tests.upkeep import portal

import os
import pytest
import subprocess
import sys
import time


@pytest.fixture
def home(tmp_path):
    made = portal.make(tmp_path / "portal")
    portal.fill(made, *range(1, 60))
    return made


@pytest.fixture
def environ(home, tmp_path):
    """What an operator sets."""
    return {"INSTANCE_DIR": str(home), "BACKUP_DIR": str(tmp_path / "backups")}


def backups(environ) -> list[archive.Backup]:
    return archive.backups(Path(environ["BACKUP_DIR"]), lambda line: None)


def back_up(environ, **more: str) -> archive.Backup:
    commands.back_up(environ | more)
    return backups(environ)[-1]


def restore(environ, to: Path, **more: str) -> int:
    """Into another place; returns the number that it holds."""
    if not to.exists():
        portal.make(to)
    commands.restore(environ | {"INSTANCE_DIR": str(to)} | more)
    return portal.restored(to)


@pytest.mark.parametrize("packs", [False, True], ids=["writing", "writing and packing"])
def test_the_state_that_is_restored_has_been(environ, home, tmp_path, packs):
    with portal.writing(home, packs=packs) as writer:
        for turn in range(3):
            before = writer.wait(20)
            back_up(environ)
            after = writer.wait(1)
            assert before <= restore(environ, tmp_path / f"other{turn}") <= after
            assert Settings.from_environment(environ).instance == home


def test_a_pack_in_between_is_noticed(environ, home, tmp_path, monkeypatch):
    """Packing removes files that the copied state still has: it must be copied anew."""
    copied = []
    original = filestorage._copy_blobs

    def pack_first(*arguments):
        copied.append(1)
        if len(copied) == 1:
            with portal.opened(home) as root:
                time.sleep(1.1)
                root._p_jar.db().pack(time.time())
        original(*arguments)

    portal.fill(home, *range(60, 140))
    monkeypatch.setattr(filestorage, "_copy_blobs", pack_first)
    back_up(environ)
    assert len(copied) == 2
    assert restore(environ, tmp_path / "other") == 139


def test_the_next_one_copies_what_is_new(environ, home, tmp_path):
    first = back_up(environ)
    portal.fill(home, 60, 61)
    second = back_up(environ, VERIFY="1")
    assert second.manifest["incremental_to"] == first.name
    new = [
        path
        for path in second.folder.rglob("*")
        if path.is_file() and path.stat().st_nlink == 1 and path.parent.name != second.name
    ]
    assert sum(path.name.endswith(".blob") for path in new) == 2
    assert sum(path.suffix == ".deltafs" for path in new) == 1
    assert not [path for path in new if path.suffix == ".fs"]
    # Each is complete by itself.
    commands.back_up(environ | {"KEEP": "1"})
    assert restore(environ, tmp_path / "other") == 61


def test_each_of_several_can_be_restored(environ, home, tmp_path):
    first = back_up(environ)
    portal.fill(home, 60)
    time.sleep(1.1)
    back_up(environ)
    assert restore(environ, tmp_path / "newest") == 60
    assert restore(environ, tmp_path / "first", BACKUP=first.name) == 59
    at = first.manifest["ended"]
    assert restore(environ, tmp_path / "at", AT=at) == 59
    with pytest.raises(Failure, match="no backup .* from before 2020"):
        restore(environ, tmp_path / "early", AT="2020-01-01 00:00:00+00")
    with pytest.raises(Failure, match="say a time with its zone"):
        restore(environ, tmp_path / "early", AT="yesterday")


def test_full_copies_everything_again(environ):
    back_up(environ)
    assert back_up(environ, FULL="1").manifest["incremental_to"] is None


def test_so_many_are_kept(environ):
    names = [back_up(environ, KEEP="2").name for _ in range(3)]
    assert [backup.name for backup in backups(environ)] == names[1:]
    with pytest.raises(Failure, match="KEEP is '0'"):
        back_up(environ, KEEP="0")


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()  # other backups share the file
    path.write_bytes(content)


@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: damage(next(folder.rglob("*.blob"))),
        lambda folder: damage(next(folder.rglob("*.fs"))),
        lambda folder: damage(folder / "SHA256SUMS"),
        lambda folder: next(folder.rglob("*.blob")).unlink(),
        lambda folder: (folder / "blobs" / "more.blob").touch(),
        lambda folder: (folder / "manifest.json").write_text("{"),
    ],
    ids=["a file", "the database", "the sums", "a file missing", "one too many", "the manifest"],
)
def test_a_damaged_backup_is_refused(environ, home, harm):
    harm(back_up(environ).folder)
    before = sorted(home.rglob("*"))
    with pytest.raises(Failure, match="damaged|no backup"):
        commands.restore(environ | {"FORCE": "1"})
    with pytest.raises(Failure):
        commands.list_(environ | {"CHECK": "1"})
    assert [path for path in sorted(home.rglob("*")) if path.name != "start.lock"] == before
    assert portal.restored(home) == 59


def test_one_that_was_killed_is_half_and_goes(environ, tmp_path):
    """Killed when it is all but done, it has no name yet."""
    back_up(environ)
    code = """
import os, signal, sys
from operate.backup import archive, commands
archive._sync = lambda *paths: os.kill(os.getpid(), signal.SIGKILL)
commands.back_up(os.environ)
"""
    killed = subprocess.run([sys.executable, "-c", code], env=_environment(environ), check=False)
    assert killed.returncode == -9
    folder = Path(environ["BACKUP_DIR"])
    (half,) = folder.glob("*.part")
    assert len(backups(environ)) == 1
    with pytest.raises(Failure, match="half a backup"):
        restore(environ, tmp_path / "other", BACKUP=half.name)
    back_up(environ)
    assert not half.exists()
    assert len(backups(environ)) == 2


def _environment(environ) -> dict[str, str]:
    tools = Path(processes.__file__).parents[1]
    return os.environ | environ | {"PYTHONPATH": str(tools)}


def test_two_at_once(environ):
    with (
        archive.alone(Path(environ["BACKUP_DIR"])),
        pytest.raises(Failure, match="another backup works in"),
    ):
        back_up(environ)


def test_a_full_disk(environ, home, tmp_path):
    """What was backed up before stays whole; nothing half remains."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("no file system of its own can be mounted")
    try:
        environ["BACKUP_DIR"] = str(disk / "backups")
        first = back_up(environ)
        portal.fill(home, 60)
        (home / "var/blobstorage/0x00").mkdir(exist_ok=True)
        (home / "var/blobstorage/0x00/large.blob").write_bytes(os.urandom(1_000_000))
        with pytest.raises((OSError, Failure), match="No space|disk is full"):
            back_up(environ)
        assert backups(environ) == [first]
        archive.check(first, lambda: None)
        assert not list(Path(environ["BACKUP_DIR"]).glob("*.part"))
    finally:
        subprocess.run(["umount", disk], check=True)


def test_data_are_never_written_over(environ, home):
    back_up(environ)
    portal.fill(home, 60)
    with pytest.raises(Failure, match="holds data already"):
        commands.restore(environ)
    assert portal.restored(home) == 60
    commands.restore(environ | {"FORCE": "1"})
    assert portal.restored(home) == 59
    (aside,) = home.glob("var/filestorage.before-*")
    (blobs,) = home.glob("var/blobstorage.before-*")
    aside.rename(home / "var" / "filestorage2")
    for name, old in (("filestorage", home / "var/filestorage2"), ("blobstorage", blobs)):
        (home / "var" / name).rename(home / "var" / f"{name}.gone")
        old.rename(home / "var" / name)
    assert portal.restored(home) == 60


def test_a_running_portal_is_left_alone(environ, home):
    back_up(environ)
    with portal.writing(home), pytest.raises(Failure, match="the portal is running"):
        commands.restore(environ | {"FORCE": "1"})


def test_a_restore_that_was_broken_off(environ, home, monkeypatch):
    """Nothing starts on half of it, and the next one brings all back."""
    back_up(environ)
    portal.fill(home, 60)
    rename = Path.rename

    def break_off(self, target):
        if self.name == "filestorage.restoring":
            raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", break_off)
        with pytest.raises(KeyboardInterrupt):
            commands.restore(environ | {"FORCE": "1"})
    assert not (home / "var" / "filestorage").exists()
    with pytest.raises(Failure, match="broken off"):
        commands.restoring.backend.render(Settings.from_environment(environ))
    commands.restore(environ | {"FORCE": "1"})
    assert portal.restored(home) == 59
    assert not list(home.glob("var/*.restoring"))


def test_the_keys_of_bank_accounts_stay_apart(environ, home, tmp_path):
    keys = home / "etc" / "secret-keys.txt"
    keys.write_text("Zitrone")
    made = back_up(environ, KEYS_TO=str(tmp_path / "keys"))
    files = [path for path in made.folder.rglob("*") if path.is_file()]
    assert not [path for path in files if b"Zitrone" in path.read_bytes()]
    copy = tmp_path / "keys" / "secret-keys.txt"
    assert copy.read_text() == "Zitrone"
    assert copy.stat().st_mode & 0o077 == 0
    for place in (environ["BACKUP_DIR"], f"{environ['BACKUP_DIR']}/keys", str(tmp_path)):
        with pytest.raises(Failure, match="KEYS_TO is with the backups"):
            back_up(environ, KEYS_TO=place)


def test_nobody_else_can_read_a_backup(environ):
    made = back_up(environ)
    assert made.folder.stat().st_mode & 0o077 == 0
    assert Path(environ["BACKUP_DIR"]).stat().st_mode & 0o077 == 0


def test_waiting_mails_are_not_sent_twice(environ, home, tmp_path):
    """They may have been sent since: they come back beside the queue."""
    for name in ("new/1", "tmp/2"):
        (home / "var/mail" / name).parent.mkdir(parents=True, exist_ok=True)
        (home / "var/mail" / name).write_text(name)
    made = back_up(environ)
    assert made.manifest["mails"] == 1
    other, again = tmp_path / "other", tmp_path / "again"
    restore(environ, other)
    assert (other / f"var/mail-{made.name}/new/1").read_text() == "new/1"
    assert not (other / "var/mail").exists()
    restore(environ, again, MAILS="1")
    assert (again / "var/mail/new/1").read_text() == "new/1"


def test_verify_finds_what_is_wrong(environ, home, monkeypatch):
    """A copy that differs from the portal, and a file that is missing there too."""
    original = filestorage.restore

    def differ(backup, data, *more):
        original(backup, data, *more)
        content = bytearray(data.read_bytes())
        content[-20] ^= 1
        data.write_bytes(content)

    with monkeypatch.context() as patch:
        patch.setattr(filestorage, "restore", differ)
        with pytest.raises(Failure, match="is not the first"):
            back_up(environ, VERIFY="1")
    with portal.opened(home) as root, root["files"][9].open() as file:
        missing = Path(file.name)
    missing.unlink()
    with pytest.raises(Failure, match="reading the database failed"):
        back_up(environ, VERIFY="1")
    assert not (Path(environ["BACKUP_DIR"]) / ".verify").exists()


def test_one_without_a_manifest_is_in_nobodys_way(environ, capsys):
    """The others are listed, and made; what it was is told."""
    first = back_up(environ)
    second = back_up(environ)
    (first.folder / archive.MANIFEST).write_text("")
    third = back_up(environ, KEEP="1")
    with pytest.raises(Failure, match="1 backups are damaged"):
        commands.list_(environ)
    assert third.name in capsys.readouterr().out
    assert first.folder.exists()
    assert not second.folder.exists()
    with pytest.raises(Failure, match="no readable manifest"):
        commands.restore(environ)


def test_half_a_transaction_at_the_end(environ, home):
    """repozo copies nothing then; the next time it would go on from there, whatever came before."""
    data = home / "var" / "filestorage" / "Data.fs"
    back_up(environ)
    whole = data.read_bytes()
    data.write_bytes(whole + b"half")
    second = back_up(environ)
    assert all(path.stat().st_size for path in (second.folder / "database").glob("*.deltafs"))
    data.write_bytes(whole)
    portal.fill(home, 60)
    back_up(environ, VERIFY="1")


def test_a_copy_is_for_its_owner_alone(tmp_path):
    source = tmp_path / "source"
    source.write_text("Zitrone")
    source.chmod(0o644)
    archive.copy(source, tmp_path / "copy")
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600


def test_there_is_nothing(environ, tmp_path):
    with pytest.raises(Failure, match="there is no backup"):
        commands.restore(environ)
    with pytest.raises(Failure, match="there is no portal in"):
        back_up(environ, INSTANCE_DIR=str(tmp_path / "nowhere"))


def test_a_backup_of_newer_code(environ, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(commands, "profile_version", lambda: "99990101001")
        back_up(environ)
    with pytest.raises(Failure, match="newer code"):
        restore(environ, tmp_path / "other")
    assert restore(environ, tmp_path / "forced", FORCE="1") == 59


def test_it_says_which_portal_it_is_of_and_where_the_other_one_is(
    environ, home, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr("operate.backup.place.BACKEND", tmp_path)
    back_up(environ)
    said = capsys.readouterr().out
    assert f"The portal is that of {home} (filestorage)." in said
    assert "another one" not in said
    with pytest.raises(Failure, match="make start$"):
        commands.back_up(environ | {"INSTANCE_DIR": str(tmp_path / "none")})
    conf = tmp_path / "cluster" / "zope1" / "etc" / "zope.conf"
    conf.parent.mkdir(parents=True)
    conf.write_text("dsn host='x'\n")
    back_up(environ)
    hint = f"CLUSTER_DIR={tmp_path / 'cluster'}"
    assert f"There is another one: for the cluster in {tmp_path / 'cluster'} say {hint}." in (
        capsys.readouterr().out
    )
    with pytest.raises(Failure, match=f"say {hint}$"):
        commands.back_up(environ | {"INSTANCE_DIR": str(tmp_path / "none")})
