"""GET /@grants: the work lists of examiners, approvers and finance."""

from annotated_types import MaxLen
from collections.abc import Sequence
from plone import api
from typing import Annotated
from typing import Literal
from zExceptions import Forbidden
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Day
from zukunftsraum.contract import Format
from zukunftsraum.contract import Listing
from zukunftsraum.contract import Located
from zukunftsraum.contract import Money
from zukunftsraum.contract import Named
from zukunftsraum.contract import PageQuery
from zukunftsraum.contract import Year
from zukunftsraum.grants.ledger import counted_keys
from zukunftsraum.grants.money import as_text
from zukunftsraum.grants.rules import day_of
from zukunftsraum.grants.serializers import GRANT_ROLES
from zukunftsraum.grants.services.budget import read_key
from zukunftsraum.grants.services.payments import read_format
from zukunftsraum.grants.services.payments import read_year
from zukunftsraum.grants.worklists import Calls
from zukunftsraum.grants.worklists import in_order
from zukunftsraum.grants.worklists import is_weak
from zukunftsraum.grants.worklists import matching
from zukunftsraum.grants.worklists import name_of
from zukunftsraum.grants.worklists import Person
from zukunftsraum.grants.worklists import Row
from zukunftsraum.grants.worklists import rows_of
from zukunftsraum.grants.worklists import SORTS
from zukunftsraum.grants.worklists import STATES
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.register.store import get_register
from zukunftsraum.service import PathService
from zukunftsraum.tables import CSV_TYPE
from zukunftsraum.tables import write_csv
from zukunftsraum.tables import write_xlsx
from zukunftsraum.tables import XLSX_TYPE

import datetime


MINE, ALL = "mine", "all"

#: What can be asked for.
PARAMETERS = ("year", "state", "municipality", "list", "sort", "q", "format")

TYPES = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}

COLUMNS = (
    _("column_grant_number", default="Number of the application"),
    _("column_grant_title", default="Title"),
    _("column_year", default="Year"),
    _("column_municipality", default="Municipality"),
    _("column_ars", default="Key (ARS)"),
    _("column_land", default="Land"),
    _("column_weak", default="Structurally weak"),
    _("column_state", default="State"),
    _("column_asked", default="Asked for (EUR)"),
    _("column_approved", default="Approved (EUR)"),
    _("column_submitted", default="Submitted on"),
    _("column_deadline", default="Deadline"),
    _("column_waits_for", default="Waits for"),
)

WHO = {
    "examiner": _("waits_for_examiner", default="Examination"),
    "approver": _("waits_for_approver", default="Decision"),
    "finance": _("waits_for_finance", default="Finance"),
    "municipality": _("waits_for_municipality", default="Municipality"),
}

YES_NO = {
    True: _("answer_yes", default="yes"),
    False: _("answer_no", default="no"),
}


class TeamService(PathService):
    """A service for those who examine, decide and pay; `format=csv|xlsx` answers a table."""

    #: Name of the file, without its ending.
    filename = ""

    def render(self):
        self.file = None
        answer = super().render()
        if self.file is None:
            return answer
        wanted, data = self.file
        response = self.request.response
        response.setHeader("Content-Type", TYPES[wanted])
        response.setHeader("Cache-Control", "private, no-store")
        name = f"{self.filename}.{wanted}"
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return data

    def demand_team(self) -> None:
        """:raises Forbidden: the caller has none of the grant roles."""
        if not GRANT_ROLES.intersection(api.user.get_roles()):
            message = _(
                "error_grant_team",
                default="Only those who examine, decide and pay micro grants see this.",
            )
            raise Forbidden(translate(message, context=self.request))

    def reader(self, names: Sequence[str]) -> Reader:
        """Of the parameters in the query that have these names; others are passed over."""
        form = self.request.form
        return Reader({name: form[name] for name in names if name in form}, set(names))

    def send(self, wanted: str, sheets: Sequence[tuple[str, list[list[str]]]]) -> None:
        """Answer tables, each with a title and a header; as CSV, one after the other."""
        if wanted == "xlsx":
            self.file = wanted, write_xlsx(sheets)
            return
        (header, *rows), *more = (rows for _title, rows in sheets)
        for table in more:
            rows += [[""], *table]
        self.file = wanted, write_csv(header, rows)

    def translated(self, message) -> str:
        return translate(message, context=self.request)

    def state_title(self, state: str) -> str:
        tool = api.portal.get_tool("portal_workflow")
        title = tool.getTitleForStateOnType(state, "GrantApplication")
        return translate(title, domain="plone", context=self.request)


class GrantRow(Located):
    """A submitted application. close: it is of the caller's own municipality, or the caller has declared a conflict."""

    number: str
    title: str
    year: int
    municipality: Named
    state_code: str
    land: str
    weak: bool | None
    state: str
    state_title: str
    asked: Money
    approved: Money | None
    submitted: str | None
    deadline: Day | None
    deadline_kind: str | None
    overdue: bool
    waits_for: str | None
    close: bool


