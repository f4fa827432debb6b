"""A PostgreSQL of our own for tests and measurements: made in a folder, gone with it.

Nobody else can reach it: it listens on a socket in its folder only, which belongs to the account it runs as. PostgreSQL refuses to run as
root; then it runs as the account `postgres` that comes with its package.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time


#: Where Debian's packages put the programs, which are not in the PATH.
DEBIAN = Path("/usr/lib/postgresql")
#: The owner of the databases.
USER = "postgres"
#: Seconds that the server gets to start, and to stop.
PATIENCE = 60


class NoPostgres(Exception):
    """There is no PostgreSQL on this machine that we can run; the argument says why."""


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL that runs. folder: holds its socket, its data and its log."""

    folder: Path
    programs: Path
    owner: dict

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def dsn(self, database: str = "postgres") -> str:
        """How psycopg2 and RelStorage reach a database of it."""
        return f"host='{self.folder}' dbname='{database}' user='{USER}'"

    def create(self, database: str) -> str:
        """Make an empty database; returns its dsn."""
        demand([self.programs / "createdb", "-h", self.folder, "-U", USER, database], self.owner)
        return self.dsn(database)


def find_programs() -> Path:
    """The folder of PostgreSQL's programs, the newest version that there is.

    :raises NoPostgres: there is none.
    """
    places = [path / "bin" for path in sorted(DEBIAN.glob("*"), key=_version, reverse=True)]
    if config := shutil.which("pg_config"):
        said = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        places.append(Path(said.stdout.strip()))
    if initdb := shutil.which("initdb"):
        places.append(Path(initdb).resolve().parent)
    for place in places:
        if all((place / name).exists() for name in ("initdb", "postgres", "createdb")):
            return place
    raise NoPostgres("PostgreSQL is not installed (on Debian: apt-get install postgresql)")


@contextmanager
def cluster(*, durable: bool = True, place: Path | None = None) -> Iterator[Cluster]:
    """A PostgreSQL that runs while the block does.

    durable: whether it waits for the disk at each commit, as in earnest; tests need not. place: a folder for its data, which its account may
    enter; else they lie with its socket, in the system's folder for temporary files.

    :raises NoPostgres: there is none, or it does not start.
    """
    programs, owner = find_programs(), owner_of()
    # A short path: that of a socket has 107 bytes at most.
    folder = Path(tempfile.mkdtemp(prefix="zr-pg-", dir="/tmp"))
    try:
        if owner:
            os.chown(folder, owner["user"], owner["group"])
        made = Cluster(folder, programs, owner)
        data = (place or folder) / "data"
        data.mkdir(mode=0o700)
        if owner:
            os.chown(data, owner["user"], owner["group"])
        demand(
            [programs / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"]
            + ["--locale", "C.UTF-8"],
            owner,
        )
        server = _start(made, data, durable)
        try:
            yield made
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(made: Cluster, data: Path, durable: bool) -> subprocess.Popen:
    # Empty: no network; the socket alone.
    options = ["-c", "listen_addresses=", "-c", "max_connections=60"]
    options += [] if durable else ["-c", "fsync=off", "-c", "synchronous_commit=off"]
    with made.log.open("wb") as log:
        server = subprocess.Popen(
            [made.programs / "postgres", "-D", data, "-k", made.folder, *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=made.folder,
            **made.owner,
        )
    end = time.monotonic() + PATIENCE
    ready = [made.programs / "pg_isready", "-q", "-h", made.folder, "-U", USER]
    while subprocess.run(ready, check=False, cwd=made.folder, **made.owner).returncode != 0:
        if server.poll() is not None or time.monotonic() > end:
            said = made.log.read_text(errors="replace").splitlines()[-3:]
            _stop(server)
            raise NoPostgres(f"PostgreSQL does not start: {' / '.join(said)}")
        time.sleep(0.1)
    return server


def _stop(server: subprocess.Popen) -> None:
    for signum in (signal.SIGINT, signal.SIGQUIT):  # break connections off; then at once
        if server.poll() is None:
            server.send_signal(signum)
            try:
                server.wait(PATIENCE / 2)
            except subprocess.TimeoutExpired:
                continue
    if server.poll() is None:
        server.kill()
        server.wait()


def owner_of(name: str = USER) -> dict:
    """Of whom the server runs, as arguments for subprocess; none where we are not root.

    :raises NoPostgres: we are root, and there is nobody else to be.
    """
    if os.geteuid() != 0:
        return {}
    try:
        account = pwd.getpwnam(name)
    except KeyError:
        raise NoPostgres(f"root may not run PostgreSQL, and there is no account {name}") from None
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def demand(command: list, owner: dict) -> str:
    """Run a program of PostgreSQL; what it printed.

    :raises NoPostgres: it failed.
    """
    said = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd="/",
        text=True,
        check=False,
        **owner,
    )
    if said.returncode != 0:
        last = said.stdout.strip().splitlines()[-1:] or [f"exit code {said.returncode}"]
        raise NoPostgres(f"{Path(command[0]).name} failed: {last[0]}")
    return said.stdout


def _version(path: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in path.name.split(".") if part.isdecimal())
