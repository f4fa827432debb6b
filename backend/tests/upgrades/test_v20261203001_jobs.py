"""From the state before: nothing told when jobs were done."""

from zope.annotation.interfaces import IAnnotations
from zukunftsraum.jobs import records
from zukunftsraum.jobs import running
from zukunftsraum.upgrades.v20261203001.jobs import upgrade


def test_upgrade(portal):
    records.uninstall(portal)
    assert list(records.listed(portal)) == []
    assert running.run("mail-queue")  # jobs run before the upgrade, too
    upgrade(portal.portal_setup)
    kept = IAnnotations(portal)[records.KEY]
    assert set(kept) == set(running.titles())
    running.run("mail-queue")
    moment = kept["mail-queue"].succeeded
    upgrade(portal.portal_setup)
    assert IAnnotations(portal)[records.KEY] is kept
    assert kept["mail-queue"].succeeded == moment > 0
