"""`make backup`, `make backups`, `make restore`."""

from collections.abc import Mapping
from datetime import datetime
from datetime import UTC
from operate import backend
from operate.backup import archive
from operate.backup import filestorage
from operate.backup import postgresql
from operate.backup import recovery
from operate.backup import restoring
from operate.backup import verifying
from operate.backup.archive import Backup
from operate.backup.archive import Tick
from operate.backup.place import backup_folder
from operate.backup.place import other_portal
from operate.backup.place import Place
from operate.backup.place import place
from operate.console import complain
from operate.console import say
from operate.console import Steps
from operate.failure import Failure
from operate.settings import BACKEND
from operate.settings import ROOT
from operate.settings import Settings
from pathlib import Path

import os
import re
import subprocess


#: How many backups stay where KEEP says nothing.
KEEP = 14
MAIL = "mail"


def back_up(environ: Mapping[str, str] = os.environ) -> None:
    """Make a backup of the portal, running or not; delete those beyond KEEP.

    FULL=1: copy all of a file storage again. BASE=1: copy the files of a cluster's server, and archive every change from now on. VERIFY=1: restore it into a new place and compare. KEYS_TO: a folder that gets the keys of bank
    accounts, apart from the data.
    """
    keep = _count(environ)
    folder = backup_folder(environ)
    source = place(Settings.from_environment(environ), environ)
    keys_to = _keys_folder(environ, folder)
    verify = environ.get("VERIFY") == "1"
    kind = recovery.KIND if environ.get("BASE") == "1" else source.storage
    steps = Steps(2 + verify)
    say(f"The portal is that of {source.home} ({source.storage}).")
    if not source.is_cluster and (hint := other_portal()):
        say(f"There is another one: {hint}.")
    with archive.alone(folder):
        previous = _previous(folder, kind) if environ.get("FULL") != "1" else None
        with archive.making(folder) as part:
            begun = datetime.now(UTC).isoformat(timespec="seconds")
            with steps.step(f"Copy the database ({kind})"):
                state = _copy_database(kind, part, source, previous, steps.alive)
                mails = _copy_mails(source.mail, part / MAIL)
                steps.note(f"and {mails} waiting mails" if mails else "copied")
            with steps.step("Checksums and manifest"):
                manifest = {
                    "kind": kind,
                    "begun": begun,
                    "state": state,
                    "mails": mails,
                    "incremental_to": previous.name if previous else None,
                    "versions": versions(source),
                }
                made = archive.seal(part, manifest, previous, steps.alive)
                steps.note(f"{made.manifest['files']} files, {size(made.manifest['bytes'])}")
        if verify:
            with steps.step("Restore into a new place and compare"):
                steps.note(verifying.verify(made, source, folder, steps.alive))
        gone = archive.prune(folder, kind, keep)
        whole = archive.backups(folder, complain)
        bases = [backup for backup in whole if backup.kind == recovery.KIND]
        recovery.forget_before(folder, bases)
    if keys_to:
        _copy_keys(source, keys_to)
    say()
    say(f"Backup {made.name} in {made.folder} after {steps.elapsed}.")
    if gone:
        say(f"Deleted: {', '.join(gone)} (KEEP={keep}).")
    if keys_to:
        say(f"Keys of bank accounts: {keys_to}. Keep them apart from the backups.")
    elif source.secret_keys.exists():
        say(
            f"Not in it: {source.secret_keys}, the keys of bank accounts; KEYS_TO=<folder> copies them."
        )


def list_(environ: Mapping[str, str] = os.environ) -> None:
    """List the backups; CHECK=1 reads every file of them."""
    folder = backup_folder(environ)
    unreadable: list[str] = []
    damaged = 0
    for backup in archive.backups(folder, unreadable.append):
        said = backup.manifest
        line = (
            f"{backup.name}  {backup.kind:15}  {said['files']:>7} files  {size(said['bytes']):>9}"
        )
        if environ.get("CHECK") == "1":
            try:
                archive.check(backup, lambda: None)
                line += "  whole"
            except Failure as failure:
                damaged += 1
                line += f"  {failure.line}"
        say(line)
    if damaged or unreadable:
        raise Failure(f"{damaged + len(unreadable)} backups are damaged", unreadable)


def restore(environ: Mapping[str, str] = os.environ) -> None:
    """Bring a backup back: the newest, or BACKUP=<name>, or the state of AT=<time>.

    Where the server's files were copied (BASE=1), AT is any time since, or `latest`; else the newest backup before it is taken. Refused where
    data are already, unless FORCE=1 says to put them aside.
    """
    folder = backup_folder(environ)
    with archive.alone(folder):
        backup, at = _chosen(folder, environ)
        restoring.restore(backup, environ, at)


