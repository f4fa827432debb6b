"""A process that is killed amid a commit: its mails go out if the database has committed, and only then."""

from plone import api
from tests.mail.test_site import send
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.jobs import running
from zukunftsraum.mail import journal
from zukunftsraum.mail import queue as queues
from zukunftsraum.mail.queue import Envelope
from zukunftsraum.mail.queue import new_name
from zukunftsraum.mail.queue import Queue
from zukunftsraum.mail.settings import mail_folder

import os
import pytest
import subprocess
import sys
import time
import transaction


MAIL = Envelope("noreply@example.org", "lea@example.org", b"Subject: S\r\n\r\nHallo\r\n")


@pytest.fixture
def dead() -> int:
    """The number of a process that was killed."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    process.kill()
    process.wait()
    return process.pid


@pytest.fixture
def killed(functional_portal, mailbox, dead, monkeypatch):
    """`killed(work)`: run `work` and commit, as a process that is killed when the database has committed and no mail has its place yet."""
    mailbox.clear()

    def killed(work, commit=True):
        with monkeypatch.context() as patch:
            patch.setattr(os, "getpid", lambda: dead)
            patch.setattr(Queue, "release", lambda self, path: None)
            work()
            if commit:
                transaction.commit()
            else:
                transaction.get().addAfterCommitHook(lambda is_ok: None)
                Queue(mail_folder()).write(MAIL)
                transaction.abort()
        old = time.time() - 2 * journal.GONE
        for path in mailbox.queue.unfinished():
            os.utime(path, (old, old))

    return killed


def run_job():
    transaction.begin()
    running.run("mail-queue")
    transaction.commit()


class TestRecovering:
    def test_a_mail_whose_transaction_has_committed_goes_out_once(self, killed, mailbox):
        killed(lambda: (send("lea@example.org"), send("tom@example.org")))
        assert len(mailbox.queue.unfinished()) == 2
        assert mailbox.envelopes() == []
        run_job()
        run_job()
        assert [e.recipient for e in mailbox.envelopes()] == ["lea@example.org", "tom@example.org"]
        assert mailbox.queue.unfinished() == []

    def test_a_mail_whose_transaction_has_not_is_deleted(self, killed, mailbox):
        killed(lambda: send("lea@example.org"), commit=False)
        run_job()
        (path,) = mailbox.queue.unfinished()  # PostgreSQL might still be at it
        old = time.time() - journal.LIVING - 1
        os.utime(path, (old, old))
        run_job()
        assert mailbox.queue.unfinished() == []
        assert mailbox.envelopes() == []

    def test_a_commit_under_way_is_left_alone(self, killed, mailbox):
        killed(lambda: send("lea@example.org"))
        for path in mailbox.queue.unfinished():
            os.utime(path)
        run_job()
        assert len(mailbox.queue.unfinished()) == 1

    def test_what_a_living_process_or_another_machine_writes_is_not_deleted(self, tmp_path):
        queue = Queue(tmp_path)
        for host in (queues.HOST, "elsewhere"):
            name = new_name().rpartition(".")[0] + f".{host}"
            path = queue.write(MAIL, name)
            old = time.time() - 2 * journal.LIVING
            os.utime(path, (old, old))
        names = journal.stale(queue)
        assert len(names) == 2
        assert journal.recover(queue, names, set()) == 0
        assert len(queue.unfinished()) == 2
        assert journal.recover(queue, names, set(names)) == 2
        assert len(queue.waiting()) == 2


class TestNoting:
    def test_one_small_object_for_a_thread_and_nothing_where_there_is_no_mail(
        self, functional_portal, mailbox
    ):
        send("lea@example.org")
        transaction.commit()
        send("tom@example.org")
        send("eva@example.org")
        transaction.commit()
        places = IAnnotations(functional_portal)[journal.KEY]
        (place,) = places.values()
        names = [path.name for path in mailbox.queue.waiting()[-2:]]
        assert list(place.names) == names
        before = place._p_serial
        point = transaction.savepoint()
        send("ida@example.org")
        point.rollback()
        functional_portal.title = "Another"
        transaction.commit()
        assert place._p_serial == before

    def test_places_of_long_ago_are_forgotten(self, functional_portal, mailbox, dead, monkeypatch):
        site = api.portal.get()
        with monkeypatch.context() as patch:
            patch.setattr(os, "getpid", lambda: dead)
            journal.note(site, ["a"])
        places = IAnnotations(site)[journal.KEY]
        (old,) = places.values()
        old.time -= journal.KEPT + 1
        send("lea@example.org")
        transaction.commit()
        assert [key[1] for key in places] == [os.getpid()]
        assert journal.committed([site]) == {mailbox.queue.waiting()[-1].name}
