"""What people have sent, as the savers of a form keep it: read only, as texts, newest first; and a copy of a form without it.

collective.easyform keeps the rows of a saver in a BTree at the form; a row's key is the time it was sent, in milliseconds since 1970.
Reading makes copies: stock changes stored rows when it serialises them, and creates trees on reading.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from collections.abc import Mapping
from collective.easyform.api import get_actions
from collective.easyform.api import get_schema
from collective.easyform.api import is_file_data
from collective.easyform.interfaces import IExtraData
from collective.easyform.interfaces import ILabel
from collective.easyform.interfaces import ISaveData
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import UTC
from decimal import Decimal
from itertools import chain
from itertools import islice
from plone.app.textfield.value import RichTextValue
from plone.namedfile.interfaces import INamed
from zope.i18n import translate
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IField
from zukunftsraum import _
from zukunftsraum import tables
from zukunftsraum.forms.captcha import IQuestionCaptcha
from zukunftsraum.register.services.register_import import TIME_ZONE


#: Keys below are no times: older versions counted the rows. (It is September 2001.)
FIRST_TIME = 10**12

SENT = _("column_form_sent", default="Sent")


@dataclass(frozen=True)
class Column:
    """A column of a table of rows; field is None for what the request said, and for fields that the form has no more."""

    name: str
    title: str
    field: IField | None


def savers(form) -> dict[str, ISaveData]:
    """The savers of a form by name, in their order."""
    return {
        name: action
        for name, action in getFieldsInOrder(get_actions(form))
        if ISaveData.providedBy(action)
    }


def storages(form) -> Mapping:
    """The trees of rows that there are, by name of the saver; also of savers that were removed. Creates nothing."""
    return getattr(aq_base(form), "_inputStorage", None) or {}


def leave_behind(form, event) -> None:
    """Let a copy of a form start empty: what people have sent stays with the form that they sent it with, for as long as that keeps it."""
    if storages(form):
        del aq_base(form)._inputStorage


def rows_of(form, saver: str):
    """The tree of a saver: key → row; an empty one where nothing was saved."""
    return storages(form).get(saver, {})


def newest(rows, start: int = 0, size: int | None = None) -> Iterator[tuple[int, Mapping]]:
    """Key and row, newest first, from a place in the order; only what is asked for is loaded."""
    items = rows.items() if hasattr(rows, "minKey") else sorted(rows.items())
    total = len(items)
    places = range(total - 1 - start, -1, -1)
    return ((items[place][0], items[place][1]) for place in islice(places, size))


def sent_at(key: int) -> datetime | None:
    """When a row was sent; None where its key does not say."""
    return datetime.fromtimestamp(key / 1000, UTC) if key >= FIRST_TIME else None


def columns_of(form, saver: ISaveData, request) -> list[Column]:
    """The columns of a saver: its fields, or all that take an answer; then what it keeps of the request."""
    schema = get_schema(form)
    chosen = saver.showFields or list(schema)
    found = [
        Column(name, translate(schema[name].title, context=request) or name, schema[name])
        for name, _field in getFieldsInOrder(schema)
        if name in chosen
        and not ILabel.providedBy(schema[name])
        and not IQuestionCaptcha.providedBy(schema[name])
    ]
    extra = [name for name in saver.ExtraData or () if name in IExtraData]
    return found + [
        Column(name, translate(IExtraData[name].title, context=request), None) for name in extra
    ]


def text_of(value, column: Column, form, request) -> str:
    """A value as a text that people read: titles of choices, names of files."""
    if value is None:
        return ""
    if IBool.providedBy(column.field) or isinstance(value, bool):
        said = _("saved_yes", default="yes") if value else _("saved_no", default="no")
        return translate(said, context=request)
    if is_file_data(value) or INamed.providedBy(value):
        return value.filename or ""
    if isinstance(value, RichTextValue):
        return value.raw or ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, set | frozenset | list | tuple):
        kind = column.field.value_type if ICollection.providedBy(column.field) else None
        of_one = Column(column.name, "", kind)
        texts = [text_of(one, of_one, form, request) for one in value]
        return ", ".join(sorted(texts) if isinstance(value, set | frozenset) else texts)
    if isinstance(value, Mapping):
        return ", ".join(
            f"{name}: {text_of(v, column, form, request)}" for name, v in value.items()
        )
    if IChoice.providedBy(column.field):
        return title_of(value, column.field, form, request)
    return str(value)


def title_of(value, field: IChoice, form, request) -> str:
    """The title of a choice; the value itself where the list does not know it any more."""
    try:
        term = field.bind(form).vocabulary.getTerm(value)
    except (LookupError, ValueError, TypeError, AttributeError):
        return str(value)
    title = getattr(term, "title", None) or str(value)
    return translate(title, context=request)


def values_of(row: Mapping, columns: list[Column], form, request) -> dict[str, str]:
    """A row as texts by column."""
    return {
        column.name: text_of(row.get(column.name), column, form, request) for column in columns
    }


def table_of(form, name: str, saver: ISaveData | None, request, kind: str, delimiter=";") -> bytes:
    """All rows of a saver as a table, newest first, with a heading; no formula in it runs.

    :param kind: `csv` or `xlsx`. delimiter: between the columns of CSV, one character.
    """
    columns = [] if saver is None else columns_of(form, saver, request)
    header = [translate(SENT, context=request), *(one.title for one in columns)]
    rows = newest(rows_of(form, name))
    if kind == "csv":
        lines = (_texts(key, row, columns, form, request) for key, row in rows)
        return tables.write_csv(header, lines, delimiter)
    cells = (_cells(key, row, columns, form, request) for key, row in rows)
    sheet = translate(_("sheet_saved_data", default="Submissions"), context=request)
    return tables.write_xlsx([(sheet, chain([header], cells))], quoted=False)


def _texts(key: int, row: Mapping, columns: list[Column], form, request) -> list[str]:
    sent = sent_at(key)
    values = values_of(row, columns, form, request)
    time = f"{sent.astimezone(TIME_ZONE):%Y-%m-%d %H:%M}" if sent else ""
    return [time, *(values[one.name] for one in columns)]


def _cells(key: int, row: Mapping, columns: list[Column], form, request) -> list[tables.CellValue]:
    """Numbers, days and moments as such: spreadsheets can add them up, and sort by them."""
    sent = sent_at(key)
    time = sent.astimezone(TIME_ZONE).replace(tzinfo=None, second=0, microsecond=0) if sent else ""
    return [time, *(cell_of(row.get(one.name), one, form, request) for one in columns)]


def cell_of(value, column: Column, form, request) -> tables.CellValue:
    """A value for a cell of XLSX; choices and what no number, day or moment can say are texts."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(TIME_ZONE).replace(tzinfo=None)
    if tables.fits_a_cell(value) and not IChoice.providedBy(column.field):
        return value
    return text_of(value, column, form, request)