def _chosen(folder: Path, environ: Mapping[str, str]) -> tuple[Backup, datetime | str]:
    """The backup to restore, and the time that it can be brought to.

    :raises Failure: there is none, or the time cannot be read.
    """
    text = environ.get("AT", "")
    if not text:
        return archive.find(folder, environ.get("BACKUP", "")), ""
    found = archive.backups(folder)
    at = text if text == recovery.LATEST else moment(text)
    if at != recovery.LATEST:
        found = [b for b in found if datetime.fromisoformat(b.manifest["ended"]) <= at]
    bases = [backup for backup in found if backup.kind == recovery.KIND]
    if bases and environ.get("CLUSTER_DIR"):
        return bases[-1], at
    if not found or at == recovery.LATEST:
        raise Failure(f"there is no backup in {folder} from before {at}")
    return found[-1], ""


def moment(text: str) -> datetime:
    """A point in time with its zone, such as `2026-11-30 12:00:00+00`."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Failure(
            f"AT is {text!r}; say a time with its zone, such as '2026-11-30 12:00:00+00'"
        )
    return at


def _copy_database(
    kind: str, part: Path, source: Place, previous: Backup | None, tick: Tick
) -> dict:
    if kind == recovery.KIND:
        return recovery.back_up(part, part.parent, source, tick)
    if source.dsn:
        return postgresql.back_up(part, source.dsn, tick)
    return filestorage.back_up(part, source.data, source.blobs, previous, tick)


def _previous(folder: Path, kind: str) -> Backup | None:
    """The newest backup, if what is new can be added to it."""
    found = archive.backups(folder, lambda line: None)
    found = [backup for backup in found if backup.kind == kind]
    return found[-1] if found and kind == "filestorage" else None


def _copy_mails(queue: Path, target: Path) -> int:
    """Copy the mails that wait, after the database: those of the last transactions are among them. Returns how many."""
    count = 0
    for path in sorted(queue.rglob("*")) if queue.is_dir() else ():
        inside = path.relative_to(queue)
        if path.is_file() and "tmp" not in inside.parts:
            (target / inside).parent.mkdir(parents=True, exist_ok=True)
            try:
                archive.copy(path, target / inside)
                count += 1
            except FileNotFoundError:
                pass  # just sent
    return count


def _keys_folder(environ: Mapping[str, str], folder: Path) -> Path | None:
    """KEYS_TO.

    :raises Failure: it is with the backups: whoever has those would have the keys too.
    """
    if not environ.get("KEYS_TO"):
        return None
    keys = Path(os.path.realpath(os.path.expanduser(environ["KEYS_TO"])))
    backups = Path(os.path.realpath(folder))
    if keys == backups or backups in keys.parents or keys in backups.parents:
        raise Failure("KEYS_TO is with the backups; whoever has those must not have the keys too")
    return keys


def _copy_keys(source: Place, folder: Path) -> None:
    if not source.secret_keys.exists():
        raise Failure(
            f"there is no {source.secret_keys}; the keys come from the environment, keep them from there"
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    archive.copy(source.secret_keys, folder / "secret-keys.txt")
    (folder / "secret-keys.txt").chmod(0o600)


def versions(source: Place) -> dict[str, str]:
    """What the backup is of: our profile and commit, Plone, the storage."""
    found = {"profile": profile_version(), "plone": _package("products.cmfplone")}
    commit = subprocess.run(
        ["git", "-C", ROOT, "rev-parse", "HEAD"], capture_output=True, text=True, check=False
    )
    if commit.returncode == 0:
        found["commit"] = commit.stdout.strip()
    if source.dsn:
        found["relstorage"] = _package("relstorage")
        found["postgresql"] = postgresql.version(source.dsn)
    else:
        found["zodb"] = _package("zodb")
    return found


def profile_version() -> str:
    """The version of the stored state that the code of this checkout knows."""
    path = BACKEND / "src" / "zukunftsraum" / "profiles" / "default" / "metadata.xml"
    return re.search(r"<version>(\d+)</version>", path.read_text())[1]


def _package(name: str) -> str:
    """Installed version of a Python package."""
    for info in backend.site_packages().glob("*.dist-info"):
        package, _, version = info.name.removesuffix(".dist-info").rpartition("-")
        if re.sub(r"[-_.]+", ".", package).lower() == name:
            return version
    return ""


def _count(environ: Mapping[str, str]) -> int:
    text = environ.get("KEEP") or str(KEEP)
    if not text.isdecimal() or int(text) < 1:
        raise Failure(f"KEEP is {text!r}, not a number of backups (at least 1)")
    return int(text)


def size(count: int) -> str:
    """123 kB, 4.5 MB."""
    for unit in ("B", "kB", "MB"):
        if count < 1000:
            return f"{count:.3g} {unit}"
        count /= 1000
    return f"{count:.1f} GB"
