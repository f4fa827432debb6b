"""Many examples at once, from a table: read with all errors, created as drafts, all or none.

A row is known by its `id`: what was imported once is not created again, whatever has become of it meanwhile.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from decimal import Decimal
from decimal import InvalidOperation
from html import escape
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import createContentInContainer
from plone.uuid.interfaces import IUUID
from zukunftsraum import _
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import one_line
from zukunftsraum.practices import rules
from zukunftsraum.practices.store import get_store
from zukunftsraum.tables import BadTable
from zukunftsraum.tables import Columns
from zukunftsraum.tables import RowError
from zukunftsraum.tables import TableRow
from zukunftsraum.vocabulary import terms
from zukunftsraum.vocabulary.behaviors import MAX_TOPICS

import re


#: Parts that are texts, in the order of the structure.
TEXTS = tuple(
    part.name for part in rules.PARTS if part.hint and part.name not in ("financing", "staff")
)

COLUMNS = Columns(
    names=(
        "id",
        "title",
        "description",
        "municipality",
        "municipalities",
        "topics",
        "status",
        "period_start",
        "period_end",
        *TEXTS,
        "target_groups",
        "partners",
        "cost_once",
        "cost_running",
        "financing",
        "staff",
        "sdgs",
        "videos",
    ),
    required=("id", "title", "municipality"),
    most_rows=1000,
)

#: Longest text of a part in a table.
LONGEST_TEXT = 20_000

SECTION = "praxis"


@dataclass(frozen=True)
class Row:
    """A checked row: its id, and the values of the fields."""

    id: str
    values: Mapping[str, object]


def check(
    rows: Iterable[TableRow],
    ars_of: Callable[[str], str | None],
    title_of: Callable[[object], str],
) -> list[Row]:
    """The rows of a table, checked.

    :param ars_of: the ARS of a municipality by its ARS or AGS, or None. title_of: the words for a message in the language
        of the table: topics and status may be written with their titles.
    :raises BadTable: names every bad row and field.
    """
    errors: list[RowError] = []
    checked: list[Row] = []
    first: dict[str, int] = {}
    readers = _readers(ars_of, title_of)
    for number, cells in rows:
        if isinstance(cells, RowError):
            errors.append(cells)
            continue
        values: dict[str, object] = {}
        for name in COLUMNS.names:
            try:
                values[name] = readers[name](cells.get(name, "").strip())
            except ValueError as error:
                errors.append(RowError(number, name, error.args[0]))
        start, end = values.get("period_start"), values.get("period_end")
        if start and end and end < start:
            message = _(
                "error_period_ends_before_start",
                default="End: the period ends before it starts.",
            )
            errors.append(RowError(number, "period_end", message))
        id = values.pop("id", None)
        if id is None:
            continue
        before = first.setdefault(id, number)
        if before != number:
            message = _(
                "error_import_id_twice",
                default="This id is in row ${row} already.",
                mapping={"row": before},
            )
            errors.append(RowError(number, "id", message))
        checked.append(Row(id, values))
    if errors:
        raise BadTable(errors)
    if not checked:
        raise BadTable(
            [RowError(1, "", _("error_import_empty", default="The table has no rows."))]
        )
    return checked


def _readers(ars_of, title_of) -> dict[str, Callable[[str], object]]:
    def line(longest, required=False):
        return lambda value: one_line(value, longest, required=required)

    def municipality(value):
        ars = ars_of(value) if value else None
        if ars is None:
            raise ValueError(
                _(
                    "error_municipality_not_in_register",
                    default="The register has no municipality with this key.",
                )
            )
        return ars

    return {
        **{name: lambda value: lines(value, LONGEST_TEXT) for name in TEXTS},
        "id": line(100, required=True),
        "title": line(300, required=True),
        "description": line(300),
        "municipality": municipality,
        "municipalities": lambda value: list(
            dict.fromkeys(municipality(key) for key in entries(value))
        ),
        "topics": lambda value: _topics(value, title_of),
        "status": lambda value: (
            _choice(value, terms.PRACTICE_STATUS, title_of) if value else "running"
        ),
        "period_start": read_day,
        "period_end": read_day,
        "target_groups": lambda value: _lines_of(value, 120),
        "partners": lambda value: _lines_of(value, 200),
        "cost_once": read_amount,
        "cost_running": read_amount,
        "financing": line(500),
        "staff": line(500),
        "sdgs": _sdgs,
        "videos": _videos,
    }


def entries(value: str) -> list[str]:
    """The entries of a cell that has several: `|` or a line break between them."""
    return [entry.strip() for entry in re.split(r"[|\n]", value) if entry.strip()]


def read_day(value: str) -> date | None:
    """A day, written 2024-05-31 or 31.05.2024.

    :raises ValueError: its argument is the message id.
    """
    if not value:
        return None
    for pattern in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(value, pattern).date()
        except ValueError:
            continue
    raise ValueError(_("error_day", default="Please write the day as 2024-05-31 or 31.05.2024."))


def read_amount(value: str) -> Decimal | None:
    """An amount in EUR, written 2300, 2300.50, 2.300,50 or 2300,50.

    :raises ValueError: its argument is the message id.
    """
    if not value:
        return None
    plain = value.removesuffix("EUR").removesuffix("€").strip()
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", plain) or re.fullmatch(r"\d+,\d{1,2}", plain):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        amount = Decimal(plain) if re.fullmatch(r"\d{1,9}(\.\d{1,2})?", plain) else None
    except InvalidOperation:
        amount = None
    if amount is None:
        raise ValueError(
            _("error_amount", default="Please write the amount in euros, for example 2300.50.")
        )
    return amount


def _choice(value: str, titles: Mapping, title_of):
    """The key of an entry of a list, by its key or its title.

    :raises ValueError: its argument is the message id.
    """
    for key, title in titles.items():
        if value in (str(key), title_of(title)):
            return key
    raise ValueError(
        _(
            "error_query_choice",
            default='"${value}" is not one of the possible values.',
            mapping={"value": value[:40]},
        )
    )


def _topics(value: str, title_of) -> list[str]:
    found = list(dict.fromkeys(_choice(v, terms.TOPICS, title_of) for v in entries(value)))
    if len(found) > MAX_TOPICS:
        raise ValueError(
            _(
                "error_topics_many",
                default="Please name at most ${most} topics.",
                mapping={"most": MAX_TOPICS},
            )
        )
    return found


def _sdgs(value: str) -> list[int]:
    found = re.split(r"[|,;\s]+", value) if value else []
    return list(dict.fromkeys(_choice(v, terms.SDGS, str) for v in found if v))


def _lines_of(value: str, longest: int) -> list[str]:
    found = [one_line(entry, longest, required=True) for entry in entries(value)]
    if len(found) > 40:
        raise ValueError(_("error_entries_many", default="Please give at most 40 entries."))
    return found


def _videos(value: str) -> list[str]:
    found = entries(value)
    if not all(rules.is_https_link(link) and len(link) <= 500 for link in found):
        raise ValueError(
            _("error_https_link", default="Please give an address that begins with https://.")
        )
    return found[:10]


def as_markup(text: str) -> str:
    """Plain text as paragraphs: an empty line ends one."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return "".join(f"<p>{escape(part).replace(chr(10), '<br />')}</p>" for part in paragraphs)


# -- creating ----------------------------------------------------------------------------------


def new_rows(rows: list[Row]) -> list[Row]:
    """Those that were not imported yet, or whose example was deleted since."""
    imported = get_store().imported
    uids = [imported[row.id] for row in rows if row.id in imported]
    brains = (
        api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uids) if uids else ()
    )
    there = {brain.UID for brain in brains}
    return [row for row in rows if imported.get(row.id) not in there]


def create(rows: list[Row]) -> int:
    """Create drafts of the rows that were not imported yet, in the name of the caller; how many."""
    imported = get_store().imported
    section = api.portal.get()[SECTION]
    rows = new_rows(rows)
    for row in rows:
        values = {
            name: RichTextValue(as_markup(value), "text/html", "text/x-html-safe")
            if name in TEXTS
            else value
            for name, value in row.values.items()
            if value not in ("", None)
        }
        example = createContentInContainer(section, "BestPractice", **values)
        imported[row.id] = IUUID(example)
    return len(rows)
