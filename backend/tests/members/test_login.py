"""Logging in: pauses after failures, sessions that end, and no word on who has an account."""

from base64 import b64encode
from hypothesis import given
from hypothesis import strategies as st
from plone import api
from tests.world import PASSWORD
from ZPublisher import HTTPRequest
from zukunftsraum.members import logins
from zukunftsraum.members.interfaces import PREFIX
from zukunftsraum.members.throttle import Limits
from zukunftsraum.members.throttle import PER_NETWORK_ADDRESS
from zukunftsraum.members.throttle import Throttle

import pytest
import requests
import transaction


NEW_PASSWORD = "Blaue-Giraffe-tanzt-7"
LIMITS = Limits(failures=3, seconds=60)


class TestThrottle:
    def test_pause_after_failures_and_its_end(self):
        throttle = Throttle()
        for second in (0, 10, 20):
            assert throttle.pause("eva", "", LIMITS, second) == 0
            throttle.failed("eva", "", LIMITS, second)
        assert throttle.pause("eva", "", LIMITS, 20) == 40
        assert throttle.pause("eva", "", LIMITS, 59.5) == 1
        assert throttle.pause("eva", "", LIMITS, 60) == 0
        assert throttle.pause("max", "", LIMITS, 20) == 0

    def test_success_forgets_the_account_but_not_the_network_address(self):
        throttle = Throttle()
        for _ in range(3 * PER_NETWORK_ADDRESS):
            throttle.failed("eva", "192.0.2.1", LIMITS, 0)
        throttle.succeeded("eva")
        assert throttle.pause("eva", "192.0.2.2", LIMITS, 0) == 0
        assert throttle.pause("eva", "192.0.2.1", LIMITS, 0) == 60
        assert throttle.pause("max", "192.0.2.1", LIMITS, 0) == 60

    @given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 20)), max_size=200))
    def test_never_more_failures_than_allowed_within_the_time(self, attempts):
        """Whoever respects the pause fails at most `failures` times within `seconds`."""
        throttle, now, failed = Throttle(), 0, []
        for account, later in attempts:
            now += later
            if not throttle.pause(str(account), "", LIMITS, now):
                throttle.failed(str(account), "", LIMITS, now)
                failed.append((account, now))
        for account, time in failed:
            within = [t for a, t in failed if a == account and time - 60 < t <= time]
            assert len(within) <= LIMITS.failures

    def test_size_is_bounded_and_names_are_not_kept(self):
        throttle = Throttle(remembered=10)
        for number in range(1000):
            throttle.failed(f"account-{number}", f"192.0.2.{number}", LIMITS, 0)
        assert len(throttle._failures) <= 20
        assert "account" not in repr(throttle._failures)


def set_limit(failures):
    api.portal.set_registry_record(f"{PREFIX}.failed_logins", failures)
    transaction.commit()


def post_login(as_, login, password=PASSWORD, **kwargs):
    return as_("anonymous", **kwargs).post("@login", {"login": login, "password": password})


