"""Bring a backup back.

What is there is never written over: where FORCE=1 allows it, it is put aside under another name. All is made beside its place first, and
compared; then it takes its place.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextlib import ExitStack
from datetime import datetime
from datetime import UTC
from itertools import count
from operate import backend
from operate import cluster
from operate import start
from operate.backup import archive
from operate.backup import filestorage
from operate.backup import postgresql
from operate.backup import recovery
from operate.backup import replacing
from operate.backup.archive import Backup
from operate.backup.archive import Tick
from operate.backup.place import Place
from operate.backup.place import place
from operate.cluster_plan import Plan
from operate.console import say
from operate.console import Steps
from operate.failure import Failure
from operate.settings import Settings
from pathlib import Path

import os
import shutil


MAIL = "mail"


def restore(
    backup: Backup, environ: Mapping[str, str] = os.environ, at: datetime | str = ""
) -> None:
    """Check the backup, and bring it back into the portal that the environment names, which is stopped.

    :param at: a point in time for a copy of a server's files, see `recovery.restore`.
    """
    settings = Settings.from_environment(environ)
    force = environ.get("FORCE") == "1"
    steps = Steps(3)
    with steps.step("Check the backup"):
        _demand_known(backup, force)
        archive.check(backup, steps.alive)
        steps.note(f"{backup.name}, {backup.manifest['files']} files are as they were written")
    with ExitStack() as stack:
        with steps.step("Look where it goes"):
            target = target_of(settings, environ, stack, steps.alive)
            steps.note(str(target.home))
        with steps.step("Restore and compare"):
            aside = _bring_back(backup, target, force, at, steps.alive)
            mails = _put_mails_aside(backup, target, environ.get("MAILS") == "1")
            steps.note("as it was backed up" if not at else f"as it was at {at}")
    say()
    say(f"The state of {at or backup.manifest['ended']} is back, after {steps.elapsed}.")
    if aside:
        say(f"What was there before: {aside}")
    if mails:
        say(mails)
    if backup.kind == recovery.KIND:
        say(
            "Its log is archived from the next backup with BASE=1 on: make that as soon as it runs."
        )
    if not target.secret_keys.exists():
        say(f"Bring the keys of bank accounts back, too, before the start: {target.secret_keys}")


def _bring_back(backup: Backup, target: Place, force: bool, at: datetime | str, tick: Tick) -> str:
    """Returns where is what was there before."""
    if backup.kind == recovery.KIND:
        if not target.is_cluster:
            raise Failure(f"{backup.name} is of a cluster; say which one: CLUSTER_DIR=<folder>")
        return _to_point_in_time(backup, target, force, at, tick)
    return (_to_postgresql if target.dsn else _to_file)(backup, target, force, tick)


def _demand_known(backup: Backup, force: bool) -> None:
    """Raise Failure if the backup is of code that is newer than ours."""
    from operate.backup.commands import profile_version

    theirs = backup.manifest["versions"]["profile"]
    if theirs > profile_version() and not force:
        raise Failure(
            f"the backup is of newer code (profile {theirs}, here {profile_version()}); "
            "take that code, or say FORCE=1"
        )


def target_of(
    settings: Settings, environ: Mapping[str, str], stack: ExitStack, tick: Tick
) -> Place:
    """Where the backup goes, ours alone as long as `stack` is open; a new instance or cluster is laid out first."""
    if environ.get("CLUSTER_DIR"):
        plan = Plan.from_environment(environ)
        stack.enter_context(cluster.own(plan))
        if not (plan.folder / "zope1" / "etc" / "zope.conf").exists():
            backend.install(tick)
            cluster.lay_out(plan, tick)
        return place(settings, environ)
    if not settings.zope_conf.exists():
        backend.install(tick)
        backend.render(settings, tick)
    stack.enter_context(start.own_instance(settings))
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
    suffix = _suffix_of_former(*(old for old, _ in pairs))
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


def _suffix_of_former(*folders: Path) -> str:
    """What is added to the names of folders that are put aside: the time, and a number where a restore of the same second has taken that."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    for number in count(1):
        suffix = f".before-{stamp}" + (f"-{number}" if number > 1 else "")
        if not any(folder.with_name(folder.name + suffix).exists() for folder in folders):
            return suffix
    raise AssertionError("not reached")


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
    with server_of(target, tick) as (dsn, admin):
        return replacing.replace(
            dsn,
            admin,
            lambda name: postgresql.restore(backup, dsn, name, tick),
            force=force,
        )


def _to_point_in_time(
    backup: Backup, target: Place, force: bool, at: datetime | str, tick: Tick
) -> str:
    """In place of the data of a cluster's server; returns where the former ones are now."""
    data = target.postgres
    former = data if _holds_databases(data) else None
    if former and not force:
        raise Failure(f"{target.home} holds data already; FORCE=1 puts them aside")
    new = restoring_name(data)
    wal = recovery.archive_of(backup.folder.parent, backup.manifest["state"]["system"])
    recovery.restore(backup, new, at, wal, former if at else None, tick)
    os.sync()
    aside = None
    if former:
        aside = data.with_name(data.name + _suffix_of_former(data))
        data.rename(aside)
    elif data.exists():
        shutil.rmtree(data)
    new.rename(data)
    return str(aside or "")


def _holds_databases(data: Path) -> bool:
    """True if there is more in a server's folder than what PostgreSQL puts into a new one: its own databases have numbers below 16384."""
    if not data.is_dir() or not any(data.iterdir()):
        return False
    try:
        names = [path.name for path in (data / "base").iterdir()]
    except OSError:
        return True
    return any(not name.isdecimal() or int(name) >= 16384 for name in names)


@contextmanager
def server_of(target: Place, tick: Tick) -> Iterator[tuple[str, str]]:
    """The dsn of the database and of the administrator; the server of a cluster is started for the time of the block."""
    if not target.is_cluster:
        yield target.dsn, target.admin
        return
    with recovery.serving(target.postgres, {}, tick) as admin:
        words = postgresql.variables(target.dsn)
        postgresql.demand_account(admin, words["PGUSER"])
        host = postgresql.variables(admin)["PGHOST"]
        yield f"host='{host}' dbname='{words['PGDATABASE']}' user='{words['PGUSER']}'", admin


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
