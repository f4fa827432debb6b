"""Origins as browsers write them."""

from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.headless.cors import rules

import pytest


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://www.example.org", "https://www.example.org"),
        ("https://WWW.Example.org/", "https://www.example.org"),
        (" https://example.org:443 ", "https://example.org"),
        ("http://example.org:80", "http://example.org"),
        ("http://example.org:443", "http://example.org:443"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("https://müsterstadt.de", "https://xn--msterstadt-9db.de"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_what_an_administrator_may_enter(text, origin):
    assert rules.normal_origin(text) == origin
    assert rules.normal_origin(origin) == origin


@pytest.mark.parametrize(
    "text",
    [
        "",
        "*",
        "null",
        "example.org",
        "https://",
        "https://*.example.org",
        "https://example.org/pfad",
        "https://example.org?x=1",
        "https://name@example.org",
        "https://name:wort@example.org",
        "https://example.org:port",
        "https://example.org:99999",
        "https://exa mple.org",
        "https://example.org\nhttps://other.org",
        "ftp://example.org",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_origin(text):
    with pytest.raises(rules.NoOrigin):
        rules.normal_origin(text)


@given(st.text(max_size=60))
def test_no_text_does_harm(text):
    """Whatever is entered: an origin without anything behind the host, or an error."""
    try:
        origin = rules.normal_origin(text)
    except rules.NoOrigin:
        return
    assert origin.count("/") == 2
    assert origin.isascii()
    assert not set(origin) & set("*@?# ,\r\n")


@pytest.mark.parametrize(
    ("origin", "fetch_site", "own"),
    [
        ("https://portal.example", "", True),
        ("https://portal.example", "cross-site", True),
        ("null", "same-origin", True),
        ("null", "", False),
        ("null", "cross-site", False),
        ("http://portal.example", "", False),
        ("https://portal.example:8443", "", False),
        ("https://portal.example.evil.example", "", False),
        ("https://evil-portal.example", "", False),
        ("https://PORTAL.example", "", False),
        ("https://portal.example/", "", False),
        ("https://portal.example@evil.example", "", False),
        ("", "", False),
        ("https://sub.portal.example", "same-site", False),
    ],
)
def test_the_portal_itself(origin, fetch_site, own):
    assert rules.is_own(origin, "https://portal.example:443", fetch_site) is own
