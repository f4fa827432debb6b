"""Decides about a request of another site as soon as the site is reached: one place for content, services, images, errors.

The policies of plone.rest (`plone:CORSPolicy`) know services and errors only, have one list of origins for reading and
writing, and let a request of a foreign page do its work before the browser hides the answer from it.
"""

from plone import api
from Products.Five.browser import BrowserView
from zExceptions import Forbidden
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.headless.cors import rules
from zukunftsraum.headless.cors.interfaces import PREFIX
from zukunftsraum.interfaces import IBrowserLayer


PREFLIGHT = "zukunftsraum-preflight"


def is_preflight(request) -> bool:
    """Whether a browser asks if it may send something."""
    return (
        request.method == "OPTIONS"
        and request.getHeader("Origin") is not None
        and request.getHeader("Access-Control-Request-Method") is not None
    )


def before_all(event) -> None:
    """Zope takes OPTIONS for a question of WebDAV, and its last step then fails on anything but content."""
    if is_preflight(event.request):
        event.request.maybe_webdav_client = 0


def site_reached(site, event) -> None:
    """Answer questions whether one may ask, open what is read, refuse what a foreign page writes.

    :raises Forbidden: for writing from an origin that is not on the list; nothing has been done.
    """
    request = event.request
    if not IBrowserLayer.providedBy(request):
        return
    if is_preflight(request):
        # Whatever lies at the address: that is none of the browser's business before it may ask.
        request["TraversalRequestNameStack"] = [PREFLIGHT]
    elif request.method in rules.READING:
        give(request.response, rules.open_headers())
    else:
        origin = request.getHeader("Origin")
        if origin is None or is_own(request, origin):
            return
        request.response.setHeader("Vary", "Origin")
        if origin not in writing_origins():
            raise refusal(request)
        give(request.response, rules.listed_headers(origin))


class Preflight(BrowserView):
    """Answers 204 with what an origin may do at any address of the site, or 403."""

    def __call__(self):
        request, response = self.request, self.request.response
        origin = request.getHeader("Origin")
        response.setHeader("Vary", "Origin, Access-Control-Request-Method")
        may_write = is_own(request, origin) or origin in writing_origins()
        if (
            not may_write
            and request.getHeader("Access-Control-Request-Method") not in rules.READING
        ):
            raise refusal(request)
        give(response, rules.preflight_headers(origin if may_write else None))
        response.setStatus(204)
        return ""


def is_own(request, origin: str) -> bool:
    return rules.is_own(origin, request["SERVER_URL"], request.getHeader("Sec-Fetch-Site", ""))


def writing_origins() -> frozenset[str]:
    """The origins on the list of the administration."""
    return rules.normal_origins(
        api.portal.get_registry_record(f"{PREFIX}.writing_origins", default=None)
    )


def refusal(request) -> Forbidden:
    """The error that says why."""
    message = _(
        "error_foreign_origin",
        default="Pages of this website may read here, but not write: it is not on the list of the administration.",
    )
    return Forbidden(translate(message, context=request))


def give(response, headers: dict[str, str]) -> None:
    for name, value in headers.items():
        response.setHeader(name, value)
