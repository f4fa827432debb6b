"""From the state before: seminars that no calendar knows."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.seminars.calendar_store import get_calendars
from zukunftsraum.seminars.calendar_store import KEY
from zukunftsraum.upgrades.v20261129006 import upgrade


def test_upgrade(portal):
    start = datetime.now(UTC) + timedelta(days=3)
    with api.env.adopt_roles(["Manager"]):
        seminar = api.content.create(
            portal["veranstaltungen"],
            "Seminar",
            title="Alt",
            topics=["housing"],
            start=start,
            end=start + timedelta(hours=1),
        )
    del IAnnotations(portal)[KEY]
    upgrade(portal.portal_setup)
    upgrade(portal.portal_setup)
    published = get_calendars().of(seminar.UID())
    assert (published.title, published.times) == ("Alt", [(start, start + timedelta(hours=1))])
    assert published.entries[0].sequence == 0
