"""One's own account over REST: what it tells, what one changes, and a new mail address."""

from tests.members.people import ask
from tests.members.people import login_of
from tests.members.people import new_account
from tests.members.people import PASSWORD
from tests.world import ARS_A
from tests.world import ARS_B
from zukunftsraum.members import consents
from zukunftsraum.members.accounts import user_id_of
from zukunftsraum.members.logins import throttle
from zukunftsraum.spaces.membership import join
from zukunftsraum.spaces.rules import municipal_groups

import pytest
import re
import transaction


EMAIL = "anna@stadt.example"


@pytest.fixture
def anna(world):
    """A member of A with an account as sign-up makes it; her REST client."""
    user_id = new_account(EMAIL, "Anna Beispiel", function="Bauamt")
    join(municipal_groups(ARS_A), user_id)
    ask(user_id, ARS_B)
    transaction.commit()
    rest = login_of(world, EMAIL)
    rest.id = user_id
    return rest


def test_what_it_tells(anna):
    me = anna.get("@me").json()
    assert me["id"] == anna.id
    assert (me["fullname"], me["email"], me["function"]) == ("Anna Beispiel", EMAIL, "Bauamt")
    (membership,) = me["memberships"]
    assert membership["ars"] == ARS_A
    assert membership["role"] == "member"
    assert anna.get(membership["space"]).json()["title"] == "Musterstadt"
    (request,) = me["requests"]
    assert (request["ars"], request["name"], request["status"]) == (
        ARS_B,
        "Beispielhausen",
        "pending",
    )
    assert me["office"] is False
    assert me["admissions_open"] == 0
    assert me["unread"] == 0
    kinds = {kind["kind"]: kind for kind in me["notices"]}
    assert kinds["admission-decided"]["required"] is True
    assert kinds["admission-requested"]["title"] == "Neue Anfragen auf Aufnahme"


def test_what_waits_for_a_decision(as_, anna):
    assert as_("coordinator-b").get("@me").json()["admissions_open"] == 1
    assert as_("coordinator-a").get("@me").json()["admissions_open"] == 0
    office = as_("office").get("@me").json()
    assert office["admissions_open"] == 1
    assert office["office"] is True


def test_what_one_does_with_grants(as_, anna):
    assert anna.get("@me").json()["grants"] == []
    assert as_("office").get("@me").json()["grants"] == []
    assert as_("finance").get("@me").json()["grants"] == ["finance"]
    everything = as_("grants-team").get("@me").json()["grants"]
    assert everything == ["examiner", "approver", "finance"]


def test_nobody_has_no_account(as_):
    for method in ("get", "patch", "post"):
        assert getattr(as_("anonymous"), method)("@me").status_code in (401, 404)
    assert as_("anonymous").get("@me").status_code == 401


def test_the_operation_has_an_account_without_profile(as_):
    answer = as_("admin").get("@me")
    assert answer.status_code == 200
    assert answer.json()["id"] == "admin"
    assert as_("admin").patch("@me", {"fullname": "Admin Istrator"}).status_code == 409
    body = {"email": "neu@stadt.example", "password": "secret"}
    assert as_("admin").post("@me/email", body).status_code == 409


def test_changing_the_profile(anna):
    body = {
        "fullname": "Dr. Anna Beispiel-Muster",
        "function": "Amtsleitung",
        "about": "Ich plane Wege.\nUnd Bänke.",
        "topics": ["mobility", "housing"],
        "language": "en",
        "newsletter": True,
        "visible_in_directory": True,
        "notices": {"admission-requested": False},
    }
    answer = anna.patch("@me", body)
    assert answer.status_code == 200, answer.text
    me = anna.get("@me").json()
    assert answer.json() == me
    for name in body.keys() - {"topics", "notices"}:
        assert me[name] == body[name]
    assert me["topics"] == ["housing", "mobility"]
    assert {k["kind"]: k["mail"] for k in me["notices"]}["admission-requested"] is False
    # what is not named stays
    anna.patch("@me", {"newsletter": False})
    assert anna.get("@me").json()["about"] == body["about"]


def test_choices_are_consents(anna):
    anna.patch("@me", {"newsletter": True, "visible_in_directory": True})
    anna.patch("@me", {"newsletter": True})  # as it was
    anna.patch("@me", {"visible_in_directory": False})
    noted = [(c.subject, c.given) for c in consents.consents_of(anna.id)]
    assert sorted(noted) == [
        ("directory", False),
        ("directory", True),
        ("newsletter", True),
        ("privacy", True),
    ]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"fullname": ""}, "fullname"),
        ({"fullname": "A\r\nBcc: x@y.example"}, "fullname"),
        ({"fullname": "x" * 121}, "fullname"),
        ({"fullname": None}, "fullname"),
        ({"function": "x" * 121}, "function"),
        ({"about": "x" * 1001}, "about"),
        ({"about": "\x00"}, "about"),
        ({"topics": ["unknown"]}, "topics"),
        ({"topics": "housing"}, "topics"),
        ({"topics": [["housing"]]}, "topics"),
        ({"language": "fr"}, "language"),
        ({"language": ["de"]}, "language"),
        ({"newsletter": "yes"}, "newsletter"),
        ({"visible_in_directory": 1}, "visible_in_directory"),
        ({"notices": []}, "notices"),
        ({"notices": {"admission-requested": "no"}}, "notices"),
        ({"notices": {"unknown": True}}, "notices"),
        ({"notices": {"admission-decided": False}}, "notices"),
        ({"category": "mayor"}, "category"),
        ({"email": "x@y.example"}, "email"),
        ({"id": "admin"}, "id"),
        ({"memberships": []}, "memberships"),
    ],
)
def test_wrong_input_changes_nothing(anna, body, field):
    before = anna.get("@me").json()
    answer = anna.patch("@me", {"function": "Anders", **body} if field != "function" else body)
    assert answer.status_code == 400, answer.text
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert anna.get("@me").json() == before


