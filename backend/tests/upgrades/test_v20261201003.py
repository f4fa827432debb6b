"""From the state before: no notes of the jobs, and of the settings only the mergers."""

from plone import api
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.grants import job_store
from zukunftsraum.grants.interfaces import IGrantsSettings
from zukunftsraum.grants.interfaces import PREFIX
from zukunftsraum.grants.settings import setting
from zukunftsraum.upgrades.v20261201003 import upgrade


def test_upgrade(portal):
    del IAnnotations(portal)[job_store.KEY]
    registry = api.portal.get_tool("portal_registry")
    for name in IGrantsSettings:
        if name != "mergers":
            del registry.records[f"{PREFIX}.{name}"]
    upgrade(portal.portal_setup)
    notes = job_store.get_notes()
    api.portal.set_registry_record(f"{PREFIX}.waiting_days", 3)
    upgrade(portal.portal_setup)
    assert job_store.get_notes() is notes
    assert setting("waiting_days") == 3
    assert api.portal.get_registry_record(f"{PREFIX}.proof_days_before") == [30, 7]
