"""Errors that callers of the REST API can act on: which field, and why, in their language."""

from plone.rest.errors import ErrorHandling
from traceback import walk_tb
from zExceptions import BadRequest
from zExceptions import HTTPConflict
from zExceptions import HTTPException
from zExceptions import HTTPRequestEntityTooLarge
from zope.i18n import translate
from zope.i18n.negotiator import negotiator
from zukunftsraum import _
from zukunftsraum import tracing
from zukunftsraum.outages import leave_outages
from zukunftsraum.sections.distribution import LANGUAGES


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


class Handling(ErrorHandling):
    """Names the request in the answer of an error that is ours, so that whoever quotes it can be helped."""

    def __call__(self):
        leave_outages(self.context)
        return super().__call__()

    def render_exception(self, exception):
        result = super().render_exception(exception)
        if result is not None and not isinstance(exception, HTTPException):
            result["request_id"] = tracing.request_id()
        return result


class BadRequestHandling(Handling):
    """Adds `errors` to the answer of plone.rest; its own `message` stays as forms expect it."""

    def render_exception(self, exception):
        result = super().render_exception(exception)
        result["errors"] = field_errors(exception)
        result.pop("traceback", None)
        return result


class BadBodyHandling(Handling):
    """A body that is no JSON object is an error of the caller; stock answers 500."""

    def __call__(self):
        self.request.response.setStatus(400, lock=1)
        return super().__call__()

    def render_exception(self, exception):
        message = _("error_no_json", default="The body of the request is no JSON object.")
        text = translate(message, context=self.request)
        return {
            "type": "BadRequest",
            "message": text,
            "errors": [{"field": "", "message": text}],
        }


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
        text = translate(message, context=self.request)
        return {"type": "BadRequest", "message": text, "errors": [{"field": "", "message": text}]}


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
        # No site was found yet, which would know its language.
        language = negotiator.getLanguage(LANGUAGES, self.request) or LANGUAGES[0]
        text = translate(message, context=self.request, target_language=language)
        return {"type": "BadRequest", "message": text, "errors": [{"field": "", "message": text}]}


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
        text = translate(message, context=self.request)
        return {"type": "BadRequest", "message": text, "errors": [{"field": "", "message": text}]}


class ForbiddenCopyHandling(Handling):
    """Renaming, copying or moving what the caller may not is 403; stock answers 500."""

    def __call__(self):
        self.request.response.setStatus(403, lock=1)
        return super().__call__()

    def render_exception(self, exception):
        message = _("error_rename", default="You may not rename, copy or move this.")
        text = translate(message, context=self.request)
        return {"type": "Forbidden", "message": text, "errors": [{"field": "id", "message": text}]}
