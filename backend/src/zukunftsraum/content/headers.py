"""What browsers may do with an answer, said with each: what somebody uploaded or wrote must not run as a script.

The website says it of its own pages (`express-middleware/protection.ts`); this is for what Zope answers: the REST API, files, and pages of the
classic interface. An answer that says something itself keeps it.
"""

from plone.namedfile.browser import Download
from plone.namedfile.scaling import ImageScale
from plone.namedfile.scaling import ImageScaling
from plone.rest.interfaces import IAPIRequest
from zope.component import adapter
from ZPublisher.interfaces import IPubAfterTraversal
from ZPublisher.interfaces import IPubBeforeCommit
from ZPublisher.interfaces import IPubFailure
from zukunftsraum.interfaces import IBrowserLayer


#: Nothing runs: for JSON, files and pictures, and the pages of the API to read. Browsers show PDF as an object.
FILE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; "
    "object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)

#: For pages of the classic interface, which only the own network sees: its scripts compile templates in the browser (`unsafe-eval`), and the
#: management pages of Zope have scripts inside. The pages that the website passes on (`/klassisch`) get a stricter one there.
PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' https: data: blob:; "
    "font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}

FILES = (Download, ImageScaling, ImageScale)


@adapter(IPubAfterTraversal)
def protect(event):
    _set_headers(event.request)


@adapter(IPubFailure)
def protect_errors(event):
    """Also where something was not found or not allowed on the way."""
    _set_headers(event.request)


@adapter(IPubBeforeCommit)
def protect_cookies(event):
    """Cookies are not sent along with what other websites ask for, and over https never without it."""
    request = event.request
    if IBrowserLayer.providedBy(request):
        is_https = request.get("SERVER_URL", "").startswith("https:")
        for cookie in request.response.cookies.values():
            cookie.setdefault("SameSite", "Lax")
            if is_https:
                cookie["Secure"] = True


def _set_headers(request) -> None:
    if not IBrowserLayer.providedBy(request):
        return
    response = request.response
    for name, value in {**HEADERS, "Content-Security-Policy": policy(request)}.items():
        if not response.getHeader(name):
            response.setHeader(name, value)


def policy(request) -> str:
    """For what this request is answered with."""
    published = request.get("PUBLISHED")
    published = getattr(published, "__self__", published)
    is_page = not IAPIRequest.providedBy(request) and not isinstance(published, FILES)
    return PAGE_POLICY if is_page else FILE_POLICY
