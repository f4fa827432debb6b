"""How far a long run is: a bar on a terminal, a line every ten seconds elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import sys
import time


#: Seconds between two lines where there is no terminal.
PAUSE = 10.0


class Progress(Protocol):
    def begin(self, name: str, done: int, count: int) -> None: ...

    def tick(self, made: int) -> None: ...


@contextmanager
def progress(total: int, every: float = PAUSE) -> Iterator[Progress]:
    """Shows what is told to it, on stderr. total: of everything. every: seconds between two lines."""
    if not sys.stderr.isatty():
        lines = Lines(total, every)
        yield lines
        lines.say()
        return
    from rich.console import Console
    from rich.progress import BarColumn
    from rich.progress import MofNCompleteColumn
    from rich.progress import Progress as Bars
    from rich.progress import TextColumn
    from rich.progress import TimeRemainingColumn

    columns = (
        TextColumn("{task.description:14}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:>6.0f}/s"),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), speed_estimate_period=60) as bars:
        yield Terminal(bars, total)


class Pace:
    """Counts and tells the rate since the beginning, and the time left; what an earlier run made counts for neither."""

    def __init__(self, total: int):
        self.total, self.made, self.there = total, 0, 0
        self._began = time.monotonic()

    @property
    def rate(self) -> float:
        """Things per second."""
        return self.made / max(time.monotonic() - self._began, 0.001)

    @property
    def seconds_left(self) -> float:
        return (self.total - self.there - self.made) / self.rate if self.made else 0.0


class Terminal:
    def __init__(self, bars, total: int):
        self._bars, self._pace = bars, Pace(total)
        self._all = bars.add_task("everything", total=total, rate=0.0)
        self._one, self._one_pace = None, self._pace

    def begin(self, name: str, done: int, count: int) -> None:
        if self._one is not None:
            self._bars.remove_task(self._one)
        self._pace.there += done
        self._one_pace = Pace(count)
        self._one = self._bars.add_task(name, total=count, completed=done, rate=0.0)
        self._bars.advance(self._all, done)

    def tick(self, made: int) -> None:
        for task, pace in ((self._all, self._pace), (self._one, self._one_pace)):
            pace.made += made
            self._bars.update(task, advance=made, rate=pace.rate)


class Lines:
    def __init__(self, total: int, every: float):
        self._pace, self._last, self._every = Pace(total), time.monotonic(), every
        self._name, self._done, self._count = "", 0, 0

    def begin(self, name: str, done: int, count: int) -> None:
        self._pace.there += done
        self._name, self._done, self._count = name, done, count

    def tick(self, made: int) -> None:
        self._pace.made += made
        self._done += made
        if time.monotonic() - self._last >= self._every:
            self.say()

    def say(self) -> None:
        self._last = time.monotonic()
        pace = self._pace
        left = f"{pace.seconds_left / 60:.0f} min left"
        print(
            f"  {self._name} {self._done:,} of {self._count:,}; together {pace.there + pace.made:,} of {pace.total:,}, {pace.rate:.0f}/s, {left}",
            file=sys.stderr,
            flush=True,
        )
