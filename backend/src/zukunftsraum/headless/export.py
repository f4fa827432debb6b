"""The results of a search as a table."""

from collections.abc import Callable
from plone import api
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.members.municipalities import municipality_name
from zukunftsraum.vocabulary.titles import title_of


#: Most rows of an export.
MOST_ROWS = 5000

#: Key in JSON → heading of the table.
COLUMNS = {
    "title": _("export_title", default="Title"),
    "address": _("export_address", default="Address"),
    "type": _("export_type", default="Type"),
    "topics": _("export_topics", default="Topics"),
    "municipality": _("export_municipality", default="Municipality"),
    "state": _("export_state", default="Federal state"),
    "status": _("export_status", default="Status"),
    "year": _("export_year", default="Year"),
    "description": _("export_description", default="Short version"),
}


class ExportRow(TypedDict):
    """What the columns of the table hold, with titles instead of keys."""

    title: str
    address: str
    type: str
    topics: str
    municipality: str
    state: str
    status: str
    year: str
    description: str


def row_of(brain, words: Callable[[object], str]) -> ExportRow:
    """A row of the catalog as a row of the table; nothing is loaded.

    :param words: the text of a message in the language of the caller.
    """

    def titles(index):
        value = getattr(brain, index, None)
        values = value if isinstance(value, list | tuple) else [value]
        return ", ".join(words(title_of(index, v)) for v in values if isinstance(v, str) and v)

    fti = api.portal.get_tool("portal_types").get(brain.portal_type)
    municipality = brain.municipality
    return {
        "title": brain.Title,
        "address": brain.getURL(),
        "type": words(fti.Title() if fti is not None else brain.portal_type),
        "topics": titles("topics"),
        "municipality": municipality_name(municipality) if isinstance(municipality, str) else "",
        "state": titles("state"),
        "status": titles("practice_status"),
        "year": brain.year if isinstance(brain.year, str) else "",
        "description": brain.Description,
    }
