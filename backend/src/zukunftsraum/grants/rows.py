"""Rows of a table in a call or an application: read and checked cell by cell. Plain functions, no I/O.

A draft may lack anything, but holds nothing malformed: an empty cell is `""` or None, every other one has its type. Rows are kept as JSON has them:
amounts as texts with two places, days as ISO 8601. What is wrong is named by row and cell, counted from 0: `2.rate`.
"""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from decimal import InvalidOperation
from typing import Any
from zukunftsraum import _
from zukunftsraum.grants.money import as_text
from zukunftsraum.grants.money import product
from zukunftsraum.grants.money import read_amount
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.inputs import is_whole_text
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import one_line

import re


Cell = Callable[[Any], Any]

#: More rows than this are no table of a micro grant.
MOST_ROWS = 60

#: Above any number of days or kilometres.
MOST_UNITS = Decimal(100_000)

_KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
_ARS = re.compile(r"\d{12}|\d{9}|\d{5}")


def line(longest: int) -> Cell:
    """A text of one line."""
    return lambda value: _whole(one_line(value, longest, required=False))


def text(longest: int) -> Cell:
    """A text of several lines."""
    return lambda value: _whole(lines(value, longest))


def amount(value: Any) -> str | None:
    """An amount in EUR, `1234.50`; None for an empty cell.

    :raises ValueError: its argument is the message id.
    """
    return None if value in (None, "") else as_text(read_amount(value))


def units(value: Any) -> str | None:
    """A number with two places at most, for example days: `1.5`; None for an empty cell.

    :raises ValueError: its argument is the message id.
    """
    if value in (None, ""):
        return None
    try:
        if isinstance(value, bool) or len(str(value)) > 20:
            raise InvalidOperation
        number = Decimal(str(value).strip().replace(",", "."))
        if not number.is_finite() or not 0 <= number <= MOST_UNITS or number != round(number, 2):
            raise InvalidOperation
    except InvalidOperation:
        raise ValueError(
            _(
                "error_grant_units",
                default="Please give a number from 0 to 100,000 with two decimal places at most.",
            )
        ) from None
    return f"{number.normalize():f}"


def day(value: Any) -> str:
    """A day, `2026-12-31`; "" for an empty cell.

    :raises ValueError: its argument is the message id.
    """
    if value in (None, ""):
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise ValueError(
            _("error_date_expected", default="Please enter a date, for example 2026-12-31.")
        ) from None


def key(value: Any) -> str:
    """A key that stays when titles change: small letters, digits and hyphens.

    :raises ValueError: its argument is the message id.
    """
    if value in (None, ""):
        return ""
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise ValueError(
            _(
                "error_grant_key",
                default="Please use up to 40 small letters, digits and hyphens, beginning with a letter.",
            )
        )
    return value


def municipality(value: Any) -> str:
    """A key of the register (ARS) by its form; whether the register has it is asked before submission.

    :raises ValueError: its argument is the message id.
    """
    if value in (None, ""):
        return ""
    if not isinstance(value, str) or not _ARS.fullmatch(value):
        raise ValueError(
            _("error_grant_municipality", default="Please choose a municipality from the list.")
        )
    return value


def flag(default: bool) -> Cell:
    """Yes or no."""

    def read(value: Any) -> bool:
        if value is None:
            return default
        if not isinstance(value, bool):
            raise ValueError(_("error_flag_expected", default="Please send true or false."))
        return value

    return read


def one_of(*choices: str) -> Cell:
    """One of a few words; "" for an empty cell."""

    def read(value: Any) -> str:
        if value in (None, ""):
            return ""
        if value not in choices:
            raise ValueError(_("error_choice_expected", default="Please choose from the list."))
        return value

    return read


