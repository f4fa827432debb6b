"""@saved-data: what people have sent with a form, for those who may see it."""

from collections.abc import Mapping
from collective.easyform.interfaces import ISaveData
from plone.namedfile.interfaces import INamed
from plone.namedfile.utils import set_headers
from plone.namedfile.utils import stream_data
from plone.restapi.deserializer import json_body
from typing import Literal
from typing_extensions import TypedDict
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Format
from zukunftsraum.contract import Listing
from zukunftsraum.contract import Moment
from zukunftsraum.contract import PageQuery
from zukunftsraum.contract import Uri
from zukunftsraum.forms.retention import days_of
from zukunftsraum.forms.retention import lock_of
from zukunftsraum.forms.saved_rows import Column
from zukunftsraum.forms.saved_rows import columns_of
from zukunftsraum.forms.saved_rows import newest
from zukunftsraum.forms.saved_rows import rows_of
from zukunftsraum.forms.saved_rows import savers
from zukunftsraum.forms.saved_rows import sent_at
from zukunftsraum.forms.saved_rows import storages
from zukunftsraum.forms.saved_rows import table_of
from zukunftsraum.forms.saved_rows import values_of
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.service import PathService
from zukunftsraum.tables import CSV_TYPE
from zukunftsraum.tables import XLSX_TYPE


FORMATS = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}

#: Of files that strangers send, whatever they say of themselves.
FILE_TYPE = "application/octet-stream"


class SaverQuery(TypedDict, total=False):
    """Name of the saver; the first one where nothing is said."""

    action: str


class SavedDataQuery(SaverQuery, PageQuery, total=False):
    """Which saver, and which page or table."""

    format: Format


class SavedRow(TypedDict):
    """What somebody sent: texts by column, and the addresses of files."""

    id: str
    sent: Moment | None
    values: dict[str, str]
    files: dict[str, Uri]


class NameAndTitle(TypedDict):
    name: str
    title: str


class SavedRows(Listing[SavedRow]):
    """One page, newest first."""

    columns: list[NameAndTitle]
    savers: list[NameAndTitle]
    retention_days: int


class DeleteAll(TypedDict, total=False):
    """Needed to delete everything."""

    confirm: Literal[True]


class SavedDataService(PathService):
    def saver(self) -> tuple[str, ISaveData | None]:
        """Name of the saver that is meant, the first one where nothing is said; and the saver, None where the form has none.

        :raises InvalidInput: the form has no saver of this name.
        """
        found = savers(self.context)
        wanted = self.request.form.get("action") or next(iter(found), "")
        if not isinstance(wanted, str) or (wanted and wanted not in found):
            message = _("error_form_saver", default="The form has no place of this name to save.")
            raise InvalidInput(("action", message))
        return wanted, found.get(wanted)

    def key(self) -> int | None:
        """The key of the row that the path names; None where there is none."""
        said = self.path[0]
        if not (said.isascii() and said.isdigit() and len(said) < 19):
            return None
        return int(said)

    def columns(self, saver: ISaveData | None) -> list[Column]:
        return [] if saver is None else columns_of(self.context, saver, self.request)


