"""Bring a backup back.

What is there is never written over: where FORCE=1 allows it, it is put aside under another name. All is made beside its place first, and
compared; then it takes its place.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from datetime import UTC
from operate import backend
from operate import start
from operate.backup import archive
from operate.backup import filestorage
from operate.backup import postgresql
from operate.backup.archive import Backup
from operate.backup.archive import Tick
from operate.backup.place import Place
from operate.backup.place import place
from operate.console import say
from operate.console import Steps
from operate.failure import Failure
from operate.settings import Settings
from pathlib import Path

import os
import shutil


MAIL = "mail"


def restore(backup: Backup, environ: Mapping[str, str] = os.environ) -> None:
    """Check the backup, and bring it back into the portal that the environment names, which is stopped."""
    settings = Settings.from_environment(environ)
    force = environ.get("FORCE") == "1"
    steps = Steps(3)
    with steps.step("Check the backup"):
        _demand_known(backup, force)
        archive.check(backup, steps.alive)
        steps.note(f"{backup.name}, {backup.manifest['files']} files are as they were written")
    with ExitStack() as stack:
        with steps.step("Look where it goes"):
            target = _target(settings, environ, steps.alive)
            if not target.is_cluster:
                stack.enter_context(start.own_instance(settings))
            steps.note(str(target.home))
        with steps.step("Restore and compare"):
            aside = (_to_postgresql if target.dsn else _to_file)(
                backup, target, force, steps.alive
            )
            mails = _put_mails_aside(backup, target, environ.get("MAILS") == "1")
            steps.note("as it was backed up")
    say()
    say(f"The state of {backup.manifest['ended']} is back, after {steps.elapsed}.")
    if aside:
        say(f"What was there before: {aside}")
    if mails:
        say(mails)
    if not target.secret_keys.exists():
        say(f"Bring the keys of bank accounts back, too, before the start: {target.secret_keys}")


def _demand_known(backup: Backup, force: bool) -> None:
    """Raise Failure if the backup is of code that is newer than ours."""
    from operate.backup.commands import profile_version

    theirs = backup.manifest["versions"]["profile"]
    if theirs > profile_version() and not force:
        raise Failure(
            f"the backup is of newer code (profile {theirs}, here {profile_version()}); "
            "take that code, or say FORCE=1"
        )


def _target(settings: Settings, environ: Mapping[str, str], tick: Tick) -> Place:
    """Where the backup goes; a new instance is rendered first."""
    if not environ.get("CLUSTER_DIR") and not settings.zope_conf.exists():
        backend.install(tick)
        backend.render(settings, tick)
    return place(settings, environ)


def _to_file(backup: Backup, target: Place, force: bool, tick: Tick) -> str:
    """Into a file storage; returns where the former one is now, if there was one."""
    if backup.kind != "filestorage":
        raise Failure(
            f"{backup.name} is of PostgreSQL, {target.home} has a file storage; set database and dsn in "
            "instance.yaml first"
        )
    data = target.data
    pairs = [(target.blobs, restoring_name(target.blobs))] if target.blobs else []
    # Data.fs last: as long as it is missing, Zope does not start.
    pairs.append((data.parent, restoring_name(data.parent)))
    filestorage.demand_unused(data)
    if any(_holds_data(old) for old, _ in pairs) and not force:
        raise Failure(f"{target.home} holds data already; FORCE=1 puts them aside")
    for _, new in pairs:
        shutil.rmtree(new, ignore_errors=True)
    new_blobs = restoring_name(target.blobs) if target.blobs else None
    filestorage.restore(backup, restoring_name(data.parent) / data.name, new_blobs, tick)
    os.sync()
    suffix = f".before-{datetime.now(UTC).strftime('%Y%m%dT%H%M%SZ')}"
    aside = []
    for old, _ in reversed(pairs):
        if _holds_data(old):
            old.rename(old.with_name(old.name + suffix))
            aside.append(str(old.with_name(old.name + suffix)))
        else:
            shutil.rmtree(old, ignore_errors=True)
    for old, new in pairs:
        new.rename(old)
    return ", ".join(aside)


def restoring_name(folder: Path) -> Path:
    """Where a folder is made before it takes its place; `backend.render` refuses to go on while there is one."""
    return folder.with_name(f"{folder.name}{backend.RESTORING}")


def _holds_data(folder: Path) -> bool:
    """True if there is a file that is no remainder of a program that ran."""
    return folder.is_dir() and any(
        path.is_file() and path.suffix not in (".lock", ".tmp") and path.name != ".layout"
        for path in folder.rglob("*")
    )


def _to_postgresql(backup: Backup, target: Place, force: bool, tick: Tick) -> str:
    """Into the database of the dsn; returns the name that the former one has now, if there was one."""
    if backup.kind != "postgresql":
        raise Failure(
            f"{backup.name} is of a file storage, {target.home} is on PostgreSQL; restore it into another "
            "INSTANCE_DIR, then: make to-postgres"
        )
    dsn = target.dsn
    name = postgresql.variables(dsn)["PGDATABASE"]
    there = postgresql.exists(dsn, name)
    empty = there and postgresql.is_empty(dsn)
    if there and not empty and not force:
        raise Failure(f"the database {name} holds data already; FORCE=1 puts them aside")
    if there and (count := postgresql.users(dsn, name)):
        raise Failure(f"{count} connections use the database {name}; stop the portal first")
    new = f"{name}_restoring"
    postgresql.drop(dsn, new)
    postgresql.create(dsn, new)
    postgresql.restore(backup, dsn, new, tick)
    aside = f"{name}_before_{datetime.now(UTC).strftime('%Y%m%d%H%M%S')}"
    postgresql.rename(dsn, *([(name, aside)] if there else []), (new, name))
    if empty:
        postgresql.drop(dsn, aside)
    return f"database {aside}" if there and not empty else ""


def _put_mails_aside(backup: Backup, target: Place, send: bool) -> str:
    """Bring waiting mails back: to be sent if `send`, else beside the queue. They may have been sent since.

    Returns what to tell about them.
    """
    source = backup.folder / MAIL
    if not source.is_dir():
        return ""
    folder = target.mail if send else target.mail.with_name(f"{target.mail.name}-{backup.name}")
    for path in sorted(source.rglob("*")):
        if path.is_file():
            goal = folder / path.relative_to(source)
            goal.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            archive.copy(path, goal)
    count = backup.manifest["mails"]
    if send:
        return f"{count} mails that waited then are in the queue again and will be sent."
    return (
        f"{count} mails that waited then are in {folder}; they may have been sent since. To send them, move "
        f"them into {target.mail}."
    )
