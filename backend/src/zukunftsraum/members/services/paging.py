"""Pages of stock lists: ours with `b_start` and `b_size`, and stock's `limit`."""

from collections.abc import Sequence
from dataclasses import dataclass
from zukunftsraum import _
from zukunftsraum.errors import invalid_input
from zukunftsraum.register.services.answers import page_urls
from zukunftsraum.service import DEFAULT_BATCH_SIZE
from zukunftsraum.service import LARGEST_BATCH_SIZE
from zukunftsraum.service import whole_number


@dataclass(frozen=True)
class Paging:
    """Where the page begins, how many rows it has, and whether the caller asked for pages at all."""

    start: int
    size: int
    asked: bool

    @classmethod
    def of(cls, request) -> "Paging":
        """What the request asks for; a `limit` beyond the largest page is cut to it, as panels ask for more and more.

        :raises BadRequest: naming the parameter that is no number in its range.
        """
        asked = "b_start" in request.form or "b_size" in request.form
        size = min(_number(request, "limit", DEFAULT_BATCH_SIZE, 1), LARGEST_BATCH_SIZE)
        size = whole_number(request.form.get("b_size"), size, 1, LARGEST_BATCH_SIZE)
        if size is None:
            message = _("error_b_size", default="Give a whole number from 1 to 100.")
            raise invalid_input(request, "b_size", message)
        return cls(start=_number(request, "b_start", 0, 0), size=size, asked=asked)

    def cut(self, rows: Sequence) -> Sequence:
        return rows[self.start : self.start + self.size]


def page_of(request, paging: Paging, total: int, items: list) -> dict:
    """The answer with a page; addresses of the other pages keep the other parameters."""
    url, query = request["ACTUAL_URL"], request.get("QUERY_STRING", "")
    return {
        "@id": f"{url}?{query}" if query else url,
        "items_total": total,
        "items": items,
        "batching": page_urls(url, query, total, paging.start, paging.size),
    }


def _number(request, name: str, default: int, least: int) -> int:
    number = whole_number(request.form.get(name), default, least, 10**9)
    if number is None:
        raise invalid_input(
            request,
            name,
            _(
                "error_query_number",
                default="Give a whole number of at least ${least}.",
                mapping={"least": least},
            ),
        )
    return number
