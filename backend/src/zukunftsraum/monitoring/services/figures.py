"""GET /@figures: the open figures of the network, as JSON or CSV."""

from collections.abc import Iterator
from collections.abc import Mapping
from datetime import datetime
from datetime import UTC
from plone import api
from typing import Any
from typing import Literal
from typing_extensions import TypedDict
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum import conditional
from zukunftsraum import tables
from zukunftsraum.contract import Contract
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.monitoring.figures import Figures
from zukunftsraum.monitoring.figures import figures
from zukunftsraum.service import all_invalid
from zukunftsraum.service import PathService
from zukunftsraum.vocabulary.titles import titles

import json


#: What is counted, as it is headed in the table → where it stands in the figures.
COUNTED = {
    _("figures_content", default="Open content"): ("content",),
    _("figures_municipalities", default="Participating municipalities"): ("municipalities",),
    _("figures_seminars", default="Seminars"): ("seminars",),
    _("figures_participants", default="Participants of seminars"): ("seminars", "participants"),
    _("figures_granted_municipalities", default="Municipalities with a micro grant"): (
        "grants",
        "municipalities",
    ),
    _("figures_granted", default="Granted (EUR)"): ("grants", "granted"),
}

#: Table → how it is called, and the index whose values divide it.
DIVISIONS = {
    "total": (_("figures_total", default="Total"), ""),
    "by_type": (_("export_type", default="Type"), "portal_type"),
    "by_topic": (_("figures_topic", default="Topic"), "topics"),
    "by_state": (_("export_state", default="Federal state"), "state"),
    "by_size_class": (_("figures_size", default="Size"), "size_class"),
    "by_structurally_weak": (_("figures_weak", default="Structure"), "structurally_weak"),
    "by_kind": (_("label_seminar_kind", default="Kind of event"), "kind"),
    "by_year": (_("export_year", default="Year"), ""),
}

HEADING = (
    _("figures_column_counted", default="What is counted"),
    _("figures_column_division", default="By"),
    _("figures_column_key", default="Key"),
    _("figures_column_group", default="Group"),
    _("figures_column_count", default="Number"),
)


class OpenFiguresQuery(TypedDict, total=False):
    format: Literal["json", "csv"]


class FiguresGet(PathService):
    """Tells open figures of the network: content, municipalities, seminars, grants.

    Tables are `{key: number}`; null is a group that is not told, since it has fewer than `smallest_group` people or municipalities, or since
    others could be worked out with it. In CSV it is empty. `content.by_type` counts what everybody sees; `seminars` are all that were announced,
    to members only, completed and archived ones too.
    """

    contract = Contract(query=OpenFiguresQuery, files=("text/csv",), answers={200: Figures})

    def render(self):
        self.check_permission()
        wanted = self.parameter("format", "json")
        if wanted not in ("json", "csv"):
            message = _("error_figures_format", default="Please choose json or csv.")
            raise all_invalid(self.request, InvalidInput(("format", message)))
        found = figures(datetime.now(UTC))
        response = self.request.response
        response.setHeader("Cache-Control", "public, max-age=600")
        if wanted == "json":
            response.setHeader("Content-Type", "application/json")
            body = json.dumps(found, ensure_ascii=False, sort_keys=True).encode()
            return conditional.answer(self.request, body)
        response.setHeader("Content-Type", tables.CSV_TYPE)
        response.setHeader("Content-Disposition", 'attachment; filename="kennzahlen.csv"')
        response.setHeader("Vary", "Accept-Language")
        heading = [self.words(title) for title in HEADING]
        return conditional.answer(self.request, tables.write_csv(heading, self.rows(found)))

    def rows(self, found: Mapping[str, Any]) -> Iterator[list[str]]:
        for title, place in COUNTED.items():
            told: Any = found
            for name in place:
                told = told[name]
            for division, (by, index) in DIVISIONS.items():
                if division not in told:
                    continue
                table = told[division]
                groups = table if isinstance(table, Mapping) else {"": table}
                for key in sorted(groups):
                    count = groups[key]
                    yield [
                        self.words(title),
                        self.words(by),
                        key,
                        self.group(index, key),
                        "" if count is None else str(count),
                    ]

    def group(self, index: str, key: str) -> str:
        if index == "portal_type":
            tool = api.portal.get_tool("portal_types")
            return self.words(tool[key].Title()) if key in tool else key
        return self.words(titles(index).get(key, key))

    def words(self, message) -> str:
        return translate(message, context=self.request)
