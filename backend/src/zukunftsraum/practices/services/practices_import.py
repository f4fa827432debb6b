"""@practices-import: many examples at once, from a table of the editors."""

from base64 import b64decode
from plone import api
from typing import Literal
from typing import NotRequired
from typing_extensions import TypedDict
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum import tables
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import FormatQuery
from zukunftsraum.contract import Located
from zukunftsraum.contract import names
from zukunftsraum.inputs import flag
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.inputs import Reader
from zukunftsraum.members.municipalities import ars_of
from zukunftsraum.practices import importing
from zukunftsraum.practices.content import IBestPractice
from zukunftsraum.service import PathService

import binascii


#: Largest file, in bytes.
LARGEST = 5_000_000

FORMATS = {"csv": tables.CSV_TYPE, "xlsx": tables.XLSX_TYPE}


File = TypedDict(
    "File",
    {
        "filename": NotRequired[str],
        "content-type": NotRequired[str],
        "encoding": NotRequired[Literal["base64"]],
        "data": str,
    },
)


class PracticesFile(TypedDict):
    file: File
    dry_run: NotRequired[bool | None]


class TableError(TypedDict):
    row: int
    field: str
    message: str


class ImportResult(TypedDict):
    """With errors nothing is created."""

    created: Count
    exists: int
    rows: Count
    dry_run: bool
    errors: list[TableError]


class TableColumn(TypedDict):
    name: str
    title: str
    help: str
    required: bool


class TableColumns(Located):
    columns: list[TableColumn]


class PracticesImportPost(PathService):
    """Creates drafts from a table; all rows or none.

    Takes `{"file": {filename, content-type, encoding: "base64", data}, "dry_run"}`.

    Answers `{created, exists, rows, dry_run, errors: [{row, field, message}]}`; with errors nothing is created.
    """

    largest_body = 2 * LARGEST
    contract = Contract(body=PracticesFile, answers={200: ImportResult})

    def answer(self):
        reader = Reader(self.body(), names(PracticesFile))
        file = reader.read("file", _file)
        dry_run = reader.read("dry_run", flag)
        reader.finish()
        try:
            rows = importing.check(_rows_of(*file), ars_of, self.words)
        except tables.BadTable as error:
            return self.report(dry_run, errors=error.errors)
        if dry_run:
            return self.report(dry_run, rows, len(importing.new_rows(rows)))
        site = "/".join(api.portal.get().getPhysicalPath())
        created = run_alone(f"add:{site}", lambda: importing.create(rows))
        return self.report(dry_run, rows, created)

    def words(self, message) -> str:
        return translate(message, context=self.request)

    def report(self, dry_run: bool, rows=(), created: int = 0, errors=()) -> ImportResult:
        return {
            "created": created,
            "exists": len(rows) - created,
            "rows": len(rows),
            "dry_run": dry_run,
            "errors": [
                {
                    "row": error.row,
                    "field": error.field,
                    "message": self.words(error.message),
                }
                for error in errors
            ],
        }


class PracticesImportGet(PathService):
    """The columns, `{columns: [{name, title, help, required}]}`; with `format=csv|xlsx` an empty table to fill in."""

    contract = Contract(
        query=FormatQuery, files=tuple(FORMATS.values()), answers={200: TableColumns}
    )

    def render(self):
        wanted = self.parameter("format")
        if wanted not in FORMATS:
            return super().render()
        self.check_permission()
        response = self.request.response
        response.setHeader("Content-Type", FORMATS[wanted])
        response.setHeader(
            "Content-Disposition", f'attachment; filename="praxisbeispiele.{wanted}"'
        )
        names = importing.COLUMNS.names
        if wanted == "csv":
            return tables.write_csv(names, [])
        columns = self.columns()
        heading = [self.words(message) for message in _HELP_HEADING]
        notes = [(column["name"], column["title"], column["help"]) for column in columns]
        return tables.write_xlsx(
            [
                (self.words(_("sheet_examples", default="Examples")), [names]),
                (self.words(_("sheet_help", default="Help")), [heading, *notes]),
            ]
        )

    def answer(self):
        wanted = self.parameter("format", "json")
        if wanted != "json":
            raise InvalidInput(
                ("format", _("error_format_table", default="Please choose csv or xlsx."))
            )
        return {"@id": self.request["ACTUAL_URL"], "columns": self.columns()}

    def columns(self) -> list[TableColumn]:
        return [
            {
                "name": name,
                "title": self.words(title),
                "help": self.words(help),
                "required": name in importing.COLUMNS.required,
            }
            for name, title, help in _described()
        ]

    def words(self, message) -> str:
        return translate(message, context=self.request)


_HELP_HEADING = (
    _("column_name", default="Column"),
    _("column_title", default="Meaning"),
    _("column_help", default="What belongs there"),
)

_HELP = {
    "id": (
        _("column_id", default="Id"),
        _(
            "help_column_id",
            default="A name of your own for the row. What was imported under it once is not created again.",
        ),
    ),
    "title": (
        _("column_example_title", default="Title"),
        _("help_column_title", default="Up to 300 characters."),
    ),
    "description": (
        _("column_description", default="Short version"),
        _("help_column_description", default="Two sentences for lists, up to 300 characters."),
    ),
    "topics": (
        _("label_topics", default="Topics"),
        _(
            "help_column_topics",
            default="One to five, by their titles or keys, with | between them.",
        ),
    ),
    "period_start": (
        _("label_period_start", default="Start"),
        _("help_column_day", default="As 2024-05-31 or 31.05.2024."),
    ),
    "period_end": (
        _("label_period_end", default="End"),
        _("help_column_day", default="As 2024-05-31 or 31.05.2024."),
    ),
    "municipality": (
        _("label_municipality", default="Municipality"),
        _("help_column_municipality", default="Official key (ARS or AGS)."),
    ),
    "municipalities": (
        _("label_further_municipalities", default="Further municipalities"),
        _("help_column_municipalities", default="Official keys with | between them."),
    ),
}


def _described():
    """Name, title and help of each column."""
    for name in importing.COLUMNS.names:
        if name in _HELP:
            yield name, *_HELP[name]
        else:
            field = IBestPractice[name]
            yield name, field.title, field.description


def _file(value) -> tuple[str, bytes]:
    """Name and content of an uploaded file.

    :raises ValueError: its argument is the message id.
    """
    missing = _("error_import_no_file", default="Please send a file (CSV or XLSX).")
    if not isinstance(value, dict) or value.get("encoding", "base64") != "base64":
        raise ValueError(missing)
    name, data = value.get("filename", ""), value.get("data")
    if not isinstance(data, str) or not isinstance(name, str) or not data:
        raise ValueError(missing)
    if len(data) > LARGEST * 4 // 3 + 4:
        raise ValueError(_("error_import_long", default="This table is too large."))
    try:
        return name, b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(missing) from None


def _rows_of(name: str, data: bytes):
    """An XLSX file is known by how it begins, whatever its name."""
    if data.startswith(b"PK"):
        return tables.read_xlsx(data, importing.COLUMNS)
    return tables.read_csv(tables.decode(data), importing.COLUMNS)