class GrantsQuery(PageQuery, total=False):
    year: Year
    state: list[str]
    municipality: str
    list: Literal["mine", "all"]
    sort: Literal["deadline", "submitted", "number", "amount"]
    q: Annotated[str, MaxLen(100)]
    format: Format


class GrantsGet(TeamService):
    """The work lists of examiners, approvers and finance.

    `year`, `state` (several), `municipality`, `list=mine|all`, `sort=deadline|submitted|number|amount`, `q`; a page, or all of it
    with `format`.
    """

    contract = Contract(
        query=GrantsQuery, files=tuple(TYPES.values()), answers={200: Listing[GrantRow]}
    )

    filename = "foerderantraege"

    def answer(self):
        self.demand_team()
        reader = self.reader(PARAMETERS)
        year = reader.read("year", read_year)
        states = reader.read("state", read_states)
        key = reader.read("municipality", _optional(read_key))
        which = reader.read("list", lambda value: _one_of(value, (MINE, ALL)))
        sort = reader.read("sort", lambda value: _one_of(value, tuple(SORTS)))
        q = reader.read("q", lambda value: one_line(value, 100, required=False))
        wanted = reader.read("format", read_format)
        reader.finish()
        start, size = self.paging()
        self.person = Person(self.user_id, api.user.get_roles())
        self.calls = Calls()
        if which == MINE:
            states = [state for state in self.person.states() if state in states]
        rows = matching(rows_of(year, states), counted_keys(key) if key else (), q)
        if which == MINE:
            rows = [row for row in rows if self.person.is_next(row)]
        rows = in_order(rows, sort, self.calls)
        if wanted != "json":
            return self._send(wanted, rows)
        page = [self._as_json(row) for row in rows[start : start + size]]
        return self.listing(len(rows), page, start, size)

    def _as_json(self, row: Row) -> GrantRow:
        day, kind = self.calls.deadline(row)
        return {
            "@id": row.url,
            "number": row.number,
            "title": row.title,
            "year": row.year,
            "municipality": {"ars": row.municipality, "name": name_of(row)},
            "state_code": row.land,
            "land": get_register().states.get(row.land, ""),
            "weak": is_weak(row.municipality),
            "state": row.state,
            "state_title": self.state_title(row.state),
            "asked": as_text(row.asked),
            "approved": None if row.approved is None else as_text(row.approved),
            "submitted": row.submitted or None,
            "deadline": None if day is None else day.isoformat(),
            "deadline_kind": kind,
            "overdue": day is not None and day < day_of(datetime.datetime.now(datetime.UTC)),
            "waits_for": row.waits_for,
            "close": self.person.is_close(row),
        }

    def _send(self, wanted: str, rows: Sequence[Row]) -> None:
        header = [self.translated(title) for title in COLUMNS]
        cells = [self._cells(self._as_json(row)) for row in rows]
        title = self.translated(_("sheet_grants", default="Grant applications"))
        self.send(wanted, [(title, [header, *cells])])

    def _cells(self, said: dict) -> list[str]:
        weak, waits_for = said["weak"], said["waits_for"]
        return [
            said["number"],
            said["title"],
            str(said["year"]),
            said["municipality"]["name"],
            said["municipality"]["ars"],
            said["land"],
            "" if weak is None else self.translated(YES_NO[weak]),
            said["state_title"],
            german(said["asked"]),
            german(said["approved"]),
            (said["submitted"] or "")[:10],
            said["deadline"] or "",
            self.translated(WHO[waits_for]) if waits_for else "",
        ]


def german(amount: str | None) -> str:
    """As spreadsheet programs in Germany read an amount."""
    return (amount or "").replace(".", ",")


def read_states(value) -> tuple[str, ...]:
    """States of the process, one or several; all where nothing is said.

    :raises ValueError: its argument is the message id.
    """
    if value in (None, ""):
        return STATES
    states = value if isinstance(value, list) else [value]
    if not all(isinstance(state, str) and state in STATES for state in states):
        raise ValueError(
            _(
                "error_grant_states",
                default="Please give states of submitted applications: ${states}.",
                mapping={"states": ", ".join(STATES)},
            )
        )
    return tuple(dict.fromkeys(states))


def _one_of(value, choices: Sequence[str]) -> str:
    """One of the choices, the first where nothing is said."""
    if value in (None, ""):
        return choices[0]
    if not isinstance(value, str) or value not in choices:
        raise ValueError(
            _(
                "error_choice_of",
                default="Please choose one of: ${choices}.",
                mapping={"choices": ", ".join(choices)},
            )
        )
    return value


def _optional(read):
    """A parameter that may be left out."""
    return lambda value: None if value in (None, "") else read(str(value))
