"""From the state before: there was no list of websites that may write."""

from plone import api
from zukunftsraum.headless.cors.interfaces import PREFIX
from zukunftsraum.upgrades.v20261202001.cors import upgrade


NAME = f"{PREFIX}.writing_origins"


def test_upgrade(portal):
    panels = portal.portal_controlpanel
    del portal.portal_registry.records[NAME]
    panels.unregisterConfiglet("ZukunftsraumCors")
    upgrade(portal.portal_setup)
    assert api.portal.get_registry_record(NAME) == []
    assert "ZukunftsraumCors" in [action.id for action in panels.listActions()]


def test_what_was_listed_stays(portal):
    api.portal.set_registry_record(NAME, ["https://www.example.org"])
    upgrade(portal.portal_setup)
    assert api.portal.get_registry_record(NAME) == ["https://www.example.org"]
