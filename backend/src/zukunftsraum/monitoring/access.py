"""Who may ask for the state of a process: the internal network, and who has the token."""

from collections.abc import Mapping

import hmac
import ipaddress
import os


#: A secret that opens the state to others, too; sent as `Authorization: Bearer …`.
TOKEN_VARIABLE = "ZUKUNFTSRAUM_METRICS_TOKEN"

#: A request with one of these came through a proxy: the proxy is inside, who asked may be anywhere.
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED", "HTTP_VIA")


def is_allowed(request: Mapping, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether this request (a WSGI environment) is told the state of the process."""
    return is_internal(request) or has_token(request, environ.get(TOKEN_VARIABLE, ""))


def is_internal(request: Mapping) -> bool:
    """Whether it came straight from a host of a private network."""
    if any(request.get(name) for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.get("REMOTE_ADDR", "")).is_private
    except ValueError:
        return False


def has_token(request: Mapping, token: str) -> bool:
    """token: the right one; an empty one opens nothing."""
    kind, _, given = request.get("HTTP_AUTHORIZATION", "").partition(" ")
    given = given.strip().encode("latin-1", "replace")
    return bool(token) and kind.lower() == "bearer" and hmac.compare_digest(given, token.encode())
