"""How large a body may be. What is too large is refused with 413 by what the request says of itself, before anything reads it into memory.

The server has put the body into a file by then (waitress, beyond 512 kB), and takes no more than `max_request_body_size` of zope.ini.
"""

from plone import api
from plone.rest.interfaces import IAPIRequest
from zope.component import adapter
from zope.i18n import translate
from ZPublisher.interfaces import IPubAfterTraversal
from ZPublisher.interfaces import IPubStart
from zukunftsraum import _
from zukunftsraum.contract import contracts_of
from zukunftsraum.errors import RequestEntityTooLarge
from zukunftsraum.interfaces import IBrowserLayer


#: Bytes, for services of ours that say nothing else (`largest_body`), and for what strangers send to those of stock.
LARGEST = 1_000_000

#: For what people with an account send to services of stock: files lie in the JSON of content.
LARGEST_CONTENT = 134_000_000

#: For forms in a query string, which are read as a whole whatever they are for; files come as multipart.
LARGEST_FORM = 4_000_000


@adapter(IPubStart)
def refuse_large_forms(event):
    """Before Zope reads the form, and before it is known who sends it."""
    request = event.request
    content_type = request.environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if content_type == "application/x-www-form-urlencoded":
        demand_size(request, LARGEST_FORM)


@adapter(IPubAfterTraversal)
def refuse_large_bodies(event):
    """When it is known who calls which service, and before that reads its body."""
    request = event.request
    if IBrowserLayer.providedBy(request) and IAPIRequest.providedBy(request):
        demand_size(request, largest(request.get("PUBLISHED")))


def largest(published) -> int:
    """Bytes that a service takes from who calls it."""
    service = type(getattr(published, "__self__", published))
    if (own := getattr(service, "largest_body", None)) is not None:
        return own
    return LARGEST_CONTENT if takes_content(service) and not api.user.is_anonymous() else LARGEST


def takes_content(service: type) -> bool:
    """Whether files may lie in the body: in those of stock, and in ours that say so."""
    return not contracts_of(service) or getattr(service, "takes_content", False)


def demand_size(request, most: int) -> None:
    """:raises RequestEntityTooLarge: the request says that it is larger."""
    said = request.environ.get("CONTENT_LENGTH") or "0"
    if said.isdigit() and int(said) > most:
        message = _(
            "error_body_large",
            default="This is too large: at most ${limit} bytes are taken here.",
            mapping={"limit": most},
        )
        raise RequestEntityTooLarge(translate(message, context=request))
