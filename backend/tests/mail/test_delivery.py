"""Delivering the queue to a real mail server: once each, and nothing lost."""

from tests.mail.smtp import MailServer
from tests.mail.smtp import only
from zukunftsraum.mail import delivery
from zukunftsraum.mail.delivery import Delivery
from zukunftsraum.mail.queue import Envelope
from zukunftsraum.mail.queue import Queue
from zukunftsraum.mail.settings import REQUIRED
from zukunftsraum.mail.settings import Server

import logging
import os
import pytest
import signal
import subprocess
import sys
import threading
import time


LEA, TOM, EVA = "lea@example.org", "tom@example.org", "eva@example.org"
SENDER = "noreply@example.org"


@pytest.fixture
def queue(tmp_path):
    return Queue(tmp_path / "mail")


@pytest.fixture
def smtp():
    return MailServer()


def put(queue, *recipients, text="Hallo"):
    for recipient in recipients:
        message = f"Subject: S\r\nTo: {recipient}\r\n\r\n{text}\r\n".encode()
        queue.release(queue.write(Envelope(SENDER, recipient, message)))


class TestDelivering:
    def test_oldest_first_and_each_once(self, queue, smtp):
        put(queue, LEA, TOM, EVA)
        with smtp.running():
            result = Delivery(queue).round(smtp.server)
            again = Delivery(queue).round(smtp.server)
        assert smtp.recipients == [LEA, TOM, EVA]
        assert smtp.received[0][0] == SENDER
        assert smtp.received[0][2] == b"Subject: S\r\nTo: lea@example.org\r\n\r\nHallo\r\n"
        assert (result.sent, result.waiting, result.problem) == (3, 0, "")
        assert again.sent == 0
        assert queue.waiting() == []

    def test_without_a_server_they_wait(self, queue):
        put(queue, LEA)
        result = Delivery(queue).round(None)
        assert (result.sent, result.waiting) == (0, 1)

    def test_an_empty_queue_asks_no_server(self, queue, smtp):
        assert str(Delivery(queue).round(smtp.server)) == "0 sent, 0 put aside, 0 waiting"

    def test_a_dot_at_the_beginning_of_a_line(self, queue, smtp):
        put(queue, LEA, text=".\r\n..x")
        with smtp.running():
            Delivery(queue).round(smtp.server)
        assert smtp.received[0][2].endswith(b"\r\n\r\n.\r\n..x\r\n")


class TestOutage:
    def test_sent_once_when_the_server_is_back(self, queue, smtp):
        put(queue, LEA, TOM)
        deliverer = Delivery(queue)
        for _ in range(3):
            result = deliverer.round(smtp.server)
            assert "cannot be reached" in result.problem
            assert result.waiting == 2
        with smtp.running():
            deliverer.round(smtp.server)
            deliverer.round(smtp.server)
        assert smtp.recipients == [LEA, TOM]

    def test_the_log_says_it_once(self, queue, smtp, caplog):
        caplog.set_level(logging.INFO, logger="zukunftsraum")
        put(queue, LEA)
        deliverer = Delivery(queue)
        for _ in range(5):
            deliverer.round(smtp.server)
        with smtp.running():
            deliverer.round(smtp.server)
            deliverer.round(smtp.server)
        told = [record.getMessage() for record in caplog.records]
        assert [line for line in told if "cannot be reached" in line] == told[:1]
        assert [line for line in told if "again" in line] == told[1:2]

    def test_a_restart_in_between(self, queue, smtp):
        put(queue, LEA)
        Delivery(queue).round(smtp.server)
        put(queue, TOM)
        with smtp.running():
            Delivery(Queue(queue.folder)).round(smtp.server)
        assert smtp.recipients == [LEA, TOM]

    def test_put_off_and_tried_later(self, queue, smtp):
        put(queue, LEA, TOM)
        smtp.answers[LEA] = "451 4.7.1 Try later"
        deliverer = Delivery(queue)
        now = time.time()
        with smtp.running():
            assert deliverer.round(smtp.server, now).sent == 1
            smtp.answers.clear()
            assert deliverer.round(smtp.server, now + 10).sent == 0
            assert deliverer.round(smtp.server, now + 61).sent == 1
        assert smtp.recipients == [TOM, LEA]

    def test_the_pauses_grow(self, queue, smtp):
        put(queue, LEA)
        smtp.answers[LEA] = "450 4.2.1 Busy"
        deliverer = Delivery(queue)
        begin = time.time()
        with smtp.running():
            for seconds in range(0, 4 * 60 * 60, 30):
                deliverer.round(smtp.server, begin + seconds)
        assert 5 <= len(smtp.tried) <= 10

    def test_one_mail_at_which_the_server_hangs_up_stops_no_other(self, queue, smtp):
        put(queue, LEA, TOM, EVA)
        smtp.answers[LEA] = "drop"
        with smtp.running():
            result = Delivery(queue).round(smtp.server)
        assert smtp.recipients == [TOM, EVA]
        assert result.waiting == 1

    def test_a_server_that_always_hangs_up_is_left_alone(self, queue, smtp):
        addresses = [f"p{number}@example.org" for number in range(20)]
        put(queue, *addresses)
        smtp.answers = dict.fromkeys(addresses, "drop")
        with smtp.running():
            result = Delivery(queue).round(smtp.server)
        assert len(smtp.tried) == delivery.DROPS
        assert result.waiting == 20

    def test_the_sender_is_refused(self, queue, smtp):
        """A fault of the settings, so the mails wait until somebody mends it."""
        put(queue, LEA)
        smtp.answers[SENDER] = "550 5.7.1 Not from you"
        with smtp.running():
            assert Delivery(queue).round(smtp.server).waiting == 1
            smtp.answers.clear()
            assert Delivery(queue).round(smtp.server).sent == 1


