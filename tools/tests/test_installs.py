"""Damage to what is installed is noticed before it is used."""

from operate import backend
from operate import console
from operate import disk
from operate import frontend
from operate.failure import Failure
from operate.settings import Settings

import base64
import pytest
import stat


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An installed folder with its stamp, known to the commands."""
    monkeypatch.setattr(frontend, "WORK", tmp_path / "work")
    (tmp_path / "work").mkdir()
    modules = tmp_path / "modules"
    modules.mkdir()
    (modules / "file.js").write_text("text")
    (modules / ".installed").write_text("abc")
    frontend._remember(modules / ".installed", modules, "modules")
    return modules


def test_an_intact_folder_keeps_its_stamp(folder):
    frontend._distrust(folder / ".installed", folder, "modules")
    assert (folder / ".installed").exists()


@pytest.mark.parametrize("damage", ["lost", "cut off"])
def test_a_damaged_folder_loses_its_stamp(folder, damage):
    file = folder / "file.js"
    file.unlink() if damage == "lost" else file.write_text("")
    frontend._distrust(folder / ".installed", folder, "modules")
    assert not (folder / ".installed").exists()


def test_a_stamp_that_others_wrote_is_believed(folder):
    (folder / "file.js").write_text("newer text")
    (folder / ".installed").unlink()
    (folder / "other").write_text("keeps the file number of the stamp from being used again")
    (folder / ".installed").write_text("def")
    frontend._distrust(folder / ".installed", folder, "modules")
    assert (folder / ".installed").exists()


def test_no_stamp_no_trouble(folder):
    (folder / ".installed").unlink()
    frontend._distrust(folder / ".installed", folder, "modules")
    assert frontend._identity(folder / ".installed") == ""


@pytest.mark.parametrize(
    ("text", "password"),
    [
        ("Demo\nPasswort: geheim-1\n\nadmin\n", "geheim-1"),
        ("Passwort: steht in der Umgebungsvariablen DEMO_PASSWORD\n", ""),
        ("", ""),
    ],
)
def test_the_password_in_the_file_of_accounts(tmp_path, text, password):
    settings = Settings(tmp_path, 1, 2)
    settings.var.mkdir()
    settings.accounts.write_text(text)
    assert backend.kept_password(settings) == password


def test_the_keys_are_made_once_and_for_the_owner_only(tmp_path, monkeypatch):
    monkeypatch.delenv(backend.SECRET_KEYS, raising=False)
    settings = Settings(tmp_path / "instance", 1, 2)
    made = backend.secrets(settings)
    assert len(base64.urlsafe_b64decode(made[backend.SECRET_KEYS])) == 32
    assert stat.S_IMODE(settings.secret_keys.stat().st_mode) == 0o600
    assert backend.secrets(settings) == made
    assert list(settings.secret_keys.parent.iterdir()) == [settings.secret_keys]
    settings.secret_keys.write_text(" new,old\n")
    assert backend.secrets(settings) == {backend.SECRET_KEYS: "new,old"}


def test_keys_of_the_environment_come_first(tmp_path, monkeypatch):
    monkeypatch.setenv(backend.SECRET_KEYS, "given")
    settings = Settings(tmp_path, 1, 2)
    assert backend.secrets(settings) == {backend.SECRET_KEYS: "given"}
    assert not settings.secret_keys.exists()


def test_a_lost_key_is_not_replaced(tmp_path, monkeypatch):
    monkeypatch.delenv(backend.SECRET_KEYS, raising=False)
    settings = Settings(tmp_path, 1, 2)
    backend.secrets(settings)
    settings.secret_keys.write_text("\n")
    with pytest.raises(Failure, match="holds no keys"):
        backend.secrets(settings)


def test_room_on_the_disk(tmp_path):
    disk.demand_room(tmp_path / "not" / "there" / "yet", 1, "a test")
    with pytest.raises(Failure, match=r"the disk is full: \d+ MB are free at .*, a test needs"):
        disk.demand_room(tmp_path, 10**9, "a test")


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (59.4, "59 s"), (59.6, "1 min 00 s"), (125, "2 min 05 s")]
)
def test_durations(seconds, text):
    assert console.duration(seconds) == text
