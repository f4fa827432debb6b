"""What is done when a turn is over: after the lock is given back, before the caller goes on."""

from persistent.list import PersistentList
from ZODB.FileStorage import FileStorage
from zukunftsraum.concurrency import _lock
from zukunftsraum.concurrency import after_turn
from zukunftsraum.concurrency import held
from zukunftsraum.concurrency import MOST_TOGETHER
from zukunftsraum.concurrency import run_alone
from zukunftsraum.concurrency import run_together

import os
import pytest
import threading
import time
import transaction
import ZODB


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.005)
    assert condition()


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


class Refusal(Exception):
    pass


class Together:
    """Threads that wait for the lock until all are there, and what they do with a list of what is written."""

    def __init__(self, tmp_path):
        self.db = ZODB.DB(FileStorage(str(tmp_path / "data.fs")))
        self.commits = []
        self.outcomes = {}
        with self.db.transaction() as connection:
            connection.root.written = PersistentList()

    @property
    def written(self):
        with self.db.transaction() as connection:
            return list(connection.root.written)

    def one(self, number, work):
        connection = self.db.open()
        transaction.get().setUser(f"p{number}")

        def work_once(subject):
            transaction.get().addAfterCommitHook(self._committed)
            return work(number, subject)

        try:
            subject = connection.root.written
            self.outcomes[number] = run_together("together", subject, work_once, (Refusal,))
            assert not self.outcomes[number] or number in connection.root.written
        except Exception as error:
            self.outcomes[number] = error
        finally:
            transaction.abort()
            connection.close()

    def _committed(self, is_ok):
        if is_ok and transaction.get() not in self.commits:
            self.commits.append(transaction.get())

    def run(self, count, work):
        threads = []
        with held("together"):
            for number in range(count):
                thread = threading.Thread(target=self.one, args=(number, work))
                thread.start()
                threads.append(thread)
                wait_for(lambda n=number: len(_lock("together")._waiting) == n + 1)
        for thread in threads:
            thread.join(30)
            assert not thread.is_alive()


@pytest.fixture
def together(tmp_path):
    made = Together(tmp_path)
    yield made
    made.db.close()


def write(number, subject):
    subject.append(number)
    return f"result {number}"


class TestTogether:
    def test_in_order_with_one_commit_and_each_gets_its_own_result(self, together):
        together.run(8, write)
        assert together.written == list(range(8))
        assert len(together.commits) == 1
        assert together.outcomes == {n: f"result {n}" for n in range(8)}

    def test_the_note_names_nobody_where_there_are_several(self, together):
        together.run(2, write)
        together.run(1, write)
        users = [entry.user for entry in together.db.storage.iterator()][-2:]
        assert [b"p" in user for user in users] == [False, True]

    def test_a_refusal_is_for_one_alone(self, together):
        def some(number, subject):
            if number == 1:
                raise Refusal
            return write(number, subject)

        together.run(3, some)
        assert together.written == [0, 2]
        assert len(together.commits) == 1
        assert isinstance(together.outcomes[1], Refusal)

    def test_what_breaks_leaves_nothing_and_the_others_have_their_own_transactions(self, together):
        def some(number, subject):
            result = write(number, subject)
            if number == 1:
                raise ZeroDivisionError
            return result

        together.run(4, some)
        assert together.written == [0, 2, 3]
        assert len(together.commits) == 3
        assert isinstance(together.outcomes[1], ZeroDivisionError)

    def test_more_than_the_most_take_several_turns(self, together):
        together.run(MOST_TOGETHER + 3, write)
        assert together.written == list(range(MOST_TOGETHER + 3))
        assert len(together.commits) == 2

    def test_what_comes_after_the_turn_is_done_before_anybody_goes_on(self, together):
        done, early = [], []

        def some(number, subject):
            after_turn(lambda: (time.sleep(0.05), done.append(number)))
            return write(number, subject)

        one = together.one

        def noting(number, work):
            one(number, work)
            early.append(len(done) < 3)

        together.one = noting
        together.run(3, some)
        assert early == [False] * 3
