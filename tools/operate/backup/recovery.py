"""A point in time of a PostgreSQL of `make cluster`: a copy of the server's files, and every change since, which it archives.

The archive is BACKUP_DIR/wal/<number of the server>; the server puts a finished file of its log there, at the latest each minute. A point in time is made of
the copy before it and the log up to it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from datetime import UTC
from operate import postgres
from operate.backup import postgresql
from operate.backup.archive import Backup
from operate.backup.archive import Tick
from operate.backup.place import Place
from operate.failure import Failure
from operate.processes import demand
from operate.processes import last_lines
from operate.processes import pause
from operate.settings import child_environment
from operate.settings import WORK
from pathlib import Path

import ctypes
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import time


BASE = "base"
KIND = "postgresql-base"
WAL = "wal"
LATEST = "latest"
#: Seconds after which what has changed is archived, though the file is not full.
ARCHIVE_TIMEOUT = 60
#: Seconds that a server may take to start; it replays its log first.
PATIENCE = 24 * 3600
_libc = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


def back_up(part: Path, folder: Path, source: Place, tick: Tick) -> dict:
    """Copy the files of the server into `part`, and let it archive its log from now on.

    :param folder: that of all backups. returns: what identifies the state.
    """
    if not source.is_cluster:
        raise Failure("BASE=1 is for a cluster (CLUSTER_DIR); others have dumps: leave it out")
    (system,) = postgresql.query(
        source.admin, "SELECT system_identifier FROM pg_control_system();"
    )
    switch_on(source, archive_of(folder, system))
    (first,) = postgresql.query(source.admin, "SELECT pg_walfile_name(pg_current_wal_lsn());")
    demand(
        "pg_basebackup",
        [
            *(postgresql.programs() / "pg_basebackup", "-D", part / BASE, "-Ft", "-Z1"),
            *("-X", "stream", "-c", "fast", "--no-password"),
        ],
        cwd=part,
        env=postgresql.environment(source.admin),
        log=WORK / "log" / "pg_basebackup.log",
        tick=tick,
    )
    return {"first_wal": first, "system": system}


def archive_of(folder: Path, system: str) -> Path:
    """Where in the folder of backups a server puts its log.

    :param system: the number that it got when it was made: the files of another one have the same names.
    """
    return folder / WAL / system


def switch_on(source: Place, wal: Path) -> None:
    """Let the server archive its log into a folder, from now on and after a restart.

    :raises Failure: it cannot.
    """
    if postgresql.query(source.admin, "SHOW archive_mode;") != ["on"]:
        raise Failure("the server does not archive: set archive_mode = on, and start it anew")
    wal.parent.mkdir(exist_ok=True, mode=0o700)
    wal.mkdir(exist_ok=True, mode=0o700)
    owner = postgres.owner_of()
    if owner:
        # Its account may pass through, and sees nothing but this folder.
        for folder in (wal.parent, wal.parent.parent):
            folder.chmod(0o711)
        os.chown(wal, owner["user"], owner["group"])
        if subprocess.run(["test", "-w", wal], check=False, **owner).returncode != 0:
            raise Failure(
                f"the account {postgres.USER} cannot reach {wal}; choose a BACKUP_DIR that it may enter, "
                "such as /srv/backups"
            )
    command = archive_command(wal)
    for path in sorted((source.postgres / "pg_wal").glob("*.history")):
        # Which timelines there have been: a later restore must not make one of the same number, whose files would have the same names.
        archived = command.replace("%p", shlex.quote(str(path))).replace("%f", path.name)
        archived = archived.replace("%%", "%")
        if subprocess.run(["sh", "-c", archived], check=False, **owner).returncode:
            raise Failure(
                f"{path.name} is in {wal} already, of another server that was restored from the same "
                "backups; choose another BACKUP_DIR"
            )
    if postgresql.query(source.admin, "SHOW archive_command;") != [command]:
        quoted = command.replace("'", "''")
        for sql in (
            f"ALTER SYSTEM SET archive_command = '{quoted}';",
            f"ALTER SYSTEM SET archive_timeout = {ARCHIVE_TIMEOUT};",
            "SELECT pg_reload_conf();",
        ):
            postgresql.query(source.admin, sql)


def archive_command(wal: Path) -> str:
    """What the server runs for a file of its log: it is there whole or not at all, and never written over; a repeated call succeeds.

    Compressed: each has 16 MB, of which most are empty where a minute ended it.
    """
    goal = shlex.quote(str(wal)).replace("%", "%%") + "/%f.gz"
    return (
        f"if test -f {goal}; then gzip -dc {goal} | cmp -s - %p; else "
        f"gzip -1n < %p > {goal}.part && sync {goal}.part && mv {goal}.part {goal}; fi"
    )


def forget_before(folder: Path, bases: list[Backup]) -> None:
    """Delete what no backup in the folder needs any more of the archived logs."""
    firsts: dict[str, str] = {}
    for base in bases:
        state = base.manifest["state"]
        # Without the number of the timeline, which the first 8 digits are: after a restore to a time before, a later one may begin earlier.
        first = state["first_wal"][8:24]
        firsts[state["system"]] = min(first, firsts.get(state["system"], first))
    for system, first in firsts.items():
        wal = archive_of(folder, system)
        for path in wal.iterdir() if wal.is_dir() else ():
            if len(path.name) >= 24 and path.name[8:24] < first:
                path.unlink()


def restore(
    backup: Backup,
    data: Path,
    at: datetime | str,
    wal: Path,
    former: Path | None,
    tick: Tick,
) -> None:
    """Make the server's files as they were, in a folder that is not there yet.

    The server that is made of it archives nothing until the next copy (`switch_on`): it may be a trial, beside the one that goes on.

    :param at: a time; `latest`, the end of the log; or nothing: when the copy was finished. wal: the archived log. former: the files of the broken server, whose log may go further.
    :raises Failure: the log does not reach the time, or cannot be read.
    """
    owner = postgres.owner_of()
    # To the server, a file that it cannot read is one that is not there: it would stop early, and be content.
    if at and subprocess.run(["ls", wal], capture_output=True, check=False, **owner).returncode:
        raise Failure(
            f"the archived log in {wal} is missing, or the account {postgres.USER} cannot read it"
        )
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    for name, goal in (("base.tar.gz", data), ("pg_wal.tar.gz", data / "pg_wal")):
        demand(
            "tar",
            ["tar", "-xzf", backup.folder / BASE / name, "-C", goal],
            cwd=data,
            env=child_environment(),
            log=WORK / "log" / "tar.log",
            tick=tick,
        )
    (data / "recovery.signal").touch()
    if owner:
        for place, _, names in os.walk(data):
            for path in (Path(place), *(Path(place, name) for name in names)):
                os.chown(path, owner["user"], owner["group"], follow_symlinks=False)
    quoted = shlex.quote(str(wal)).replace("%", "%%")
    commands = [f"gzip -dc 2>/dev/null < {quoted}/%f.gz > %p"]
    if former:
        quoted = shlex.quote(str(former / "pg_wal")).replace("%", "%%")
        commands.append(f"cp {quoted}/%f %p 2>/dev/null")
    options = {
        "restore_command": " || ".join(commands),
        "recovery_target_action": "promote",
        "archive_command": "/bin/true",
        # Nobody reads before the end, so the server need not stop where the log tells of more connections or locks than the copy was made with.
        "hot_standby": "off",
    }
    if at != LATEST:
        # Of the copy: a restore that was tried before, to an earlier time, has made another one, on which what came after that time never was.
        options["recovery_target_timeline"] = "current"
    if isinstance(at, datetime):
        options["recovery_target_time"] = at.astimezone(UTC).isoformat(sep=" ")
    elif at != LATEST:
        options["recovery_target"] = "immediate"
    with serving(data, options, tick) as admin:
        for name in ("archive_command", "archive_timeout"):
            postgresql.query(admin, f"ALTER SYSTEM RESET {name};")


@contextmanager
def serving(data: Path, options: dict[str, str], tick: Tick) -> Iterator[str]:
    """A server on a folder of data, for the time of the block, on a socket of its own; yields a dsn of its administrator.

    :raises Failure: it does not come up.
    """
    owner = postgres.owner_of()
    socket = Path(tempfile.mkdtemp(prefix="zr-pg-", dir="/tmp"))
    try:
        if owner:
            os.chown(socket, owner["user"], owner["group"])
        log = socket / "log"
        command = [postgresql.programs() / "postgres", "-D", data, "-k", socket]
        settings = {"listen_addresses": ""} | options
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with log.open("wb") as output:
            server = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=socket,
                # SIGINT: it ends in order when we are gone.
                preexec_fn=lambda: _libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0),
                **owner,
            )
        try:
            dsn = f"host='{socket}' user='{postgres.USER}' dbname='postgres'"
            _wait(server, dsn, log, tick)
            yield dsn
        finally:
            if server.poll() is None:
                server.send_signal(signal.SIGINT)
            server.wait()
    finally:
        shutil.rmtree(socket, ignore_errors=True)


def _wait(server: subprocess.Popen, dsn: str, log: Path, tick: Tick) -> None:
    """Until it takes writes."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            lines = last_lines(log)
            if any("before configured recovery target was reached" in line for line in lines):
                raise Failure(
                    "the archived log ends before that time; AT=latest restores all there is",
                    lines,
                )
            raise Failure("PostgreSQL does not start on what was restored", lines)
        try:
            if postgresql.query(dsn, "SELECT pg_is_in_recovery();") == ["f"]:
                return
        except Failure:
            pass  # not yet
        tick()
        pause(0.2)
    raise Failure("PostgreSQL does not come up", last_lines(log))
