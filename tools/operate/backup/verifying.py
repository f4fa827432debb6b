"""Is a backup good? Restore it into a new place, compare, and open it."""

from contextlib import suppress
from operate import backend
from operate import disk
from operate import postgres
from operate.backup import archive
from operate.backup import filestorage
from operate.backup import postgresql
from operate.backup import recovery
from operate.backup.archive import Backup
from operate.backup.archive import Tick
from operate.backup.place import Place
from operate.failure import Failure
from operate.processes import demand
from operate.settings import BACKEND
from operate.settings import child_environment
from operate.settings import Settings
from operate.settings import VENV
from operate.settings import WORK
from pathlib import Path
from typing import BinaryIO

import hashlib
import json
import os
import shutil
import subprocess


#: The new place, in the folder of the backups.
NAME = ".verify"
#: How much larger than what was measured it may get, and MB of an empty server with its log.
MORE, SERVER = 1.2, 200


def verify(backup: Backup, source: Place, folder: Path, tick: Tick) -> str:
    """Restore a backup into a new place, compare it with the portal that it is of, and read every object and blob of it.

    Returns what was found.

    :raises Failure: it is not what was backed up.
    """
    scratch = folder / NAME
    shutil.rmtree(scratch, ignore_errors=True)
    disk.demand_room(folder, _room(backup, source), "VERIFY=1")
    scratch.mkdir(mode=0o700)
    settings = Settings(scratch / "instance", 3000, 8080)
    try:
        if backup.kind == "filestorage":
            backend.render(settings, tick)
            data = settings.var / "filestorage" / "Data.fs"
            blobs = settings.var / "blobstorage"
            shutil.rmtree(blobs)
            filestorage.restore(backup, data, blobs, tick)
            compared = _compare(backup, source, data, blobs, tick)
            return f"{compared}, {read_all(settings.zope_conf, tick)}"
        if backup.kind == recovery.KIND:
            scratch.chmod(0o711)
            data = scratch / "postgres"
            wal = recovery.archive_of(folder, backup.manifest["state"]["system"])
            recovery.restore(backup, data, "", wal, None, tick)
            with recovery.serving(data, {}, tick) as admin:
                name = postgresql.variables(source.dsn)["PGDATABASE"]
                dsn = postgresql.with_database(admin, name)
                backend.render(settings, tick, database="relstorage", dsn=dsn)
                return read_all(settings.zope_conf, tick)
        place = _enterable(scratch)
        if place is None:
            disk.demand_room(Path("/tmp"), _room(backup, source), "VERIFY=1")
        with postgres.cluster(durable=False, place=place) as server:
            dsn = server.create("verify")
            postgresql.restore(backup, dsn, "verify", tick)
            backend.render(settings, tick, database="relstorage", dsn=dsn)
            return f"equal to what was dumped, {read_all(settings.zope_conf, tick)}"
    except postgres.NoPostgres as error:
        raise Failure(str(error)) from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _room(backup: Backup, source: Place) -> int:
    """MB that the restored portal takes."""
    count = backup.manifest["bytes"]
    if backup.kind == "postgresql":  # what was dumped is compressed
        count = int(
            postgresql.query(source.dsn, "SELECT pg_database_size(current_database());")[0]
        )
    return int(count / disk.MB * MORE) + SERVER


def _enterable(scratch: Path) -> Path | None:
    """The new place, open to the account of PostgreSQL; None where that may not come so far."""
    owner = postgres.owner_of()
    if owner:
        for folder in (scratch, scratch.parent):
            folder.chmod(folder.stat().st_mode | 0o011)  # through, but nothing to be seen
        if subprocess.run(["test", "-x", scratch], check=False, **owner).returncode != 0:
            return None
    return scratch


def read_all(conf: Path, tick: Tick) -> str:
    """Read every object and blob of an instance; returns how many there are.

    :raises Failure: one cannot be read.
    """
    said = records(conf, tick)
    return f"{said['objects']} objects and {said['blobs']} files can be read"


def records(conf: Path, tick: Tick) -> dict:
    """The fingerprint of the records of an instance's database, see `zukunftsraum-fingerprint --records`."""
    log = WORK / "log" / "fingerprint.log"
    answer = WORK / "log" / f"fingerprint-{os.getpid()}.json"
    command = [VENV / "bin" / "zukunftsraum-fingerprint", "--conf", conf, "--records"]
    try:
        demand(
            "reading the database",
            [*command, "--json", answer],
            cwd=BACKEND,
            env=child_environment(),
            log=log,
            tick=tick,
        )
        return json.loads(answer.read_text())
    finally:
        answer.unlink(missing_ok=True)


def _compare(backup: Backup, source: Place, data: Path, blobs: Path, tick: Tick) -> str:
    """Compare with the running portal: its Data.fs only grows, and its blobs never change."""
    size = backup.manifest["state"]["size"]
    with source.data.open("rb") as ours, data.open("rb") as theirs:
        same = _hash(ours, size, tick) == _hash(theirs, size, tick)
    if not same:
        raise Failure(
            f"the restored database is not the first {size} bytes of {source.data}; if that was packed since, try again"
        )
    for path in sorted(blobs.rglob("*.blob")):
        tick()
        with suppress(FileNotFoundError):  # given up since
            if archive.sha256(source.blobs / path.relative_to(blobs)) != archive.sha256(path):
                raise Failure(
                    f"the restored {path.relative_to(blobs)} is not the one of the portal"
                )
    return "equal to the portal's"


def _hash(file: BinaryIO, size: int, tick: Tick) -> str:
    """SHA-256 of the first bytes of a file."""
    digest = hashlib.sha256()
    while size > 0 and (chunk := file.read(min(size, archive.CHUNK))):
        tick()
        digest.update(chunk)
        size -= len(chunk)
    return digest.hexdigest()
