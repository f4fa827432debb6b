"""What services share: path segments, input, pages of lists, refusals, and protection of writing."""

from AccessControl import getSecurityManager
from collections.abc import Sequence
from plone import api
from plone.protect.authenticator import AuthenticatorView
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zExceptions import BadRequest
from zExceptions import Forbidden
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zukunftsraum import _
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.register.services.answers import page_urls
from zukunftsraum.register.services.answers import refusal


DEFAULT_BATCH_SIZE, LARGEST_BATCH_SIZE = 25, 100

COOKIE_IS_NOT_ENOUGH = _(
    "error_register_token_needed",
    default="Log in with an Authorization header (Basic or Bearer); a cookie is not enough.",
)

KINDS = {
    403: "Forbidden",
    404: "NotFound",
    409: "Conflict",
    410: "Gone",
    413: "PayloadTooLarge",
    415: "UnsupportedMediaType",
    429: "TooManyRequests",
}


@implementer(IPublishTraverse)
class PathService(Service):
    """A service that takes exactly `segments` path segments behind its name, in `self.path`.

    Subclasses say in `answer` what the call does; `InvalidInput` is answered with 400.

    may_lack: how many of the segments may be missing.
    largest_body: in bytes, where it is another than that of all services (`content/sizes.py`).
    intent_is_proven: by a token in the call, or anybody may make it; then cookies that come along do not matter.
    """

    segments = 0
    may_lack = 0
    intent_is_proven = False

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name):
        if len(self.path) == self.segments:
            raise NotFound(name)
        self.path.append(name)
        return self

    def reply(self):
        if len(self.path) + self.may_lack < self.segments:
            raise NotFound
        if self.request.method != "GET":
            if self.intent_is_proven:
                alsoProvides(self.request, IDisableCSRFProtection)
            else:
                demand_intent(self.request)
        try:
            return self.answer()
        except InvalidInput as error:
            raise all_invalid(self.request, error) from None

    def answer(self):
        raise NotImplementedError

    @property
    def user_id(self) -> str:
        """Id of the person who asks.

        :raises Unauthorized: nobody is logged in.
        """
        id = getSecurityManager().getUser().getId()
        if not id:
            raise Unauthorized
        return id

    def body(self) -> dict:
        """The object that was sent; an empty one where nothing was.

        :raises InvalidInput: when it is something else.
        """
        try:
            return json_body(self.request)
        except DeserializationError:
            message = _("error_object_expected", default="Please send an object.")
            raise InvalidInput(("", message)) from None

    def refuse(self, status: int, message) -> dict:
        return refusal(self.request, status, KINDS[status], message)

    def not_found(self) -> dict:
        return self.refuse(404, _("error_not_found", default="There is nothing here."))

    def parameter(self, name: str, default: str = "") -> str:
        """A parameter of the query. What is given several times is told as Python writes it: no list of values knows that."""
        return str(self.request.form.get(name, default))

    def paging(self) -> tuple[int, int]:
        """Number of the first entry, and how many, of the page that is asked for."""
        form = self.request.form
        start = whole_number(form.get("b_start"), 0, 0, 10**9)
        size = whole_number(form.get("b_size"), DEFAULT_BATCH_SIZE, 1, LARGEST_BATCH_SIZE)
        errors = []
        if start is None:
            message = _("error_b_start", default="Give a whole number of at least 0.")
            errors.append(("b_start", message))
        if size is None:
            message = _("error_b_size", default="Give a whole number from 1 to 100.")
            errors.append(("b_size", message))
        if errors:
            raise InvalidInput(*errors)
        return start, size

    def listing(self, total: int, items: Sequence[dict], start: int, size: int) -> dict:
        """One page of a list."""
        url = self.request["ACTUAL_URL"]
        query = self.request.get("QUERY_STRING", "")
        return {
            "@id": f"{url}?{query}" if query else url,
            "items_total": total,
            "items": list(items),
            "batching": page_urls(url, query, total, start, size),
        }


def demand_intent(request) -> None:
    """Let a request write that no foreign page can make a browser send.

    One with an Authorization header is such a request; with a cookie alone, writing needs the token of
    plone.protect. (Zope takes the header out of reach and keeps it in `_auth`.)

    :raises Forbidden: for a cookie without the token.
    """
    if request._auth:
        alsoProvides(request, IDisableCSRFProtection)
    elif not api.user.is_anonymous():
        demand_token(request)


def demand_token(request) -> None:
    """Let a request pass that carries the token of plone.protect.

    :raises Forbidden: where it does not; says what programs have to send instead.
    """
    if not AuthenticatorView(None, request).verify():
        raise Forbidden(translate(COOKIE_IS_NOT_ENOUGH, context=request))


def all_invalid(request, error: InvalidInput) -> BadRequest:
    """Several errors about the input at once: answered as 400."""
    return BadRequest(
        [
            {
                "field": field,
                "message": translate(message, context=request),
                "error": "ValidationError",
            }
            for field, message in error.errors
        ]
    )


def whole_number(value, default: int, least: int, most: int) -> int | None:
    """The number that a parameter says; the default where it is missing, None where it is none."""
    if value in (None, ""):
        return default
    text = str(value)
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        return None
    number = int(text)
    return number if least <= number <= most else None
