"""Rules of sign-up: addresses, names, input. No site."""

from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.members.rules import CATEGORIES
from zukunftsraum.members.rules import email_key
from zukunftsraum.members.rules import InvalidAddress
from zukunftsraum.members.rules import InvalidInput
from zukunftsraum.members.rules import lines
from zukunftsraum.members.rules import person_name
from zukunftsraum.members.rules import read_signup
from zukunftsraum.members.rules import Signup

import pytest


GOOD = {
    "email": "Eva.Beispiel@Stadt-Musterstadt.example",
    "fullname": "Eva Beispiel",
    "municipality": "990000000001",
    "category": "administration",
    "function": "Demografiebeauftragte",
    "privacy_version": "3",
    "accept_privacy": True,
    "newsletter": True,
    "visible_in_directory": False,
    "message": "Guten Tag\nIch freue mich.",
}


def read(**changes):
    values = {**GOOD, **changes}
    values = {name: value for name, value in values.items() if value is not ...}
    return read_signup(
        values, ars_of={"990000000001": "990000000001"}.get, privacy_version="3", accepted="now"
    )


def bad_fields(**changes):
    with pytest.raises(InvalidInput) as caught:
        read(**changes)
    return [field for field, _message in caught.value.errors]


class TestAddress:
    @pytest.mark.parametrize(
        ("written", "key"),
        [
            ("eva@example.org", "eva@example.org"),
            ("  Eva.B@Example.ORG ", "eva.b@example.org"),
            ("eva+portal@example.org", "eva+portal@example.org"),
            ("eva@müllheim.example", "eva@xn--mllheim-n2a.example"),
            ("eva@XN--MLLHEIM-N2A.example", "eva@xn--mllheim-n2a.example"),
            ("müller@example.org", "müller@example.org"),
            ("ｅｖａ@example.org", "eva@example.org"),
            ("o'neill@example.org", "o'neill@example.org"),
        ],
    )
    def test_one_form(self, written, key):
        assert email_key(written) == key

    @pytest.mark.parametrize(
        "address",
        [
            "",
            "eva",
            "eva@",
            "@example.org",
            "eva@localhost",
            "eva@127.0.0.1",
            "eva@[127.0.0.1]",
            "eva@@example.org",
            "a@b@example.org",
            "eva@example..org",
            ".eva@example.org",
            "eva.@example.org",
            "eva b@example.org",
            "Eva <eva@example.org>",
            "eva@example.org, max@example.org",
            "eva@example.org\nBcc: max@example.org",
            "eva@example.org\r",
            "\teva@example.org",
            "eva\u200b@example.org",
            "eva\u202e@example.org",
            "eva\x00@example.org",
            "\u0435va@example.org",  # Cyrillic e
            "eva@ex\u0430mple.org",  # Cyrillic a
            "\u0435\u0430@example.org",  # Cyrillic only
            "eva@\u0435\u0430.example",
            "eva@xn--80a0b.example",
            "eva@-example.org",
            f"{'e' * 65}@example.org",
            f"eva@{'e' * 250}.org",
            '"eva b"@example.org',
            None,
            7,
            ["eva@example.org"],
        ],
    )
    def test_refused(self, address):
        with pytest.raises(InvalidAddress):
            email_key(address)

    @given(st.from_regex(r"[A-Za-z0-9ÄäÖöß]{1,20}@[a-zA-ZäÄ]{1,20}\.(de|org)", fullmatch=True))
    def test_the_form_of_a_form_is_itself(self, address):
        key = email_key(address)
        assert email_key(key) == key
        assert email_key(address.upper()) == email_key(address.lower())

    @given(st.text(max_size=60))
    def test_no_text_breaks_it_and_no_form_separates_headers(self, text):
        try:
            key = email_key(text)
        except InvalidAddress:
            return
        assert key.count("@") == 1
        assert not set(key) & set('\r\n\t\x00 <>,;:"()[]\\')


class TestName:
    @pytest.mark.parametrize(
        "name", ["Eva Beispiel", "José da Silva", "Şule Öz-Müller", "O’Neill", "李"]
    )
    def test_names_of_people(self, name):
        assert person_name(name) == name

    @pytest.mark.parametrize(
        "name",
        [
            "",
            "   ",
            "12345",
            "Eva\nBcc: a@b.de",
            "Eva <a@b.de>",
            "a@b.de",
            "https://spam.example",
            "Eva\u202eB",
            "Eva\x07",
            "E" * 121,
            None,
            ["Eva"],
        ],
    )
    def test_refused(self, name):
        with pytest.raises(ValueError):
            person_name(name)

    def test_lines_are_one_kind(self):
        assert lines("a\r\nb\rc", 20) == "a\nb\nc"


class TestSignup:
    def test_good(self):
        signup = read()
        assert signup.email == "eva.beispiel@stadt-musterstadt.example"
        assert (signup.fullname, signup.municipality) == ("Eva Beispiel", "990000000001")
        assert signup.newsletter and not signup.visible_in_directory

    def test_is_stored_and_read_again(self):
        assert Signup.from_dict(read().as_dict()) == read()

    @pytest.mark.parametrize("name", sorted(GOOD))
    @pytest.mark.parametrize("value", [7, [], {}, 1.5], ids=str)
    def test_wrong_type_of_every_field(self, name, value):
        assert bad_fields(**{name: value}) == [name]

    @pytest.mark.parametrize(
        "name",
        ["email", "fullname", "municipality", "category", "privacy_version", "accept_privacy"],
    )
    def test_required(self, name):
        assert bad_fields(**{name: ...}) == [name]
        assert bad_fields(**{name: None}) == [name]

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("municipality", "12"),
            ("municipality", "9" * 500),
            ("category", "king"),
            ("category", "science"),
            ("function", "x" * 121),
            ("function", "a\nb"),
            ("message", "x" * 2001),
            ("message", "a\x00b"),
            ("privacy_version", "2"),
            ("accept_privacy", False),
            ("accept_privacy", "true"),
            ("newsletter", "false"),
            ("roles", ["Manager"]),
        ],
    )
    def test_bad_values(self, name, value):
        expected = "municipality" if (name, value) == ("category", "science") else name
        assert bad_fields(**{name: value}) == [expected]

    def test_everything_is_told_at_once(self):
        assert set(bad_fields(email="x", fullname="", extra=1)) == {"email", "fullname", "extra"}

    @pytest.mark.parametrize("token", ["science", "consulting"])
    def test_without_municipality(self, token):
        assert read(category=token, municipality=...).municipality == ""

    @pytest.mark.parametrize("body", [None, [], "text", 7])
    def test_no_object(self, body):
        with pytest.raises(InvalidInput):
            read_signup(body, ars_of={}.get, privacy_version="1")


def test_categories_are_those_of_the_programme():
    assert [c for c in CATEGORIES if CATEGORIES[c].municipal] == [
        "mayor",
        "village-head",
        "administration",
        "volunteer",
    ]
    assert set(CATEGORIES) - {c for c in CATEGORIES if CATEGORIES[c].municipal} == {
        "science",
        "consulting",
    }