class TestPutAside:
    def test_refused_for_good(self, queue, smtp):
        put(queue, LEA, TOM)
        smtp.answers[LEA] = "550 5.1.1 <lea@example.org> unknown"
        with smtp.running():
            result = Delivery(queue).round(smtp.server)
            Delivery(queue).round(smtp.server)
        assert (result.sent, result.put_aside, result.waiting) == (1, 1, 0)
        assert smtp.tried == [LEA, TOM]
        (path,) = queue.rejected()
        data = path.read_bytes()
        assert data.startswith(b"X-Zope-Reason: 550 5.1.1 <lea@example.org> unknown\n")
        assert Envelope.from_bytes(data).recipient == LEA
        assert Envelope.from_bytes(data).message.endswith(b"Hallo\r\n")
        assert path.stat().st_mode & 0o077 == 0

    def test_too_old(self, queue, smtp):
        """Who sets a mail server for a portal that had none does not send mails of long ago."""
        put(queue, LEA, TOM)
        old = time.time() - 6 * delivery.DAY
        os.utime(queue.waiting()[0], (old, old))
        with smtp.running():
            Delivery(queue).round(smtp.server)
        assert smtp.recipients == [TOM]
        assert len(queue.rejected()) == 1

    def test_kept_for_a_while_only(self, queue, smtp):
        put(queue, LEA, TOM)
        for path in queue.waiting():
            queue.put_aside(path, "no")
        old = time.time() - 31 * delivery.DAY
        unfinished = queue.write(Envelope(SENDER, EVA, b""))
        os.utime(unfinished, (old, old))
        os.utime(queue.rejected()[0], (old, old))
        Delivery(queue).round(smtp.server)
        assert len(queue.rejected()) == 1
        assert not unfinished.exists()

    def test_what_is_just_being_written_stays(self, queue, smtp):
        path = queue.write(Envelope(SENDER, EVA, b""))
        with smtp.running():
            Delivery(queue).round(smtp.server)
        assert path.exists()
        assert smtp.received == []

    def test_what_is_no_mail(self, queue, smtp):
        put(queue, LEA)
        (queue.folder / "new" / "0.x").write_bytes(b"\xff\xfe nonsense")
        with smtp.running():
            Delivery(queue).round(smtp.server)
        assert smtp.recipients == [LEA]
        assert [path.name for path in queue.rejected()] == ["0.x"]


