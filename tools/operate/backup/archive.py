"""What a backup is: a folder named after its time, with a manifest that was written last.

    BACKUP_DIR/20261130T120000Z/manifest.json   what it is, of when, of which versions, how much
                               /SHA256SUMS      of every other file, as sha256sum writes them
                               /…               the data

A backup is made in a folder `….part` and gets its name when it is whole and on the disk, so whatever has a name is whole. Files that have not
changed since the backup before are hard links to it: each folder is complete by itself, and can be deleted by itself.
"""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from operate import stamps
from operate.failure import Failure
from operate.ports import command_of
from pathlib import Path

import hashlib
import json
import os
import re
import shutil
import time


FORMAT = 1
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
NAME = re.compile(r"\d{8}T\d{6}Z")
PART = ".part"
CHUNK = 1 << 20

Tick = Callable[[], None]


@dataclass(frozen=True)
class Backup:
    """A whole backup. manifest: see `seal`."""

    folder: Path
    manifest: dict

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def kind(self) -> str:
        """`filestorage`, `postgresql` (a dump) or `postgresql-base` (a copy of the server's files)."""
        return self.manifest["kind"]

    def sums(self) -> dict[str, str]:
        """Path inside the folder → SHA-256 of the file.

        :raises Failure: the list is not as the manifest says.
        """
        try:
            text = (self.folder / SUMS).read_bytes()
        except OSError as error:
            raise Failure(f"the backup {self.name} is damaged: {error.strerror}: {SUMS}") from None
        if hashlib.sha256(text).hexdigest() != self.manifest["sums"]:
            raise Failure(f"the backup {self.name} is damaged: {SUMS} is not as it was written")
        lines = text.decode().splitlines()
        return {line[66:]: line[:64] for line in lines}


def backups(place: Path, tell: Callable[[str], None] | None = None) -> list[Backup]:
    """The whole backups in a folder, the oldest first.

    :param tell: gets a line on each that cannot be read, and the others are returned.
    :raises Failure: one cannot be read, and there is no `tell`.
    """
    found = []
    for folder in sorted(place.iterdir()) if place.is_dir() else ():
        if NAME.fullmatch(folder.name):
            try:
                found.append(read(folder))
            except Failure as failure:
                if tell is None:
                    raise
                tell(failure.line)
    return found


def read(folder: Path) -> Backup:
    """The backup in a folder.

    :raises Failure: there is none, or one that this code does not know.
    """
    if folder.name.endswith(PART):
        raise Failure(f"{folder} is half a backup; choose another one")
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
        known = manifest["format"]
    except (OSError, ValueError, KeyError, TypeError):
        raise Failure(f"{folder} is no backup: it has no readable {MANIFEST}") from None
    if known != FORMAT:
        raise Failure(f"{folder} is a backup of format {known}; this code reads format {FORMAT}")
    return Backup(folder, manifest)


def find(place: Path, name: str = "") -> Backup:
    """The backup of a name, else the newest one.

    :raises Failure: there is none.
    """
    if name:
        return read(place / name)
    if not (all_of_them := backups(place)):
        raise Failure(f"there is no backup in {place}; make one with: make backup")
    return all_of_them[-1]


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """Keep others from making or deleting backups in a folder while the block runs.

    :raises Failure: somebody else does.
    """
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = place / ".lock"
    try:
        with stamps.lock(lock):
            yield
    except BlockingIOError:
        pid = int(stamps.read(lock) or 0)
        raise Failure(
            f"another backup works in {place}: process {pid} ({command_of(pid)})"
        ) from None


@contextmanager
def making(place: Path) -> Iterator[Path]:
    """A folder for a new backup; it is removed if the block does not `seal` it. What broken-off ones left is removed first."""
    remove_halves(place)
    part = place / f"{_free_name(place)}{PART}"
    part.mkdir(mode=0o700)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def remove_halves(place: Path) -> None:
    """Remove backups that were broken off while they were made or deleted."""
    for folder in place.glob(f"*{PART}"):
        if NAME.fullmatch(folder.name.removesuffix(PART)):
            shutil.rmtree(folder)


