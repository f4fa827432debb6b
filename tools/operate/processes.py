"""Start programs, wait for them, and leave none behind.

Each program runs in a process group of its own, so that Ctrl-C reaches us alone and we end the group in order.
A watchdog (a fork of this command) ends the groups if this command is killed.
"""

from collections import deque
from collections.abc import Awaitable
from collections.abc import Callable
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from operate.disk import exhausted
from operate.disk import speaks_of_full_disk
from operate.failure import Failure
from operate.failure import Interrupted
from pathlib import Path
from typing import TypeVar

import asyncio
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time


POLL = 0.1
#: Seconds a program gets to end by itself.
GRACE = 15
#: Of a program that has programs of its own to end in order, such as a whole cluster.
LONG_GRACE = 120
PR_SET_PDEATHSIG = 1
#: What uv, pnpm and Node say when a registry does not answer.
NO_NETWORK_WORDS = ("Failed to fetch", "META_FETCH_FAIL", "ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT")
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

T = TypeVar("T")

_libc = ctypes.CDLL(None)


@dataclass
class _Interrupt:
    """The signal that asked this command to stop, if any came."""

    signum: int | None = None
    #: While we stop things, another signal changes nothing.
    held: bool = False
    #: The `make` that has started us, where it would not tell us of a Ctrl-C that reaches it alone.
    make: int = 0


_interrupt = _Interrupt()


def listen_for_signals() -> None:
    """From now on a signal to stop is noticed by `check`; also one that the caller had ignored."""
    for signum in STOP_SIGNALS:
        signal.signal(signum, _remember)


def _remember(signum: int, _frame) -> None:
    _interrupt.signum = signum


def check() -> None:
    """Raise Interrupted if this command was asked to stop: once, so that it can end in order, and in every other thread as often as it asks."""
    if _interrupt.signum is None and _interrupt.make and not _catches_int(_interrupt.make):
        _interrupt.signum = signal.SIGINT
    if _interrupt.signum is None:
        return
    if threading.current_thread() is threading.main_thread():
        if _interrupt.held:
            return
        _interrupt.held = True
    raise Interrupted(_interrupt.signum)


def pause(seconds: float = POLL) -> None:
    """Sleep a little or long, and notice a signal to stop."""
    end = time.monotonic() + seconds
    check()
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(left, POLL))
        check()


def run_loop(work: Awaitable[T]) -> T:
    """As asyncio.run; a signal to stop breaks the work off, with all that it has begun.

    :raises Interrupted: one came.
    """

    async def watched() -> T:
        task = asyncio.ensure_future(work)
        while not task.done():
            check()
            await asyncio.wait([task], timeout=POLL)
        return task.result()

    try:
        return asyncio.run(watched())
    except Interrupted:  # maybe in a thread of the work, which noticed it first
        _interrupt.held = True
        raise


