"""Keys: how they look, what they open, when they end."""

from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from itertools import combinations
from zukunftsraum.headless.keys import access
from zukunftsraum.headless.keys import rules
from zukunftsraum.headless.keys.limits import Limiter
from zukunftsraum.inputs import InvalidInput

import pytest


TODAY = date(2026, 12, 1)
GOOD = {"site": "Musterstadt", "contact": "web@musterstadt.example", "scopes": ["network"]}


def make(**fields):
    id, token, digest = rules.new_token()
    created = datetime(2026, 11, 1, tzinfo=UTC)
    known = {"site": "Stadt", "contact": "", "scopes": ("network",), "created": created}
    return rules.ApiKey(id=id, digest=digest, **{**known, **fields}), token


def test_a_key_fits_itself_only():
    key, token = make()
    other, _token = make()
    id, secret = rules.parts(token)
    assert id == key.id
    assert rules.fits(key, secret)
    assert not rules.fits(other, secret)
    assert not rules.fits(None, secret)
    assert not rules.fits(key, "")
    assert not rules.fits(None, "")
    assert secret not in repr(key)


@pytest.mark.parametrize(
    ("header", "token"),
    [
        ("Bearer zrk_x", "zrk_x"),
        ("bearer  zrk_x ", "zrk_x"),
        ("Bearer eyJhbGciOi.x.y", None),
        ("Basic zrk_x", None),
        ("zrk_x", None),
        ("", None),
        (None, None),
    ],
)
def test_keys_are_told_from_other_logins(header, token):
    assert rules.presented(header) == token


@given(st.text(max_size=80))
def test_what_looks_otherwise_is_no_key(text):
    _key, token = make()
    assert rules.parts(f"zrk_{text}") is None or rules.KEY.fullmatch(f"zrk_{text}")
    if text:
        assert rules.parts(token + text) is None
        assert rules.parts(text + token) is None


def test_a_key_is_valid_through_its_last_day():
    key, _token = make(expires=TODAY)
    assert key.state(TODAY) == "active"
    assert key.state(TODAY + timedelta(days=1)) == "expired"
    assert replace(key, revoked=key.created).state(TODAY) == "revoked"
    assert make()[0].state(date.max) == "active"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("site", ""),
        ("site", 1),
        ("site", "zwei\nZeilen"),
        ("site", "x" * 101),
        ("contact", ""),
        ("contact", "keine Adresse"),
        ("contact", None),
        ("scopes", []),
        ("scopes", None),
        ("scopes", "network"),
        ("scopes", ["write"]),
        ("scopes", [["network"]]),
        ("scopes", [None]),
        ("scopes", {"network": True}),
        ("expires", "2026-12-01"),
        ("expires", "2026-11-30"),
        ("expires", "2032-01-01"),
        ("expires", "20270101"),
        ("expires", "2027-02-30"),
        ("expires", "bald"),
        ("expires", 20270101),
        ("expires", ["2027-01-01"]),
        ("secret", "x"),
    ],
)
def test_bad_input_names_its_field(field, value):
    with pytest.raises(InvalidInput) as caught:
        rules.read_new_key({**GOOD, field: value}, TODAY)
    assert [name for name, _message in caught.value.errors] == [field]


def test_good_input():
    read = rules.read_new_key(
        {**GOOD, "scopes": ["harvest", "network", "harvest"], "expires": "2027-12-01"}, TODAY
    )
    assert read == {
        "site": "Musterstadt",
        "contact": "web@musterstadt.example",
        "scopes": ("network", "harvest"),
        "expires": date(2027, 12, 1),
    }
    assert rules.read_new_key({**GOOD, "expires": None}, TODAY)["expires"] is None


def test_a_key_reads_as_a_member_what_is_listed_and_all_else_as_a_stranger():
    for count in range(len(rules.SCOPES) + 1):
        for scopes in combinations(rules.SCOPES, count):
            member = rules.NETWORK in scopes
            assert rules.reads_as(scopes, True) == (rules.MEMBER if member else rules.STRANGER)
            assert rules.reads_as(scopes, False) == rules.STRANGER


def test_what_is_personal_is_not_listed():
    assert "" in access.SERVICES
    assert not {"@me", "@directory", "@users", "@spaces", "@grants"} & access.SERVICES


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ((), True),
        ("breadcrumbs", True),
        ("breadcrumbs,navigation", True),
        (["breadcrumbs,navigation", "navroot"], True),
        (("breadcrumbs", "workflow"), False),
        ("breadcrumbs, workflow", False),
        (["comments"], False),
        ("", False),
        ([["breadcrumbs"]], False),
        (5, False),
        ({"breadcrumbs": "1"}, False),
    ],
)
def test_parts_of_content_are_services_too(asked, listed):
    assert access.expands(asked) is listed


def test_so_many_calls_a_minute():
    (one, _t), (two, _t) = make(), make()
    limiter = Limiter(most=3, seconds=60)
    assert [limiter.pause(one, now) for now in (0, 1, 2, 10.5, 59.5, 60)] == [0, 0, 0, 50, 1, 0]
    assert limiter.pause(two, 10) == 0
    assert limiter.pause(one, -5) == 0  # a clock that jumps back locks nobody out
