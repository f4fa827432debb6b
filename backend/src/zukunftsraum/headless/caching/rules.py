"""The rules of caching (RFC 9110 and 9111, RFC 5861) as plain functions."""

from datetime import datetime
from datetime import UTC
from email.utils import format_datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256


#: Of all that is not open: nobody keeps it.
CLOSED = "private, no-store"

#: On what an open answer depends besides its address. Whoever logs in must not get what the browser keeps from before.
VARY_BY_PERSON = ("Authorization", "Cookie")
VARY_TEXT = ("Accept", "Accept-Language", *VARY_BY_PERSON)

#: Cookies by which somebody is logged in: of the REST API and the website, and of the classic interface.
LOGIN_COOKIES = ("auth_token", "__ac")

#: Seconds in which any answer is made anew at the latest. What no catalog knows of (settings, the register, the time of day) can be
#: as old as this.
PERIOD = 300

#: A date in headers has no fractions: what has changed less than so many seconds ago may change again under the same date.
UNSETTLED = 2

YEAR = 31536000

#: The mark of every answer that tells of contents: lists, pages, contents themselves.
TEXT = "text"
#: Of everything, when so many objects change at once that naming them is dearer than forgetting all.
ALL = "all"
MOST_MARKS = 50


def cache_control(browsers: int, caches: int, stale: int) -> str:
    """`Cache-Control` of what everybody may have.

    browsers, caches: seconds for which it is good. stale: seconds in which caches may still give it out while they ask anew.
    """
    if browsers >= YEAR:
        return f"public, max-age={browsers}, immutable"
    parts = ["public", f"max-age={browsers}", f"s-maxage={caches}"]
    if browsers == 0:
        parts.insert(2, "must-revalidate")
    if stale:
        parts.append(f"stale-while-revalidate={stale}")
    return ", ".join(parts)


def vary(said: str | None, ours: tuple[str, ...]) -> str:
    """`Vary` of an open answer: what the service has said, and ours. The origin does not matter: all may read it."""
    names = [name.strip() for name in (said or "").split(",")]
    return ", ".join(dict.fromkeys(name for name in (*names, *ours) if name and name != "Origin"))


def etag(*parts: object) -> str:
    """An ETag that changes with each of the parts, and says nothing about them."""
    seed = "\n".join(map(str, parts))
    return f'"{sha256(seed.encode()).hexdigest()[:24]}"'


def mark_of(uid: str) -> str:
    """The mark of what belongs to one object, its pictures and files. It does not tell the unique id."""
    return sha256(uid.encode()).hexdigest()[:12]


def last_modified(changed: float, now: float, period: int = PERIOD) -> str | None:
    """`Last-Modified` of what may change with a change, and with each period; None where a second is too coarse for it."""
    moment = max(changed, now // period * period) if period else changed
    if now - moment < UNSETTLED:
        return None
    return format_datetime(datetime.fromtimestamp(int(moment), UTC), usegmt=True)


def is_known(
    etag: str, modified: str | None, none_match: str | None, modified_since: str | None
) -> bool:
    """Whether the caller has the answer.

    `If-None-Match` decides alone where it is given; ETags are compared weakly, since caches that compress make them weak.

    :param etag, modified: of the answer. none_match, modified_since: the headers of the request.
    """
    if none_match:
        known = [tag.strip().removeprefix("W/") for tag in none_match.split(",")]
        return etag in known or "*" in known
    if not (modified and modified_since):
        return False
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(modified_since)
    except (TypeError, ValueError):  # no date, or one without a zone
        return False


def marks_to_forget(changed: set[str]) -> list[str]:
    """The marks that caches are told, for the marks of the objects that changed: no more than a few."""
    if len(changed) > MOST_MARKS:
        return [ALL]
    return [TEXT, *sorted(changed)] if changed else []
