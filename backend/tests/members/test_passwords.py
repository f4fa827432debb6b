"""The rule for passwords, and that every way to set one obeys it."""

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from plone import api
from tests.world import PASSWORD
from zukunftsraum.demo.accounts import secrets
from zukunftsraum.members.passwords import password_problem

import pytest


GOOD = "Blaue-Giraffe-tanzt-7"
EVA = ("Eva Beispiel", "Eva.Beispiel@stadt.example")


class TestRule:
    @pytest.mark.parametrize(
        "password",
        [
            GOOD,
            PASSWORD,
            "correct horse battery staple",
            "пароль-из-трёх-слов",
            "🦒-Vogel-tanzt-Regen",
        ],
    )
    def test_good(self, password):
        assert password_problem(password, EVA) is None

    @pytest.mark.parametrize(
        ("password", "problem"),
        [
            (None, "error_password_text"),
            (123456789012, "error_password_text"),
            ("Blaue-Giraffe\ntanzt", "error_password_text"),
            ("", "error_password_short"),
            ("x8!Kq-2$pZ?", "error_password_short"),
            (GOOD * 10, "error_password_long"),
            ("aaaaaaaaaaaa", "error_password_weak"),
            ("password1234", "error_password_weak"),
            ("123456789012", "error_password_weak"),
            ("Giraffe-BEISPIEL-tanzt", "error_password_personal"),
            ("eva.beispiel@stadt.example", "error_password_personal"),
        ],
    )
    def test_bad(self, password, problem):
        assert password_problem(password, EVA) == problem

    @given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
    @settings(max_examples=60, deadline=None)
    def test_no_text_breaks_it(self, password):
        problem = password_problem(password, EVA)
        assert problem is None or problem.startswith("error_password")
        if problem is None:
            assert 12 <= len(password) <= 200

    def test_made_passwords_of_the_demo_are_good(self):
        assert all(password_problem(secrets.token_urlsafe(15)) is None for _ in range(50))


class TestEveryWay:
    """Stock ways to set a password answer 400, name the field, and leave the old one."""

    def still(self, as_, password=PASSWORD):
        return as_("member-a").get("@users/member-a", auth=("member-a", password)).status_code

    def test_administration(self, as_):
        answer = as_("admin").patch("@users/member-a", {"password": "aaaaaaaaaaaa"})
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == "password"
        assert "leicht zu erraten" in answer.json()["errors"][0]["message"]
        assert self.still(as_) == 200

    def test_language_of_the_caller(self, as_):
        answer = as_("admin", language="en").patch("@users/member-a", {"password": "aaaaaaaaaaaa"})
        assert "easy to guess" in answer.json()["errors"][0]["message"]

    def test_name_and_address(self, as_):
        answer = as_("admin").patch("@users/member-a", {"password": "Giraffe-member-a-tanzt"})
        assert answer.status_code == 400

    def test_own_password(self, as_):
        body = {"old_password": PASSWORD, "new_password": "aaaaaaaaaaaa"}
        answer = as_("member-a").post("@users/member-a/reset-password", body)
        assert answer.status_code == 400
        assert self.still(as_) == 200

    def test_own_password_good(self, as_):
        body = {"old_password": PASSWORD, "new_password": GOOD}
        answer = as_("member-a").post("@users/member-a/reset-password", body)
        assert answer.status_code in (200, 204)
        assert self.still(as_) == 401
        assert self.still(as_, GOOD) == 200

    @pytest.mark.parametrize("password", ["kurz", "aaaaaaaaaaaa"])
    def test_new_account(self, as_, password):
        body = {"username": "neu", "email": "neu@example.org", "password": password}
        answer = as_("admin").post("@users", body)
        assert answer.status_code == 400
        assert api.user.get(username="neu") is None

    def test_new_account_good(self, as_):
        body = {"username": "neu", "email": "neu@example.org", "password": GOOD}
        assert as_("admin").post("@users", body).status_code == 201
