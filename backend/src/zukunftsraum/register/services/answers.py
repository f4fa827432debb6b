"""Answers that the services of the register share: errors and pages."""

from collections.abc import Iterable
from collections.abc import Sequence
from urllib.parse import parse_qsl
from urllib.parse import urlencode
from zope.i18n import translate
from zukunftsraum import _


def bad_request(request, errors: Iterable[tuple[str, str]]) -> dict:
    """Body of a 400 answer; errors: pairs of field name and message id."""
    request.response.setStatus(400)
    details = [
        {"field": field, "message": translate(message, context=request)}
        for field, message in errors
    ]
    summary = _("error_bad_input", default="The input is not valid.")
    message = details[0]["message"] if len(details) == 1 else translate(summary, context=request)
    return {"type": "BadRequest", "message": message, "errors": details}


def refusal(request, status: int, kind: str, message: str) -> dict:
    """Body of an answer other than 400 that refuses the request."""
    request.response.setStatus(status)
    return {"type": kind, "message": translate(message, context=request)}


def page_urls(url: str, query_string: str, total: int, start: int, size: int) -> dict:
    """Addresses of this page, the first, the last, the next and the previous one.

    next and prev are there only where such a page is.
    """
    parameters = [
        (name, value)
        for name, value in parse_qsl(query_string, keep_blank_values=True)
        if name not in ("b_start", "b_size")
    ]

    def address(b_start):
        return f"{url}?{urlencode([*parameters, ('b_start', b_start), ('b_size', size)])}"

    last = max((total - 1) // size * size, 0)
    urls = {"@id": address(start), "first": address(0), "last": address(last)}
    if start + size < total:
        urls["next"] = address(start + size)
    if start > 0:
        urls["prev"] = address(max(start - size, 0))
    return urls


def page(request, results: Sequence, start: int, size: int, serialize) -> dict:
    """One page of the results as JSON."""
    url = request["ACTUAL_URL"]
    query_string = request.get("QUERY_STRING", "")
    return {
        "@id": f"{url}?{query_string}" if query_string else url,
        "items_total": len(results),
        "items": [serialize(item) for item in results[start : start + size]],
        "batching": page_urls(url, query_string, len(results), start, size),
    }
