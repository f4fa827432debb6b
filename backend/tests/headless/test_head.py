"""HEAD at addresses of the API is GET without the body."""

from tests.headless.keys import make_key
from tests.headless.keys import with_key
from tests.world import rest_of

import pytest
import transaction


#: What differs from one answer to the next.
OF_THE_MOMENT = {"date", "age", "x-request-id"}


def headers_of(answer) -> dict[str, str]:
    return {
        name.lower(): value
        for name, value in answer.headers.items()
        if name.lower() not in OF_THE_MOMENT
    }


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("wissen", "application/json", 200),
        ("++api++/wissen", "*/*", 200),
        ("@search?b_size=1", "application/json", 200),
        ("++api++/@feed?format=atom", "*/*", 200),
        ("++api++/@harvest", "*/*", 200),
        ("++api++/@openapi", "*/*", 200),
        ("++api++/@api-docs", "text/html", 200),
        ("@search-export?format=csv", "application/json", 200),
        ("@search?b_start=-1", "application/json", 400),
        ("++api++/@me", "*/*", 401),
        ("++api++/raeume/musterstadt", "*/*", 401),
        ("++api++/gibt/es/nicht", "*/*", 404),
        ("@search?b_start:int=x", "application/json", 400),
    ],
)
def test_says_what_get_says_but_for_the_body(world, no_period_ends, path, accept, status):
    rest = rest_of(world, "anonymous")
    rest.get(path, headers={"Accept": accept})  # what is kept in memory says so
    got = rest.get(path, headers={"Accept": accept})
    asked = rest.request("HEAD", path, headers={"Accept": accept})
    assert (asked.status_code, asked.content) == (status, b"")
    assert got.status_code == status
    told, wanted = headers_of(asked), headers_of(got)
    if status >= 400:  # errors have a number of their own in them
        told.pop("content-length"), wanted.pop("content-length")
    assert told == wanted


def test_the_connection_lives_on(world):
    """What is announced is not sent: the next answer must not begin with it."""
    rest = rest_of(world, "anonymous")
    for _turn in range(3):
        assert int(rest.request("HEAD", "@search").headers["Content-Length"]) > 0
        assert rest.get("@search?b_size=1").json()["items_total"] > 0


def test_who_has_it_is_told_so(world, no_period_ends):
    rest = rest_of(world, "anonymous")
    etag = rest.request("HEAD", "wissen").headers["ETag"]
    answer = rest.request("HEAD", "wissen", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_keys_may(world):
    token = make_key(["network"])
    transaction.commit()
    assert with_key(world, token).request("HEAD", "wissen").status_code == 200
