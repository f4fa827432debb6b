"""Stamps, locks, and damage that a stamp does not tell of."""

from operate import stamps

import os
import pytest


def test_fingerprint_changes_with_content_presence_and_text(tmp_path):
    one = tmp_path / "one"
    seen = {stamps.fingerprint([one])}
    one.write_text("a")
    seen.add(stamps.fingerprint([one]))
    one.write_text("b")
    seen.add(stamps.fingerprint([one]))
    seen.add(stamps.fingerprint([one], "3.11"))
    assert len(seen) == 4
    assert stamps.fingerprint([one], "3.11") in seen


def test_fingerprint_keeps_contents_apart(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("ab")
    two.write_text("c")
    before = stamps.fingerprint([one, two])
    one.write_text("a")
    two.write_text("bc")
    assert stamps.fingerprint([one, two]) != before


def test_a_stamp_is_written_as_a_whole(tmp_path, monkeypatch):
    stamp = tmp_path / "stamp"
    stamps.write(stamp, "first")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError):
        stamps.write(stamp, "second")
    assert stamps.read(stamp) == "first"


def test_no_stamp_reads_as_empty(tmp_path):
    assert stamps.read(tmp_path / "none") == ""


@pytest.fixture
def site_packages(tmp_path):
    """A folder with one installed package."""
    (tmp_path / "good").mkdir()
    (tmp_path / "good" / "__init__.py").write_text("x = 1\n")
    info = tmp_path / "good-1.0.dist-info"
    info.mkdir()
    (info / "RECORD").write_text(
        "good/__init__.py,sha256=abc,6\n../../../bin/good,sha256=abc,99\ngood-1.0.dist-info/RECORD,,\n"
    )
    return tmp_path


def test_an_intact_package(site_packages):
    assert stamps.damaged_packages(site_packages) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "good" / "__init__.py").unlink(),
        lambda folder: (folder / "good" / "__init__.py").write_text("x"),
        lambda folder: (folder / "good-1.0.dist-info" / "RECORD").unlink(),
        lambda folder: (folder / "good-1.0.dist-info" / "RECORD").write_text("a,b,c\n"),
    ],
    ids=["file lost", "file cut off", "no record", "record broken"],
)
def test_a_damaged_package(site_packages, damage):
    damage(site_packages)
    assert stamps.damaged_packages(site_packages) == ["good-1.0"]


def test_a_lock_is_held_by_one(tmp_path):
    path = tmp_path / "folder" / "lock"
    with stamps.lock(path):
        assert stamps.read(path) == str(os.getpid())
        with pytest.raises(BlockingIOError), stamps.lock(path):
            pass
    with stamps.lock(path):
        pass


def test_waiting_for_a_lock(tmp_path):
    path = tmp_path / "lock"
    first = stamps.lock(path)
    first.__enter__()
    calls = []

    def wait():
        calls.append(1)
        if len(calls) == 3:
            first.__exit__(None, None, None)

    with stamps.lock(path, wait):
        assert len(calls) == 3


def test_inventory_sees_lost_and_cut_files_but_no_caches(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_text("text")
    before = stamps.inventory(tmp_path)
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "c").write_text("text")
    assert stamps.inventory(tmp_path) == before
    (tmp_path / "a" / "b").write_text("")
    cut = stamps.inventory(tmp_path)
    (tmp_path / "a" / "b").unlink()
    assert len({before, cut, stamps.inventory(tmp_path)}) == 3
