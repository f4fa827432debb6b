"""Forms on foreign pages: browsers send cookies, and passwords of their own dialog, along with them."""

from plone import api
from plone.protect import createToken
from tests.world import PASSWORD
from urllib.parse import urlsplit

import json
import pytest


SPACE = "raeume/musterstadt"
PAGE = json.dumps({"@type": "Document", "title": "Untergeschoben"})
FOREIGN = "https://boese.example"

#: Where foreign forms might write; the marker makes any request one of REST.
PATHS = [SPACE, f"++api++/{SPACE}", f"{SPACE}/++api++"]
FORM_TYPES = [
    "text/plain",
    "application/x-www-form-urlencoded",
    "Text/Plain; charset=utf-8",
]


@pytest.fixture
def browser(world, as_):
    """A member who has logged in on the website: the browser holds a cookie."""
    client = as_("anonymous")
    client.post("@login", {"login": "member-a", "password": PASSWORD})
    assert client.get("@me").status_code == 200
    return client


def titles(world):
    return {item.title for item in world.unrestrictedTraverse(SPACE).objectValues()}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("content_type", FORM_TYPES)
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_a_cookie_writes_nothing(world, browser, path, content_type, accept):
    headers = {"Content-Type": content_type, "Accept": accept, "Origin": FOREIGN}
    answer = browser.request("POST", path, data=PAGE.encode(), headers=headers)
    if "api" in path or accept == "application/json":
        assert answer.status_code == 403
    assert "Untergeschoben" not in titles(world)


@pytest.mark.parametrize("path", [f"{SPACE}/@workflow/lock", "@logout", "@users/member-a"])
def test_nor_without_a_body(browser, path):
    assert browser.request("POST", path, headers={"Origin": FOREIGN}).status_code == 403


@pytest.mark.parametrize("origin", [FOREIGN, "null", ""])
def test_nor_does_a_password_of_the_browser(world, as_, origin):
    headers = {"Content-Type": "text/plain", "Origin": origin}
    answer = as_("member-a").request("POST", SPACE, data=PAGE, headers=headers)
    assert answer.status_code == 403
    assert "Untergeschoben" not in titles(world)


def test_programs_write_as_before(world, as_, browser):
    """They send JSON, or say who they are in a header; no browser sends those for a foreign page."""
    own = "{0.scheme}://{0.netloc}".format(urlsplit(world.absolute_url()))
    member = as_("member-a")
    assert member.request("POST", SPACE, data=PAGE).status_code == 201
    assert member.request("POST", SPACE, data=PAGE, headers={"Origin": own}).status_code == 201
    assert browser.post(SPACE, json.loads(PAGE)).status_code == 201
    token = as_("anonymous").post("@login", {"login": "member-a", "password": PASSWORD})
    headers = {"Authorization": f"Bearer {token.json()['token']}"}
    program = as_("anonymous")
    assert program.request("POST", SPACE, data=PAGE, headers=headers).status_code == 201


def test_the_token_of_our_own_forms(world, browser):
    with api.env.adopt_user(username="member-a"):
        token = createToken()
    form = {"Content-Type": "text/plain"}
    assert (
        browser.request("POST", f"{SPACE}?_authenticator=x", data=PAGE, headers=form).status_code
        == 403
    )
    own = f"{SPACE}?_authenticator={token}"
    assert browser.request("POST", own, data=PAGE, headers=form).status_code == 201
