"""The folder in which mails wait: a Maildir with two more folders: for what could not be delivered, and for what is not yet known to be a mail.

    new/        waiting, one file per mail and recipient; the names sort by time, and tell process and host
    tmp/        being written
    unsure/     of transactions of which it is not known yet whether they are stored (`journal.py`)
    rejected/   refused for good by the mail server or too old, with the reason in the first line
    cur/        empty; it belongs to a Maildir

A file begins with the lines `X-Zope-From:` and `X-Zope-To:` (the envelope), then comes the message. No Zope here:
the development mailbox is read with this alone.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import os
import platform
import re
import secrets
import time


NEW, WRITING, UNSURE, REJECTED = "new", "tmp", "unsure", "rejected"
FOLDERS = (NEW, WRITING, UNSURE, REJECTED, "cur")

#: This machine, in the names of files.
HOST = re.sub(r"[^A-Za-z0-9-]", "-", platform.node()) or "host"

FROM_LINE, TO_LINE, REASON_LINE = b"X-Zope-From: ", b"X-Zope-To: ", b"X-Zope-Reason: "


@dataclass(frozen=True)
class Envelope:
    """A mail on its way to one recipient: bare addresses, and the message as bytes."""

    sender: str
    recipient: str
    message: bytes

    def __post_init__(self):
        for address in (self.sender, self.recipient):
            if any(ord(letter) < 33 or ord(letter) == 127 for letter in address):
                raise ValueError("a mail address must not contain spaces or control characters")

    def as_bytes(self) -> bytes:
        lines = (FROM_LINE + self.sender.encode(), TO_LINE + self.recipient.encode(), self.message)
        return b"\n".join(lines)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Envelope":
        """:raises ValueError: when the envelope is missing."""
        if data.startswith(REASON_LINE):
            data = data.partition(b"\n")[2]
        sender, _, rest = data.partition(b"\n")
        recipient, _, message = rest.partition(b"\n")
        if not sender.startswith(FROM_LINE) or not recipient.startswith(TO_LINE):
            raise ValueError("no envelope")
        return cls(
            sender.removeprefix(FROM_LINE).decode().strip(),
            recipient.removeprefix(TO_LINE).decode().strip(),
            message,
        )


class Queue:
    """The mails in a folder. Readable for its owner only: mails hold personal data and keys."""

    def __init__(self, folder: Path):
        self.folder = Path(folder)

    def waiting(self) -> list[Path]:
        """Files of the waiting mails, oldest first."""
        return self._files(NEW)

    def rejected(self) -> list[Path]:
        return self._files(REJECTED)

    def unfinished(self) -> list[Path]:
        """What is being written, or was when a process was killed."""
        return self._files(WRITING)

    def unsure(self) -> list[Path]:
        """What belongs to transactions that may be stored or not; its time is that of the failure."""
        return self._files(UNSURE)

    def _files(self, name: str) -> list[Path]:
        try:
            names = os.listdir(self.folder / name)
        except FileNotFoundError:
            return []
        return [self.folder / name / file for file in sorted(names) if not file.startswith(".")]

    def write(self, envelope: Envelope, name: str | None = None) -> Path:
        """Write a mail into `tmp/`; `release` makes it wait for delivery, `secure` keeps it through a power cut. name: of `new_name`."""
        self.make_folders()
        name = name or new_name()
        path = self.folder / WRITING / name
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(envelope.as_bytes())
        return path

    def make_folders(self) -> None:
        """Make what is missing of the folders."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        for folder in (self.folder, *(self.folder / name for name in FOLDERS)):
            folder.mkdir(mode=0o700, exist_ok=True)

    def release(self, path: Path) -> None:
        """Let a written mail wait for delivery."""
        os.rename(path, self.folder / NEW / path.name)

    def release_if_there(self, name: str) -> bool:
        """Release a written mail that another process may have released meanwhile; whether it was this one."""
        for folder in (WRITING, UNSURE):
            with suppress(FileNotFoundError):
                self.release(self.folder / folder / name)
                return True
        return False

    def doubt(self, path: Path) -> None:
        """Keep a written mail until it is known whether its transaction is stored."""
        os.utime(path)
        os.rename(path, self.folder / UNSURE / path.name)

    def is_left(self, name: str) -> bool:
        """Whether a written mail was neither released nor discarded yet."""
        return any((self.folder / folder / name).exists() for folder in (WRITING, UNSURE))

    def discard(self, name: str, older_than: float) -> None:
        """Delete a written mail of which nothing came, if it was written before this moment (seconds, as of `time.time`)."""
        for folder in (WRITING, UNSURE):
            path = self.folder / folder / name
            if is_older(path, older_than):
                path.unlink(missing_ok=True)

    def secure(self, names: list[str]) -> None:
        """Wait until the disk has these waiting mails; those that are delivered already need it no more."""
        for name in names:
            with suppress(FileNotFoundError):
                _sync(self.folder / NEW / name, os.O_RDONLY)
        _sync(self.folder / NEW, os.O_RDONLY | os.O_DIRECTORY)

    def put_aside(self, path: Path, reason: str) -> None:
        """Keep a mail that cannot be delivered, and why; it is not tried again."""
        clean = reason.encode("ascii", "replace").replace(b"\n", b" ").replace(b"\r", b" ")
        written = self.folder / WRITING / path.name
        descriptor = os.open(written, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(REASON_LINE + clean + b"\n" + path.read_bytes())
            file.flush()
            os.fsync(file.fileno())
        os.rename(written, self.folder / REJECTED / path.name)
        path.unlink(missing_ok=True)


def new_name() -> str:
    """The name of the file of a mail: time, process, chance, host."""
    return f"{time.time_ns()}.{os.getpid()}.{secrets.token_hex(4)}.{HOST}"


def is_of_dead_process(name: str) -> bool:
    """Whether the process that wrote the file of this name is gone for sure: it was on this host."""
    _time, process, *_chance, host = name.split(".")
    return host == HOST and process.isdigit() and not is_alive(int(process))


def is_older(path: Path, moment: float) -> bool:
    """Whether a file was written before this moment (seconds, as of `time.time`); not when it is gone."""
    try:
        return path.stat().st_mtime < moment
    except FileNotFoundError:
        return False


def is_alive(process: int) -> bool:
    """Whether there is a process of this number on this host."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is somebody else's
        return True
    return True


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
