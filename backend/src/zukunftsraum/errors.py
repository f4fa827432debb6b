"""Errors that callers of the REST API can act on: which field, and why, in their language."""

from plone.rest.errors import ErrorHandling
from plone.restapi.services.content.add import FolderPost
from plone.restapi.services.content.update import ContentPatch
from plone.restapi.services.controlpanels.update import ControlpanelsUpdate
from traceback import walk_tb
from zExceptions import BadRequest
from zExceptions import HTTPConflict
from zExceptions import HTTPException
from zExceptions import HTTPRequestEntityTooLarge
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.i18n import translate
from zope.i18n.negotiator import negotiator
from zukunftsraum import _
from zukunftsraum import tracing
from zukunftsraum.outages import leave_outages
from zukunftsraum.sections.distribution import LANGUAGES

import sys


def invalid_input(request, field: str, message) -> BadRequest:
    """An error about one input: answered as 400, with the field and a translated message.

    The argument has the shape that plone.restapi gives to its own validation errors, so that
    forms show it at the field.
    """
    text = translate(message, context=request)
    return BadRequest([{"field": field, "message": text, "error": "ValidationError"}])


class Conflict(HTTPConflict):
    """What the state of things forbids: answered as 409, with a translated message."""


class RequestEntityTooLarge(HTTPRequestEntityTooLarge):
    """A body that is larger than the service takes: answered as 413, before it is read."""


def field_errors(exception: BadRequest) -> list[dict]:
    """The errors by field that a BadRequest carries: `[{"field", "message"}]`, or none."""
    errors = exception.args[0] if exception.args else None
    if not isinstance(errors, list):
        return []
    return [
        {"field": error.get("field") or "", "message": str(error.get("message", ""))}
        for error in errors
        if isinstance(error, dict)
    ]


def bad_input(request, message, language: str | None = None) -> dict:
    """Body of a 400 answer about the input as a whole."""
    text = translate(message, context=request, target_language=language)
    return {"type": "BadRequest", "message": text, "errors": [{"field": "", "message": text}]}


def unread_input(request, message) -> dict:
    """The same where Zope could not even read the input: no site was found yet, which would know its language."""
    language = negotiator.getLanguage(LANGUAGES, request) or LANGUAGES[0]
    return bad_input(request, message, language)


def comes_of_form(exception: Exception) -> bool:
    """Whether Zope failed to read the parameters of a request: `?x:int=y`. What it says itself about them, and lost connections, stay as they are."""
    if isinstance(exception, HTTPException | OSError | MemoryError):
        return False
    return any(
        frame.f_code.co_name == "processInputs"
        and frame.f_globals.get("__name__") == "ZPublisher.HTTPRequest"
        # The publisher makes some errors anew, without a traceback, when it looks for who tells them.
        for frame, _line in walk_tb(exception.__traceback__ or sys.exc_info()[2])
    )


def knows_addresses(request) -> bool:
    """Whether the request has come so far that Zope knows under which addresses others see what is in the site."""
    is_reached = request.get("VirtualRootPhysicalPath", ("",)) != ("",)
    return is_reached or "VirtualHostRoot" not in request.get("PATH_INFO", "").split("/")


class Handling(ErrorHandling):
    """Tells in the language of the caller what stock tells in English, and names the request in the answer of an error that is ours,
    so that whoever quotes it can be helped.
    """

    def __call__(self):
        leave_outages(self.context)
        if comes_of_form(self.context):
            self.request.response.setStatus(400, lock=1)
        return super().__call__()

    def render_exception(self, exception):
        if comes_of_form(exception):
            message = _("error_form", default="A parameter is not of the kind that its name says.")
            return unread_input(self.request, message)
        result = super().render_exception(exception)
        if result is None:  # a redirect
            return None
        if not knows_addresses(self.request):
            result.pop("context", None)
        if message := self.in_words(exception):
            result["message"] = translate(message, context=self.request)
        if not isinstance(exception, HTTPException):
            result["request_id"] = tracing.request_id()
        return result

    def in_words(self, exception):
        """What this means, where stock says it in English; None where others say it."""
        if isinstance(exception, NotFound):
            return _(
                "error_no_resource",
                default="There is nothing at ${url}.",
                mapping={"url": self.request.getURL()},
            )
        if isinstance(exception, Unauthorized) and str(exception).startswith("You are not "):
            return _(
                "error_unauthorized",
                default="This is not open to you. Log in with an account that may do it.",
            )
        return None


#: What the forms of Volto send. They take the errors of their fields out of `message`, where stock writes the list as Python does.
FORMS = ContentPatch | FolderPost | ControlpanelsUpdate


