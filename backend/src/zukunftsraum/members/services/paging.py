"""Pages of lists whose rows are made one by one, and stock's `limit`."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from zukunftsraum import _
from zukunftsraum.errors import invalid_input


DEFAULT_SIZE = 25
LARGEST_SIZE = 100


@dataclass(frozen=True)
class Paging:
    """Where the page begins, how many rows it has, and whether the caller asked for pages at all."""

    start: int
    size: int
    asked: bool

    @classmethod
    def of(cls, request) -> "Paging":
        """What the request asks for.

        :raises BadRequest: naming the parameter that is no number in its range.
        """
        form = request.form
        asked = "b_start" in form or "b_size" in form
        size = _number(request, "limit", DEFAULT_SIZE, 1)
        return cls(
            start=_number(request, "b_start", 0, 0),
            size=min(_number(request, "b_size", size, 1), LARGEST_SIZE),
            asked=asked,
        )

    def cut(self, rows: Sequence) -> Sequence:
        return rows[self.start : self.start + self.size]


def page_of(request, paging: Paging, total: int, items: list) -> dict:
    """The answer with a page; addresses of the other pages keep the other parameters."""
    base = request["ACTUAL_URL"]
    others = [
        (name, value)
        for name, values in request.form.items()
        if name not in ("b_start", "b_size", "limit")
        for value in (values if isinstance(values, list) else [values])
    ]

    def url(start: int) -> str:
        query = [*others, ("b_start", start), ("b_size", paging.size)]
        return f"{base}?{urlencode(query, errors='replace')}"

    batching = {
        "@id": url(paging.start),
        "first": url(0),
        "last": url(max(total - 1, 0) // paging.size * paging.size),
    }
    if paging.start + paging.size < total:
        batching["next"] = url(paging.start + paging.size)
    if paging.start > 0:
        batching["prev"] = url(max(paging.start - paging.size, 0))
    return {"@id": base, "items_total": total, "items": items, "batching": batching}


def _number(request, name: str, default: int, least: int) -> int:
    value = request.form.get(name, default)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    if not isinstance(value, int) or value < least:
        raise invalid_input(
            request,
            name,
            _(
                "error_query_number",
                default="Give a whole number of at least ${least}.",
                mapping={"least": least},
            ),
        )
    return value
