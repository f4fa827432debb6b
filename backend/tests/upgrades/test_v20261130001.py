"""From the state before: a site without the ledger of the micro grants."""

from plone import api
from tests.grants.test_ledger import NOW
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.grants import ledger
from zukunftsraum.grants.caps import Balance
from zukunftsraum.grants.caps import Caps
from zukunftsraum.grants.settings import mergers
from zukunftsraum.grants.store import find_store
from zukunftsraum.grants.store import KEY
from zukunftsraum.upgrades.v20261130001 import upgrade


def test_upgrade(portal):
    registry = api.portal.get_tool("portal_registry")
    panel = api.portal.get_tool("portal_controlpanel")
    del IAnnotations(portal)[KEY]
    for name in [name for name in registry.records if name.startswith("zukunftsraum.grants.")]:
        del registry.records[name]
    panel.unregisterConfiglet("ZukunftsraumGrants")
    assert find_store() is None
    upgrade(portal.portal_setup)
    caps = Caps(year=Balance().used + 5000)
    ledger.reserve("uid", 2026, {"01": caps.year}, caps, cause="submit", actor="a", now=NOW)
    upgrade(portal.portal_setup)
    assert ledger.total(2026).reserved == 5000
    assert mergers() == {}
    assert "zukunftsraum.grants.mergers" in registry.records
    assert "ZukunftsraumGrants" in {action.getId() for action in panel.listActions()}