class TestAlone:
    def test_two_at_once_send_each_mail_once(self, queue, smtp):
        put(queue, *[f"p{number}@example.org" for number in range(60)])
        deliverers = [Delivery(Queue(queue.folder)) for _ in range(4)]
        stop = threading.Event()

        def work(deliverer):
            while not stop.is_set() and queue.waiting():
                deliverer.round(smtp.server)

        with smtp.running():
            threads = [threading.Thread(target=work, args=(d,)) for d in deliverers]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
        stop.set()
        assert sorted(smtp.recipients) == sorted(
            {f"p{number}@example.org" for number in range(60)}
        )

    def test_a_process_that_was_killed_holds_nothing_up(self, queue, smtp):
        """Killed in the middle of a dialogue with the server; the next one sends at once."""
        put(queue, LEA)
        script = (
            "import sys, time; from pathlib import Path\n"
            "from zukunftsraum.mail import delivery, queue, settings\n"
            "def hang(server):\n"
            "    print('hanging', flush=True); time.sleep(60)\n"
            "delivery._connect = hang\n"
            "delivery.Delivery(queue.Queue(Path(sys.argv[1]))).round(settings.Server('x', 1))\n"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(queue.folder)], stdout=subprocess.PIPE
        )
        assert process.stdout.readline() == b"hanging\n"
        with smtp.running():
            assert Delivery(queue).round(smtp.server).problem == "another process is delivering"
            process.send_signal(signal.SIGKILL)
            process.wait(10)
            process.stdout.close()
            assert Delivery(queue).round(smtp.server).sent == 1
        assert smtp.recipients == [LEA]


class TestLoggingIn:
    def test_with_the_right_password(self, queue, smtp):
        put(queue, LEA)
        server = Server("127.0.0.1", smtp.port, "portal", "geheim")
        options = {"authenticator": only("portal", "geheim"), "auth_require_tls": False}
        with smtp.running(**options, auth_required=True):
            assert Delivery(queue).round(server).sent == 1

    def test_with_a_wrong_one_the_mails_wait(self, queue, smtp, caplog):
        put(queue, LEA)
        server = Server("127.0.0.1", smtp.port, "portal", "falsch-1234")
        options = {"authenticator": only("portal", "geheim"), "auth_require_tls": False}
        with smtp.running(**options, auth_required=True):
            result = Delivery(queue).round(server)
            # and without logging in
            assert Delivery(queue).round(smtp.server).waiting == 1
        assert result.waiting == 1
        assert "refuses us (535)" in result.problem
        assert "falsch-1234" not in caplog.text + result.problem

    def test_no_plain_text_where_encryption_is_required(self, queue, smtp):
        put(queue, LEA)
        with smtp.running():
            result = Delivery(queue).round(Server("127.0.0.1", smtp.port, tls=REQUIRED))
        assert result.waiting == 1
        assert smtp.received == []


def test_international_addresses(queue, smtp):
    put(queue, "jürgen@example.org")
    with smtp.running(enable_SMTPUTF8=True):
        Delivery(queue).round(smtp.server)
    assert smtp.recipients == ["jürgen@example.org"]


def test_international_addresses_at_a_server_that_knows_none(queue, smtp):
    put(queue, "jürgen@example.org", LEA)
    with smtp.running(enable_SMTPUTF8=False):
        Delivery(queue).round(smtp.server)
    assert smtp.recipients == [LEA]
    assert len(queue.rejected()) == 1


def test_no_personal_data_in_the_log(queue, smtp, caplog):
    caplog.set_level(logging.DEBUG, logger="zukunftsraum")
    put(queue, LEA, TOM, EVA, "max@example.org")
    smtp.answers = {
        LEA: "550 5.1.1 <lea@example.org>: no such user",
        TOM: "451 4.2.0 <tom@example.org>: later",
        EVA: "drop",
    }
    Delivery(queue).round(smtp.server)
    with smtp.running():
        Delivery(queue).round(smtp.server)
    records = [record for record in caplog.records if record.name.startswith("zukunftsraum")]
    assert len(records) >= 4
    for record in records:
        text = logging.Formatter().format(record)
        for word in ("lea", "tom", "eva", "max", "noreply", "@", "Hallo"):
            assert word not in text


@pytest.mark.parametrize("address", ["a b@c.example", "a@b\nc", "a\r@b", "\x00@b"])
def test_no_address_can_break_out_of_the_envelope(address):
    with pytest.raises(ValueError):
        Envelope(SENDER, address, b"")
    with pytest.raises(ValueError):
        Envelope(address, LEA, b"")
