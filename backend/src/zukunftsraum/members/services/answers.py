"""What services of members answer when they refuse something."""

from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from zExceptions import BadRequest
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.errors import invalid_input
from zukunftsraum.members.rules import InvalidInput


invalid = invalid_input


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


def body_of(request) -> dict:
    """The JSON object that was sent.

    :raises BadRequest: when it is something else.
    """
    try:
        return json_body(request)
    except DeserializationError:
        message = _("error_object_expected", default="Please send an object.")
        raise invalid_input(request, "", message) from None


def refused(request, status: int, kind: str, message) -> dict:
    """An answer that refuses the call; sets the status."""
    request.response.setStatus(status)
    text = translate(message, context=request)
    # `error` is where plone.restapi puts it for logins; Volto reads both.
    return {"type": kind, "message": text, "error": {"type": kind, "message": text}}


def too_many(request, seconds: int, message) -> dict:
    """429, with the time after which the call may be repeated."""
    request.response.setHeader("Retry-After", str(seconds))
    return refused(request, 429, "TooManyRequests", message)


def gone(request) -> dict:
    """410: a token that is unknown, used or expired."""
    return refused(
        request,
        410,
        "Gone",
        _("error_token_gone", default="This link has been used already, or it has expired."),
    )
