"""What editors wrote into a form may fail: expressions and scripts can raise anything. Then the form is at fault, not the caller or the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from transaction.interfaces import TransientError
from zExceptions import BadRequest
from zExceptions import Unauthorized
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.errors import Conflict
from zukunftsraum.inputs import InvalidInput

import logging
import traceback


logger = logging.getLogger(__name__)

FAULTY = _(
    "error_form_faulty",
    default="This form cannot be used now: something in it is not set up correctly. Nothing was saved or sent. Please tell the editors.",
)


@contextmanager
def faults_of_the_form(form, request) -> Iterator[None]:
    """Answer 409 for what fails within. The log says where, not what: messages may hold what somebody filled in.

    :raises Conflict: instead of whatever was raised.
    """
    try:
        yield
    except (TransientError, Unauthorized, BadRequest, Conflict, InvalidInput):
        raise
    except Exception as error:
        where = "".join(traceback.format_tb(error.__traceback__))
        path = "/".join(form.getPhysicalPath())
        logger.error("Form %s is faulty: %s\n%s", path, type(error).__name__, where)
        raise Conflict(translate(FAULTY, context=request)) from None
