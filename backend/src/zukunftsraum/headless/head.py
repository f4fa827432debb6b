"""HEAD at addresses of the API is answered as GET, without the body. plone.rest knows services by their method, and Zope finds none for HEAD: 404."""

from plone.rest.events import mark_as_api_request
from plone.rest.negotiation import lookup_service_id


#: Where the request remembers that nobody wants the body.
MARK = "zukunftsraum.head"


def before_all(event) -> None:
    """Make a GET of it, before anything looks at the method. Pages and files outside of the API know HEAD themselves."""
    request = event.request
    if request.method != "HEAD":
        return
    accept = request.getHeader("Accept", "text/html")
    if "++api++" in request.get("PATH_INFO", "").split("/") or lookup_service_id("GET", accept):
        request.other[MARK] = True
        _call(request, "GET")
        mark_as_api_request(request, accept)


def after_all(event) -> None:
    """Drop the body of the finished answer, an error too; the headers stay those of GET."""
    request = event.request
    if not request.other.get(MARK):
        return
    _call(request, "HEAD")  # for logs, and for who makes the request again
    response = request.response
    body, response.body = response.body, b""
    if isinstance(body, bytes):
        response.headers.setdefault("content-length", str(len(body)))
    elif hasattr(body, "close"):
        body.close()


def _call(request, method: str) -> None:
    request.method = request.environ["REQUEST_METHOD"] = method
