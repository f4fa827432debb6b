"""What somebody tries who means no good: other people's addresses, mails in our name, input that no form sends."""

from plone import api
from tests.world import ARS_A
from tests.world import PASSWORD
from zExceptions import BadRequest
from zope.interface import alsoProvides
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.members.services import contact
from zukunftsraum.spaces.membership import role_in
from zukunftsraum.spaces.rules import municipal_groups

import base64
import json
import pytest
import transaction


NEW_PASSWORD = "Blaue-Giraffe-tanzt-7"
HALF = "\ud800"  # half of a character: JSON can hold it, UTF-8 cannot


class TestOwnAccount:
    @pytest.mark.parametrize("detour", ["", '"a b"@example.org', "nobody"])
    def test_no_detour_leads_to_an_address_of_others(self, portal, detour):
        api.user.create(username="eva", email="eva@example.org", password=PASSWORD)
        alsoProvides(portal.REQUEST, IBrowserLayer)
        with api.env.adopt_user(username="eva"), pytest.raises(BadRequest):
            api.user.get(userid="eva").setMemberProperties({"email": detour})

    def test_a_session_alone_sets_no_password(self, as_):
        answer = as_("member-a").patch("@users/member-a", {"password": NEW_PASSWORD})
        assert answer.status_code == 400
        assert as_("member-a").get("@users/member-a").status_code == 200

    def test_nobody_stores_files_in_their_account(self, as_):
        portrait = {"data": "PHNjcmlwdD4=", "encoding": "base64", "content-type": "text/html"}
        answer = as_("member-a").patch("@users/member-a", {"portrait": portrait})
        assert answer.status_code == 400

    @pytest.mark.parametrize(
        "name",
        [
            "Geschäftsstelle <office@example.org>",
            "A\r\nBcc: b@example.org",
            "\u202eavE",
            "x" * 1000,
        ],
    )
    def test_names_are_names(self, as_, name):
        answer = as_("member-a").patch("@users/member-a", {"fullname": name})
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "fullname"

    @pytest.mark.parametrize("field", ["fullname", "description", "language", "wysiwyg_editor"])
    @pytest.mark.parametrize("value", [5, ["x"], {"a": 1}, HALF, "x" * 100_000])
    def test_other_values_than_texts(self, as_, field, value):
        body = json.dumps({field: value})
        headers = {"Content-Type": "application/json"}
        answer = as_("member-a").request("PATCH", "@users/member-a", data=body, headers=headers)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == field


def test_nobody_sends_mails_in_our_name(as_, mailbox):
    api.portal.set_registry_record("plone.email_from_address", "site@example.org")
    form = {
        "form.widgets.send_to_address": "victim@example.com",
        "form.widgets.send_from_address": "mayor@example.com",
        "form.widgets.comment": "Bitte überweisen Sie",
        "form.buttons.send": "Send",
    }
    for path in ("sendto_form", "wissen/sendto_form"):
        for person in ("stranger", "member-a"):
            rest = as_(person)
            rest.session.headers["Accept"] = "text/html"
            assert rest.get(path).status_code == 404
            assert rest.post(path, data=form).status_code == 404
    assert mailbox.mails() == []


CONTACT = {
    "from": "Buerger@x.example",
    "name": "Bü Rger",
    "subject": "Frage",
    "message": "Guten Tag",
}


