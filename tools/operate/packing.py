"""`make pack`: let go of former states of objects, and of what nothing refers to any more.

PostgreSQL is packed while the cluster runs; a file storage while the portal is stopped.
"""

from collections.abc import Mapping
from contextlib import contextmanager
from operate import backend
from operate import start
from operate.backup import filestorage
from operate.backup import postgresql
from operate.backup.commands import size
from operate.backup.place import Place
from operate.backup.place import place
from operate.console import say
from operate.console import Steps
from operate.disk import demand_room
from operate.disk import MB
from operate.failure import Failure
from operate.processes import demand
from operate.settings import BACKEND
from operate.settings import child_environment
from operate.settings import Settings
from operate.settings import VENV
from operate.settings import WORK
from pathlib import Path

import os
import re
import tempfile


#: Days of which former states stay where DAYS says nothing.
DAYS = 7
#: Room in MB for what PostgreSQL notes while it packs.
SERVER_ROOM = 500
#: Bytes of the database, and states of objects in it.
FIGURES = "SELECT pg_database_size(current_database()), (SELECT count(*) FROM object_state);"


def pack(environ: Mapping[str, str] = os.environ) -> None:
    """Pack the portal of CLUSTER_DIR, which may run, or of INSTANCE_DIR, to what it was DAYS ago."""
    days = _days(environ)
    settings = Settings.from_environment(environ)
    source = place(settings, environ)
    backend.install()
    say(
        f"The portal is that of {source.home} ({source.storage}); former states of {days} days stay."
    )
    steps = Steps(1 + bool(source.dsn))
    with _alone(source, settings), tempfile.TemporaryDirectory(prefix=".pack-", dir=_folder(source)) as work:  # fmt: skip
        before = _figures(source)
        with steps.step("Pack", "minutes where there is much"):
            _pack(source, days, Path(work), steps)
            steps.note("packed")
        if source.dsn:
            with steps.step("Let PostgreSQL use the room again"):
                postgresql.query(source.dsn, "VACUUM (ANALYZE);")
    after = _figures(source)
    say()
    for name, unit in before.items():
        said = (size(unit), size(after[name])) if name != "states" else (f"{unit:,}", f"{after[name]:,}")  # fmt: skip
        say(f"{name}: {said[0]} → {said[1]}")
    say(f"Packed after {steps.elapsed}.")


def _pack(source: Place, days: float, work: Path, steps: Steps) -> None:
    """The configuration holds the dsn: it lies in a folder that only we can read."""
    configuration = work / "zodbpack.conf"
    configuration.write_text(
        postgresql.section(source.dsn, work / "cache")
        if source.dsn
        else filestorage.section(source.data, source.blobs)
    )
    demand(
        "zodbpack",
        [VENV / "bin" / "zodbpack", "--days", str(days), configuration],
        cwd=BACKEND,
        env=child_environment(),
        log=WORK / "log" / "zodbpack.log",
        tick=steps.alive,
    )


@contextmanager
def _alone(source: Place, settings: Settings):
    """Where files are packed, nobody else has them.

    :raises Failure: the portal runs, there is no room for the packed file beside the other, or it would be another account's.
    """
    if source.dsn:
        demand_room(source.home, SERVER_ROOM, "packing")
        yield
        return
    try:
        known = source.data.stat()
    except FileNotFoundError:
        raise Failure(f"there is no {source.data}; nothing is to be packed") from None
    if known.st_uid != os.geteuid():
        raise Failure(
            f"{source.data} belongs to another account ({known.st_uid}), which could not write the packed file: "
            "pack as that account"
        )
    demand_room(source.data.parent, known.st_size // MB + 1, "packing")
    with start.own_instance(settings):
        filestorage.demand_unused(source.data)
        yield


def _folder(source: Place) -> Path:
    """For our configuration: on the disk of the portal."""
    return source.home / "run" if source.is_cluster else source.home / "var"


def _figures(source: Place) -> dict[str, int]:
    """What the storage takes: bytes, and on PostgreSQL states of objects."""
    if source.dsn:
        row = postgresql.query(source.dsn, FIGURES)[0].split("|")
        return dict(zip(("database", "states"), map(int, row), strict=True))
    blobs = source.blobs.rglob("*.blob") if source.blobs else ()
    return {
        "database": source.data.stat().st_size,
        "files": sum(path.stat().st_size for path in blobs),
    }


def _days(environ: Mapping[str, str]) -> float:
    text = environ.get("DAYS") or str(DAYS)
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        raise Failure(f"DAYS is {text!r}, not a number of days (0 keeps only what is now)")
    return float(text) if "." in text else int(text)
