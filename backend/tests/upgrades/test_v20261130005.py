"""From the state before: the catalog knows no dates of series."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from zukunftsraum.upgrades.v20261130005 import upgrade


START = datetime(2026, 12, 1, 9, tzinfo=UTC)


def test_upgrade(portal):
    hour, week = timedelta(hours=1), timedelta(days=7)
    more = [{"start": (START + week).isoformat(), "end": (START + week + hour).isoformat()}]
    with api.env.adopt_roles(["Manager"]):
        for title, dates in (("Reihe", more), ("Einmal", [])):
            api.content.create(
                portal["veranstaltungen"],
                "Seminar",
                title=title,
                start=START,
                end=START + hour,
                more_dates=dates,
            )
    portal.portal_catalog.delColumn("series_dates")
    upgrade(portal.portal_setup)
    upgrade(portal.portal_setup)
    found = portal.portal_catalog.unrestrictedSearchResults
    (series,), (single,) = found(Title="Reihe"), found(Title="Einmal")
    assert [start for start, _end in series.series_dates] == [
        START.isoformat(),
        (START + week).isoformat(),
    ]
    assert not single.series_dates
