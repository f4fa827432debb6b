"""`make to-postgres`: move a portal from its file storage to PostgreSQL.

RelStorage's `zodbconvert` copies every transaction with its time, and the files; then both are compared, object by object. The file storage stays as it is.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from operate import backend
from operate import disk
from operate import start
from operate.backup import filestorage
from operate.backup import postgresql
from operate.backup import replacing
from operate.backup import restoring
from operate.backup import verifying
from operate.backup.archive import Tick
from operate.backup.place import of_cluster
from operate.backup.place import Place
from operate.backup.place import place
from operate.console import say
from operate.console import Steps
from operate.failure import Failure
from operate.processes import demand
from operate.settings import BACKEND
from operate.settings import child_environment
from operate.settings import Settings
from operate.settings import VENV
from operate.settings import WORK
from pathlib import Path

import os
import shutil
import tempfile


def to_postgres(environ: Mapping[str, str] = os.environ) -> None:
    """Copy INSTANCE_DIR, which is stopped, into the database of DSN or of CLUSTER_DIR, which must be empty, and compare."""
    settings = Settings.from_environment(environ)
    instance = {name: value for name, value in environ.items() if name != "CLUSTER_DIR"}
    source = place(settings, instance)
    if source.dsn:
        raise Failure(f"{source.home} is on PostgreSQL already")
    steps = Steps(2)
    backend.install()
    with start.own_instance(settings):
        filestorage.demand_unused(source.data)
        with steps.step("Read the file storage"):
            found = verifying.records(source.conf, steps.alive)
            steps.note(f"{found['objects']} objects, {found['blobs']} files")
        with steps.step("Copy into PostgreSQL and compare"):
            _move(source, environ, found, steps.alive)
            steps.note("equal")
    say()
    say(
        f"The portal is in PostgreSQL, after {steps.elapsed}: {found['objects']} objects, {found['blobs']} files."
    )
    if environ.get("CLUSTER_DIR"):
        say(f"Start it with: make cluster CLUSTER_DIR={environ['CLUSTER_DIR']}")
    else:
        say(
            'Set in backend/instance.yaml  database: "relstorage"  and  dsn: to what DSN is; then: make start'
        )
    say(f"The file storage in {source.home} is as it was.")


def _move(source: Place, environ: Mapping[str, str], found: dict, tick: Tick) -> None:
    if folder := environ.get("CLUSTER_DIR"):
        with ExitStack() as stack:
            target = restoring.target_of(Settings.from_environment(environ), environ, stack, tick)
            with restoring.server_of(target, tick) as (dsn, admin):
                _fill(source, dsn, admin, found, tick)
        keys = of_cluster(Path(os.path.abspath(folder))).secret_keys
        if source.secret_keys.exists() and not keys.exists():
            keys.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copy(source.secret_keys, keys)
        return
    if not (dsn := environ.get("DSN", "")):
        raise Failure(
            "say where to: make to-postgres DSN=\"host='…' dbname='…' user='…'\", or CLUSTER_DIR=<folder>"
        )
    _fill(source, dsn, dsn, found, tick)


def _fill(source: Place, dsn: str, admin: str, found: dict, tick: Tick) -> None:
    def convert(name: str) -> None:
        # Beside the files, of which copies come here before they go into the database; nobody else can look.
        with tempfile.TemporaryDirectory(prefix=".move-", dir=source.data.parent) as work:
            disk.demand_room(Path(work), _room(source), "make to-postgres")
            there = postgresql.with_database(dsn, name)
            _convert(source, there, Path(work), tick)
            goal = _records(there, Path(work), tick)
        if goal != found:
            raise Failure(
                "what is in PostgreSQL is not what is in the file; it was not put in place",
                [f"{word}: {found[word]} → {goal[word]}" for word in found],
            )

    replacing.replace(dsn, admin, convert, force=False)


def _room(source: Place) -> int:
    """MB that copies of the files take for a time."""
    paths = source.blobs.rglob("*.blob") if source.blobs else ()
    return sum(path.stat().st_size for path in paths) // disk.MB + 10


def _convert(source: Place, dsn: str, work: Path, tick: Tick) -> None:
    """The configuration holds the dsn: it lies in a folder that only we can read."""
    configuration = work / "zodbconvert.conf"
    configuration.write_text(
        filestorage.section(source.data, source.blobs, "source")
        + postgresql.section(dsn, work / "cache", "destination")
    )
    demand(
        "zodbconvert",
        [VENV / "bin" / "zodbconvert", configuration],
        cwd=BACKEND,
        env=child_environment(),
        log=WORK / "log" / "zodbconvert.log",
        tick=tick,
    )


def _records(dsn: str, work: Path, tick: Tick) -> dict:
    settings = Settings(work / "instance", 3000, 8080)
    backend.render(settings, tick, database="relstorage", dsn=dsn)
    return verifying.records(settings.zope_conf, tick)
