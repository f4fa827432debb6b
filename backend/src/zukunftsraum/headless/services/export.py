"""GET /@search-export: the results of a search as CSV, JSON or XLSX."""

from plone import api
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum import tables
from zukunftsraum.content.queries import readable
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import FormatQuery
from zukunftsraum.contract import Items
from zukunftsraum.headless.export import COLUMNS
from zukunftsraum.headless.export import ExportRow
from zukunftsraum.headless.export import MOST_ROWS
from zukunftsraum.headless.export import row_of
from zukunftsraum.headless.searching import catalog_query
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.service import all_invalid
from zukunftsraum.service import PathService


FORMATS = {"csv": tables.CSV_TYPE, "xlsx": tables.XLSX_TYPE}


class SearchExport(Items[ExportRow]):
    items_total: Count


class SearchExportGet(PathService):
    """Gives the results of a search as a table: JSON, CSV or XLSX.

    Takes `format` and any parameter of `@search`, in its order and without its paging; at most `MOST_ROWS` rows."""

    contract = Contract(
        query=FormatQuery,
        search=True,
        files=tuple(FORMATS.values()),
        answers={200: SearchExport},
    )

    def render(self):
        wanted = self.parameter("format", "json")
        if wanted not in FORMATS:
            return super().render()
        self.check_permission()
        try:
            rows = [row.values() for row in self.rows()]
        except InvalidInput as error:
            raise all_invalid(self.request, error) from None
        response = self.request.response
        response.setHeader("Content-Type", FORMATS[wanted])
        response.setHeader("Content-Disposition", f'attachment; filename="suche.{wanted}"')
        heading = [self.words(title) for title in COLUMNS.values()]
        if wanted == "csv":
            return tables.write_csv(heading, rows)
        sheet = self.words(_("export_sheet", default="Search"))
        return tables.write_xlsx([(sheet, [heading, *rows])])

    def answer(self):
        wanted = self.parameter("format", "json")
        if wanted != "json":
            raise InvalidInput(
                ("format", _("error_format", default="Please choose csv, json or xlsx."))
            )
        rows = self.rows()
        return {"@id": self.request["ACTUAL_URL"], "items_total": len(rows), "items": rows}

    def rows(self) -> list[ExportRow]:
        """:raises InvalidInput: there are too many."""
        query = catalog_query(self.context, self.request, other=("format", "facet"))
        if query is None:
            return []
        for name in ("b_start", "b_size", "sort_limit"):
            query.pop(name, None)
        with readable(self.request):
            results = api.portal.get_tool("portal_catalog").searchResults(**query)
        if results.actual_result_count > MOST_ROWS:
            raise InvalidInput(
                (
                    "",
                    _(
                        "error_export_rows",
                        default="These are ${count} results; at most ${most} can be exported. Please narrow the search.",
                        mapping={"count": results.actual_result_count, "most": MOST_ROWS},
                    ),
                )
            )
        return [row_of(brain, self.words) for brain in results]

    def words(self, message) -> str:
        return translate(message, context=self.request)
