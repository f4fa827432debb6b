"""Writing to the contact of an example."""

from datetime import datetime
from datetime import UTC
from tests.practices.examples import make_example
from zukunftsraum.members.erasure import erase
from zukunftsraum.members.erasure_job import ErasureJob

import pytest
import transaction


@pytest.fixture
def url(world):
    example = make_example(world, contact_member="member-a")
    transaction.commit()
    return f"{example.absolute_url()}/@contact"


def test_the_message_is_relayed(as_, url, mailbox):
    assert as_("anonymous").get(url).json()["available"] is True
    answer = as_("member-b").post(url, {"message": "Wie haben Sie begonnen? <b>Danke</b>"})
    assert answer.status_code == 202
    assert "member-a" not in answer.text
    mail = mailbox.mails("member-a@example.org")[0]
    assert mail["Reply-To"] == "member-b@example.org"
    assert "Wie haben Sie begonnen?" in mailbox.texts()[0]
    assert "<b>Danke</b>" not in mail.get_body(("html",)).get_content()


def test_who_may_write(as_, url, mailbox):
    assert as_("anonymous").post(url, {"message": "x"}).status_code == 401
    assert as_("stranger").post(url, {"message": "x"}).status_code in (401, 403)
    assert mailbox.texts() == []


@pytest.mark.parametrize("body", [{}, {"message": ""}, {"message": 1}, {"message": "x" * 4001}])
def test_bad_messages(as_, url, body):
    answer = as_("member-b").post(url, body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "message"


def test_without_a_contact(world, as_):
    example = make_example(world)
    transaction.commit()
    url = f"{example.absolute_url()}/@contact"
    assert as_("anonymous").get(url).json()["available"] is False
    assert as_("member-b").post(url, {"message": "Hallo"}).status_code == 404


def test_not_too_many(as_, url, mailbox):
    statuses = [as_("member-b").post(url, {"message": "x"}).status_code for _ in range(12)]
    assert statuses == [202] * 10 + [429] * 2


def test_a_contact_who_is_erased_is_taken_out(world, as_, url):
    now = datetime.now(UTC)
    erase("member-a", now=now)
    transaction.commit()
    assert as_("member-b").get(url).json()["available"] is False
    assert as_("member-b").post(url, {"message": "Hallo"}).status_code == 404
    ErasureJob().run(now)
    transaction.begin()
    assert world["praxis"]["besuchsdienst"].contact_member is None
