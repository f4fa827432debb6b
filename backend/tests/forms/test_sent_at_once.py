"""Sending a form at the same moment, over HTTP and in threads of their own: nothing lost, nothing doubled, nobody gets an error."""

from base64 import b64encode
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from tests.forms.all_fields import actions_model
from tests.forms.all_fields import field
from tests.forms.all_fields import fields_model
from tests.forms.all_fields import mailer
from tests.forms.all_fields import OPTIONAL
from tests.forms.all_fields import SAVER
from tests.world import PEOPLE
from tests.world import rest_of
from threading import Barrier
from threading import Lock
from ZODB.POSException import ConflictError
from zukunftsraum.forms import guard_rules
from zukunftsraum.forms import idempotency
from zukunftsraum.forms.saved_rows import rows_of

import pytest
import time
import transaction


#: So long a submission takes at least, and so all of them lie over each other.
TAKES = 0.1
REPLAYED = "Idempotency-Replayed"


@pytest.fixture
def path(make_form, monkeypatch):
    """A form that nobody has sent yet; it saves and mails. Who sends it may be as fast as tests are."""
    monkeypatch.setattr(guard_rules, "FASTEST", timedelta())
    file = field("file", "plone.namedfile.field.NamedBlobFile", OPTIONAL)
    return make_form("post", fields_model(["text"], file), actions_model(SAVER, mailer()))


@pytest.fixture
def rows(world):
    """`rows()`: what the form has saved."""

    def read():
        transaction.begin()
        return list(rows_of(world["formulare"]["post"], "saver").values())

    return read


@pytest.fixture
def together(monkeypatch):
    """How many were within a submission at the same time: `{"now", "most"}`."""
    seen, guard, keep = {"now": 0, "most": 0}, Lock(), idempotency.keep

    def slow(*arguments):
        with guard:
            seen["now"] += 1
            seen["most"] = max(seen["most"], seen["now"])
        time.sleep(TAKES)
        with guard:
            seen["now"] -= 1
        return keep(*arguments)

    monkeypatch.setattr(idempotency, "keep", slow)
    return seen


@pytest.fixture
def send(world, path):
    """`send([(person, key, text, token)])` sends the form for all of them at the same moment; their answers."""

    def at_once(calls):
        barrier = Barrier(len(calls))

        def one(call):
            person, key, text, token = call
            client = rest_of(world, person)
            body = {"data": {"text": text}, "guard": {"token": token}}
            barrier.wait(60)
            return client.session.post(
                f"{client.base}/{path}/@form",
                json=body,
                headers={"Idempotency-Key": key},
                timeout=120,
            )

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(one, calls))

    return at_once


@pytest.fixture
def token(world, path):
    """`token("member-a")`: that of the form, loaded by a person."""
    return lambda person: rest_of(world, person).get(f"{path}/@form").json()["guard"]["token"]


def test_one_key_twice_at_once(send, token, rows, together, mailbox):
    """The same page sends twice: somebody was impatient, or the network was."""
    answers = send([("anonymous", "ein-schluessel", "Guten Tag", token("anonymous"))] * 2)
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert Counter(answer.headers.get(REPLAYED) for answer in answers) == {"true": 1, None: 1}
    assert [row["text"] for row in rows()] == ["Guten Tag"]
    assert len(mailbox.mails()) == 1
    assert together["most"] == 1


def test_one_key_for_two_texts_at_once(send, token, rows, mailbox):
    calls = [("anonymous", "ein-schluessel", text, token("anonymous")) for text in ("a", "b")]
    answers = send(calls)
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    (taken,) = (
        call[2] for call, answer in zip(calls, answers, strict=True) if answer.status_code == 200
    )
    assert [row["text"] for row in rows()] == [taken]
    assert len(mailbox.mails()) == 1


def test_one_token_twice_at_once(send, token, rows, mailbox):
    """The token of a page is good for one submission, with whatever keys."""
    one = token("anonymous")
    answers = send([("anonymous", f"schluessel-{text}", text, one) for text in ("a", "b")])
    assert sorted(answer.status_code for answer in answers) == [200, 400]
    assert len(rows()) == 1
    assert len(mailbox.mails()) == 1


def test_ten_people_at_once(send, token, rows, together, mailbox):
    """The same key means something else for each of them."""
    people = list(PEOPLE)[:10]
    answers = send([(person, "schluessel", f"Von {person}", token(person)) for person in people])
    assert [answer.status_code for answer in answers] == [200] * 10
    assert not any(REPLAYED in answer.headers for answer in answers)
    for person, answer in zip(people, answers, strict=True):
        assert answer.json()["thanks"]["fields"][0]["value"] == f"Von {person}"
    expected = sorted(f"Von {person}" for person in people)
    assert sorted(row["text"] for row in rows()) == expected
    subjects = sorted(mail["Subject"] for mail in mailbox.mails())
    assert subjects == [f"Antwort von {text}" for text in expected]
    assert together["most"] == 1  # one after the other


def test_what_conflicts_is_done_again_from_the_start(
    world, path, token, rows, mailbox, monkeypatch
):
    """Somebody wrote who does not take the lock: the row, the file and the mail of the attempt before are none."""
    keep, tries = idempotency.keep, []

    def conflicting(*arguments):
        tries.append(1)
        if len(tries) < 3:
            raise ConflictError
        return keep(*arguments)

    monkeypatch.setattr(idempotency, "keep", conflicting)
    content = b"Inhalt " * 50_000
    as_json = {"filename": "a.txt", "data": b64encode(content).decode()}
    client = rest_of(world, "anonymous")
    body = {"data": {"text": "x"}, "files": {"file": as_json}, "guard": {"token": token("editor")}}
    answer = client.post(f"{path}/@form", json=body)
    assert (answer.status_code, len(tries)) == (200, 3), answer.text
    tries.clear()
    answer = client.post(
        f"{path}/@form",
        files={"data": (None, '{"data": {"text": "x"}}'), "file": ("b.txt", content)},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert (answer.status_code, len(tries)) == (200, 3), answer.text
    assert [(row["file"].filename, row["file"].data == content) for row in rows()] == [
        ("a.txt", True),
        ("b.txt", True),
    ]
    assert len(mailbox.mails()) == 2
