"""Work lists and figures of the micro grants."""

from plone import api
from zukunftsraum.grants.records import get_records


COLUMN = "grant_summary"


def upgrade(setup_tool) -> None:
    """The catalog keeps what the lists tell of each application, and finds it by the year of its call; the records know who had to do with what."""
    get_records().remember_persons()
    catalog = api.portal.get_tool("portal_catalog")
    if COLUMN not in catalog.schema():
        catalog.addColumn(COLUMN)
    for brain in catalog.unrestrictedSearchResults(portal_type="GrantApplication"):
        application = brain._unrestrictedGetObject()
        catalog.catalog_object(application, brain.getPath(), idxs=["year"], update_metadata=1)
