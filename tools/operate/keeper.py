"""Keeps one program running, as `Restart=always` of systemd does: a program that ends is started again after a second.

    python -m operate.keeper [options] NAME -- COMMAND ...

`$CLUSTER_DIR/run/NAME.pid` holds the id of the program, `NAME.keeper` that of its keeper, `log/NAME.log` what it prints. A keeper obeys
SIGTERM (end the program, and yourself), SIGUSR1 (end the program and wait) and SIGUSR2 (start it again). It ends with the
process of which it is a part ($CLUSTER_SUPERVISOR), and its program ends with it, however that happens.
"""

from contextlib import suppress
from operate import alive
from operate.postgres import owner_of
from pathlib import Path

import argparse
import ctypes
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
import time


#: Seconds between the end of a program and its next start.
PAUSE = 1.0
#: A log is put aside at this size, in bytes; one older part is kept.
LOG_SIZE = 20_000_000
LOG_EVERY = 60.0
PR_SET_PDEATHSIG = 1
#: What only programs get that need it.
SECRETS = (
    "ZUKUNFTSRAUM_SECRET_KEYS",
    "ZUKUNFTSRAUM_SMTP",
    "ZUKUNFTSRAUM_METRICS_TOKEN",
    # Of whoever has started the cluster: passwords of accounts.
    "DEMO_PASSWORD",
    "ADMIN_PASSWORD",
    "ZUKUNFTSRAUM_PASSWORD",
)

_libc = ctypes.CDLL(None)


def main() -> int:
    arguments = _arguments(sys.argv[1:])
    supervisor = os.environ.get("CLUSTER_SUPERVISOR")
    try:
        over = os.pidfd_open(int(supervisor)) if supervisor else None
    except ProcessLookupError:
        return 1
    return Keeper(arguments, over).run()


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="keeper", description=__doc__.splitlines()[0])
    parser.add_argument("name")
    parser.add_argument("command", nargs="+")
    parser.add_argument("--numbered", action="store_true", help="one of several")
    parser.add_argument("--stop", default="TERM", help="signal that ends the program in order")
    parser.add_argument("--grace", type=float, default=25, help="seconds for that")
    parser.add_argument("--after", type=Path, help="start once this file is there")
    parser.add_argument("--user", help="account of the program, where we are root")
    parser.add_argument("--folder", type=Path, help="working folder")
    parser.add_argument("--secrets", action="store_true", help="the program gets the secrets")
    parser.add_argument("--alive", help="path of a URL; no answer for long: the program is killed")
    arguments = parser.parse_args(argv)
    # honcho says "zope.2"
    number = os.environ.get("HONCHO_PROCESS_NAME", ".1").rpartition(".")[2]
    arguments.name += number if arguments.numbered else ""
    port = os.environ.get(f"{arguments.name.upper()}_PORT", "")
    arguments.port = port
    arguments.command = [
        word.replace("{number}", number).replace("{port}", port) for word in arguments.command
    ]
    return arguments


