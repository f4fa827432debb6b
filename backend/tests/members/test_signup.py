"""Signing up, confirming, and new passwords by mail: over HTTP, with the mails that really come."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from tests.members.test_rules import GOOD
from tests.world import PASSWORD
from tests.world import rest_of
from time import perf_counter
from zope.component import getUtility
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.members import consents
from zukunftsraum.members import tokens
from zukunftsraum.members.accounts import user_id_of
from zukunftsraum.members.interfaces import PREFIX
from zukunftsraum.members.services import answers
from zukunftsraum.members.settings import privacy_notice
from zukunftsraum.members.store import get_members_store

import pytest
import re
import transaction


NEW_PASSWORD = "Blaue-Giraffe-tanzt-7"
BODY = {**GOOD, "privacy_version": "1"}
EMAIL = "eva.beispiel@stadt-musterstadt.example"


class Clock:
    """Sleeping takes no time, and is counted."""

    def __init__(self):
        self.slept = 0.0

    def monotonic(self) -> float:
        return perf_counter() + self.slept

    def sleep(self, seconds: float) -> None:
        self.slept += seconds


def put_setting(name, value):
    api.portal.set_registry_record(f"{PREFIX}.{name}", value)
    transaction.commit()


def token_of(text):
    """The token in a mail: the last part of its first link."""
    return re.search(r"https?://\S+/([\w-]{40,})", text).group(1)


@pytest.fixture
def anonymous(as_, mailbox):
    return as_("anonymous")


@pytest.fixture
def sign_up(anonymous, mailbox):
    """Sign up and answer the token that came by mail."""

    def sign_up(**changes):
        answer = anonymous.post("@signup", {**BODY, **changes})
        assert (answer.status_code, answer.json()) == (202, {})
        email = changes.get("email", BODY["email"]).lower()
        return token_of(mailbox.texts(email)[-1])

    return sign_up


def confirm(client, token, password=NEW_PASSWORD):
    return client.post("@signup-confirm", {"token": token, "password": password})


def logs_in(client, login, password=NEW_PASSWORD):
    return client.post("@login", {"login": login, "password": password}).status_code == 200


class TestForm:
    def test_what_the_form_needs(self, anonymous):
        form = anonymous.get("@signup").json()
        assert form["privacy_version"] == "1"
        assert form["privacy_url"].endswith("/datenschutz")
        assert form["password_min_length"] == 12
        assert [c["token"] for c in form["categories"] if not c["municipal"]] == [
            "science",
            "consulting",
        ]
        assert "Ortsvorsteher:in" in [c["title"] for c in form["categories"]]


class TestSignup:
    def test_no_account_before_the_confirmation(self, sign_up, world):
        before = len(world.acl_users.source_users.listUserIds())
        sign_up()
        assert len(world.acl_users.source_users.listUserIds()) == before
        assert user_id_of(EMAIL) is None

    def test_from_sign_up_to_login(self, sign_up, anonymous):
        answer = confirm(anonymous, sign_up())
        assert answer.status_code == 201
        assert answer.json()["admission"] in ("pending", "admitted")
        member = api.user.get(userid=answer.json()["member"])
        assert member.getProperty("fullname") == "Eva Beispiel"
        assert member.getProperty("category") == "administration"
        assert member.getProperty("email") == EMAIL
        assert answer.json()["login"] == EMAIL
        assert logs_in(anonymous, EMAIL)
        assert logs_in(anonymous, "Eva.Beispiel@Stadt-Musterstadt.example")

    def test_the_mail(self, anonymous, mailbox):
        anonymous.post("@signup", BODY)
        [mail] = mailbox.mails()
        assert mail["To"] == EMAIL
        assert "bestätigen" in mail["Subject"]
        [text] = mailbox.texts()
        assert "/registrieren/bestaetigen/" in text and "7 Tage" in text
        assert "Eva" not in text  # nobody sends a stranger a text of theirs

    def test_the_mail_in_english(self, as_, mailbox):
        as_("anonymous", language="en").post("@signup", BODY)
        assert "Please confirm" in mailbox.mails()[0]["Subject"]

    def test_consent_is_kept_with_version_and_text(self, sign_up, anonymous):
        user_id = confirm(anonymous, sign_up()).json()["member"]
        kept = {consent.subject: consent for consent in consents.consents_of(user_id)}
        assert set(kept) == {"privacy", "newsletter"}
        assert (kept["privacy"].version, kept["privacy"].text_hash) == privacy_notice()
        assert datetime.fromisoformat(kept["privacy"].time) <= datetime.now(UTC)

    def test_welcome_says_what_comes_next(self, sign_up, anonymous, mailbox):
        token = sign_up()
        mailbox.clear()
        if confirm(anonymous, token).json()["admission"] == "pending":
            assert any("Aufnahme" in text for text in mailbox.texts(EMAIL))

    def test_nothing_of_the_network_is_stored(self, sign_up):
        sign_up()
        stored = repr([*get_members_store().tokens._tokens.values()])
        assert "Eva Beispiel" in stored
        assert "127.0.0.1" not in stored

    def test_without_a_session_and_with_one(self, as_, mailbox):
        for name in ("anonymous", "member-a"):
            assert as_(name).post("@signup", BODY).status_code == 202

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("email", "eva"),
            ("email", "eva@example.org\r\nBcc: x@example.org"),
            ("email", "\u0435va@example.org"),
            ("email", f"{'e' * 300}@example.org"),
            ("fullname", "Eva\nBcc: x@example.org"),
            ("fullname", "E" * 5000),
            ("fullname", ["Eva"]),
            ("municipality", "000000000000"),
            ("municipality", None),
            ("category", "king"),
            ("function", "x" * 1000),
            ("message", {"a": 1}),
            ("privacy_version", "0"),
            ("accept_privacy", False),
            ("accept_privacy", "true"),
            ("newsletter", "no"),
            ("roles", ["Manager"]),
            ("website", 7),
        ],
    )
    def test_bad_input_names_its_field(self, anonymous, mailbox, field, value):
        answer = anonymous.post("@signup", {**BODY, field: value})
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == [field]
        assert answer.json()["errors"][0]["message"]
        assert mailbox.mails() == []

    @pytest.mark.parametrize("body", ["[]", "null", '"x"', "{", "7"])
    def test_no_object(self, anonymous, body):
        headers = {"Content-Type": "application/json"}
        answer = anonymous.request("POST", "@signup", data=body, headers=headers)
        assert answer.status_code == 400

    def test_message_in_the_language_of_the_caller(self, as_, mailbox):
        answer = as_("anonymous", language="en").post("@signup", {**BODY, "email": "eva"})
        assert "mail address" in answer.json()["errors"][0]["message"]
        answer = as_("anonymous").post("@signup", {**BODY, "email": "eva"})
        assert "E-Mail-Adresse" in answer.json()["errors"][0]["message"]

    def test_newer_privacy_notice(self, anonymous):
        put_setting("privacy_version", "2")
        answer = anonymous.post("@signup", BODY)
        assert [error["field"] for error in answer.json()["errors"]] == ["privacy_version"]
        assert anonymous.post("@signup", {**BODY, "privacy_version": "2"}).status_code == 202

    def test_honeypot(self, anonymous, mailbox):
        answer = anonymous.post("@signup", {**BODY, "website": "https://spam.example"})
        assert (answer.status_code, answer.json()) == (202, {})
        assert mailbox.mails() == []
        assert list(get_members_store().tokens._tokens) == []


class TestKnownAddress:
    """Nobody but the owner learns that an address has an account."""

    KNOWN = "member-a@example.org"

    def test_same_answer_and_another_mail(self, anonymous, mailbox):
        known = anonymous.post("@signup", {**BODY, "email": self.KNOWN})
        unknown = anonymous.post("@signup", BODY)
        assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
        assert set(known.headers) == set(unknown.headers)
        [text] = mailbox.texts(self.KNOWN)
        assert "schon eines" in text and "/passwort/" in text
        assert len(mailbox.mails()) == 2

    def test_both_store_as_much(self, anonymous, mailbox):
        store = get_members_store()
        for number, email in enumerate((self.KNOWN, EMAIL), start=1):
            anonymous.post("@signup", {**BODY, "email": email})
            assert len(store.tokens._tokens) == len(store.rates._by_time) == number

    def test_the_link_sets_a_new_password(self, anonymous, mailbox):
        anonymous.post("@signup", {**BODY, "email": self.KNOWN})
        token = token_of(mailbox.texts(self.KNOWN)[0])
        answer = anonymous.post(f"@password-reset/{token}", {"password": NEW_PASSWORD})
        assert answer.status_code == 200
        assert logs_in(anonymous, "member-a")

    @pytest.mark.parametrize("path", ["@signup", "@password-reset"])
    def test_same_time(self, world, mailbox, path, monkeypatch):
        """Asked in turn, so that a busy machine slows both; chance only adds, so the least of each counts."""
        clock = Clock()
        monkeypatch.setattr(answers, "time", clock)
        monkeypatch.setattr(answers, "STEP", 60)
        put_setting("signup_per_address_hour", 100)
        put_setting("signup_per_minute", 1000)

        client = rest_of(world, "anonymous")

        def seconds(email):
            body = {**BODY, "email": email} if path == "@signup" else {"login": email}
            start = clock.monotonic()
            assert client.post(path, body).status_code == 202
            return clock.monotonic() - start

        pairs = [(seconds(self.KNOWN), seconds("nobody@example.org")) for _ in range(12)]
        known, unknown = zip(*pairs, strict=True)
        assert abs(min(known) - min(unknown)) < 0.05
        assert 60 <= min(known + unknown) <= max(known + unknown) < 120


class TestLimits:
    def test_per_address_and_hour_the_answer_stays_the_same(self, anonymous, mailbox):
        answers = [anonymous.post("@signup", BODY) for _ in range(7)]
        assert {(answer.status_code, answer.text) for answer in answers} == {
            (202, answers[0].text)
        }
        assert len(mailbox.mails()) == 5
        assert anonymous.post("@signup", {**BODY, "email": "a@example.org"}).status_code == 202
        assert len(mailbox.mails()) == 6

    @pytest.mark.parametrize("path", ["@signup", "@password-reset"])
    def test_over_all_addresses(self, anonymous, mailbox, path):
        put_setting("signup_per_minute", 3)

        def call(number):
            email = f"person-{number}@example.org"
            body = {**BODY, "email": email} if path == "@signup" else {"login": email}
            return anonymous.post(path, body)

        assert [call(number).status_code for number in range(5)] == [202, 202, 202, 429, 429]
        answer = call(6)
        assert answer.headers["Retry-After"] == "60"
        assert "Minute" in answer.json()["message"]
        assert len(mailbox.mails()) == (3 if path == "@signup" else 0)

    def test_password_reset_per_address(self, anonymous, mailbox):
        for _ in range(7):
            answer = anonymous.post("@password-reset", {"login": "member-a@example.org"})
            assert answer.status_code == 202
        assert len(mailbox.mails()) == 5


class TestConfirm:
    def test_once(self, sign_up, anonymous):
        token = sign_up()
        assert confirm(anonymous, token).status_code == 201
        again = confirm(anonymous, token)
        assert again.status_code == 410
        assert "benutzt" in again.json()["message"]

    def test_two_at_the_same_moment_make_one_account(self, sign_up, world):
        token = sign_up()
        before = len(world.acl_users.source_users.listUserIds())
        with ThreadPoolExecutor(4) as pool:
            answers = list(
                pool.map(lambda _: confirm(rest_of(world, "anonymous"), token), range(4))
            )
        assert sorted(answer.status_code for answer in answers) == [201, 410, 410, 410]
        transaction.begin()
        assert len(world.acl_users.source_users.listUserIds()) == before + 1

    def test_two_sign_ups_of_one_address_make_one_account(self, sign_up, anonymous):
        first, second = sign_up(), sign_up(fullname="Eva Zweitens")
        assert first != second
        assert confirm(anonymous, second).status_code == 201
        assert confirm(anonymous, first).status_code == 410

    def test_the_address_got_an_account_meanwhile(self, sign_up, anonymous):
        token = sign_up()
        api.user.create(username="eva", email=EMAIL, password=PASSWORD)
        transaction.commit()
        assert confirm(anonymous, token).status_code == 410

    def test_other_sign_ups_go_on(self, sign_up, anonymous):
        mine, other = sign_up(), sign_up(email="max@example.org")
        assert confirm(anonymous, mine).status_code == 201
        assert confirm(anonymous, other).status_code == 201

    @pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: t + "x", lambda t: t.lower()])
    def test_changed_token(self, sign_up, anonymous, change):
        assert confirm(anonymous, change(sign_up())).status_code == 410

    @pytest.mark.parametrize("token", [None, 7, "", [], {}, "x" * 43, "ä" * 43, "x" * 10_000])
    def test_no_token(self, anonymous, token):
        assert confirm(anonymous, token).status_code == 410

    def test_expired(self, sign_up, anonymous):
        token = sign_up()
        tree = get_members_store().tokens._tokens
        for key, (purpose, subject, _end) in list(tree.items()):
            tree[key] = (purpose, subject, datetime.now(UTC))
        transaction.commit()
        assert confirm(anonymous, token).status_code == 410

    def test_a_token_for_a_password_confirms_nothing(self, anonymous, mailbox):
        anonymous.post("@password-reset", {"login": "member-a@example.org"})
        assert confirm(anonymous, token_of(mailbox.texts()[0])).status_code == 410

    @pytest.mark.parametrize(
        "password", [None, 7, "", "kurz", "x" * 201, "aaaaaaaaaaaa", "eva-beispiel-2026-eva"]
    )
    def test_refused_password_leaves_the_token(self, sign_up, anonymous, password):
        token = sign_up()
        answer = confirm(anonymous, token, password)
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == ["password"]
        assert confirm(anonymous, token).status_code == 201

    def test_unknown_field(self, sign_up, anonymous):
        body = {"token": sign_up(), "password": NEW_PASSWORD, "roles": ["Manager"]}
        answer = anonymous.post("@signup-confirm", body)
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == ["roles"]

    def test_many_at_once(self, sign_up, world):
        put_setting("signup_per_minute", 1000)
        sent = [sign_up(email=f"person-{number}@example.org") for number in range(12)]
        with ThreadPoolExecutor(12) as pool:
            codes = list(
                pool.map(lambda t: confirm(rest_of(world, "anonymous"), t).status_code, sent)
            )
        assert codes == [201] * 12


class TestPasswordReset:
    @pytest.mark.parametrize("login", ["member-a@example.org", "Member-A@Example.org", "member-a"])
    def test_by_address_or_login_name(self, anonymous, mailbox, login):
        answer = anonymous.post("@password-reset", {"login": login})
        assert (answer.status_code, answer.json()) == (202, {})
        token = token_of(mailbox.texts("member-a@example.org")[0])
        answer = anonymous.post(f"@password-reset/{token}", {"password": NEW_PASSWORD})
        assert (answer.status_code, answer.json()) == (200, {})
        assert logs_in(anonymous, "member-a")
        assert not logs_in(anonymous, "member-a", PASSWORD)

    def test_unknown(self, anonymous, mailbox):
        answer = anonymous.post("@password-reset", {"login": "nobody@example.org"})
        assert (answer.status_code, answer.json()) == (202, {})
        assert mailbox.mails() == []

    def test_ends_sessions_links_and_pause_and_tells(self, anonymous, as_, mailbox):
        put_setting("failed_logins", 2)
        body = {"login": "member-a", "password": PASSWORD}
        token = as_("anonymous").post("@login", body).json()["token"]
        bearer = {"Authorization": f"Bearer {token}"}
        for _ in range(2):
            anonymous.post("@password-reset", {"login": "member-a"})
            logs_in(anonymous, "member-a", "wrong")
        first, second = (token_of(text) for text in mailbox.texts())
        from tests.members.test_login import wait_for_the_next_second

        wait_for_the_next_second()
        answer = anonymous.post(f"@password-reset/{second}", {"password": NEW_PASSWORD})
        assert answer.status_code == 200
        assert anonymous.get("@users/member-a", headers=bearer).status_code == 401
        body = {"password": f"{NEW_PASSWORD}-8"}
        assert anonymous.post(f"@password-reset/{first}", body).status_code == 410
        assert logs_in(anonymous, "member-a")
        assert "geändert" in mailbox.mails()[-1]["Subject"]

    def test_once(self, anonymous, mailbox):
        anonymous.post("@password-reset", {"login": "member-a"})
        token = token_of(mailbox.texts()[0])
        codes = [
            anonymous.post(f"@password-reset/{token}", {"password": NEW_PASSWORD}).status_code
            for _ in range(2)
        ]
        assert codes == [200, 410]

    @pytest.mark.parametrize("password", [None, "kurz", "aaaaaaaaaaaa", "Giraffe-member-a-tanzt"])
    def test_refused_password_leaves_the_token(self, anonymous, mailbox, password):
        anonymous.post("@password-reset", {"login": "member-a"})
        path = f"@password-reset/{token_of(mailbox.texts()[0])}"
        answer = anonymous.post(path, {"password": password})
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == ["password"]
        assert anonymous.post(path, {"password": NEW_PASSWORD}).status_code == 200

    @pytest.mark.parametrize("token", ["x", "x" * 43, "x" * 5000])
    def test_unknown_token(self, anonymous, token):
        answer = anonymous.post(f"@password-reset/{token}", {"password": NEW_PASSWORD})
        assert answer.status_code == 410

    @pytest.mark.parametrize(
        "login", [None, 7, "", [], "x" * 500, "a@example.org\nBcc: b@example.org"]
    )
    def test_bad_login(self, anonymous, login):
        answer = anonymous.post("@password-reset", {"login": login})
        assert answer.status_code == 400
        assert [error["field"] for error in answer.json()["errors"]] == ["login"]

    def test_deeper_path(self, anonymous):
        assert anonymous.post("@password-reset/a/b", {}).status_code == 404


class TestRetention:
    def test_unconfirmed_sign_ups_go(self, sign_up, anonymous):
        token = sign_up()
        job = getUtility(IJob, name="retention")
        later = datetime.now(UTC) + timedelta(days=6)
        assert "tokens 0" in job.run(later)
        later += timedelta(days=2)
        assert "tokens 1" in job.run(later)
        assert "tokens 0" in job.run(later)
        transaction.commit()
        assert EMAIL not in repr(list(get_members_store().tokens._tokens.items()))
        assert confirm(anonymous, token).status_code == 410
        assert tokens.revoke(EMAIL) == 0

    def test_rate_limits_go(self, sign_up):
        sign_up()
        getUtility(IJob, name="retention").run(datetime.now(UTC) + timedelta(hours=2))
        assert len(get_members_store().rates._by_time) == 0
        assert len(get_members_store().rates._by_address) == 0
