"""From the state before: settings of seminars without reminders."""

from plone import api
from zukunftsraum.seminars.settings import setting
from zukunftsraum.upgrades.v20261129007 import upgrade


def test_upgrade(portal):
    del api.portal.get_tool("portal_registry").records["zukunftsraum.seminars.reminder_hours"]
    api.portal.set_registry_record("zukunftsraum.seminars.move_up_hours", 5)
    upgrade(portal.portal_setup)
    upgrade(portal.portal_setup)
    registry = api.portal.get_tool("portal_registry")
    assert registry["zukunftsraum.seminars.reminder_hours"] == [168, 24, 1]
    assert setting("move_up_hours") == 5