class Keeper:
    """Starts, watches and ends one program."""

    def __init__(self, arguments: argparse.Namespace, over: int | None):
        """over: a descriptor that becomes readable when the supervisor has ended."""
        self._arguments, self._over = arguments, over
        folder = Path(os.environ["CLUSTER_DIR"])
        self._pid_file = folder / "run" / f"{arguments.name}.pid"
        self._keeper_file = folder / "run" / f"{arguments.name}.keeper"
        self._log = folder / "log" / f"{arguments.name}.log"
        self._stop_signal = signal.Signals[f"SIG{arguments.stop}"]
        self._program: subprocess.Popen | None = None
        self._is_ending = self._is_parked = False
        self._wake, self._waker = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._log_looked = 0.0

    def run(self) -> int:
        signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(signum, self._end)
        signal.signal(signal.SIGUSR1, self._park)
        signal.signal(signal.SIGUSR2, self._resume)
        _write(self._keeper_file, f"{os.getpid()}\n")
        if self._arguments.alive:
            threading.Thread(target=self._watch_life, daemon=True).start()
        try:
            while not self._is_over():
                if self._is_parked or not self._may_start():
                    self._wait(0.3)
                    continue
                self._start()
                self._watch()
                if not self._is_over() and not self._is_parked:
                    self._say(f"{_ending(self._program.returncode)}; it is started again")
                    self._wait(PAUSE)
        finally:
            self._stop()
            self._keeper_file.unlink(missing_ok=True)
        return 0

    def _end(self, *_signal) -> None:
        self._is_ending = True

    def _park(self, *_signal) -> None:
        self._is_parked = True

    def _resume(self, *_signal) -> None:
        self._is_parked = False

    def _is_over(self) -> bool:
        if self._over is not None and select.select([self._over], [], [], 0)[0]:
            self._is_ending = True
        return self._is_ending

    def _may_start(self) -> bool:
        return self._arguments.after is None or self._arguments.after.exists()

    def _start(self) -> None:
        environment = dict(os.environ)
        if not self._arguments.secrets:
            for name in SECRETS:
                environment.pop(name, None)
        owner = owner_of(self._arguments.user) if self._arguments.user else {}
        with self._log.open("ab") as log:
            self._program = subprocess.Popen(
                self._arguments.command,
                cwd=self._arguments.folder or "/",
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=self._bind,
                **owner,
            )
        _write(self._pid_file, f"{self._program.pid}\n")
        self._say(f"started (pid {self._program.pid})")

    def _bind(self) -> None:
        """In the child: it ends when its keeper does."""
        _libc.prctl(PR_SET_PDEATHSIG, self._stop_signal, 0, 0, 0)

    def _watch(self) -> None:
        """Until the program ends, or is to end."""
        ended = os.pidfd_open(self._program.pid)
        try:
            while self._program.poll() is None:
                if self._is_over() or self._is_parked:
                    self._stop()
                    return
                self._wait(LOG_EVERY, ended)
                self._put_log_aside()
        finally:
            os.close(ended)
        self._pid_file.unlink(missing_ok=True)

    def _wait(self, seconds: float, *more: int) -> None:
        """Until something happens, at most so long."""
        descriptors = [self._wake, *more] + ([self._over] if self._over is not None else [])
        select.select(descriptors, [], [], seconds)
        with suppress(BlockingIOError):
            os.read(self._wake, 1000)

    def _stop(self) -> None:
        """End the program: in order, after the grace at once."""
        program = self._program
        if program is not None and program.poll() is None:
            program.send_signal(self._stop_signal)
            try:
                program.wait(self._arguments.grace)
            except subprocess.TimeoutExpired:
                self._say(f"did not end within {self._arguments.grace:.0f} s; it is killed")
                with suppress(ProcessLookupError):
                    os.killpg(program.pid, signal.SIGKILL)
                program.wait()
        self._pid_file.unlink(missing_ok=True)

    def _watch_life(self) -> None:
        """Kill a program that has answered and does not any more: stuck, it may hold what others wait for."""
        watch = alive.Watch(f"http://127.0.0.1:{self._arguments.port}{self._arguments.alive}")
        while True:
            time.sleep(alive.EVERY)
            program = self._program
            if program is None or program.returncode is not None:
                continue
            if silent := watch.silence(program.pid):
                self._say(f"has not answered for {silent:.0f} s; it is killed")
                program.kill()

    def _put_log_aside(self) -> None:
        """The program goes on writing into the same file (it appends), so that is emptied."""
        if time.monotonic() - self._log_looked < LOG_EVERY:
            return
        self._log_looked = time.monotonic()
        with suppress(OSError):
            if self._log.stat().st_size > LOG_SIZE:
                shutil.copyfile(self._log, self._log.with_suffix(".log.1"))
                os.truncate(self._log, 0)

    def _say(self, text: str) -> None:
        with suppress(OSError):
            print(f"{self._arguments.name} {text}", flush=True)


def _ending(code: int) -> str:
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"


def _write(path: Path, text: str) -> None:
    part = path.with_suffix(f"{path.suffix}.part")
    part.write_text(text)
    os.replace(part, path)


if __name__ == "__main__":
    sys.exit(main())
