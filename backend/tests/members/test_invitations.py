"""A coordinator invites by mail: what the link is good for, and what nobody learns."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from tests.members.people import ask
from tests.members.people import login_of
from tests.members.people import new_account
from tests.world import ARS_A
from tests.world import ARS_B
from zukunftsraum.members import admissions
from zukunftsraum.members import invitations
from zukunftsraum.spaces.membership import role_in
from zukunftsraum.spaces.rules import municipal_groups

import pytest
import re
import transaction


SPACE = "raeume/musterstadt"


def invite(rest, email="neu@stadt.example", message="Komm dazu!"):
    answer = rest.post(f"{SPACE}/@invitations", {"email": email, "message": message})
    assert answer.status_code == 201, answer.text
    return answer.json()


def token_of(mailbox, email="neu@stadt.example"):
    """The token in the last mail to the address."""
    return re.search(r"/einladung/([\w-]+)", mailbox.texts(email)[-1]).group(1)


def test_who_is_invited_gets_a_mail_and_sees_what_it_is_about(as_, mailbox):
    item = invite(as_("coordinator-a"), "Neu@Stadt.example")
    assert item["email"] == "neu@stadt.example"
    assert item["by"] == "coordinator-a"
    listing = as_("coordinator-a").get(f"{SPACE}/@invitations").json()
    assert [i["id"] for i in listing["items"]] == [item["id"]]
    (text,) = mailbox.texts("neu@stadt.example")
    assert "Komm dazu!" in text
    answer = as_("anonymous").get(f"@invitations/{token_of(mailbox)}")
    assert answer.status_code == 200
    assert answer.json() == {
        "municipality": {"ars": ARS_A, "name": "Musterstadt"},
        "email": "neu@stadt.example",
    }


def test_a_known_account_accepts_after_login(as_, world, mailbox):
    user_id = new_account("neu@stadt.example", "Neu")
    request = ask(user_id, ARS_A)
    transaction.commit()
    invite(as_("coordinator-a"))
    path = f"@invitations/{token_of(mailbox)}"
    assert as_("anonymous").post(path).status_code == 401
    assert as_("member-b").post(path).status_code == 403
    rest = login_of(world, "neu@stadt.example")
    answer = rest.post(path)
    assert answer.status_code == 200, answer.text
    assert rest.get(answer.json()["space"]).status_code == 200
    assert rest.post(path).status_code == 410
    assert as_("anonymous").get(path).status_code == 410
    assert as_("coordinator-a").get(f"{SPACE}/@invitations").json()["items"] == []
    # the request that waited is settled
    assert admissions.get_requests().get(request.id).how == "invitation"
    assert as_("coordinator-a").get("@admissions").json()["items"] == []


def test_signing_up_with_an_invitation_admits_at_once(as_, world, mailbox):
    invite(as_("coordinator-a"))
    token = token_of(mailbox)
    user_id = new_account("neu@stadt.example", "Neu")
    status = admissions.request_admission(
        user_id,
        ars=ARS_A,
        category="volunteer",
        function="",
        message="",
        email_domain="stadt.example",
        now=datetime.now(UTC),
        invitation=token,
    )
    assert status == "admitted"
    assert role_in(municipal_groups(ARS_A), user_id) == "member"
    assert invitations.invitations_of(ARS_A) == []


@pytest.mark.parametrize(
    ("email", "ars", "days"),
    [
        ("andere@stadt.example", ARS_A, 0),  # somebody else has the link
        ("neu@stadt.example", ARS_B, 0),  # another municipality
        ("neu@stadt.example", ARS_A, 14.1),  # too late
    ],
)
def test_an_invitation_is_for_one_address_and_municipality_and_some_days(
    as_, world, mailbox, email, ars, days
):
    invite(as_("coordinator-a"))
    token = token_of(mailbox)
    user_id = new_account(email, "Neu")
    status = admissions.request_admission(
        user_id,
        ars=ars,
        category="volunteer",
        function="",
        message="",
        email_domain="stadt.example",
        now=datetime.now(UTC) + timedelta(days=days),
        invitation=token,
    )
    assert status == "pending"
    assert role_in(municipal_groups(ars), user_id) is None
    if not days:
        assert as_("anonymous").get(f"@invitations/{token}").status_code == 200


def test_the_coordinator_learns_nothing_of_accounts(as_, world, mailbox):
    """Unknown, known, and a member of the space already: the same answer, list and mail."""
    new_account("bekannt@stadt.example", "Bekannt")
    transaction.commit()
    emails = ("unbekannt@stadt.example", "bekannt@stadt.example", "member-a@example.org")
    rest = as_("coordinator-a")
    told = set()
    for email in emails:
        item = invite(rest, email)
        told.add(tuple(sorted(item)))
        (mail,) = mailbox.mails(email)
        text = mailbox.texts(email)[0].replace(token_of(mailbox, email), "TOKEN")
        told.add((mail["Subject"], text))
        assert item["email"] == email
    assert len(told) == 2
    assert rest.get(f"{SPACE}/@invitations").json()["items_total"] == 3


def test_inviting_again_ends_the_earlier_link(as_, mailbox):
    rest = as_("coordinator-a")
    invite(rest)
    first = token_of(mailbox)
    mailbox.clear()
    invite(rest)
    assert as_("anonymous").get(f"@invitations/{first}").status_code == 410
    assert as_("anonymous").get(f"@invitations/{token_of(mailbox)}").status_code == 200
    assert rest.get(f"{SPACE}/@invitations").json()["items_total"] == 1


def test_a_withdrawn_invitation_is_gone(as_, mailbox):
    rest = as_("coordinator-a")
    item = invite(rest)
    token = token_of(mailbox)
    assert as_("coordinator-b").delete(f"{SPACE}/@invitations/{item['id']}").status_code == 401
    own = f"raeume/beispielhausen/@invitations/{item['id']}"
    assert as_("coordinator-b").delete(own).status_code == 404
    assert rest.delete(f"{SPACE}/@invitations/{item['id']}").status_code == 200
    assert rest.delete(f"{SPACE}/@invitations/{item['id']}").status_code == 404
    assert as_("anonymous").get(f"@invitations/{token}").status_code == 410


@pytest.mark.parametrize("token", ["x", "", "a" * 43, "ü" * 43, "a" * 4000])
def test_a_token_that_is_none(as_, token):
    assert as_("anonymous").get(f"@invitations/{token}").status_code in (404, 410)
    assert as_("member-a").post(f"@invitations/{token}").status_code in (404, 410)


def test_too_many_invitations(as_, mailbox):
    rest = as_("coordinator-a")
    body = {"email": "neu@stadt.example"}
    statuses = [rest.post(f"{SPACE}/@invitations", body).status_code for _ in range(4)]
    assert statuses == [201, 201, 201, 429]
    assert len(mailbox.mails("neu@stadt.example")) == 3
    # that says nothing to another municipality
    other = as_("coordinator-b").post("raeume/beispielhausen/@invitations", body)
    assert other.status_code == 201


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "email"),
        ({"email": "x"}, "email"),
        ({"email": "a@b.example\nBcc: c@d.example"}, "email"),
        ({"email": "a@b.example,c@d.example"}, "email"),
        ({"email": "a@b.example", "message": "x" * 1001}, "message"),
        ({"email": "a@b.example", "message": "\x00"}, "message"),
        ({"email": "a@b.example", "role": "coordinator"}, "role"),
    ],
)
def test_wrong_input_sends_nothing(as_, mailbox, body, field):
    answer = as_("coordinator-a").post(f"{SPACE}/@invitations", body)
    assert answer.status_code == 400
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert mailbox.mails() == []


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 401),
        ("stranger", 401),
        ("member-a", 401),
        ("coordinator-b", 401),
        ("office", 401),
        ("editor", 401),
        ("coordinator-a", 200),
        ("admin", 200),
    ],
)
def test_who_invites(as_, who, status):
    assert as_(who).get(f"{SPACE}/@invitations").status_code == status
    answer = as_(who).post(f"{SPACE}/@invitations", {"email": "neu@stadt.example"})
    assert answer.status_code == (201 if status == 200 else status)
