"""Tables that people send and get: CSV and XLSX, with all errors by row, and with limits against large and hostile files."""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from decimal import Decimal
from openpyxl import load_workbook
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import TYPE_STRING
from openpyxl.styles.numbers import FORMAT_TEXT
from zipfile import BadZipFile
from zipfile import ZipFile
from zukunftsraum import _

import csv
import io
import math


CSV_TYPE = "text/csv"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: Errors that are told; a table in the wrong order has one in every field.
TOLD_ERRORS = 500

#: An XLSX file is a ZIP: so many bytes it may unpack to, from so many files.
MOST_UNPACKED = 30_000_000
MOST_FILES = 200


@dataclass(frozen=True)
class RowError:
    """row: line of the table, the header is 1. field: column, "" for the row as a whole."""

    row: int
    field: str
    message: str


class BadTable(ValueError):
    """What is wrong with the table; errors: at most TOLD_ERRORS, in the order of the rows."""

    def __init__(self, errors: list[RowError]):
        super().__init__(f"{len(errors)} errors")
        self.errors = errors[:TOLD_ERRORS]


@dataclass(frozen=True)
class Columns:
    """names: all that there are. required: those that a table must have. most_rows: that it may have."""

    names: tuple[str, ...]
    required: tuple[str, ...]
    most_rows: int


#: Number of a row, and its values by column or what is wrong with the row as a whole.
TableRow = tuple[int, dict[str, str] | RowError]


# -- reading -----------------------------------------------------------------------------------


def read_csv(text: str, columns: Columns) -> Iterator[TableRow]:
    """The rows that are not empty, of a table with a header and with `;` or `,` between the columns.

    :raises BadTable: when the table as a whole cannot be read.
    """
    text = text.removeprefix("\ufeff")
    header = text.split("\n", 1)[0]
    lines = csv.reader(io.StringIO(text), delimiter=";" if ";" in header else ",", strict=True)
    try:
        yield from _rows(((lines.line_num, values) for values in lines), columns)
    except csv.Error:
        message = _(
            "error_import_csv", default="This row is not written as CSV: check the quotes."
        )
        raise BadTable([RowError(lines.line_num, "", message)]) from None