class TestContact:
    @pytest.fixture(autouse=True)
    def site_address(self, world):
        api.portal.set_registry_record("plone.email_from_address", "site@example.org")
        transaction.commit()

    def send(self, as_, person="anonymous", **changes):
        return as_(person).post("@email-notification", {**CONTACT, **changes})

    @pytest.mark.parametrize("person", ["anonymous", "member-a"])
    def test_it_reaches_the_office(self, as_, mailbox, person):
        assert self.send(as_, person).status_code == 204
        [mail] = mailbox.mails("site@example.org")
        assert (mail["Subject"], mail["Reply-To"]) == ("Frage", "buerger@x.example")
        assert "Guten Tag" in mailbox.texts()[0]

    def test_each_address_has_a_limit(self, as_, mailbox):
        answers = [self.send(as_).status_code for _ in range(7)]
        assert answers == [204] * 5 + [429] * 2
        assert self.send(as_, **{"from": "andere@x.example"}).status_code == 204
        assert len(mailbox.mails()) == 6

    def test_all_together_have_one(self, as_, mailbox, monkeypatch):
        monkeypatch.setattr(contact, "PER_HOUR", 2)
        senders = [f"b{number}@x.example" for number in range(4)]
        answers = [self.send(as_, **{"from": sender}).status_code for sender in senders]
        assert answers == [204, 204, 429, 429]

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("from", "x@y.example\nBcc: z@y.example"),
            ("from", ["x@y.example"]),
            ("subject", "A\nBcc: z@y.example"),
            ("subject", 5),
            ("name", "x" * 500),
            ("message", ""),
            ("message", "x" * 6000),
        ],
    )
    def test_bad_input(self, as_, mailbox, field, value):
        answer = self.send(as_, **{field: value})
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == [field]
        assert mailbox.mails() == []

    def test_the_classic_form_leads_to_that_of_the_website(self, as_, mailbox):
        form = {
            "form.widgets.sender_fullname": "X",
            "form.widgets.sender_from_address": "x@y.example",
            "form.widgets.subject": "X",
            "form.widgets.message": "X",
            "form.buttons.send": "Send",
        }
        rest = as_("anonymous")
        rest.session.headers["Accept"] = "text/html"
        answer = rest.request("POST", "contact-info", data=form)
        assert answer.status_code == 302
        assert answer.headers["Location"].endswith("/contact-form")
        assert mailbox.mails() == []


@pytest.mark.parametrize(
    "path",
    [
        "?b_start:int=x",
        "@search?b_size=-1",
        "@search?b_size=abc",
        "@search?b_start=abc",
        "@search?b_start:int=x",
        "@search?sort_limit=abc",
        "wissen?b_size=-1",
    ],
)
def test_numbers_that_are_none(as_, path):
    answer = as_("member-a").get(path)
    assert answer.status_code == 400
    assert answer.json()["type"] == "BadRequest"


def test_who_coordinates_a_space_does_not_rename_it(as_):
    answer = as_("coordinator-a").patch("raeume/musterstadt", {"id": "neu", "title": "X"})
    assert answer.status_code == 403
    assert [error["field"] for error in answer.json()["errors"]] == ["id"]
    assert as_("coordinator-a").get("raeume/musterstadt").json()["title"] == "Musterstadt"


@pytest.mark.parametrize(
    ("person", "method", "path", "body"),
    [
        ("anonymous", "POST", "@login", {"login": HALF, "password": "x"}),
        ("anonymous", "POST", "@login", {"login": "member-a", "password": HALF}),
        (
            "member-a",
            "POST",
            "@users/member-a/reset-password",
            {"old_password": 5, "new_password": NEW_PASSWORD},
        ),
        (
            "member-a",
            "POST",
            "@users/member-a/reset-password",
            {"old_password": HALF, "new_password": NEW_PASSWORD},
        ),
        (
            "member-a",
            "POST",
            "@users/member-a/reset-password",
            {"old_password": PASSWORD, "new_password": NEW_PASSWORD + HALF},
        ),
        ("anonymous", "POST", "@signup-confirm", {"token": "x" * 43, "password": HALF * 20}),
    ],
)
def test_input_that_no_form_sends(as_, person, method, path, body):
    answer = as_(person).request(
        method, path, data=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code in (400, 410), answer.text


@pytest.mark.parametrize(
    "path", ["@signup", "@login", "@password-reset", "@users/x/reset-password"]
)
def test_json_nested_too_deep(as_, path):
    answer = as_("anonymous").request(
        "POST", path, data="[" * 100_000, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_the_group_of_coordinators_is_no_municipality(as_):
    """Its id is that of the group of members of a municipality called `<key>-koordination`."""
    rest, path = as_("coordinator-a"), f"@memberships/{ARS_A}-koordination"
    assert rest.get(path).status_code == 403
    assert rest.delete(f"{path}/me").status_code == 404
    assert role_in(municipal_groups(ARS_A), "coordinator-a") == "coordinator"


def test_forged_sessions(as_):
    body = {"login": "member-a", "password": PASSWORD}
    head, claims, signature = as_("anonymous").post("@login", body).json()["token"].split(".")
    unsigned = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').decode().rstrip("=")
    answers = {}
    for token in (
        f"{head}.{claims}.{signature}",
        f"{unsigned}.{claims}.",
        f"{unsigned}.{claims}.{signature}",
        f"{head}.{claims}.{signature[:-4]}AAAA",
    ):
        rest = as_("anonymous")  # each without the cookies of the others
        answers[token] = rest.get("@me", headers={"Authorization": f"Bearer {token}"}).status_code
    assert list(answers.values()) == [200, 401, 401, 401]
