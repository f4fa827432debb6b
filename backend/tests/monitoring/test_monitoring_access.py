"""Who is told how the process is."""

from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.monitoring.access import is_allowed
from zukunftsraum.monitoring.access import TOKEN_VARIABLE

import pytest


INSIDE = {"REMOTE_ADDR": "127.0.0.1"}
PROXIED = INSIDE | {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}
TOKEN = {TOKEN_VARIABLE: "geheim"}


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.1.2.3", "192.168.0.7", "fd00::7"])
def test_hosts_of_a_private_network_are_told(address):
    assert is_allowed({"REMOTE_ADDR": address}, {})


@pytest.mark.parametrize(
    "request_",
    [
        {"REMOTE_ADDR": "8.8.8.8"},
        {"REMOTE_ADDR": "2a00:1450::1"},
        {"REMOTE_ADDR": ""},
        {},
        PROXIED,
        # What somebody outside may write themselves.
        INSIDE | {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        INSIDE | {"HTTP_X_FORWARDED_FOR": "127.0.0.1, 203.0.113.9"},
        INSIDE | {"HTTP_FORWARDED": "for=203.0.113.9"},
        INSIDE | {"HTTP_X_FORWARDED_HOST": "www.example.org"},
        INSIDE | {"HTTP_VIA": "1.1 varnish"},
    ],
)
def test_others_are_not(request_):
    assert not is_allowed(request_, {})
    assert not is_allowed(request_ | {"HTTP_AUTHORIZATION": "Bearer "}, {TOKEN_VARIABLE: ""})
    assert is_allowed(request_ | {"HTTP_AUTHORIZATION": "Bearer geheim"}, TOKEN)


@given(st.text())
def test_only_the_token_opens(given):
    header = PROXIED | {"HTTP_AUTHORIZATION": given}
    assert is_allowed(header, TOKEN) == (
        given.partition(" ")[0].lower() == "bearer" and given.partition(" ")[2].strip() == "geheim"
    )
    assert is_allowed(PROXIED | {"HTTP_AUTHORIZATION": f"Bearer {given}"}, TOKEN) == (
        given.strip() == "geheim"
    )
