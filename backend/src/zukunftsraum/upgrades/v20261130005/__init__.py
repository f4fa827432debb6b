"""The dates of series in lists."""

from plone import api


COLUMN = "series_dates"


def upgrade(setup_tool) -> None:
    """The catalog knows each date of a series, for the calendar of a month."""
    catalog = api.portal.get_tool("portal_catalog")
    if COLUMN not in catalog.schema():
        catalog.addColumn(COLUMN)
    for brain in catalog.unrestrictedSearchResults(portal_type="Seminar"):
        seminar = brain._unrestrictedGetObject()
        if seminar.more_dates:
            catalog.catalog_object(seminar, brain.getPath(), idxs=["end"], update_metadata=1)
