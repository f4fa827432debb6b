"""The development mailbox as `make mailbox` shows it."""

from email.message import EmailMessage
from zukunftsraum.mail.mailbox import main
from zukunftsraum.mail.queue import Envelope
from zukunftsraum.mail.queue import Queue

import json
import pytest


@pytest.fixture
def queue(tmp_path):
    queue = Queue(tmp_path / "mail")
    for recipient, subject, text in (
        ("lea@example.org", "Erste", "Grüße an Lea"),
        ("tom@example.org", "Zweite", "An Tom\x1b]0;x\x07\u202e"),
    ):
        message = EmailMessage()
        message["Subject"] = subject
        message["To"] = recipient
        message.set_content(text)
        message.add_alternative(f"<p>{subject}</p>", subtype="html")
        queue.release(queue.write(Envelope("x@example.org", recipient, message.as_bytes())))
    return queue


def show(queue, capsys, *arguments):
    code = main([str(queue.folder), *arguments])
    return code, capsys.readouterr()


def test_the_list_has_the_newest_last(queue, capsys):
    code, shown = show(queue, capsys)
    lines = shown.out.splitlines()
    assert code == 0
    assert lines[0].split() == ["1", *lines[0].split()[1:3], "lea@example.org", "Erste"]
    assert "tom@example.org" in lines[1]
    assert lines[2] == f"2 mails in {queue.folder / 'new'}"


def test_what_was_put_aside(queue, capsys):
    queue.put_aside(queue.waiting()[0], "550 5.1.1 unknown")
    lines = show(queue, capsys)[1].out.splitlines()
    assert lines[1] == f"1 mail in {queue.folder / 'new'}"
    assert lines[-1].split(None, 1) == ["lea@example.org", "550 5.1.1 unknown"]


def test_an_empty_one(tmp_path, capsys):
    assert main([str(tmp_path / "nothing")]) == 0
    assert capsys.readouterr().out.startswith("0 mails in ")


def test_one_mail(queue, capsys):
    code, shown = show(queue, capsys, "1")
    assert code == 0
    assert "Subject: Erste\n" in shown.out
    assert "\nGrüße an Lea\n" in shown.out
    assert str(queue.waiting()[0]) in shown.out


def test_nothing_that_a_terminal_obeys(queue, capsys):
    shown = show(queue, capsys, "2")[1].out
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("number", ["0", "3", "x", "-1"])
def test_there_is_no_such_mail(queue, capsys, number):
    code, shown = show(queue, capsys, number)
    assert (code, shown.out) == (1, "")
    assert "there are 2" in shown.err


def test_json(queue, capsys):
    mails = json.loads(show(queue, capsys, "--json")[1].out)
    assert [mail["to"] for mail in mails] == ["lea@example.org", "tom@example.org"]
    assert mails[0]["text"] == "Grüße an Lea\n"
    assert mails[0]["html"].strip() == "<p>Erste</p>"
    assert mails[0]["headers"]["Subject"] == "Erste"
