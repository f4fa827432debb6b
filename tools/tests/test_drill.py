"""The drill finds what is lost, and says so where it could not have found it."""

from operate.settings import ROOT
from pathlib import Path
from random import Random

import json
import pytest
import sys


sys.path.insert(0, str(ROOT / "benchmarks"))

from faults.faults import check_mail  # noqa: E402
from faults.faults import Drill  # noqa: E402
from faults.faults import FAULTS  # noqa: E402
from faults.faults import MailServer  # noqa: E402
from faults.faults import silence_mail  # noqa: E402
from operate import cluster  # noqa: E402
from operate.cluster_plan import fixed_ports  # noqa: E402
from operate.cluster_plan import Plan  # noqa: E402
from traffic.book import Book  # noqa: E402
from traffic.engine import Answer  # noqa: E402
from traffic.engine import Sample  # noqa: E402
from traffic.stage import Account  # noqa: E402
from traffic.stage import Place  # noqa: E402
from traffic.stage import Stage  # noqa: E402
from traffic.writing import Writers  # noqa: E402
from zukunftsraum.mail.queue import Envelope  # noqa: E402
from zukunftsraum.mail.queue import Queue  # noqa: E402

import drill as drills  # noqa: E402


def answer(status: int, **body) -> Answer:
    return Answer(status, "", 0, 0, 0, json.dumps(body).encode())


class TestRegistrations:
    """What is answered to one write may say that another was lost."""

    @pytest.fixture
    def book(self, tmp_path):
        made = Book(tmp_path / "book")
        yield made
        made.close()

    @pytest.fixture
    def writers(self):
        member = Account("a", "member", "token", "a@example.org", "raum")
        stage = Stage(
            Place(None, "http://127.0.0.1/++api++"), "mark", [member], member, member, {}
        )
        stage.seminars = ["seminar"]
        return Writers(stage)

    def send(self, book, call, said: Answer) -> None:
        number = book.sending(call.write)
        book.answered(number, call.outcome(said), said.status)
        call.done(said)

    def test_a_registration_that_is_gone_when_it_is_cancelled_is_lost(self, book, writers):
        self.send(book, writers.register(Random(1)), answer(201))
        self.send(book, writers.cancel(Random(1)), answer(404))
        assert book.check({}).lost == ["registration | seminar | a@example.org"]

    def test_a_cancellation_that_is_gone_when_one_registers_again_is_found(self, book, writers):
        self.send(book, writers.register(Random(1)), answer(201))
        self.send(book, writers.cancel(Random(1)), answer(200))
        self.send(book, writers.register(Random(1)), answer(409, reason="registered"))
        there = {"registration | seminar | a@example.org": ["registered"]}
        assert book.check(there).unsent

    @pytest.mark.parametrize("unclear", [0, 503])
    def test_what_is_repeated_has_come_to_pass_when_it_is_told_so(self, book, writers, unclear):
        self.send(book, writers.register(Random(1)), answer(unclear))
        (again,) = writers.again()
        self.send(book, again, answer(409, reason="registered"))
        assert book.check({}).lost
        assert book.check({"registration | seminar | a@example.org": ["registered"]}).holds
        self.send(book, writers.cancel(Random(1)), answer(unclear))
        (again,) = writers.again()
        self.send(book, again, answer(404))
        assert book.check({}).holds


class TestMails:
    @pytest.fixture
    def drill(self, tmp_path):
        made = cluster._describe(Plan(tmp_path, fixed_ports(8000, 1, 0), 1, 0))
        return Drill(made, mails=MailServer(0))

    def put(self, drill: Drill, number: int) -> tuple[Path, bytes]:
        message = f"Message-ID: <{number}@example.org>\r\n\r\nHallo\r\n".encode()
        queue = Queue(Path(drill.cluster.mail))
        path = queue.write(Envelope("noreply@example.org", "lea@example.org", message))
        queue.release(path)
        return queue.folder / "new" / path.name, message

    @pytest.fixture(autouse=True)
    def _server(self, monkeypatch):
        for name in ("start", "stop"):
            monkeypatch.setattr(MailServer, name, lambda self: None)

    @pytest.mark.parametrize(("times", "holds"), [(1, True), (0, False), (2, False)])
    def test_what_waited_is_delivered_once(self, drill, times, holds):
        path, message = self.put(drill, 1)
        silence_mail(drill, 0)
        path.unlink()  # the queue takes it away when it has been delivered, or when it loses it
        drill.mails.received += [b"Message-ID: <before@example.org>\r\n\r\n", *[message] * times]
        check_mail(drill, 0)
        assert (not drill.broken) is holds, drill.notes

    def test_where_nothing_waited_nothing_is_shown(self, drill):
        silence_mail(drill, 0)
        drill.mails.received.append(b"Message-ID: <before@example.org>\r\n\r\n")
        check_mail(drill, 0)
        assert drill.broken == ["no mail waited, so none could be lost"]


class TestVacuous:
    none, killed = FAULTS[0], FAULTS[1]

    def test_where_nothing_was_written_nothing_could_be_lost(self):
        assert drills.vacuous(self.killed, [], 0)
        assert not drills.vacuous(self.killed, [], 1)

    def test_without_a_fault_no_request_fails(self):
        fails = [Sample("comment", "writes", Answer(400, "400", 0, 0, 0))]
        assert "1 requests fail without a fault (400: comment)" in drills.vacuous(
            self.none, fails, 5
        )
        assert not drills.vacuous(self.killed, fails, 5)
        late = [Sample("comment", "writes", Answer(0, "timeout", 0, 0, 30))]
        assert not drills.vacuous(self.none, late, 5)
