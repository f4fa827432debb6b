"""From the state before: there were no keys of other sites."""

from zope.annotation.interfaces import IAnnotations
from zukunftsraum.headless.keys import setup
from zukunftsraum.headless.keys.plugin import INTERFACES
from zukunftsraum.headless.keys.plugin import PLUGIN
from zukunftsraum.headless.keys.store import KEY
from zukunftsraum.upgrades.v20261202001.keys import upgrade


def test_upgrade(portal):
    setup.uninstall(portal)
    upgrade(portal.portal_setup)
    store = IAnnotations(portal)[KEY]
    upgrade(portal.portal_setup)
    assert IAnnotations(portal)[KEY] is store
    for interface in INTERFACES:
        assert portal.acl_users.plugins.listPluginIds(interface)[0] == PLUGIN