def read_rows(
    value: Any, cells: Mapping[str, Cell], *, finish: Callable[[dict], dict] | None = None
) -> list[dict]:
    """The rows of a table. Those with no cell filled in are left out.

    :param finish: completes a row whose cells are read; it raises `InvalidInput` with the names of cells.
    :raises InvalidInput: names every bad cell, for example `2.rate`.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise InvalidInput(("", _("error_rows_list", default="Please send a list of rows.")))
    if len(value) > MOST_ROWS:
        message = _(
            "error_rows_many",
            default="Please give at most ${limit} rows.",
            mapping={"limit": MOST_ROWS},
        )
        raise InvalidInput(("", message))
    errors: list[tuple[str, str]] = []
    found = []
    for number, row in enumerate(value):
        try:
            known = _read_row(row, cells)
            found.append(finish(known) if finish is not None else known)
        except InvalidInput as error:
            errors += [(f"{number}.{name}".rstrip("."), message) for name, message in error.errors]
    if errors:
        raise InvalidInput(*errors)
    return [row for row in found if any(_is_said(cell) for cell in row.values())]


def _read_row(row: Any, cells: Mapping[str, Cell]) -> dict:
    if not isinstance(row, Mapping):
        raise InvalidInput(("", _("error_object_expected", default="Please send an object.")))
    errors = []
    # Editors of tables put an id of their own into every row.
    for name in row:
        if name not in cells and not str(name).startswith("@"):
            message = _("error_field_unknown", default="There is no field of this name.")
            errors.append((str(name)[:40], message))
    known = {}
    for name, read in cells.items():
        try:
            known[name] = read(row.get(name))
        except ValueError as error:
            errors.append((name, error.args[0]))
    if errors:
        raise InvalidInput(*errors)
    return known


def _whole(value: str) -> str:
    if not is_whole_text(value):
        raise ValueError(_("error_text_broken", default="This has signs that cannot be stored."))
    return value


def _is_said(cell: Any) -> bool:
    return cell not in (None, "") and not isinstance(cell, bool)


def finish_cost(row: dict) -> dict:
    """amount = units × rate, rounded half up to cents; it may be sent along, but then it has to be that."""
    if row["units"] is None or row["rate"] is None:
        return row
    result = as_text(product(Decimal(row["units"]), Decimal(row["rate"])))
    if row["amount"] not in (None, result):
        message = _(
            "error_grant_product",
            default="Number times rate is ${amount} EUR.",
            mapping={"amount": result},
        )
        raise InvalidInput(("amount", message))
    return {**row, "amount": result}


#: Table → its cells. Amounts in EUR.
TABLES: dict[str, dict[str, Cell]] = {
    "cost_categories": {"key": key, "title": line(120)},
    "carriers": {"municipality": municipality, "amount": amount},
    "signatories": {"name": line(120), "function": line(120)},
    "goals": {"goal": text(5000), "indicator": text(1000)},
    "dates": {"date": day, "description": line(250)},
    "cost_plan": {
        "category": key,
        "description": line(250),
        "units": units,
        "rate": amount,
        "amount": amount,
        "is_gross": flag(True),
    },
    "other_funds": {"source": line(200), "amount": amount},
    "attachments": {
        "file": line(200),
        "kind": one_of("quote", "signed-form", "receipt", "other"),
    },
    "proof_goals": {"goal": text(5000), "result": text(5000), "deviation": text(2000)},
    "receipts": {
        "date": day,
        "payee": line(200),
        "reason": line(250),
        "category": key,
        "amount": amount,
    },
}


def read_table(name: str, value: Any) -> list[dict]:
    """The rows of a table of `TABLES`.

    :raises InvalidInput: names every bad cell, for example `2.rate`.
    """
    finish = {"cost_plan": finish_cost, "cost_categories": _finish_category}.get(name)
    return read_rows(value, TABLES[name], finish=finish)


def _finish_category(row: dict) -> dict:
    missing = [name for name in ("key", "title") if not row[name]]
    if missing:
        message = _("error_required", default="Please fill in this field.")
        raise InvalidInput(*((name, message) for name in missing))
    return row