class TestPause:
    @pytest.fixture(autouse=True)
    def _limit(self, world):
        set_limit(3)

    @pytest.mark.parametrize("login", ["member-a", "nobody-at-all", "nobody@example.org"])
    def test_known_and_unknown_alike(self, as_, login):
        seen = [post_login(as_, login, "wrong").status_code for _ in range(5)]
        assert seen == [401, 401, 401, 429, 429]

    def test_answers_say_the_same(self, as_):
        known, unknown = (post_login(as_, login, "wrong") for login in ("member-a", "nobody"))
        assert known.status_code == unknown.status_code == 401
        assert known.json() == unknown.json()
        assert "falsch" in known.json()["error"]["message"]

    def test_retry_after_and_language(self, as_):
        for _ in range(3):
            post_login(as_, "member-a", "wrong")
        answer = post_login(as_, "member-a", language="en")
        assert answer.status_code == 429
        assert 0 < int(answer.headers["Retry-After"]) <= 15 * 60
        assert "Please wait" in answer.json()["message"]

    def test_right_password_during_the_pause(self, as_):
        for _ in range(3):
            post_login(as_, "member-a", "wrong")
        assert post_login(as_, "member-a").status_code == 429
        assert post_login(as_, "member-b").status_code == 200

    def test_basic_auth_counts_and_obeys(self, as_):
        for _ in range(3):
            as_("anonymous").get("@users/member-a", auth=("member-a", "wrong"))
        answer = as_("member-a").get("@users/member-a")
        assert answer.status_code == 401
        assert int(answer.headers["Retry-After"]) > 0
        assert post_login(as_, "member-a").status_code == 429

    def test_administrator_above_the_site(self, as_):
        from plone.app.testing import SITE_OWNER_NAME

        assert as_("admin").get("@users").status_code == 200
        for _ in range(3):
            assert post_login(as_, SITE_OWNER_NAME, "wrong").status_code == 401
        assert as_("admin").get("@users").status_code == 401

    def test_classic_form_counts_and_obeys(self, world, as_):
        def form(password):
            session = requests.Session()
            data = {
                "__ac_name": "member-a",
                "__ac_password": password,
                "buttons.login": "Anmelden",
            }
            session.post(f"{world.absolute_url()}/login", data=data, timeout=60)
            return "__ac" in session.cookies

        assert form(PASSWORD)
        for _ in range(3):
            assert not form("wrong")
        assert not form(PASSWORD)
        assert post_login(as_, "member-a").status_code == 429

    def test_success_resets(self, as_):
        for _ in range(3):
            for _ in range(2):
                assert post_login(as_, "member-a", "wrong").status_code == 401
            assert post_login(as_, "member-a").status_code == 200

    def test_ways_to_write_a_login_name_are_one(self, as_):
        for login in ("member-a", "MEMBER-A", " member-a "):
            post_login(as_, login, "wrong")
        assert post_login(as_, "member-a").status_code == 429

    @pytest.mark.parametrize("body", [{}, {"login": "x"}, {"login": 7, "password": "x"}, []])
    def test_bad_input(self, as_, body):
        assert as_("anonymous").post("@login", body).status_code == 400

    @pytest.mark.parametrize("login", ["Member-a", " member-a "])
    def test_ways_to_write_a_login_name(self, as_, login):
        assert post_login(as_, login).status_code == 200
        answer = as_("anonymous").get("@users/member-a", auth=(login, PASSWORD))
        assert answer.status_code == 200


class TestNetworkAddress:
    """Behind a trusted proxy the visitors are told apart; where only the proxy is known, nobody is counted."""

    @pytest.fixture(autouse=True)
    def _limit(self, world):
        set_limit(1)

    def attempts(self, as_, visitors):
        codes = []
        for number, visitor in enumerate(visitors):
            rest = as_("anonymous")
            rest.session.headers["X-Forwarded-For"] = visitor
            codes.append(
                post_login(
                    lambda name, rest=rest: rest, f"person-{visitor}-{number}", "wrong"
                ).status_code
            )
        return codes

    def test_visitors_behind_a_trusted_proxy(self, as_, monkeypatch):
        monkeypatch.setattr(HTTPRequest, "trusted_proxies", ["127.0.0.1"])
        seen = self.attempts(as_, ["8.8.8.8"] * (PER_NETWORK_ADDRESS + 1))
        assert seen == [401] * PER_NETWORK_ADDRESS + [429]
        assert self.attempts(as_, ["9.9.9.9"]) == [401]

    def test_what_others_claim_counts_for_nothing(self, as_, monkeypatch):
        monkeypatch.setattr(HTTPRequest, "trusted_proxies", [])
        seen = self.attempts(as_, ["8.8.8.8"] * (PER_NETWORK_ADDRESS + 3))
        assert set(seen) == {401}

    def test_one_network_of_64_bit(self, as_, monkeypatch):
        monkeypatch.setattr(HTTPRequest, "trusted_proxies", ["127.0.0.1"])
        visitors = [f"2001:4860::{number:x}" for number in range(PER_NETWORK_ADDRESS + 1)]
        assert self.attempts(as_, visitors)[-1] == 429


