"""A token is decoded once for a request, however many plugins look at it; and no other request is answered with it."""

from plone import api
from plone.restapi.pas import plugin as stock
from tests.world import PASSWORD
from tests.world import Rest

import pytest


@pytest.fixture
def decoded(monkeypatch):
    """Tokens that were decoded, in order."""
    seen = []
    original = stock.jwt.decode

    def decode(token, *args, **kwargs):
        seen.append(token)
        return original(token, *args, **kwargs)

    monkeypatch.setattr(stock.jwt, "decode", decode)
    return seen


def bearer(portal, token: str):
    rest = Rest(portal.absolute_url())
    rest.session.headers["Authorization"] = f"Bearer {token}"
    return rest


def token_of(portal) -> str:
    body = {"login": "member-a", "password": PASSWORD}
    return Rest(portal.absolute_url()).post("@login", json=body).json()["token"]


def test_once_for_each_request(world, decoded):
    token = token_of(world)
    rest = bearer(world, token)
    decoded.clear()
    for turn in (1, 2):
        assert rest.get("@me").status_code == 200
        assert len(decoded) == turn


def test_a_token_that_says_nothing_true_opens_nothing(world, decoded):
    token = token_of(world)
    assert bearer(world, token).get("@me").status_code == 200
    head, claims, signature = token.split(".")
    other = api.portal.get_tool("acl_users").jwt_auth.create_token("admin")
    for false in (
        f"{head}.{claims}.{'A' * len(signature)}",
        f"{head}.{other.split('.')[1]}.{signature}",
    ):
        assert bearer(world, false).get("@me").status_code == 401


def test_what_is_told_may_be_changed(world, decoded):
    plugin = api.portal.get_tool("acl_users").jwt_auth
    token = plugin.create_token("member-a")
    plugin._decode_token(token)["sub"] = "admin"
    assert plugin._decode_token(token)["sub"] == "member-a"
