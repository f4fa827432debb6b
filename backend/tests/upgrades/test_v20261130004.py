"""From the state before: no record and no documents of grants."""

from zope.annotation.interfaces import IAnnotations
from zukunftsraum.grants import audit_store
from zukunftsraum.grants import papers_store
from zukunftsraum.upgrades.v20261130004 import upgrade


def test_upgrade(portal):
    annotations = IAnnotations(portal)
    del annotations[audit_store.KEY]
    del annotations[papers_store.KEY]
    upgrade(portal.portal_setup)
    kept = audit_store.get_store(), papers_store.get_store()
    upgrade(portal.portal_setup)
    assert (audit_store.get_store(), papers_store.get_store()) == kept