def seal(part: Path, manifest: dict, previous: Backup | None, tick: Tick) -> Backup:
    """Write checksums and manifest, wait for the disk, and give the backup its name.

    :param manifest: `kind`, `begun`, `state` (what identifies the state of the database), `versions`, …; format, end, sizes and the checksum of
        the checksums are added.
    :param previous: the checksums of files that are hard links to it are taken from it.
    """
    lines, count, size = [], 0, 0
    known = _known_sums(previous)
    for path in _files(part):
        tick()
        found = path.stat()
        digest = known.get((found.st_dev, found.st_ino)) or sha256(path)
        lines.append(f"{digest}  {path.relative_to(part)}\n")
        count, size = count + 1, size + found.st_size
    text = "".join(lines).encode()
    (part / SUMS).write_bytes(text)
    written = manifest | {
        "format": FORMAT,
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": count,
        "bytes": size,
        "sums": hashlib.sha256(text).hexdigest(),
    }
    os.sync()
    stamps.write(part / MANIFEST, json.dumps(written, indent=2, ensure_ascii=False) + "\n")
    _sync(part / MANIFEST, part)
    whole = part.with_name(part.name.removesuffix(PART))
    part.rename(whole)
    _sync(whole.parent)
    return Backup(whole, written)


def check(backup: Backup, tick: Tick) -> None:
    """Read every file of a backup.

    :raises Failure: files are missing, changed or too many; its log lists the first of them.
    """
    sums = backup.sums()
    wrong = []
    for name, digest in sums.items():
        tick()
        path = backup.folder / name
        if not path.is_file():
            wrong.append(f"missing: {name}")
        elif sha256(path) != digest:
            wrong.append(f"changed: {name}")
    there = {str(path.relative_to(backup.folder)) for path in _files(backup.folder)}
    wrong += [f"unknown: {name}" for name in sorted(there - set(sums) - {SUMS, MANIFEST})]
    if wrong:
        raise Failure(
            f"the backup {backup.name} is damaged: {len(wrong)} of {len(sums)} files are not as "
            "they were written; take another one",
            wrong[:15],
        )


def prune(place: Path, kind: str, keep: int) -> list[str]:
    """Delete the oldest backups of a kind but `keep`, at least one; returns their names. One that cannot be read stays, of whatever kind it is."""
    names = []
    found = backups(place, lambda line: None)
    for backup in [b for b in found if b.kind == kind][: -max(keep, 1)]:
        # It loses its name first: half a backup must not look whole.
        half = backup.folder.with_name(backup.name + PART)
        backup.folder.rename(half)
        shutil.rmtree(half)
        names.append(backup.name)
    return names


def link_or_copy(source: Path, target: Path) -> None:
    """Give the target the content of a file that never changes: the same file where the file system can, else a copy."""
    try:
        os.link(source, target)
    except OSError:
        copy(source, target)


def copy(source: Path, target: Path) -> None:
    """Copy a file, with its time, readable for the owner only."""
    part = target.with_name(target.name + ".copying")
    shutil.copyfile(source, part)
    shutil.copystat(source, part)
    part.chmod(0o600)
    os.replace(part, target)


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _known_sums(previous: Backup | None) -> dict[tuple[int, int], str]:
    known = {}
    for name, digest in (previous.sums() if previous else {}).items():
        try:
            found = (previous.folder / name).stat()
        except OSError:
            continue
        if found.st_nlink > 1:
            known[found.st_dev, found.st_ino] = digest
    return known


def _files(folder: Path) -> Iterator[Path]:
    """All files below a folder, in a fixed order."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield Path(place, name)


def _free_name(place: Path) -> str:
    """The time as a name; where a backup of this second is there, that of the next."""
    while True:
        name = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        if not (place / name).exists():
            return name
        time.sleep(0.2)


def _sync(*paths: Path) -> None:
    """Wait until files and folders are on the disk."""
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
