"""What nobody reaches through a proxy, whichever stands in front: Zope's management interface, and ways out of the site.

The web server puts the site into the path (`/VirtualHostBase/https/www.example.org:443/Plone/VirtualHostRoot/…`), and Zope takes `..` for "one up": a
path with enough of them leads to the root of Zope. Who administers Zope asks it directly, at its own port.

Stands before Zope in its pipeline (`zope.ini`): Zope turns an error so early in a request into a 500.
"""

from collections.abc import Callable
from collections.abc import Iterable

import re


#: The API and forms need no others; Zope itself knows those of WebDAV, too.
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

#: After this segment comes what the visitor asked for.
ROOT = "VirtualHostRoot"
MANAGEMENT = re.compile(
    r"manage|manage_[a-z_]+|portal_[a-z_]+|acl_users|control_panel|virtual_hosting|virtualhost(base|root)|(@@|\+\+view\+\+)manage.*",
    re.IGNORECASE,
)


class Closed:
    """Answers 404 and 405, and passes on all else. app: what comes after it."""

    def __init__(self, app: Callable):
        self._app = app

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in METHODS:
            allow = [("Allow", ", ".join(METHODS))]
            return _answer(start_response, "405 Method Not Allowed", allow)
        if is_closed(environ.get("PATH_INFO", "")):
            return _answer(start_response, "404 Not Found", [])
        return self._app(environ, start_response)


def make_filter(global_configuration: dict) -> Callable[[Callable], Closed]:
    """For `paste.filter_factory`."""
    return Closed


def is_closed(path: str) -> bool:
    """Whether this path, decoded, leads up or (through a proxy) to the management."""
    segments = path.split("/")
    if ".." in segments or "." in segments or "\0" in path:
        return True
    if ROOT not in segments:
        return False
    asked = segments[segments.index(ROOT) + 1 :]
    return any(MANAGEMENT.fullmatch(segment) for segment in asked)


def _answer(start_response: Callable, status: str, headers: list) -> list[bytes]:
    body = status.partition(" ")[2].encode() + b"\n"
    plain = [
        ("Content-Type", "text/plain"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
    ]
    start_response(status, plain + headers)
    return [body]
