"""Stamps: notes that a step is done, written only after it succeeded."""

from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path

import csv
import fcntl
import hashlib
import os


def fingerprint(files: Iterable[Path], *more: str) -> str:
    """A hash over contents of files (a missing one counts too) and further texts."""
    digest = hashlib.sha256()
    for path in files:
        try:
            content = path.read_bytes()
        except OSError:
            content = b"missing"
        digest.update(hashlib.sha256(content).digest())
    for text in more:
        digest.update(hashlib.sha256(text.encode()).digest())
    return digest.hexdigest()


def read(stamp: Path) -> str:
    """The text of a stamp, empty if there is none."""
    try:
        return stamp.read_text()
    except (OSError, UnicodeDecodeError):
        return ""


def write(stamp: Path, text: str) -> None:
    """Write a stamp in one go: it is there in full or not at all."""
    part = stamp.with_name(stamp.name + ".part")
    part.write_text(text)
    os.replace(part, stamp)


def damaged_packages(site_packages: Path) -> list[str]:
    """Python packages of which a file is missing or has another size than its RECORD says."""
    damaged = []
    for info in sorted(site_packages.glob("*.dist-info")):
        try:
            with (info / "RECORD").open(newline="") as record:
                rows = [row for row in csv.reader(record) if len(row) == 3 and row[2]]
            intact = all(
                (site_packages / name).stat().st_size == int(size)
                for name, _, size in rows
                # uv writes the scripts itself, with our Python in their first line
                if not name.startswith("..")
            )
        except (OSError, ValueError):
            intact = False
        if not intact:
            damaged.append(info.name.removesuffix(".dist-info"))
    return damaged


@contextmanager
def lock(path: Path, wait=None):
    """Hold a lock while the block runs.

    wait: called again and again while another process holds it; without it a taken lock raises
    BlockingIOError. The lock file holds the number of the process that has the lock.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if wait is None:
                    raise
                wait()
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def inventory(folder: Path) -> str:
    """Number and total size of the files below a folder, hidden folders left out (they hold caches)."""
    count = size = 0
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            count += 1
            size += os.lstat(os.path.join(place, name)).st_size
    return f"{count} files, {size} bytes"
