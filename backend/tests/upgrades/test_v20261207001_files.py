"""From the state before: files of forms had no limit of their own."""

from plone import api
from zukunftsraum.upgrades.v20261207001.files import LARGEST
from zukunftsraum.upgrades.v20261207001.files import NAME
from zukunftsraum.upgrades.v20261207001.files import upgrade


def test_there_is_a_limit_as_in_new_sites(portal):
    assert api.portal.get_registry_record(NAME) == LARGEST
    api.portal.get_tool("portal_registry")[NAME] = None
    upgrade(portal.portal_setup)
    assert api.portal.get_registry_record(NAME) == LARGEST


def test_one_that_was_set_stays(portal):
    api.portal.set_registry_record(NAME, 1000)
    upgrade(portal.portal_setup)
    assert api.portal.get_registry_record(NAME) == 1000
