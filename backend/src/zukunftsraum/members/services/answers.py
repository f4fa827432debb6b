"""What services of members answer when they refuse something."""

from collections.abc import Callable
from functools import wraps
from zope.i18n import translate
from zukunftsraum import _

import secrets
import time


#: An answer that must not tell whether somebody has an account takes a multiple of so many seconds.
STEP = 0.5


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


def too_many_mails(request) -> dict:
    """429 for services that send mails to whatever address they are told."""
    return too_many(
        request,
        60,
        _(
            "error_too_many",
            default="Too many people are asking at the moment. Please try again in a minute.",
        ),
    )


def even_time(reply: Callable) -> Callable:
    """Let a service answer after the same time, whatever it found.

    The work is the same as far as it can be; what differs, such as a mail that is sent or not, disappears in the step
    to which every answer is rounded up, and in a few milliseconds of chance. Limits for all addresses together keep the
    threads that wait here few.
    """

    @wraps(reply)
    def even(service):
        start = time.monotonic()
        try:
            return reply(service)
        finally:
            worked = time.monotonic() - start
            steps = worked // STEP + 1
            time.sleep(steps * STEP - worked + secrets.randbelow(20) / 1000)

    return even