@pytest.mark.parametrize("name", ["email", "category", "member_since", "visible_in_directory"])
def test_stock_changes_nothing_that_belongs_here(anna, name):
    answer = anna.patch(f"@users/{anna.id}", {name: "mayor@stadt.example"})
    assert answer.status_code == 400
    me = anna.get("@me").json()
    assert (me["email"], me["fullname"], me["category"]) == (
        EMAIL,
        "Anna Beispiel",
        "administration",
    )


def test_the_classic_page_leads_here(anna):
    body = {"form.widgets.email": "mayor@stadt.example", "form.buttons.save": "1"}
    answer = anna.post("@@personal-information", data=body, headers={"Accept": "text/html"})
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/mein-konto")
    assert anna.get("@me").json()["email"] == EMAIL


# -- a new address -----------------------------------------------------------------------------

NEW = "anna@neu.example"


def ask_for(rest, email=NEW, password=PASSWORD):
    return rest.post("@me/email", {"email": email, "password": password})


def token_of(mailbox, email=NEW):
    return re.search(r"/mein-konto/adresse/([\w-]+)", mailbox.texts(email)[-1]).group(1)


def test_a_new_address_counts_when_it_is_confirmed(world, anna, mailbox):
    answer = ask_for(anna, "Anna@Neu.example")
    assert (answer.status_code, answer.json()) == (202, {})
    assert anna.get("@me").json()["email"] == EMAIL
    answer = anna.post(f"@me/email/{token_of(mailbox)}")
    assert answer.status_code == 200, answer.text
    assert login_of(world, EMAIL).get("@me").status_code == 401
    rest = login_of(world, NEW)
    assert rest.get("@me").json()["email"] == NEW
    assert rest.get("raeume/musterstadt").status_code == 200
    assert user_id_of(NEW) == anna.id
    assert user_id_of(EMAIL) is None
    assert NEW in mailbox.texts(EMAIL)[-1]  # the old address is told
    assert rest.post(f"@me/email/{token_of(mailbox)}").status_code == 410


def test_a_known_address_gets_the_same_answer(anna, mailbox):
    new_account("bert@stadt.example", "Bert")
    transaction.commit()
    known, unknown = ask_for(anna, "bert@stadt.example"), ask_for(anna)
    assert known.status_code == unknown.status_code == 202
    assert known.text == unknown.text
    assert len(mailbox.mails()) == 2
    assert "schon ein Konto" in mailbox.texts("bert@stadt.example")[0]


def test_the_link_is_for_the_account_that_asked(as_, world, anna, mailbox):
    ask_for(anna)
    token = token_of(mailbox)
    assert as_("anonymous").post(f"@me/email/{token}").status_code == 401
    assert as_("member-a").post(f"@me/email/{token}").status_code == 410
    assert anna.post(f"@me/email/{token[:-1]}").status_code == 410
    assert anna.post("@me/email/x").status_code == 410
    assert anna.get("@me").json()["email"] == EMAIL


def test_an_address_that_was_taken_in_the_meantime(world, anna, mailbox):
    ask_for(anna)
    new_account(NEW, "Schneller")
    transaction.commit()
    assert anna.post(f"@me/email/{token_of(mailbox)}").status_code == 410
    assert anna.get("@me").json()["email"] == EMAIL


def test_only_the_last_link_counts(anna, mailbox):
    ask_for(anna)
    first = token_of(mailbox)
    ask_for(anna)
    assert anna.post(f"@me/email/{first}").status_code == 410
    mailbox.clear()
    ask_for(anna, "anna@drei.example")
    assert anna.post(f"@me/email/{token_of(mailbox, 'anna@drei.example')}").status_code == 200


@pytest.mark.parametrize("password", ["falsch", "", None, 1, ["x"], "x" * 501])
def test_it_needs_the_password(anna, mailbox, password):
    answer = ask_for(anna, password=password)
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["password"]
    assert mailbox.mails() == []


def test_passwords_cannot_be_tried_out(anna, as_):
    """Whoever finds an open session does not learn the password."""
    session = as_("anonymous")
    token = session.post("@login", {"login": EMAIL, "password": PASSWORD}).json()["token"]
    session.session.headers["Authorization"] = f"Bearer {token}"
    try:
        statuses = [ask_for(session, password=f"falsch{n}").status_code for n in range(11)]
        assert statuses == [400] * 10 + [429]
    finally:
        throttle.clear()


@pytest.mark.parametrize(
    "email", ["", "x", "a@b", "a@b.example\nBcc: c@d.example", "ann\u0430@b.example"]
)
def test_wrong_addresses(anna, mailbox, email):
    answer = ask_for(anna, email)
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["email"]
    assert mailbox.mails() == []


def test_mails_to_one_address_are_limited(anna, mailbox):
    for _ in range(7):
        assert ask_for(anna).status_code == 202
    assert len(mailbox.mails(NEW)) == 5


@pytest.mark.parametrize("path", ["@me/x", "@me/password", "@me/email/a/b"])
def test_there_is_nothing_else(anna, path):
    assert anna.post(path, {}).status_code == 404
