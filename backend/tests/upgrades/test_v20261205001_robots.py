"""From the state before: robots.txt was that of stock."""

from plone import api
from plone.base.interfaces.controlpanel import ROBOTS_TXT as CLASSIC
from plone.volto.upgrades import ROBOTS_TXT as VOLTO
from zukunftsraum.upgrades.v20261205001.robots import NAME
from zukunftsraum.upgrades.v20261205001.robots import upgrade

import pytest


@pytest.mark.parametrize("stock", [CLASSIC, VOLTO], ids=["classic", "volto"])
def test_stock_is_replaced(portal, stock):
    ours = api.portal.get_registry_record(NAME)
    api.portal.set_registry_record(NAME, stock)
    upgrade(portal.portal_setup)
    assert api.portal.get_registry_record(NAME) == ours != stock


@pytest.mark.parametrize("text", ["User-agent: *\nDisallow: /\n", ""])
def test_what_somebody_wrote_stays(portal, text):
    api.portal.set_registry_record(NAME, text)
    upgrade(portal.portal_setup)
    assert api.portal.get_registry_record(NAME) == text
