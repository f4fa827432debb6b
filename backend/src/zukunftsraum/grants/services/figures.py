"""GET /@grant-figures: the budget of a year, by state, Land and category."""

from plone import api
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import FormatQuery
from zukunftsraum.contract import Year
from zukunftsraum.grants.calls import all_calls
from zukunftsraum.grants.calls import call_facts
from zukunftsraum.grants.figures import Figures
from zukunftsraum.grants.figures import figures
from zukunftsraum.grants.rules import day_of
from zukunftsraum.grants.services.grants import german
from zukunftsraum.grants.services.grants import TeamService
from zukunftsraum.grants.services.grants import TYPES
from zukunftsraum.grants.services.payments import read_format
from zukunftsraum.grants.services.payments import read_year
from zukunftsraum.grants.store import get_store
from zukunftsraum.grants.worklists import rows_of
from zukunftsraum.grants.worklists import STATES
from zukunftsraum.register.store import get_register

import datetime


#: Names of amounts, and their titles, in the order of the columns.
AMOUNTS = {
    "total": _("column_total", default="Budget (EUR)"),
    "asked": _("column_asked", default="Asked for (EUR)"),
    "reserved": _("column_reserved", default="Reserved (EUR)"),
    "committed": _("column_committed", default="Committed (EUR)"),
    "spent": _("column_spent", default="Spent (EUR)"),
    "available": _("column_available", default="Available (EUR)"),
    "approved": _("column_approved", default="Approved (EUR)"),
}

APPLICATIONS = _("column_applications", default="Applications")

#: Table → title of the sheet, of its first column, and the names of the columns after it.
TABLES = {
    "by_state": (
        _("sheet_by_state", default="By state"),
        _("column_state", default="State"),
        ("count", "asked"),
    ),
    "by_land": (
        _("sheet_by_land", default="By Land"),
        _("column_land", default="Land"),
        ("count", "asked", "reserved", "committed", "spent"),
    ),
    "by_category": (
        _("sheet_by_category", default="By category"),
        _("column_category", default="Category"),
        ("asked", "approved"),
    ),
}


class FiguresQuery(FormatQuery, total=False):
    year: Year


class GrantFigures(Figures):
    """years: for which there are figures."""

    year: int
    years: list[int]


class GrantFiguresGet(TeamService):
    """The budget of a year, by state, Land and category.

    `year`; where nothing is said, that of the newest call. `format=csv|xlsx` answers them as tables."""

    contract = Contract(
        query=FiguresQuery, files=tuple(TYPES.values()), answers={200: GrantFigures}
    )

    filename = "foerderzahlen"

    def answer(self):
        self.demand_team()
        reader = self.reader(("year", "format"))
        year = reader.read("year", read_year)
        wanted = reader.read("format", read_format)
        reader.finish()
        calls = [call for call in all_calls() if api.content.get_state(call) != "draft"]
        years = sorted({*get_store().years(), *(call.year for call in calls)}, reverse=True)
        if year is None:
            today = day_of(datetime.datetime.now(datetime.UTC))
            year = calls[0].year if calls else today.year
        call = next((call_facts(call) for call in calls if call.year == year), None)
        found = {
            "year": year,
            **figures(
                rows_of(year),
                get_store().balances(year),
                call.total_budget if call is not None else None,
                states={state: self.state_title(state) for state in STATES},
                lands=get_register().states,
                categories=call.categories if call is not None else {},
            ),
            "years": years,
        }
        if wanted == "json":
            return found
        self.send(wanted, [self._sums(found), *(self._table(found, name) for name in TABLES)])
        return None

    def _sums(self, found: dict) -> tuple[str, list[list[str]]]:
        title = self.translated(_("sheet_budget", default="Budget"))
        names = [name for name in AMOUNTS if name in found]
        header = [
            self.translated(_("column_year", default="Year")),
            self.translated(APPLICATIONS),
            *(self.translated(AMOUNTS[name]) for name in names),
        ]
        cells = [
            str(found["year"]),
            str(found["applications"]),
            *(german(found[name]) for name in names),
        ]
        return title, [header, cells]

    def _table(self, found: dict, table: str) -> tuple[str, list[list[str]]]:
        title, first, names = TABLES[table]
        header = [
            self.translated(first),
            *(self.translated(AMOUNTS.get(name, APPLICATIONS)) for name in names),
        ]
        rows = [
            [
                row.get("title", row.get("name")),
                *(str(row[name]) if name == "count" else german(row[name]) for name in names),
            ]
            for row in found[table]
        ]
        return self.translated(title), [header, *rows]
