"""robots.txt, read as search engines do: all texts may be read, forms of login and made up lists may not."""

from plone import api
from protego import Protego

import pytest


SITE = "https://portal.example"
READERS = ("Googlebot", "bingbot", "somebody")


@pytest.fixture
def rules(portal) -> Protego:
    text = api.portal.get_registry_record("plone.robots_txt")
    return Protego.parse(text.format(portal_url=SITE))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/wissen",
        "/wissen?b_start=25",
        "/foerderung/mikrokredite",
        "/praxis/research-edition",
        "/wissen/login-fuer-alle",
        "/wissen/klassisch/heute",
        "/++api++/wissen/@@images/image.png",
    ],
)
def test_texts_may_be_read(rules, reader, path):
    assert rules.can_fetch(f"{SITE}{path}", reader)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "path",
    [
        "/search?SearchableText=wohnen",
        "/login?return_url=%2Fwissen",
        "/wissen/login",
        "/wissen/a/login?return_url=%2F",
        "/klassisch/formulare/kontakt/view",
    ],
)
def test_what_is_no_text_may_not(rules, reader, path):
    assert not rules.can_fetch(f"{SITE}{path}", reader)


def test_names_the_map(rules):
    assert list(rules.sitemaps) == [f"{SITE}/sitemap-index.xml"]