def _catches_int(pid: int) -> bool:
    """Whether a process has a handler of SIGINT; GNU make takes its own away when it is asked to stop, and then waits for us."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    caught = status.partition("SigCgt:")[2].split()[0]
    return bool(int(caught, 16) >> (signal.SIGINT - 1) & 1)


# -- one program -----------------------------------------------------------------------------------


@dataclass
class Program:
    """A running program and its group."""

    name: str
    process: subprocess.Popen
    log: Path | None = None
    #: First signal that asks it to end.
    stop_signal: signal.Signals = signal.SIGTERM
    _ended: bool = field(default=False, repr=False)

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def code(self) -> int | None:
        """Exit code, negative for a signal; None while it runs."""
        return self.process.poll()

    @property
    def ending(self) -> str:
        """How it ended, as words."""
        code = self.code
        if code is not None and code < 0:
            return f"was ended by {signal.Signals(-code).name}"
        return f"ended with exit code {code}"

    def last_lines(self, count: int = 15) -> list[str]:
        return last_lines(self.log, count) if self.log else []

    def stop(self, grace: float = GRACE) -> None:
        """End the whole group: ask, wait, then kill."""
        if self._ended:
            return
        if self.code is None:
            _signal_group(self.pid, self.stop_signal)
            _wait(lambda: self.code is not None, grace)
        if _group_exists(self.pid):
            _signal_group(self.pid, signal.SIGTERM)
            _wait(lambda: self.code is not None and not _group_exists(self.pid), grace / 3)
        _signal_group(self.pid, signal.SIGKILL)
        self.process.wait()
        self._ended = True
        _watchdog.forget(self.pid)


def start(
    name: str,
    command: Sequence[str | Path],
    *,
    cwd: Path,
    env: dict[str, str],
    log: Path | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
) -> Program:
    """Start a program in a group of its own. log: file for its output (else our own output)."""
    check()
    output = None
    if log is not None:
        log.parent.mkdir(parents=True, exist_ok=True)
        output = log.open("wb")
    parent = os.getpid()
    try:
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            start_new_session=True,
            preexec_fn=lambda: _prepare(parent),
        )
    except FileNotFoundError as error:
        raise Failure(f"{error.filename!r} is missing; {name} cannot run without it") from None
    finally:
        if output is not None:
            output.close()
    return Program(name, process, log, stop_signal)


def _prepare(parent: int) -> None:
    """In the child, before the program starts: default signals, and an end when we end.

    The watchdog hears of it from here: we may be killed before we could tell.
    """
    _watchdog.remember(os.getpid())
    for signum in STOP_SIGNALS:
        signal.signal(signum, signal.SIG_DFL)
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def run(
    name: str,
    command: Sequence[str | Path],
    *,
    cwd: Path,
    env: dict[str, str],
    log: Path | None = None,
    tick: Callable[[], None] = lambda: None,
    grace: float = GRACE,
) -> int:
    """Run a program to its end and return its exit code; nothing of its group stays. grace: seconds it gets to end when we are asked to stop."""
    program = start(name, command, cwd=cwd, env=env, log=log)
    try:
        while program.code is None:
            pause()
            tick()
        return program.code
    finally:
        program.stop(grace)


def demand(name: str, command: Sequence[str | Path], *, cwd: Path, log: Path, **more) -> None:
    """As `run`; raise Failure with the end of the log if the exit code is not 0."""
    code = run(name, command, cwd=cwd, log=log, **more)
    if code == 0:
        return
    lines = last_lines(log)
    how = f"exit code {code}" if code > 0 else signal.Signals(-code).name
    if speaks_of_full_disk(last_lines(log, 200)) or exhausted(cwd, log.parent):
        raise Failure(
            f"{name} failed: the disk is full; make room and run the command again", lines
        )
    if any(word in line for line in last_lines(log, 200) for word in NO_NETWORK_WORDS):
        how = "a package could not be fetched; is the network there?"
    raise Failure(f"{name} failed ({how}); the whole log is {log}", lines)


def last_lines(path: Path, count: int = 15) -> list[str]:
    """The last lines of a text file, without empty ones."""
    try:
        with path.open(errors="replace") as file:
            return list(deque((line.rstrip() for line in file if line.strip()), count))
    except OSError:
        return []


def _wait(condition: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(POLL / 2)


def _signal_group(group: int, signum: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signum)


def _group_exists(group: int) -> bool:
    """True if the group has a member that is not a zombie."""
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    for entry in os.scandir("/proc"):
        if not entry.name.isdecimal():
            continue
        try:
            with open(f"/proc/{entry.name}/stat") as file:
                state, _, pgrp = file.read().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(pgrp) == group and state != "Z":
            return True
    return False


# -- the watchdog ----------------------------------------------------------------------------------


class Watchdog:
    """A process that ends our groups when we are gone without having done so.

    It reads from a pipe which groups there are ("+123", "-123"); the pipe closes when we end, however that happens.
    """

    def __init__(self):
        self._pipe: int | None = None

    def start(self) -> None:
        """Fork it; call this before any thread and any program is started."""
        reading, writing = os.pipe()
        if os.fork() == 0:
            os.close(writing)
            self._watch(reading)
            os._exit(0)
        os.close(reading)
        self._pipe = writing

    def remember(self, group: int) -> None:
        self._tell(f"+{group}\n")

    def forget(self, group: int) -> None:
        self._tell(f"-{group}\n")

    def _tell(self, line: str) -> None:
        if self._pipe is not None:
            try:
                os.write(self._pipe, line.encode())
            except OSError:
                self._pipe = None

    @staticmethod
    def _watch(pipe: int) -> None:
        os.setsid()
        for signum in STOP_SIGNALS:
            signal.signal(signum, signal.SIG_IGN)
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nothing, descriptor)
        groups: set[int] = set()
        with open(pipe) as lines:
            for line in lines:
                (groups.add if line[0] == "+" else groups.discard)(int(line[1:]))
        for signum, grace in ((signal.SIGTERM, GRACE), (signal.SIGKILL, 1)):
            for group in groups:
                _signal_group(group, signum)
            _wait(lambda: not any(_group_exists(group) for group in groups), grace)


_watchdog = Watchdog()


def prepare() -> None:
    """Call this once, first of all."""
    _watchdog.start()
    listen_for_signals()
    if os.environ.get("MAKELEVEL"):
        # `make` killed: stop as if it had passed the signal on.
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        _interrupt.make = _make()
    sys.stdout.reconfigure(line_buffering=True)


def _make() -> int:
    """The process id of the `make` that has started us; 0 where it is another program, or one that ignores Ctrl-C."""
    parent = os.getppid()
    with suppress(OSError):
        if Path(f"/proc/{parent}/comm").read_text().strip() in ("make", "gmake"):
            return parent if _catches_int(parent) else 0
    return 0
