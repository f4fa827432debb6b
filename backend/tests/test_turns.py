"""What is done when a turn is over: after the lock is given back, before the caller goes on."""

from zukunftsraum.concurrency import after_turn
from zukunftsraum.concurrency import held
from zukunftsraum.concurrency import run_alone

import os
import pytest
import threading
import transaction


def test_the_next_one_has_a_turn_meanwhile_and_the_caller_waits():
    order, next_one = [], threading.Event()

    def another_turn():
        with held("turns"):
            order.append("the next one")
            next_one.set()

    def slow():
        threading.Thread(target=another_turn).start()
        assert next_one.wait(10)  # the lock is free
        order.append("slow")

    def work():
        after_turn(slow)
        order.append("work")
        return "result"

    assert run_alone("turns", work) == "result"
    assert order == ["work", "the next one", "slow"]


def test_outside_of_a_turn_it_is_done_at_once():
    done = []
    after_turn(lambda: done.append(1))
    assert done == [1]
    with pytest.raises(ZeroDivisionError):
        run_alone("turns", lambda: 1 / 0)
    after_turn(lambda: done.append(2))
    assert done == [1, 2]


def test_mails_are_on_the_disk_before_the_caller_goes_on(functional_portal, mailbox, monkeypatch):
    from tests.mail.test_site import send

    synced, sync = [], os.fsync

    def noting(descriptor):
        synced.append(os.path.realpath(f"/proc/self/fd/{descriptor}"))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", noting)
    during = []

    def work():
        send("lea@example.org")
        transaction.get().addAfterCommitHook(lambda is_ok: during.extend(synced))

    run_alone("turns", work)
    (path,) = mailbox.queue.waiting()
    assert during == []  # nobody waits for the disk under the lock
    assert synced == [str(path), str(path.parent)]
    synced.clear()
    send("tom@example.org")
    transaction.commit()
    assert str(mailbox.queue.waiting()[-1]) in synced