class BadRequestHandling(Handling):
    """Adds `errors` to the answer of plone.rest. What is told of fields is told in `message` too, as a sentence, but to forms of Volto."""

    def render_exception(self, exception):
        result = super().render_exception(exception)
        errors = result["errors"] = field_errors(exception)
        published = self.request.get("PUBLISHED")
        if errors and not isinstance(getattr(published, "__self__", published), FORMS):
            result["message"] = summary_of(self.request, errors)
        result.pop("traceback", None)
        return result


def summary_of(request, errors: list[dict]) -> str:
    """All errors in a sentence: what the one says, or that there are several and what the first one says."""
    if len(errors) == 1:
        return errors[0]["message"]
    message = _(
        "error_inputs",
        default="Please check what you have given. ${first}",
        mapping={"first": errors[0]["message"]},
    )
    return translate(message, context=request)


class BadBodyHandling(Handling):
    """A body that is no JSON object is an error of the caller; stock answers 500."""

    def __call__(self):
        self.request.response.setStatus(400, lock=1)
        return super().__call__()

    def render_exception(self, exception):
        message = _("error_no_json", default="The body of the request is no JSON object.")
        return bad_input(self.request, message)


class BadJsonHandling(BadBodyHandling):
    """JSON that is nested too deep to be read, or holds halves of characters, is an error of the caller too.

    Other recursions and encodings are errors of ours: they stay 500.
    """

    def __call__(self):
        if comes_of_input(self.context):
            return super().__call__()
        return Handling.__call__(self)

    def render_exception(self, exception):
        if comes_of_input(exception):
            return super().render_exception(exception)
        return Handling.render_exception(self, exception)


def comes_of_input(exception: RecursionError | UnicodeEncodeError) -> bool:
    """Whether reading JSON went too deep, or a text has halves of characters, which only JSON and paths can bring."""
    if isinstance(exception, UnicodeEncodeError):
        return exception.reason == "surrogates not allowed"
    frames = list(walk_tb(exception.__traceback__))
    return bool(frames) and frames[-1][0].f_globals.get("__name__", "").startswith("json.")


#: Modules that read the query, and fail with errors of Python for what is no number, out of range, or no option of an index.
QUERY_READERS = frozenset(
    {
        "Products.ZCatalog.query",
        "ZPublisher.Converters",
        "plone.batching.batch",
        "plone.restapi.search.query",
    }
)


class BadQueryHandling(Handling):
    """A number in the query that is none, or out of range, is an error of the caller; stock answers 500."""

    def __call__(self):
        if comes_of_query(self.context):
            self.request.response.setStatus(400, lock=1)
        return super().__call__()

    def render_exception(self, exception):
        if not comes_of_query(exception):
            return super().render_exception(exception)
        message = _("error_query", default="The query has a number that is none or out of range.")
        return bad_input(self.request, message)


def comes_of_query(exception: Exception) -> bool:
    """Whether a reader of the query raised this."""
    frames = list(walk_tb(exception.__traceback__))
    return bool(frames) and frames[-1][0].f_globals.get("__name__") in QUERY_READERS


class BadFormHandling(Handling):
    """A form in parts that does not say what is between them is an error of the caller; stock answers 503."""

    def __call__(self):
        if is_of_form(self.context):
            self.request.response.setStatus(400, lock=1)
        return super().__call__()

    def render_exception(self, exception):
        if not is_of_form(exception):
            return super().render_exception(exception)
        message = _("error_form_parts", default="The parts of the form cannot be told apart.")
        return unread_input(self.request, message)


def is_of_form(exception: KeyError) -> bool:
    """Whether Zope missed the border of the parts while it read a form."""
    frames = list(walk_tb(exception.__traceback__))
    of_zope = bool(frames) and frames[-1][0].f_globals.get("__name__") == "ZPublisher.HTTPRequest"
    return of_zope and exception.args == ("boundary",)


class BadConditionHandling(Handling):
    """A condition of a search that cannot be read is an error of the caller; stock answers 500."""

    def __call__(self):
        self.request.response.setStatus(400, lock=1)
        return super().__call__()

    def render_exception(self, exception):
        message = _("error_condition", default="A condition of the search cannot be read.")
        return bad_input(self.request, message)


class ForbiddenCopyHandling(Handling):
    """Renaming, copying or moving what the caller may not is 403; stock answers 500."""

    def __call__(self):
        self.request.response.setStatus(403, lock=1)
        return super().__call__()

    def render_exception(self, exception):
        message = _("error_rename", default="You may not rename, copy or move this.")
        text = translate(message, context=self.request)
        return {"type": "Forbidden", "message": text, "errors": [{"field": "id", "message": text}]}
