"""GET /@harvest: all open content, and what of it went, as JSON Lines."""

from annotated_types import Ge
from annotated_types import Le
from datetime import datetime
from datetime import UTC
from typing import Annotated
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum import conditional
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Said
from zukunftsraum.headless import harvest
from zukunftsraum.headless import journal_rules as rules
from zukunftsraum.headless.addresses import service_url
from zukunftsraum.headless.journal import find_journal
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.service import all_invalid
from zukunftsraum.service import PathService
from zukunftsraum.service import whole_number

import json


MEDIA_TYPE = "application/x-ndjson; charset=utf-8"

START = (0, "")


class HarvestQuery(TypedDict, total=False):
    """since: day or time. after: of the address for the next page."""

    since: Annotated[str, Said("Day or time, ISO 8601; all where nothing is said.")]
    after: Annotated[str, Said("Where a page before ended; it stands in `next`.")]
    b_size: Annotated[
        int, Ge(1), Le(harvest.MOST_LINES), Said("Lines of a page; 500 where missing.")
    ]


class HarvestGet(PathService):
    """Tells all open content, and what of it went, as JSON Lines for other portals and for research.

    A line is an item or a tombstone `{"id", "deleted": true, "deleted_at"}`; the last line is `{"next", "more"}`: the address by which to
    go on, also on another day, and whether there is something already.
    """

    contract = Contract(query=HarvestQuery, files=("application/x-ndjson",), answers={200: None})

    def render(self):
        self.check_permission()
        try:
            after, size = self.asked()
        except InvalidInput as error:
            raise all_invalid(self.request, error) from None
        journal = find_journal()
        lines, place, more = [], after, False
        if journal is not None:
            lines, place, more = harvest.page(journal, after, datetime.now(UTC), size)
        url = service_url("", "@harvest", {**self.kept(), "after": rules.write_cursor(place)})
        lines.append({"next": url, "more": more})
        response = self.request.response
        response.setHeader("Content-Type", MEDIA_TYPE)
        response.setHeader("Cache-Control", "public, no-cache")
        if more:
            response.setHeader("Link", f'<{url}>; rel="next"')
        text = "".join(map(line_of, lines))
        return conditional.answer(self.request, text.encode("utf-8", "replace"))

    def kept(self) -> dict:
        """What the next page is asked with, too."""
        return {"b_size": self.parameter("b_size")}

    def asked(self) -> tuple[tuple[int, str], int]:
        """The place behind which the page begins, and its size.

        :raises InvalidInput: for what is none.
        """
        errors = []
        since = after = START
        try:
            since = read_moment(self.parameter("since"))
        except (ValueError, OverflowError):
            message = _(
                "error_since", default="Please give a day or a time, such as 2026-11-30T08:00:00Z."
            )
            errors.append(("since", message))
        try:
            after = (
                rules.read_cursor(self.parameter("after")) if self.parameter("after") else START
            )
        except ValueError:
            message = _(
                "error_harvest_cursor",
                default="Please give the value of the address for the next page.",
            )
            errors.append(("after", message))
        size = whole_number(
            self.request.form.get("b_size"), harvest.MOST_LINES, 1, harvest.MOST_LINES
        )
        if size is None:
            message = _(
                "error_harvest_size",
                default="Give a whole number from 1 to ${most}.",
                mapping={"most": harvest.MOST_LINES},
            )
            errors.append(("b_size", message))
        if errors:
            raise InvalidInput(*errors)
        return max(since, after), size


#: Ends of lines beside the one of JSON Lines, for programs that know more of them; in JSON they stand in texts only.
ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}


def line_of(values: dict) -> str:
    """A line of the answer, which no program takes for several."""
    return json.dumps(values, ensure_ascii=False).translate(ENDS) + "\n"


def read_moment(text: str) -> tuple[int, str]:
    """A moment as a place in the journal; the beginning where none is given. Without a zone it is UTC.

    :raises ValueError: it is none.
    """
    if not text:
        return START
    # A plus in a query comes as a space.
    moment = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return max(rules.micros(moment), 0), ""
