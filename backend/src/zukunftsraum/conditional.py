"""Conditional requests (RFC 9110, section 13): who has an answer already is told so in place of it. Plain functions over a request."""

from datetime import datetime
from datetime import UTC
from email.utils import format_datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256


def etag_of(body: bytes) -> str:
    """A strong ETag: the same for the same bytes only."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def http_date(moment: datetime) -> str:
    """A moment as headers write it, to the second."""
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)


def is_known(etag: str, changed: datetime | None, none_match: str, modified_since: str) -> bool:
    """Whether the caller has the answer.

    Where `If-None-Match` is given it decides alone; ETags are compared weakly, as the RFC says for it.

    :param changed: when the answer last changed, None where nobody knows. none_match, modified_since: the headers, "" where they are missing.
    """
    if none_match.strip():
        known = [tag.strip().removeprefix("W/") for tag in none_match.split(",")]
        return "*" in known or etag in known
    if changed is None or not modified_since:
        return False
    try:
        since = parsedate_to_datetime(modified_since)
    except ValueError:
        return False
    if since.tzinfo is None:  # "-0000" says that nobody knows the zone
        since = since.replace(tzinfo=UTC)
    return changed.replace(microsecond=0) <= since


def answer(request, body: bytes, changed: datetime | None = None) -> bytes:
    """The body, with `ETag` and `Last-Modified`; nothing with status 304 for who has it."""
    response = request.response
    etag = etag_of(body)
    response.setHeader("ETag", etag)
    if changed is not None:
        response.setHeader("Last-Modified", http_date(changed))
    header = request.getHeader
    if is_known(etag, changed, header("If-None-Match") or "", header("If-Modified-Since") or ""):
        response.setStatus(304)
        return b""
    return body
