"""Admission over REST: who sees and decides what, who comes in at once, who is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import UTC
from tests.members.people import ask
from tests.members.people import login_of
from tests.members.people import new_account
from tests.world import ARS_A
from tests.world import ARS_B
from tests.world import rest_of
from zukunftsraum.members import admissions
from zukunftsraum.members.mail_domains import set_domains
from zukunftsraum.spaces.membership import role_in
from zukunftsraum.spaces.rules import municipal_groups

import pytest
import transaction


ARS_NEW = "990000000003"


@pytest.fixture
def anna(world):
    """Has an account and has asked for A."""
    user_id = new_account("anna@verwaltung.example", "Anna Beispiel")
    ask(user_id, ARS_A, message="Ich arbeite im Bauamt.")
    transaction.commit()
    return user_id


def pending(rest, **parameters):
    answer = rest.get("@admissions", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_coordinator_sees_who_asks_and_decides(as_, world, anna, mailbox):
    listing = pending(as_("coordinator-a"))
    assert listing["items_total"] == 1
    (item,) = listing["items"]
    assert item["fullname"] == "Anna Beispiel"
    assert item["email"] == "anna@verwaltung.example"
    assert item["message"] == "Ich arbeite im Bauamt."
    assert item["municipality"]["name"] == "Musterstadt"
    assert item["municipality"]["space_exists"] is True
    assert item["first"] is False
    answer = as_("coordinator-a").post(f"@admissions/{item['id']}", {"decision": "admit"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["status"] == "admitted"
    assert pending(as_("coordinator-a"))["items"] == []
    decided = pending(as_("coordinator-a"), status="decided")["items"]
    assert [i["id"] for i in decided] == [item["id"]]
    assert decided[0]["how"] == "coordination"
    assert role_in(municipal_groups(ARS_A), anna) == "member"
    rest = login_of(world, "anna@verwaltung.example")
    assert rest.get("raeume/musterstadt").status_code == 200
    (text,) = mailbox.texts("anna@verwaltung.example")
    assert "Sie sind aufgenommen: Musterstadt" in text


def test_the_admitted_person_can_be_made_coordinator(as_, anna):
    id = pending(as_("office"))["items"][0]["id"]
    body = {"decision": "admit", "coordinator": True}
    assert as_("office").post(f"@admissions/{id}", body).status_code == 200
    assert role_in(municipal_groups(ARS_A), anna) == "coordinator"


def test_rejecting_needs_a_reason_that_the_person_reads(as_, world, anna, mailbox):
    id = pending(as_("coordinator-a"))["items"][0]["id"]
    answer = as_("coordinator-a").post(f"@admissions/{id}", {"decision": "reject", "reason": " "})
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["reason"]
    body = {"decision": "reject", "reason": "Wir kennen Sie nicht.\nBitte rufen Sie an."}
    assert as_("coordinator-a").post(f"@admissions/{id}", body).status_code == 200
    (text,) = mailbox.texts("anna@verwaltung.example")
    assert "Wir kennen Sie nicht.\nBitte rufen Sie an." in text
    assert role_in(municipal_groups(ARS_A), anna) is None
    assert login_of(world, "anna@verwaltung.example").get("raeume/musterstadt").status_code == 401


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "decision"),
        ({"decision": "delete"}, "decision"),
        ({"decision": ["admit"]}, "decision"),
        ({"decision": "admit", "coordinator": "yes"}, "coordinator"),
        ({"decision": "reject", "reason": "x" * 1001}, "reason"),
        ({"decision": "reject", "reason": "a\x00b"}, "reason"),
        ({"decision": "admit", "role": "Manager"}, "role"),
        ([], ""),
    ],
)
def test_wrong_input_decides_nothing(as_, anna, body, field):
    id = pending(as_("coordinator-a"))["items"][0]["id"]
    answer = as_("coordinator-a").post(f"@admissions/{id}", body)
    assert answer.status_code == 400, answer.text
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert pending(as_("coordinator-a"))["items_total"] == 1


def test_a_decided_request_cannot_be_decided_again(as_, anna):
    id = pending(as_("coordinator-a"))["items"][0]["id"]
    assert as_("office").post(f"@admissions/{id}", {"decision": "admit"}).status_code == 200
    again = as_("coordinator-a").post(
        f"@admissions/{id}", {"decision": "reject", "reason": "Doch nicht"}
    )
    assert again.status_code == 409
    assert role_in(municipal_groups(ARS_A), anna) == "member"


WHO = {
    # who → status of GET @admissions, and of deciding a request for A, one for B, one for the network
    "anonymous": (401, 401, 401, 401),
    "stranger": (403, 403, 403, 403),
    "network-member": (403, 403, 403, 403),
    "member-a": (403, 403, 403, 403),
    "member-b": (403, 403, 403, 403),
    "editor": (403, 403, 403, 403),
    "examiner": (403, 403, 403, 403),
    "approver": (403, 403, 403, 403),
    "finance": (403, 403, 403, 403),
    "coordinator-a": (200, 200, 404, 404),
    "coordinator-b": (200, 404, 200, 404),
    "office": (200, 200, 200, 200),
    "admin": (200, 200, 200, 200),
}


@pytest.mark.parametrize("who", WHO)
def test_who_decides_what(as_, world, who):
    listing, *decisions = WHO[who]
    requests = []
    for number, ars in enumerate((ARS_A, ARS_B, None)):
        category = "administration" if ars else "science"
        user_id = new_account(f"p{number}@x.example", f"P {number}", category=category)
        requests.append(ask(user_id, ars))
    transaction.commit()
    ids = [request.id for request in requests]
    answer = as_(who).get("@admissions")
    assert answer.status_code == listing
    if listing == 200:
        seen = {item["id"] for item in answer.json()["items"]}
        assert seen == {id for id, status in zip(ids, decisions, strict=True) if status == 200}
        assert answer.json()["items_total"] == len(seen)
    for id, status in zip(ids, decisions, strict=True):
        answer = as_(who).post(f"@admissions/{id}", {"decision": "admit"})
        assert answer.status_code == status, answer.text


def test_a_request_of_others_and_none_at_all_look_alike(as_, world, anna):
    id = admissions.get_requests().of(anna)[0].id
    body = {"decision": "admit"}
    foreign = as_("coordinator-b").post(f"@admissions/{id}", body)
    unknown = as_("coordinator-b").post("@admissions/0123456789abcdef", body)
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.json() == unknown.json()
    assert as_("coordinator-b").get("@admissions", params={"ars": ARS_A}).status_code == 403


def test_the_first_person_gets_the_municipality_a_space(as_, world, mailbox):
    user_id = new_account("erste@neuendorf.example", "Erste Person")
    ask(user_id, ARS_NEW)
    transaction.commit()
    (item,) = pending(as_("office"))["items"]
    assert item["first"] is True
    assert item["municipality"]["space_exists"] is False
    answer = as_("office").post(
        f"@admissions/{item['id']}", {"decision": "admit", "coordinator": True}
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["municipality"]["coordinators"] == 1
    rest = login_of(world, "erste@neuendorf.example")
    space = rest.get("@municipalities/" + ARS_NEW).json()["space"]
    page = rest.get(space)
    assert page.status_code == 200
    assert page.json()["title"] == "Neuendorf am Beispielsee"
    assert "/raeume/neuendorf-am-beispielsee" in space
    assert role_in(municipal_groups(ARS_NEW), user_id) == "coordinator"
    # the office does not see into it
    assert as_("office").get(space).status_code == 401
    # the next one is decided by the new coordinator
    second = new_account("zweite@neuendorf.example", "Zweite Person")
    ask(second, ARS_NEW)
    transaction.commit()
    assert [i["fullname"] for i in pending(rest)["items"]] == ["Zweite Person"]


def test_the_first_person_need_not_coordinate(as_, world):
    user_id = new_account("erste@neuendorf.example", "Erste Person")
    ask(user_id, ARS_NEW)
    transaction.commit()
    (item,) = pending(as_("office"))["items"]
    assert (
        as_("office").post(f"@admissions/{item['id']}", {"decision": "admit"}).status_code == 200
    )
    assert role_in(municipal_groups(ARS_NEW), user_id) == "member"


def at_once(calls):
    with ThreadPoolExecutor(len(calls)) as people:
        return [future.result() for future in [people.submit(call) for call in calls]]


@pytest.mark.parametrize("ars", [ARS_A, ARS_NEW])
def test_of_two_who_decide_at_the_same_moment_the_first_wins(world, mailbox, ars):
    for number in range(6):
        email = f"person{number}@x.example"
        user_id = new_account(email, f"Person {number}")
        id = ask(user_id, ars).id
        transaction.commit()

        def decide(body, id=id):
            return rest_of(world, "office").post(f"@admissions/{id}", body).status_code

        admit = {"decision": "admit"}
        reject = {"decision": "reject", "reason": "Nein"}
        statuses = at_once([lambda: decide(admit), lambda: decide(reject)] * 2)  # noqa: B023
        transaction.begin()
        assert sorted(statuses) == [200, 409, 409, 409]
        assert len(mailbox.mails(email)) == 1  # told once, the decision that counts
        admitted = "aufgenommen" in mailbox.texts(email)[0].split("\n")[2]
        assert (role_in(municipal_groups(ars), user_id) is not None) == admitted


def test_two_firsts_admitted_at_the_same_moment_get_one_space(as_, world):
    ids = []
    for number in range(4):
        ids.append(ask(new_account(f"p{number}@x.example", f"P {number}"), ARS_NEW).id)
    transaction.commit()

    def admit(id):
        return rest_of(world, "office").post(f"@admissions/{id}", {"decision": "admit"})

    answers = at_once([lambda id=id: admit(id) for id in ids])
    transaction.begin()
    assert [answer.status_code for answer in answers] == [200] * 4
    spaces = world.portal_catalog.unrestrictedSearchResults(
        portal_type="MunicipalSpace", municipality=ARS_NEW
    )
    assert len(spaces) == 1
    assert as_("office").get("@memberships/" + ARS_NEW).json()["items_total"] == 4


def test_science_comes_into_the_network_without_a_municipality(as_, world, mailbox):
    user_id = new_account("wf@uni.example", "Wanda Forscht", category="science")
    ask(user_id, None)
    transaction.commit()
    assert pending(as_("coordinator-a"))["items"] == []
    assert "Netzwerk" in mailbox.texts("office@example.org")[0]
    (item,) = pending(as_("office"))["items"]
    assert item["municipality"] is None
    assert (
        as_("office").post(f"@admissions/{item['id']}", {"decision": "admit"}).status_code == 200
    )
    roles = world.acl_users.getUserById(user_id).getRoles()
    assert "Network Member" in roles
    assert "Netzwerk" in mailbox.texts("wf@uni.example")[0]


# -- at once -------------------------------------------------------------------------------------


def test_the_mail_domain_admits_at_once(world, mailbox):
    set_domains(ARS_A, ["musterstadt.example"])
    user_id = new_account("a@bauamt.musterstadt.example", "A")
    status = admissions.request_admission(
        user_id,
        ars=ARS_A,
        category="administration",
        function="",
        message="",
        email_domain="bauamt.musterstadt.example",
        now=datetime.now(UTC),
    )
    transaction.commit()
    assert status == "admitted"
    assert role_in(municipal_groups(ARS_A), user_id) == "member"
    assert admissions.get_requests().of(user_id)[0].how == "domain"
    assert mailbox.mails("coordinator-a@example.org") == []
    assert "aufgenommen" in mailbox.texts("a@bauamt.musterstadt.example")[0]


def test_the_mail_domain_does_not_admit_where_there_is_no_space(world):
    set_domains(ARS_NEW, ["neuendorf.example"])
    user_id = new_account("a@neuendorf.example", "A")
    assert ask(user_id, ARS_NEW, domain="neuendorf.example").status == "pending"
    assert not admissions.has_space(ARS_NEW)


def test_a_lookalike_of_the_domain_waits(world):
    set_domains(ARS_A, ["musterstadt.example"])
    user_id = new_account("a@xmusterstadt.example", "A")
    assert ask(user_id, ARS_A, domain="xmusterstadt.example").status == "pending"


# -- one more municipality -----------------------------------------------------------------------


def test_a_member_asks_for_one_more_municipality(as_, world, mailbox):
    body = {"municipality": ARS_B, "function": "Vorstand", "message": "Wir arbeiten zusammen."}
    answer = as_("member-a").post("@admissions", body)
    assert answer.status_code == 201, answer.text
    assert answer.json()["status"] == "pending"
    assert len(mailbox.mails("coordinator-b@example.org")) == 1
    assert as_("member-a").post("@admissions", body).status_code == 409
    (item,) = pending(as_("coordinator-b"))["items"]
    assert item["function"] == "Vorstand"
    as_("coordinator-b").post(f"@admissions/{item['id']}", {"decision": "admit"})
    assert as_("member-a").get("raeume/beispielhausen").status_code == 200
    assert as_("member-a").get("raeume/musterstadt").status_code == 200
    assert as_("member-a").post("@admissions", body).status_code == 409


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "municipality"),
        ({"municipality": "999999999999"}, "municipality"),
        ({"municipality": "99"}, "municipality"),
        ({"municipality": 990000000002}, "municipality"),
        ({"municipality": ARS_B, "function": "a\nb"}, "function"),
        ({"municipality": ARS_B, "message": "x" * 2001}, "message"),
        ({"municipality": ARS_B, "extra": 1}, "extra"),
    ],
)
def test_asking_with_wrong_input(as_, body, field):
    answer = as_("member-a").post("@admissions", body)
    assert answer.status_code == 400, answer.text
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert pending(as_("office"))["items_total"] == 0


def test_an_address_that_is_not_confirmed_admits_nobody(as_, world):
    """The login name of this account is not its address, so nobody has shown whose it is."""
    set_domains(ARS_B, ["example.org"])
    transaction.commit()
    assert (
        as_("member-a").post("@admissions", {"municipality": ARS_B}).json()["status"] == "pending"
    )


def test_asking_twice_at_the_same_moment_asks_once(world):
    def call():
        return rest_of(world, "member-a").post("@admissions", {"municipality": ARS_B}).status_code

    statuses = at_once([call] * 4)
    transaction.begin()
    assert sorted(statuses) == [201, 409, 409, 409]
    assert admissions.get_requests().count(pending=True) == 1


def test_a_request_can_be_withdrawn_by_who_made_it(as_, world):
    id = as_("member-a").post("@admissions", {"municipality": ARS_B}).json()["id"]
    assert as_("member-b").delete(f"@admissions/{id}").status_code == 404
    assert as_("office").delete(f"@admissions/{id}").status_code == 404
    assert as_("member-a").delete(f"@admissions/{id}").status_code == 200
    assert as_("member-a").delete(f"@admissions/{id}").status_code == 404
    assert pending(as_("coordinator-b"))["items"] == []
    assert as_("member-a").post("@admissions", {"municipality": ARS_B}).status_code == 201


def test_a_decided_request_cannot_be_withdrawn(as_, world):
    id = as_("member-a").post("@admissions", {"municipality": ARS_B}).json()["id"]
    as_("office").post(f"@admissions/{id}", {"decision": "reject", "reason": "Nein"})
    assert as_("member-a").delete(f"@admissions/{id}").status_code == 409


# -- lists ---------------------------------------------------------------------------------------


def test_lists_are_paged_in_the_order_of_time(as_, world):
    ids = [ask(new_account(f"p{n}@x.example", f"P {n}"), ARS_A).id for n in range(5)]
    transaction.commit()
    rest = as_("office")
    first = pending(rest, b_size=2)
    assert [item["id"] for item in first["items"]] == ids[:2]
    assert first["items_total"] == 5
    second = rest.get(first["batching"]["next"]).json()
    assert [item["id"] for item in second["items"]] == ids[2:4]
    for id in (ids[1], ids[3], ids[0]):
        rest.post(f"@admissions/{id}", {"decision": "reject", "reason": "Nein"})
    assert [item["id"] for item in pending(rest)["items"]] == [ids[2], ids[4]]
    decided = pending(rest, status="decided")["items"]
    assert [item["id"] for item in decided] == [ids[0], ids[3], ids[1]]
    assert pending(rest, status="decided", ars=ARS_B)["items_total"] == 0


@pytest.mark.parametrize(
    "parameters", [{"status": "all"}, {"b_size": "101"}, {"b_start": "-1"}, {"b_size": "x"}]
)
def test_wrong_parameters(as_, parameters):
    assert as_("office").get("@admissions", params=parameters).status_code == 400
