"""What the person at the terminal sees: numbered steps with their time."""

from contextlib import contextmanager

import os
import sys
import time


#: Seconds between two signs of life of a step where the output is no terminal.
SIGN_OF_LIFE = 20


def say(text: str = "") -> None:
    """Print a line at once."""
    print(text, flush=True)


def complain(text: str) -> None:
    """Print a line to standard error, after all that was printed before."""
    sys.stdout.flush()
    print(text, file=sys.stderr, flush=True)


def duration(seconds: float) -> str:
    """12 s, 3 min 05 s."""
    whole = int(seconds + 0.5)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60:02d} s"


class Steps:
    """Numbered steps: [2/8] Install the Python packages ... 12 s"""

    def __init__(self, total: int):
        self.total = total
        self.number = 0
        self.began = time.monotonic()
        self._step_began = self.began
        self._line = ""
        self._alive = 0.0
        self._terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    @contextmanager
    def step(self, title: str, hint: str = ""):
        """Announce a step; hint says beforehand that it takes long.

        The block may call `note` with what it found; the time it took is printed at its end.
        """
        self.number += 1
        self._step_began = time.monotonic()
        self._alive = self._step_began
        self._note = ""
        self._line = f"[{self.number}/{self.total}] {title}" + (f" ({hint})" if hint else "")
        print(self._line, end=" ..." if self._terminal else " ...\n", flush=True)
        try:
            yield self
        except BaseException:
            if self._terminal:
                print(flush=True)
            raise
        taken = duration(time.monotonic() - self._step_began)
        result = f"{self._note}, {taken}" if self._note else f"done, {taken}"
        if self._terminal:
            print(f"\r\033[K[{self.number}/{self.total}] {title}: {result}", flush=True)
        else:
            print(f"[{self.number}/{self.total}] {result}", flush=True)

    def note(self, text: str) -> None:
        """Say what a step found, in place of 'done'."""
        self._note = text

    def alive(self) -> None:
        """Show that the step is still running; called often, prints seldom."""
        now = time.monotonic()
        if now - self._alive < (1 if self._terminal else SIGN_OF_LIFE):
            return
        self._alive = now
        taken = duration(now - self._step_began)
        if self._terminal:
            print(f"\r\033[K{self._line} ... {taken}", end="", flush=True)
        else:
            print(f"      still at it, {taken}", flush=True)

    @property
    def elapsed(self) -> str:
        return duration(time.monotonic() - self.began)
