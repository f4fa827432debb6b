"""What calendars know of seminars."""

from datetime import datetime
from datetime import UTC
from plone import api
from zukunftsraum.seminars import calendar_store
from zukunftsraum.seminars import calendars


def upgrade(setup_tool) -> None:
    """Create the store, and take in all seminars there are."""
    calendar_store.install(api.portal.get())
    now = datetime.now(UTC)
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(portal_type="Seminar"):
        calendars.publish_now(brain._unrestrictedGetObject(), now)