class SavedDataGet(SavedDataService):
    """What people have sent with a form.

    One page, newest first. `format=xlsx|csv`: all rows as a table. `@saved-data/<id>/<column>`: a file that was sent.
    """

    contract = (
        Contract(query=SavedDataQuery, files=(CSV_TYPE, XLSX_TYPE), answers={200: SavedRows}),
        Contract(path="/{id}", query=SaverQuery, answers={200: SavedRow}),
        Contract(
            path="/{id}/{column}",
            query=SaverQuery,
            files=(FILE_TYPE,),
            answers={200: None},
        ),
    )

    segments, may_lack = 2, 2

    def render(self):
        wanted = self.request.form.get("format", "json")
        if self.path or not isinstance(wanted, str) or wanted not in FORMATS:
            return super().render() if len(self.path) < 2 else self._uploaded()
        self.check_permission()
        try:
            name, saver = self.saver()
        except InvalidInput:
            return super().render()
        return self._table(wanted, name, saver)

    def answer(self):
        form = self.request.form
        if form.get("format", "json") != "json":
            message = _("error_format", default="Please choose csv, json or xlsx.")
            raise InvalidInput(("format", message))
        name, saver = self.saver()
        columns, rows = self.columns(saver), rows_of(self.context, name)
        if self.path:
            key = self.key()
            return self._row(key, rows[key], columns) if key in rows else self.not_found()
        start, size = self.paging()
        items = [self._row(key, row, columns) for key, row in newest(rows, start, size)]
        titles = {
            other: translate(one.title, context=self.request)
            for other, one in savers(self.context).items()
        }
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return {
            **self.listing(len(rows), items, start, size),
            "columns": [{"name": one.name, "title": one.title} for one in columns],
            "savers": [{"name": other, "title": title} for other, title in titles.items()],
            "retention_days": days_of(self.context),
        }

    def _row(self, key: int, row: Mapping, columns: list[Column]) -> dict:
        sent = sent_at(key)
        url = f"{self.context.absolute_url()}/@saved-data/{key}"
        return {
            "id": str(key),
            "sent": sent.isoformat(timespec="seconds") if sent else None,
            "values": values_of(row, columns, self.context, self.request),
            "files": {
                one.name: f"{url}/{one.name}"
                for one in columns
                if INamed.providedBy(row.get(one.name))
            },
        }

    def _table(self, wanted: str, name: str, saver: ISaveData | None) -> bytes:
        response = self.request.response
        response.setHeader("Content-Type", FORMATS[wanted])
        filename = f"{self.context.getId()}-{name}.{wanted}"
        response.setHeader("Content-Disposition", f'attachment; filename="{filename}"')
        response.setHeader("Cache-Control", "private, no-store")
        return table_of(self.context, name, saver, self.request, wanted)

    def _uploaded(self):
        """A file that was sent, as an attachment: what strangers send is shown by no browser."""
        self.check_permission()
        try:
            name, saver = self.saver()
        except InvalidInput:
            return super().render()
        row = rows_of(self.context, name).get(self.key(), {})
        column = self.path[1]
        file = row.get(column) if column in {one.name for one in self.columns(saver)} else None
        if not INamed.providedBy(file):
            self.path = ["0"]  # answered as a row that is not there
            return super().render()
        set_headers(file, self.request.response, filename=file.filename or column)
        self.request.response.setHeader("Content-Type", FILE_TYPE)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return stream_data(file)


class SavedDataDelete(SavedDataService):
    """Deletes what people have sent.

    `@saved-data/<id>` deletes one row, `@saved-data` with `{"confirm": true}` all of the saver; 204. Doing it again is no error for
    all, and 404 for one.
    """

    contract = (
        Contract(query=SaverQuery, body=DeleteAll, answers={204: None}),
        Contract(path="/{id}", query=SaverQuery, answers={204: None}),
    )

    segments, may_lack = 1, 1

    def answer(self):
        name, _saver = self.saver()
        if self.path:
            key = self.key()
            if key is None or not run_alone(
                lock_of(self.context), lambda: self._delete(name, key)
            ):
                return self.not_found()
        else:
            if json_body(self.request).get("confirm") is not True:
                message = _(
                    "error_form_confirm",
                    default="Please confirm that everything is to be deleted: send true.",
                )
                raise InvalidInput(("confirm", message))
            run_alone(lock_of(self.context), lambda: self._clear(name))
        return self.reply_no_content()

    def _delete(self, name: str, key: int) -> bool:
        rows = storages(self.context).get(name, {})
        return rows.pop(key, None) is not None

    def _clear(self, name: str) -> None:
        if name in storages(self.context):
            storages(self.context)[name].clear()
