"""Asking something that may hang, within a time: a database that does not answer must not hold up who asks whether it does.

What hangs in the network cannot be broken off from outside: it goes on in a thread of its own, which nobody waits for any longer.
"""

from collections.abc import Callable
from typing import Generic
from typing import TypeVar

import threading
import time


Answer = TypeVar("Answer")

#: Seconds after which something that does not answer is asked once more.
PATIENCE = 30.0
#: So many threads hang at most.
MOST_HANGING = 3


class NoAnswer(Exception):
    """It did not answer in time."""


class Prober(Generic[Answer]):
    """Asks one thing; who comes while it is being asked waits for the same answer.

    ask: may hang, and may raise: that is an answer, too.
    """

    def __init__(self, name: str, ask: Callable[[], Answer]):
        self._name, self._ask = name, ask
        self._guard = threading.Lock()
        self._run: _Run[Answer] | None = None
        self._hanging: list[_Run] = []

    def answer(self, seconds: float) -> Answer:
        """The answer, within so many seconds.

        :raises NoAnswer: there is none yet.
        :raises: what asking raises.
        """
        return self.begin().wait(seconds)

    def begin(self) -> "_Run[Answer]":
        """Ask, unless that is under way."""
        with self._guard:
            self._hanging = [run for run in self._hanging if not run.is_over.is_set()]
            run = self._run
            if run is not None and not run.is_over.is_set():
                hangs = time.monotonic() - run.begun > PATIENCE
                if not hangs or len(self._hanging) == MOST_HANGING:
                    return run
                self._hanging.append(run)
            self._run = _Run(self._name, self._ask)
            return self._run


class _Run(Generic[Answer]):
    """Asking once, in a thread of its own."""

    def __init__(self, name: str, ask: Callable[[], Answer]):
        self.begun = time.monotonic()
        self.is_over = threading.Event()
        self.answer: Answer | None = None
        self.error: Exception | None = None
        threading.Thread(target=self._work, args=(ask,), name=name, daemon=True).start()

    def wait(self, seconds: float) -> Answer:
        """As `Prober.answer`."""
        if not self.is_over.wait(seconds):
            raise NoAnswer
        if self.error is not None:
            raise self.error
        return self.answer  # type: ignore[return-value]

    def _work(self, ask: Callable[[], Answer]) -> None:
        try:
            self.answer = ask()
        except Exception as error:
            # Its frames would keep alive what they hold.
            self.error = error.with_traceback(None)
        finally:
            self.is_over.set()
