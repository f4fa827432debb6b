"""Locks: one at a time, in the order of coming."""

from zukunftsraum.concurrency import FairLock

import pytest
import threading
import time


def test_one_at_a_time():
    lock, inside, most = FairLock(), [], []

    def work():
        for _ in range(200):
            with lock:
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert max(most) == 1 and len(most) == 1600


def test_whoever_comes_back_at_once_waits_behind_the_others():
    lock, order = FairLock(), []

    def other():
        with lock:
            order.append("other")

    with lock:
        thread = threading.Thread(target=other)
        thread.start()
        while not lock._waiting:
            time.sleep(0.001)
        order.append("first")
    with lock:
        order.append("again")
    thread.join(10)
    assert order == ["first", "other", "again"]


def test_an_error_leaves_it_free():
    lock = FairLock()
    with pytest.raises(ValueError), lock:
        raise ValueError
    with lock:
        pass
