"""From the state before: the catalog keeps nothing of applications for lists, the records know nobody."""

from BTrees.OOBTree import OOTreeSet
from datetime import datetime
from datetime import UTC
from plone import api
from tests.world import create_world
from zukunftsraum.grants.case import Step
from zukunftsraum.grants.ledger import next_number
from zukunftsraum.grants.records import get_records
from zukunftsraum.upgrades.v20261201001 import upgrade


NOW = datetime(2026, 12, 1, tzinfo=UTC)


def test_upgrade(portal):
    create_world(portal)
    with api.env.adopt_roles(["Manager"]):
        application = api.content.create(
            portal["raeume"]["musterstadt"], "GrantApplication", title="Alter Antrag", year=2025
        )
    uid, records = application.UID(), get_records()
    next_number("ZkD", 2025, uid)
    records.make(uid).note(Step("submit", "coordinator-a", NOW, "submitted"))
    records.make(uid).declare("examiner", NOW)
    records._persons = OOTreeSet()
    portal.portal_catalog.delColumn("grant_summary")
    upgrade(portal.portal_setup)
    upgrade(portal.portal_setup)
    (brain,) = portal.portal_catalog.unrestrictedSearchResults(year="2025", Title="Alter Antrag")
    assert brain.grant_summary["number"] == "ZkD-2025-0001"
    assert records.of_person("coordinator-a") == records.of_person("examiner") == {uid}
