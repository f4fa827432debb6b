"""From the state before: applications could be locked."""

from zukunftsraum.upgrades.v20261201005 import upgrade


def test_upgrade(portal):
    fti = portal.portal_types["GrantApplication"]
    new = fti.behaviors
    fti.behaviors = (*new, "plone.locking")
    upgrade(portal.portal_setup)
    upgrade(portal.portal_setup)
    assert fti.behaviors == new
