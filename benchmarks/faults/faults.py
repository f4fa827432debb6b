"""The faults: each is made amid traffic and mended, by the cluster itself or by who runs it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from faults.clock import Clock
from operate.cluster import Cluster
from operate.processes import pause
from pathlib import Path
from zukunftsraum.mail.queue import Envelope

import os
import shutil
import signal
import subprocess
import time
import urllib.request


@dataclass
class Drill:
    """What a fault may use. notes: what it wants to be told; broken: what ought to have held and did not. waited: Message-IDs of the mails that waited for their server."""

    cluster: Cluster
    disk: Path | None = None
    mails: "MailServer | None" = None
    clock: Clock | None = None
    notes: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    waited: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Fault:
    """seconds: of traffic, from its beginning; the fault comes after the first `BEFORE` of them. make: does it, and what is needed until it is mended (blocks)."""

    name: str
    what: str
    seconds: float
    make: Callable[[Drill], None]
    check: Callable[[Drill], None] = lambda drill: None
    quick: bool = False

    @property
    def is_none(self) -> bool:
        return self.name == "none"


#: Seconds of traffic before a fault.
BEFORE = 5.0


def kill(name: str) -> Callable[[Drill], None]:
    """kill -9; its keeper starts it again."""
    return lambda drill: os.kill(drill.cluster.pid(name), signal.SIGKILL)


def hang(name: str) -> Callable[[Drill], None]:
    """The process is stopped where it stands, with what it holds; nobody lets it go on."""
    return lambda drill: os.kill(drill.cluster.pid(name), signal.SIGSTOP)


def down(name: str, seconds: float) -> Callable[[Drill], None]:
    """Ended, and not started again for a while."""

    def make(drill: Drill) -> None:
        drill.cluster.park(name)
        pause(seconds)
        drill.cluster.resume(name)

    return make


def fill_disk(drill: Drill, seconds: float = 20) -> None:
    """The file system of the whole cluster (database, its log, blob caches, queue of mails, logs) has no byte left for a while."""
    ballast = drill.disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 512):  # the small ones fill what is left
            with suppress(OSError):
                while file.write(bytes(size)):
                    pass
    drill.notes.append(f"{shutil.disk_usage(drill.disk).free} bytes were free")
    try:
        pause(seconds)
    finally:
        ballast.unlink()


def jump_clock(drill: Drill, hour: int = 60 * 60, seconds: float = 20) -> None:
    """The clock of all programs jumps ahead, and back after a while."""
    drill.clock.jump(hour)
    try:
        pause(seconds)
        zopes = [each for name, each in drill.cluster.programs.items() if name.startswith("zope")]
        ahead = [_ahead(zope["port"]) for zope in zopes]
        drill.notes.append(f"Zopes were ahead by {', '.join(f'{one:.0f}' for one in ahead)} s")
        if min(ahead) < hour - 5:
            drill.broken.append("the clock did not jump")
    finally:
        drill.clock.jump(0)


def _ahead(port: int) -> float:
    """By how many seconds the clock of a Zope is ahead."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/@@alive", timeout=10) as answer:
        return parsedate_to_datetime(answer.headers["Date"]).timestamp() - time.time()


def silence_mail(drill: Drill, seconds: float = 20) -> None:
    """The mail server is away for an hour: the hour is one of the queue's clock, the age of what waits is set back by it."""
    drill.mails.stop()
    pause(seconds)
    hour_ago = time.time() - 60 * 60
    for path in waiting(drill):
        with suppress(FileNotFoundError):
            os.utime(path, (hour_ago, hour_ago))
            drill.waited.add(message_id(Envelope.from_bytes(path.read_bytes()).message))
    drill.notes.append(f"{len(drill.waited)} mails waited")
    drill.mails.start()


def check_mail(drill: Drill, patience: float = 90) -> None:
    """Everything that waited is delivered, once; and something did wait."""
    end = time.monotonic() + patience
    while waiting(drill) and time.monotonic() < end:
        pause(0.5)
    ids = [message_id(content) for content in drill.mails.received]
    twice, lost = len(ids) - len(set(ids)), drill.waited - set(ids)
    drill.notes.append(
        f"{len(ids)} mails were delivered, {twice} twice, {len(waiting(drill))} wait, {len(lost)} are lost"
    )
    if twice or lost or waiting(drill):
        drill.broken.append("mails were lost, doubled or not delivered")
    if not drill.waited:
        drill.broken.append("no mail waited, so none could be lost")


def message_id(content: bytes) -> str:
    return message_from_bytes(content)["Message-ID"]


def waiting(drill: Drill) -> list[Path]:
    return list((Path(drill.cluster.mail) / "new").glob("*"))


class MailServer:
    """A mail server of this process that remembers what it took, and can go away."""

    def __init__(self, port: int):
        self.port, self.received = port, []
        self._controller = None

    def start(self) -> None:
        from aiosmtpd.controller import Controller

        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_DATA(self, server, session, envelope):
        self.received.append(envelope.content)
        return "250 taken"


#: Needs what is made before the cluster starts.
CLOCK_JUMP = "clock-jump"

FAULTS = (
    Fault("none", "none, for comparison", 20, lambda drill: None, quick=True),
    Fault("zope-killed", "a Zope is killed (kill -9)", 25, kill("zope1"), quick=True),
    Fault("postgres-killed", "PostgreSQL is killed (kill -9) and starts again", 20, kill("postgres"), quick=True),
    Fault("zope-hung", "a Zope hangs (SIGSTOP) until its keeper ends it", 50, hang("zope2"), quick=True),
    Fault("cache-down", "the cache is away for 15 s", 25, down("varnish", 15), quick=True),
    Fault("volto-killed", "a Volto is killed (kill -9)", 20, kill("volto1")),
    Fault("postgres-away", "PostgreSQL is away for 20 s", 40, down("postgres", 20)),
    Fault("disk-full", "the disk is full for 20 s: database, blobs, mails, logs", 45, fill_disk),
    Fault("mail-down", "the mail server is away for an hour", 30, silence_mail, check_mail),
    Fault(CLOCK_JUMP, "the clock jumps an hour ahead, and back after 20 s", 50, jump_clock),
)  # fmt: skip


@dataclass
class Disk:
    """A small file system of its own (tmpfs), which only root may make."""

    folder: Path
    megabytes: int
    is_mounted: bool = False

    def mount(self) -> bool:
        """Whether it could be made."""
        self.folder.mkdir(parents=True, exist_ok=True)
        command = ["mount", "-t", "tmpfs", "-o", f"size={self.megabytes}m,mode=711", "drill"]
        done = subprocess.run([*command, self.folder], check=False, capture_output=True)
        self.is_mounted = done.returncode == 0
        return self.is_mounted

    def unmount(self) -> None:
        if self.is_mounted:
            subprocess.run(["umount", "-l", self.folder], check=False)
