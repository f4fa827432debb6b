"""Whether this process can serve: database, catalog and mail queue. Nothing is written, and nothing waits longer than `SECONDS`.

The database is read through a connection of its own, whatever the requests do with theirs.
"""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired
from typing_extensions import TypedDict
from ZODB.utils import z64
from zukunftsraum import indexes
from zukunftsraum.mail.queue import NEW
from zukunftsraum.mail.queue import Queue
from zukunftsraum.monitoring.probing import NoAnswer
from zukunftsraum.monitoring.probing import Prober

import os
import time
import transaction


#: What all checks together may take; whoever asks gives up after two seconds.
SECONDS = 1.5

OK, FAILING = "ok", "failing"


class Check(TypedDict):
    """seconds: how long it took. problem: the kind of the error, without what it says: that may name hosts and accounts."""

    ok: bool
    seconds: float
    problem: NotRequired[str]


class Health(TypedDict):
    """status: "ok" or "failing". draining: whether this process was told to take no more requests."""

    status: str
    draining: bool
    checks: dict[str, Check]


@dataclass(frozen=True)
class Mails:
    """The mail queue. oldest_seconds: age of the mail that waits longest."""

    waiting: int
    rejected: int
    oldest_seconds: float


class Reader:
    """Reads a database in transactions of its own.

    database: answers the ZODB; asked each time, since it is opened after this was made.
    """

    def __init__(self, database: Callable):
        self._database = database

    @contextmanager
    def reading(self) -> Iterator:
        """A connection that sees what is stored now."""
        manager = transaction.TransactionManager(explicit=True)
        connection = self._database().open(manager)
        try:
            manager.begin()  # asks the database what is new
            yield connection
        finally:
            # Of a broken connection, what broke first is told.
            with suppress(Exception):
                manager.abort()
            with suppress(Exception):
                connection.close()


def check_storage(connection) -> None:
    """Read the root from the storage itself, not from the memory of the connection."""
    connection._storage.load(z64)


def check_catalogs(connection) -> None:
    """Ask the catalog of every site for one type of content."""
    for site in sites(connection):
        index = indexes.index_of(site._getOb("portal_catalog"), "portal_type")
        indexes.chosen(index, "Plone Site")


def sites(connection) -> list:
    """The sites of a database; none where there is none yet."""
    app = connection.root().get("Application")
    return [] if app is None else app.objectValues("Plone Site")


def check_mails(folder: Path) -> None:
    """Mails can be put into the queue.

    :raises OSError: they cannot.
    """
    place = folder / NEW
    while not place.exists():  # the queue is made with its first mail
        place = place.parent
    if not os.access(place, os.W_OK | os.X_OK):
        raise PermissionError
    if os.statvfs(place).f_bavail == 0:
        raise NoRoom


class NoRoom(OSError):
    """The disk is full."""


def mails(folder: Path, now: float) -> Mails:
    """now: seconds, as of `time.time`."""
    queue = Queue(folder)
    waiting, oldest = queue.waiting(), now
    for path in waiting[:1]:  # the names sort by time
        with suppress(FileNotFoundError):
            oldest = path.stat().st_mtime
    return Mails(len(waiting), len(queue.rejected()), max(0.0, round(now - oldest, 1)))


class Readiness:
    """Answers whether this process can serve.

    drain_file: answers the path of the file that tells to take no more requests, as `drain` does.
    """

    def __init__(
        self,
        reader: Reader,
        mail_folder: Callable[[], Path],
        drain_file: Callable[[], Path],
    ):
        self._reader, self._mail_folder, self._drain_file = reader, mail_folder, drain_file
        self._is_told = False
        self._database = Prober("ready-database", self._ask_database)
        self._mails = Prober("ready-mails", self._ask_mails)

    def drain(self) -> None:
        """Say from now on that this process is not ready."""
        self._is_told = True

    @property
    def is_draining(self) -> bool:
        return self._is_told or self._drain_file().exists()

    def health(self, seconds: float = SECONDS) -> Health:
        """All checks, within so many seconds."""
        end = time.monotonic() + seconds
        checks: dict[str, dict] = {}
        for run, names in (
            (self._database.begin(), ("storage", "catalog")),
            (self._mails.begin(), ("mail-queue",)),
        ):
            try:
                checks |= run.wait(max(0.0, end - time.monotonic()))
            except NoAnswer:
                checks |= {name: _failed(seconds, NoAnswer()) for name in names}
        draining = self.is_draining
        ok = not draining and all(check["ok"] for check in checks.values())
        return {"status": OK if ok else FAILING, "draining": draining, "checks": checks}

    def _ask_database(self) -> dict[str, dict]:
        begun = time.monotonic()
        found: dict[str, dict] = {}
        try:
            with self._reader.reading() as connection:
                found["storage"] = timed(lambda: check_storage(connection), begun)
                found["catalog"] = timed(lambda: check_catalogs(connection))
        except Exception as error:  # whatever drivers raise
            found["storage"] = _failed(time.monotonic() - begun, error)
        found.setdefault("catalog", _failed(0.0, NoAnswer()))
        return found

    def _ask_mails(self) -> dict[str, dict]:
        folder = self._mail_folder()
        check = timed(lambda: check_mails(folder))
        with suppress(OSError):
            check |= asdict(mails(folder, time.time()))
        return {"mail-queue": check}


def timed(check: Callable[[], None], begun: float | None = None) -> dict:
    """How a check went; begun: when it began, of `time.monotonic`."""
    begun = time.monotonic() if begun is None else begun
    try:
        check()
    except Exception as error:  # a check must not break the others
        return _failed(time.monotonic() - begun, error)
    return {"ok": True, "seconds": round(time.monotonic() - begun, 4)}


def _failed(seconds: float, error: Exception) -> dict:
    return {"ok": False, "seconds": round(seconds, 4), "problem": type(error).__name__}