def decode(data: bytes) -> str:
    """The text of a CSV file: UTF-8, or what spreadsheet programs on Windows write."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_xlsx(data: bytes, columns: Columns) -> Iterator[TableRow]:
    """The same of the first sheet of an XLSX file; formulas are read as their last results.

    :raises BadTable: when it is no such file, or one that unpacks to too much.
    """
    with _workbook(data) as book:
        sheet = book.worksheets[0]
        cells = sheet.iter_rows(
            max_row=columns.most_rows + 2,
            max_col=len(columns.names) + 1,
            values_only=True,
        )
        rows = (
            (number, [_cell_text(value) for value in row]) for number, row in enumerate(cells, 1)
        )
        yield from _rows(rows, columns, padded=True)


@contextmanager
def _workbook(data: bytes):
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            files = archive.infolist()
        if len(files) > MOST_FILES or sum(file.file_size for file in files) > MOST_UNPACKED:
            raise BadTable(
                [RowError(1, "", _("error_import_long", default="This table is too large."))]
            )
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except BadTable:
        raise
    except (BadZipFile, KeyError, ValueError, OSError, TypeError, SyntaxError):
        raise BadTable([RowError(1, "", _NO_XLSX)]) from None
    try:
        if not book.worksheets:
            raise BadTable([RowError(1, "", _NO_XLSX)])
        yield book
    finally:
        book.close()


_NO_XLSX = _("error_import_xlsx", default="This file is no table that can be read (XLSX or CSV).")


def _cell_text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _rows(
    lines: Iterable[tuple[int, list[str]]], columns: Columns, *, padded: bool = False
) -> Iterator[TableRow]:
    """padded: rows have empty cells beyond the header."""
    lines = iter(lines)
    number, first = next(lines, (1, []))
    names = [name.strip().lower() for name in first]
    while padded and names and not names[-1]:
        names.pop()
    _check_header(names, columns)
    count = 0
    for number, values in lines:
        if not any(value.strip() for value in values):
            continue
        count += 1
        if count > columns.most_rows:
            message = _(
                "error_import_rows",
                default="A table may have at most ${most} rows.",
                mapping={"most": columns.most_rows},
            )
            raise BadTable([RowError(number, "", message)])
        if padded and not any(value.strip() for value in values[len(names) :]):
            values = values[: len(names)]
        if len(values) != len(names):
            message = _(
                "error_import_width",
                default="This row has ${count} columns, the header has ${expected}.",
                mapping={"count": len(values), "expected": len(names)},
            )
            yield number, RowError(number, "", message)
            continue
        if any("\ufffd" in value for value in values):
            message = _(
                "error_import_encoding",
                default="Letters of this row were lost: please save the table as “CSV UTF-8”.",
            )
            yield number, RowError(number, "", message)
            continue
        yield number, dict(zip(names, values, strict=True))


def _check_header(names: list[str], columns: Columns) -> None:
    errors = [
        RowError(1, name[:40], _("error_import_column", default="There is no such column."))
        for name in names
        if name not in columns.names
    ]
    errors += [
        RowError(1, name, _("error_import_column_missing", default="This column is missing."))
        for name in columns.required
        if name not in names
    ]
    errors += [
        RowError(1, name, _("error_import_column_twice", default="This column is there twice."))
        for name in columns.names
        if names.count(name) > 1
    ]
    if errors:
        raise BadTable(errors)


# -- writing -----------------------------------------------------------------------------------


def neutral(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def write_csv(header: Sequence[str], rows: Iterable[Collection[str]], delimiter=";") -> bytes:
    """A table as spreadsheet programs in Germany open it: `;`, UTF-8 with a mark, formulas neutralised."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in (header, *rows):
        writer.writerow([neutral(text) for text in row])
    return out.getvalue().encode("utf-8-sig")


#: What a cell of XLSX can hold beside texts.
CellValue = str | int | float | Decimal | date | datetime

#: Whole numbers of more digits lose the last ones in a spreadsheet; days before this one it does not know.
MOST_DIGITS, FIRST_DAY = 15, date(1900, 3, 1)


def write_xlsx(
    sheets: Iterable[tuple[str, Iterable[Collection[CellValue]]]], *, quoted: bool = True
) -> bytes:
    """Sheets, each with its title and rows.

    :param quoted: put a quote before texts that look like formulas, as in CSV. Else they stay as they are, in cells of type text: no program runs them.
    """
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        if not quoted:
            sheet.sheet_format.defaultColWidth = 18  # a moment fits
        for row in rows:
            sheet.append([_cell(sheet, value, quoted) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet, value: CellValue, quoted: bool):
    """A value for a sheet: numbers as numbers, days and moments as German readers write them."""
    if isinstance(value, datetime | date):
        cell = WriteOnlyCell(sheet, value)
        has_time = isinstance(value, datetime)
        cell.number_format = "DD.MM.YYYY HH:MM" if has_time else "DD.MM.YYYY"
        return cell
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if quoted:
        return neutral(text)
    cell = WriteOnlyCell(sheet, text)
    if cell.data_type != TYPE_STRING:  # a formula, or the name of an error
        cell.data_type, cell.number_format = TYPE_STRING, FORMAT_TEXT
    return cell


def fits_a_cell(value: object) -> bool:
    """Whether XLSX can hold this as a number, a day or a moment; else it has to be written as a text."""
    if isinstance(value, datetime):
        return value.tzinfo is None and value.date() >= FIRST_DAY
    if isinstance(value, date):
        return value >= FIRST_DAY
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    if not math.isfinite(value):
        return False
    return not isinstance(value, int) or abs(value) < 10**MOST_DIGITS
