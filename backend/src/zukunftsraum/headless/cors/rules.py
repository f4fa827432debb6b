"""Cross-origin requests, after the Fetch standard. Plain functions, no I/O.

An *origin* is scheme, host and port as browsers write them: lower case, without a default port, without a path.
"""

from urllib.parse import urlsplit

import re


READING = frozenset({"GET", "HEAD", "OPTIONS"})
WRITING = ("POST", "PUT", "PATCH", "DELETE")

#: Headers that scripts of other sites may send; those that browsers always let pass need no mention.
REQUEST_HEADERS = (
    "Accept",
    "Accept-Language",
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "Range",
    "X-Requested-With",
)

#: Headers of answers that scripts of other sites may read beside the few that they always may.
ANSWER_HEADERS = (
    "Content-Disposition",
    "Content-Range",
    "ETag",
    "Idempotency-Replayed",
    "Link",
    "Location",
    "Retry-After",
)

#: Seconds for which a browser remembers that it may ask.
REMEMBERED = 86_400

DEFAULT_PORTS = {"http": 80, "https": 443}

HOST = re.compile(
    r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\]"
)


class NoOrigin(ValueError):
    """The text is no origin."""


def normal_origin(text: str) -> str:
    """The origin as browsers write it; a slash at the end is forgiven, and letters of other alphabets in the host.

    :raises NoOrigin: for anything else, such as `*`, `null`, an address with a path, with a name or without a scheme.
    """
    try:
        parts = urlsplit(text.strip())
        port, host = parts.port, parts.hostname or ""
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except ValueError:  # UnicodeError is one
        raise NoOrigin(text) from None
    host = f"[{host}]" if ":" in host else host
    rest = (parts.path.rstrip("/"), parts.query, parts.fragment, parts.username, parts.password)
    if parts.scheme not in DEFAULT_PORTS or not HOST.fullmatch(host) or any(rest):
        raise NoOrigin(text)
    ending = "" if port in (None, DEFAULT_PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{host}{ending}"


def normal_origins(texts) -> frozenset[str]:
    """The origins among the texts."""
    found = set()
    for text in texts or ():
        try:
            found.add(normal_origin(text))
        except NoOrigin:
            continue
    return frozenset(found)


def is_own(origin: str, server_url: str, fetch_site: str) -> bool:
    """Whether a page of the portal itself asks.

    :param server_url: where the portal was asked, as Zope knows it.
    :param fetch_site: the header Sec-Fetch-Site. No page can set it; it is right too where a proxy does not tell Zope
        the outer address, and where a page hides its origin (`null`) by its policy on referrers.
    """
    return fetch_site == "same-origin" or origin in normal_origins([server_url])


def open_headers() -> dict[str, str]:
    """Headers of an answer that any page may read; without credentials, so never as the person who looks at that page."""
    return {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": ", ".join(ANSWER_HEADERS),
    }


def listed_headers(origin: str) -> dict[str, str]:
    """Headers of an answer to writing: only the page of this origin may read it."""
    return {**open_headers(), "Access-Control-Allow-Origin": origin}


def preflight_headers(origin: str | None) -> dict[str, str]:
    """Headers of the answer to the question whether one may ask: an origin that may write, or None for reading."""
    methods = [*sorted(READING), *(WRITING if origin else ())]
    return {
        "Access-Control-Allow-Origin": origin or "*",
        "Access-Control-Allow-Methods": ", ".join(methods),
        "Access-Control-Allow-Headers": ", ".join(REQUEST_HEADERS),
        "Access-Control-Max-Age": str(REMEMBERED),
    }
