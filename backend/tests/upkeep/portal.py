"""A small portal for tests of backups: a database with counters and files, and a program that never stops writing them.

Each transaction sets two counters in different objects to the same number, and adds a file that holds that number: a state in which they differ has never
been.
"""

from contextlib import contextmanager
from pathlib import Path

import subprocess
import sys
import time
import transaction
import ZODB.config


FILE = """
%define INSTANCE {home}
instancehome $INSTANCE
clienthome $INSTANCE/var
<zodb_db main>
  mount-point /
  <filestorage>
    path $INSTANCE/var/filestorage/Data.fs
    blob-dir $INSTANCE/var/blobstorage
  </filestorage>
</zodb_db>
"""
POSTGRESQL = """
%define INSTANCE {home}
instancehome $INSTANCE
clienthome $INSTANCE/var
<zodb_db main>
  mount-point /
  %import relstorage
  <relstorage>
    blob-dir $INSTANCE/var/blobcache
    shared-blob-dir false
    <postgresql>
      dsn {dsn}
    </postgresql>
  </relstorage>
</zodb_db>
"""


def make(home: Path, dsn: str = "") -> Path:
    """An instance on a file storage, or on PostgreSQL; returns its folder."""
    for folder in ("etc", "var/filestorage", "var/blobstorage", "var/log"):
        (home / folder).mkdir(parents=True)
    template = POSTGRESQL if dsn else FILE
    (home / "etc" / "zope.conf").write_text(template.format(home=home, dsn=dsn))
    return home


@contextmanager
def opened(home: Path):
    """The root of its database."""
    lines = [
        line
        for line in (home / "etc" / "zope.conf").read_text().splitlines()
        if line and not line.startswith(("instancehome", "clienthome"))
    ]
    text = (
        "\n".join(lines).replace("<zodb_db main>", "<zodb main>").replace("</zodb_db>", "</zodb>")
    )
    text = text.replace("  mount-point /\n", "")
    database = ZODB.config.databaseFromString(text)
    try:
        yield database.open().root()
    finally:
        transaction.abort()
        database.close()


def write(root, number: int) -> None:
    """The next state, to be committed."""
    from persistent.mapping import PersistentMapping

    if "a" not in root:
        root["a"], root["b"], root["files"] = (PersistentMapping() for _ in range(3))
    root["a"]["number"] = number
    root["b"]["number"] = number
    root["files"][number % 50] = ZODB.blob.Blob(b"%d" % number)


def number(root) -> int:
    """The number of a state that has been.

    :raises AssertionError: it never was.
    """
    found = root["a"]["number"]
    assert root["b"]["number"] == found
    for place, blob in root["files"].items():
        with blob.open() as file:
            content = int(file.read())
        assert content == found - (found - place) % 50
    return found


WRITER = """
import os, sys, time
from pathlib import Path
from tests.upkeep.portal import opened, write
import transaction
home, said, packs = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "packs"
with opened(home) as root:
    number = root["a"]["number"] if "a" in root else 0
    part, packed = said.with_name("said.part"), 0
    while True:
        number += 1
        write(root, number)
        transaction.commit()
        part.write_text(str(number))
        os.replace(part, said)  # who reads it never finds it empty
        if packs and time.monotonic() > packed + 4:
            packed = time.monotonic()
            root._p_jar.db().pack(time.time())
        time.sleep(0.003)
"""


class Writer:
    """The program that writes. `said`: the last number of which it knows that it is stored."""

    def __init__(self, said: Path):
        self._said = said

    @property
    def said(self) -> int:
        return int(self._said.read_text()) if self._said.exists() else 0

    def wait(self, more: int) -> int:
        """Wait until so many more are stored; returns the last."""
        goal, end = self.said + more, time.monotonic() + 60
        while self.said < goal:
            assert time.monotonic() < end, "nothing is written"
            time.sleep(0.01)
        return self.said


@contextmanager
def writing(home: Path, *, packs: bool = False):
    """A process that writes while the block runs."""
    said = home / "said"
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, home, said, "packs" if packs else ""],
        cwd=Path(__file__).parents[2],
        stderr=(home / "errors").open("wb"),
    )
    writer = Writer(said)
    try:
        writer.wait(5)
        yield writer
        assert process.poll() is None, (home / "errors").read_text()
    finally:
        process.kill()
        process.wait()


def fill(home: Path, *numbers: int) -> None:
    """Store these states, one after the other."""
    with opened(home) as root:
        for value in numbers:
            write(root, value)
            transaction.commit()


def restored(home: Path) -> int:
    with opened(home) as root:
        return number(root)
