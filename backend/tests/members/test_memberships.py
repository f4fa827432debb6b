"""Memberships of a municipality over REST: lists, roles, endings."""

from tests.world import ARS_A
from tests.world import ARS_B
from zukunftsraum.spaces.membership import join
from zukunftsraum.spaces.membership import role_in
from zukunftsraum.spaces.rules import municipal_groups

import pytest
import transaction


A = municipal_groups(ARS_A)
PATH = f"@memberships/{ARS_A}"
SPACE = "raeume/musterstadt"


def test_members_and_the_office_see_who_is_in(as_):
    for who in ("member-a", "coordinator-a", "office", "admin"):
        answer = as_(who).get(PATH)
        assert answer.status_code == 200, answer.text
        assert [(i["id"], i["role"]) for i in answer.json()["items"]] == [
            ("coordinator-a", "coordinator"),
            ("member-a", "member"),
        ]
        assert "@example.org" not in answer.text


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 401),
        ("stranger", 403),
        ("network-member", 403),
        ("member-b", 403),
        ("coordinator-b", 403),
        ("editor", 403),
        ("finance", 403),
    ],
)
def test_outsiders_learn_and_change_nothing(as_, world, who, status):
    rest = as_(who)
    for ars in (ARS_A, "990000000003", "x"):  # with a space, without one, no key at all
        assert rest.get(f"@memberships/{ars}").status_code == status
        assert (
            rest.patch(f"@memberships/{ars}/member-a", {"role": "coordinator"}).status_code
            == status
        )
        assert rest.delete(f"@memberships/{ars}/member-a").status_code == status
    assert role_in(A, "member-a") == "member"


def test_members_change_only_themselves(as_):
    rest = as_("member-a")
    assert rest.patch(f"{PATH}/member-a", {"role": "coordinator"}).status_code == 403
    assert rest.delete(f"{PATH}/coordinator-a").status_code == 403
    assert rest.delete(f"{PATH}/me").status_code == 200
    assert rest.get(SPACE).status_code == 401
    assert rest.delete(f"{PATH}/me").status_code == 404


@pytest.mark.parametrize("who", ["coordinator-a", "office"])
def test_a_member_becomes_coordinator_and_member_again(as_, mailbox, who):
    rest = as_(who)
    answer = rest.patch(f"{PATH}/member-a", {"role": "coordinator"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["role"] == "coordinator"
    assert as_("member-a").get(f"{SPACE}/@invitations").status_code == 200
    assert rest.patch(f"{PATH}/member-a", {"role": "member"}).status_code == 200
    assert as_("member-a").get(f"{SPACE}/@invitations").status_code == 401
    (text,) = mailbox.texts("member-a@example.org")
    assert "leiten jetzt" in text


def test_the_last_coordinator_stays_one(as_):
    answer = as_("coordinator-a").patch(f"{PATH}/coordinator-a", {"role": "member"})
    assert answer.status_code == 409
    assert as_("office").patch(f"{PATH}/coordinator-a", {"role": "member"}).status_code == 409
    assert role_in(A, "coordinator-a") == "coordinator"


@pytest.mark.parametrize("role", [None, "", "host", 1, ["member"]])
def test_unknown_roles(as_, role):
    answer = as_("office").patch(f"{PATH}/member-a", {"role": role})
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["role"]


@pytest.mark.parametrize("person", ["member-b", "nobody", "me"])
def test_who_is_not_in_has_no_role(as_, person):
    assert as_("office").patch(f"{PATH}/{person}", {"role": "member"}).status_code == 404
    assert as_("office").delete(f"{PATH}/{person}").status_code == 404


@pytest.mark.parametrize("who", ["coordinator-a", "office"])
def test_an_ended_membership_is_without_access_at_once(as_, world, mailbox, who):
    """Also for a session that was opened before: access follows from the groups alone."""
    member = as_("anonymous")
    login = member.post("@login", {"login": "member-a", "password": "Sehr-geheim-2026"})
    member.session.headers["Authorization"] = f"Bearer {login.json()['token']}"
    assert member.get(SPACE).status_code == 200
    written = member.post(SPACE, {"@type": "Document", "title": "Meins"}).json()["@id"]
    assert as_(who).delete(f"{PATH}/member-a").status_code == 200
    for path in (SPACE, written, f"{written}/@history", PATH):
        assert member.get(path).status_code in (401, 403)
    assert member.patch(written, {"title": "Noch meins"}).status_code == 401
    assert member.get("@search?Title=Meins").json()["items_total"] == 0
    (text,) = mailbox.texts("member-a@example.org")
    assert "Musterstadt" in text
    # still a member of the network
    assert "Network Member" in world.acl_users.getUserById("member-a").getRoles()


def test_the_last_coordinator_names_a_successor(as_, mailbox):
    rest = as_("coordinator-a")
    assert rest.delete(f"{PATH}/me").status_code == 409
    assert rest.delete(f"{PATH}/me", json={"successor": "member-b"}).status_code == 409
    assert rest.delete(f"{PATH}/me", json={"successor": "coordinator-a"}).status_code == 409
    assert role_in(A, "coordinator-a") == "coordinator"
    assert rest.delete(f"{PATH}/me", json={"successor": "member-a"}).status_code == 200
    assert role_in(A, "coordinator-a") is None
    assert role_in(A, "member-a") == "coordinator"
    assert "leiten jetzt" in mailbox.texts("member-a@example.org")[0]
    assert mailbox.mails("office@example.org") == []


def test_the_last_coordinator_hands_to_the_office(as_, world, mailbox):
    answer = as_("coordinator-a").delete(f"{PATH}/me", json={"hand_to_office": True})
    assert answer.status_code == 200
    (text,) = mailbox.texts("office@example.org")
    assert "Musterstadt" in text
    # from now on the office decides, and can name somebody
    answer = as_("office").patch(f"{PATH}/member-a", {"role": "coordinator"})
    assert answer.status_code == 200
    assert role_in(A, "member-a") == "coordinator"


def test_with_a_second_coordinator_the_first_may_go(as_, world):
    join(A, "member-a", coordinator=True)
    transaction.commit()
    assert as_("coordinator-a").delete(f"{PATH}/me").status_code == 200
    assert role_in(municipal_groups(ARS_B), "coordinator-b") == "coordinator"


@pytest.mark.parametrize(
    "body", [{"hand_to_office": "yes"}, {"successor": 1}, {"reason": "x"}, []]
)
def test_wrong_input_ends_nothing(as_, body):
    assert as_("coordinator-a").delete(f"{PATH}/me", json=body).status_code == 400
    assert role_in(A, "coordinator-a") == "coordinator"


def test_lists_are_paged(as_):
    answer = as_("office").get(PATH, params={"b_size": 1, "b_start": 1}).json()
    assert [item["id"] for item in answer["items"]] == ["member-a"]
    assert answer["items_total"] == 2
