"""Asking what hangs."""

from zukunftsraum.monitoring import probing
from zukunftsraum.monitoring.probing import NoAnswer
from zukunftsraum.monitoring.probing import Prober

import pytest
import threading
import time


@pytest.fixture
def gate():
    """What asking waits for; opened at the end, so that no thread stays."""
    event = threading.Event()
    yield event
    event.set()


def test_the_answer_and_the_error_of_asking():
    answers = iter([1, ZeroDivisionError(), 2])

    def ask():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    prober = Prober("test", ask)
    assert prober.answer(5) == 1
    with pytest.raises(ZeroDivisionError):
        prober.answer(5)
    assert prober.answer(5) == 2


def test_nobody_waits_longer_than_they_said_and_asking_happens_once(gate):
    asked = []

    def ask():
        asked.append(1)
        gate.wait()
        return "late"

    prober = Prober("test", ask)
    begun = time.monotonic()
    for _time in range(3):
        with pytest.raises(NoAnswer):
            prober.answer(0.05)
    assert time.monotonic() - begun < 2
    assert len(asked) == 1
    gate.set()
    assert prober.answer(5) == "late"


def test_what_hangs_is_left_behind_but_not_without_end(gate, monkeypatch):
    monkeypatch.setattr(probing, "PATIENCE", 0.0)
    asked = []

    def ask():
        asked.append(1)
        gate.wait()

    prober = Prober("test", ask)
    for _time in range(10):
        with pytest.raises(NoAnswer):
            prober.answer(0.01)
    assert len(asked) == 1 + probing.MOST_HANGING
    gate.set()
    prober.answer(5)