class TestSessions:
    def token(self, as_, password=PASSWORD):
        return {"Authorization": f"Bearer {post_login(as_, 'member-a', password).json()['token']}"}

    def status(self, as_, headers):
        return as_("anonymous").get("@users/member-a", headers=headers).status_code

    def test_new_password_ends_sessions(self, as_, monkeypatch):
        old = self.token(as_)
        assert self.status(as_, old) == 200
        wait_for_the_next_second()
        as_("admin").patch("@users/member-a", {"password": NEW_PASSWORD})
        assert self.status(as_, old) == 401
        assert self.status(as_, self.token(as_, NEW_PASSWORD)) == 200

    def test_ended_session_cannot_be_renewed(self, as_):
        old = self.token(as_)
        wait_for_the_next_second()
        as_("admin").patch("@users/member-a", {"password": NEW_PASSWORD})
        assert as_("anonymous").post("@login-renew", headers=old).status_code == 401

    def test_renewed_session_ends_too(self, as_):
        renewed = as_("anonymous").post("@login-renew", headers=self.token(as_)).json()["token"]
        headers = {"Authorization": f"Bearer {renewed}"}
        assert self.status(as_, headers) == 200
        wait_for_the_next_second()
        as_("admin").patch("@users/member-a", {"password": NEW_PASSWORD})
        assert self.status(as_, headers) == 401

    def test_cookies_end_too(self, world, as_):
        client = as_("anonymous")
        client.post("@login", {"login": "member-a", "password": PASSWORD})
        cookies = client.session.cookies.get_dict()
        assert "__ac" in cookies
        url = f"{world.absolute_url()}/@users/member-a"
        get = lambda: requests.get(url, cookies=cookies, headers={"Accept": "application/json"})  # noqa: E731
        assert get().status_code == 200
        wait_for_the_next_second()
        as_("admin").patch("@users/member-a", {"password": NEW_PASSWORD})
        assert get().status_code == 401
        refresh = f"{world.absolute_url()}/acl_users/session/refresh?type=css"
        assert "__ac" not in requests.get(refresh, cookies=cookies, timeout=60).cookies

    def test_forged_beginning(self, as_):
        header, _claims, signature = self.token(as_)["Authorization"].split()[1].split(".")
        claims = b64encode(b'{"sub":"member-a","since":9999999999}').decode().rstrip("=")
        forged = {"Authorization": f"Bearer {header}.{claims}.{signature}"}
        assert self.status(as_, forged) == 401

    def test_others_keep_their_session(self, as_):
        token = self.token(as_)
        wait_for_the_next_second()
        as_("admin").patch("@users/member-b", {"password": NEW_PASSWORD})
        assert self.status(as_, token) == 200

    def test_hours_are_a_setting(self, world):
        assert world.acl_users.jwt_auth.token_timeout == 12 * 3600
        api.portal.set_registry_record(f"{PREFIX}.session_hours", 2)
        assert world.acl_users.jwt_auth.token_timeout == 2 * 3600
        assert world.acl_users.session.timeout == 2 * 3600

    def test_new_password_ends_the_pause(self, as_, world):
        set_limit(3)
        for _ in range(3):
            post_login(as_, "member-a", "wrong")
        as_("admin").patch("@users/member-a", {"password": NEW_PASSWORD})
        assert post_login(as_, "member-a", NEW_PASSWORD).status_code == 200


def wait_for_the_next_second():
    """The time of a new password is kept in whole seconds."""
    import time

    time.sleep(1.05 - time.time() % 1)


def test_uninstalling_puts_back_what_was_there(portal, installer, package_name):
    users = portal.acl_users
    from Products.PluggableAuthService.interfaces.plugins import IValidationPlugin

    assert users.plugins.listPluginIds(IValidationPlugin) == ("zukunftsraum_guard",)
    installer.uninstall_product(package_name)
    assert "zukunftsraum_guard" not in users.objectIds()
    assert users.plugins.listPluginIds(IValidationPlugin) == ("password_policy",)
    assert users.session.refresh_interval == 3600
    assert portal.portal_memberdata.getProperty("category", None) is None
    assert logins.account_key("Eva@Example.org") == "eva@example.org"
