"""From the state before: caching was switched off, and nothing said what may be kept."""

from plone import api
from zukunftsraum.upgrades.v20261202001.caching import ENABLED
from zukunftsraum.upgrades.v20261202001.caching import upgrade

import pytest


MAPPING = "plone.caching.interfaces.ICacheSettings.operationMapping"
SECONDS = "zukunftsraum.caching.public.smaxage"
OURS = "zukunftsraum.caching.public"


@pytest.fixture
def before(portal):
    records = portal.portal_registry.records
    api.portal.set_registry_record(ENABLED, False)
    api.portal.set_registry_record(
        MAPPING, {"plone.content.itemView": "plone.app.caching.weakCaching"}
    )
    ours = [name for name in records if name.startswith(OURS)]
    for name in sorted(ours, key=len, reverse=True):  # first those that refer to others
        del records[name]
    return portal


def test_upgrade(before):
    upgrade(before.portal_setup)
    assert api.portal.get_registry_record(ENABLED) is True
    mapping = api.portal.get_registry_record(MAPPING)
    assert mapping["plone.content.dynamic"] == OURS
    assert mapping["plone.content.itemView"] == "plone.app.caching.weakCaching"
    assert api.portal.get_registry_record(SECONDS) == 300
    assert api.portal.get_registry_record(f"{OURS}.plone.content.file.smaxage") == 86400


def test_what_was_set_since_stays(before):
    upgrade(before.portal_setup)
    api.portal.set_registry_record(SECONDS, 10)
    upgrade(before.portal_setup)
    assert api.portal.get_registry_record(SECONDS) == 10
