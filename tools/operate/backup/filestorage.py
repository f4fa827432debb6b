"""A file storage: Data.fs by repozo, blobs by copy.

Consistent while the portal writes: repozo copies up to the last transaction that was complete when it began. Blobs are never changed, and are in
their place before their transaction is complete, so those of all copied transactions are there afterwards. Only packing removes blobs;
it puts a new Data.fs in place first, so then the backup is made again.
"""

from contextlib import suppress
from operate.backup import archive
from operate.backup.archive import Backup
from operate.backup.archive import Tick
from operate.failure import Failure
from operate.processes import demand
from operate.processes import pause
from operate.settings import child_environment
from operate.settings import VENV
from operate.settings import WORK
from pathlib import Path

import fcntl
import os
import shutil
import time


#: Folders of a backup.
DATABASE = "database"
BLOBS = "blobs"
#: So often a backup is begun anew because the database was packed meanwhile.
ATTEMPTS = 3

SECTION = """
<filestorage {name}>
  path {data}
  {blobs}
  pack-keep-old false
</filestorage>
"""


def section(data: Path, blobs: Path | None, name: str = "") -> str:
    """A file storage as the programs of RelStorage are told of it. name: what they call it."""
    return SECTION.format(name=name, data=data, blobs=f"blob-dir {blobs}" if blobs else "")


def back_up(
    part: Path, data: Path, blobs: Path | None, previous: Backup | None, tick: Tick
) -> dict:
    """Copy the database into the folder `part`; returns what identifies its state.

    :param previous: a backup of the same database: what did not change since is not copied again.
    """
    for _ in range(ATTEMPTS):
        with suppress(FileNotFoundError), data.open("rb") as file:
            failure = None
            try:
                _copy(part, data, blobs, previous, tick)
            except Failure as error:
                failure = error
            if os.path.samestat(os.fstat(file.fileno()), data.stat()):
                if failure:
                    raise failure
                return {"size": _restored_size(part / DATABASE)}
        for folder in (DATABASE, BLOBS):
            shutil.rmtree(part / folder, ignore_errors=True)
        pause(1)
    raise Failure(
        f"{data} is missing"
        if not data.exists()
        else "the database was packed again and again meanwhile; try again when that is done"
    )


def _copy(part: Path, data: Path, blobs: Path | None, previous: Backup | None, tick: Tick) -> None:
    repository = part / DATABASE
    repository.mkdir()
    if previous:
        for path in sorted((previous.folder / DATABASE).iterdir()):
            # repozo adds lines to the .dat file, writes an .index again in the second of the last one, and never changes the others.
            put = shutil.copyfile if path.suffix in (".dat", ".index") else archive.link_or_copy
            put(path, repository / path.name)
        # repozo names parts by the second, and of two with one name restores the first alone.
        newest = max(path.stem for path in repository.iterdir())
        while time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime()) == newest:
            pause(0.1)
    repozo(part, "-B", "-Q", "-f", data, tick=tick)
    _forget_replaced(repository)
    _forget_empty(repository)
    if blobs and blobs.is_dir():
        _copy_blobs(blobs, part / BLOBS, previous.folder / BLOBS if previous else None, tick)


def repozo(folder: Path, *arguments: str | Path, tick: Tick) -> None:
    """Run repozo on the backup in a folder."""
    demand(
        "repozo",
        # By a name inside: repozo writes it down, and the folder is going to be renamed.
        [VENV / "bin" / "repozo", "-v", "-r", DATABASE, *arguments],
        cwd=folder,
        env=child_environment(),
        log=WORK / "log" / "repozo.log",
        tick=tick,
    )


def _forget_replaced(repository: Path) -> None:
    """Once there is a new full copy (after packing), those before it are of no use."""
    full = sorted(path.stem for path in repository.glob("*.fs"))
    for path in repository.iterdir():
        if path.stem < full[-1]:
            path.unlink()


def _forget_empty(repository: Path) -> None:
    """A part without a byte goes (half a transaction was at the end of the file): the next run compares the last part alone, and would take
    any file for its continuation."""
    newest = _newest_list(repository)
    lines = newest.read_text().splitlines(keepends=True)
    name, start, end, _ = lines[-1].split()
    if start == end and len(lines) > 1:
        newest.write_text("".join(lines[:-1]))
        for path in repository.glob(f"{Path(name).stem}.*"):
            path.unlink()


def _copy_blobs(source: Path, target: Path, previous: Path | None, tick: Tick) -> None:
    """Copy all blobs that there are; those that the backup before has already are linked."""
    target.mkdir()
    for place, folders, names in os.walk(source):
        folders[:] = [name for name in folders if name != "tmp"]
        inside = Path(place).relative_to(source)
        (target / inside).mkdir(exist_ok=True)
        for name in names:
            tick()
            if not (name.endswith(".blob") or name == ".layout"):
                continue
            old = previous / inside / name if previous else None
            try:
                if (
                    old
                    and old.is_file()
                    and old.stat().st_size == (Path(place) / name).stat().st_size
                ):
                    archive.link_or_copy(old, target / inside / name)
                else:
                    archive.copy(Path(place) / name, target / inside / name)
            except FileNotFoundError:
                continue  # of a transaction that was given up, or packed away: see `back_up`


def restore(backup: Backup, data: Path, blobs: Path | None, tick: Tick) -> None:
    """Make Data.fs and its blobs from a backup, in places where nothing is yet."""
    data.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    repozo(backup.folder, "-R", "-w", "-o", data, tick=tick)
    if data.stat().st_size != backup.manifest["state"]["size"]:
        raise Failure(f"the restored {data} has another size than the backup says")
    if blobs:
        blobs.mkdir(parents=True, mode=0o700)
        source = backup.folder / BLOBS
        for place, _, names in os.walk(source):
            inside = Path(place).relative_to(source)
            (blobs / inside).mkdir(exist_ok=True)
            for name in names:
                tick()
                archive.copy(Path(place) / name, blobs / inside / name)


def demand_unused(data: Path) -> None:
    """Raise Failure if a process has the storage open for writing."""
    try:
        with open(f"{data}.lock", "r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return
    except BlockingIOError:
        raise Failure(f"the portal is running and holds {data}; stop it first") from None


def _restored_size(repository: Path) -> int:
    """Bytes of the Data.fs that the copy makes."""
    return int(_newest_list(repository).read_text().splitlines()[-1].split()[2])


def _newest_list(repository: Path) -> Path:
    """repozo's list of the newest full copy and what was added: name, first and last byte, checksum in each line."""
    return max(repository.glob("*.dat"), key=lambda path: path.stem)
