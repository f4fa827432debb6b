"""Sending a form: what came is put before the classic form, as a browser would have sent it, and the form runs."""

from collections.abc import Iterator
from collections.abc import Mapping
from collective.easyform.api import DollarVarReplacer
from collective.easyform.api import get_expression
from collective.easyform.config import FORM_ERROR_MARKER
from contextlib import contextmanager
from html import escape
from lxml.html import fragments_fromstring
from plone.app.textfield.interfaces import IRichTextValue
from transaction.interfaces import TransientError
from typing import Any
from urllib.parse import urljoin
from urllib.parse import urlsplit
from z3c.form.error import MultipleErrors
from z3c.form.error import ValueErrorViewSnippet
from z3c.form.interfaces import IDataConverter
from z3c.form.interfaces import NO_VALUE
from zExceptions import BadRequest
from zope.i18n import translate
from zope.interface import Invalid
from zukunftsraum import _
from zukunftsraum.errors import Conflict
from zukunftsraum.forms.conditions import not_asked
from zukunftsraum.forms.describing import conditions_of
from zukunftsraum.forms.describing import default_of
from zukunftsraum.forms.describing import html_of
from zukunftsraum.forms.describing import said
from zukunftsraum.forms.describing import takes_an_answer
from zukunftsraum.forms.engine import headless_form
from zukunftsraum.forms.engine import own_response
from zukunftsraum.forms.engine import parts_of
from zukunftsraum.forms.engine import show
from zukunftsraum.forms.engine import widgets_of
from zukunftsraum.forms.faults import faults_of_the_form
from zukunftsraum.forms.faults import FAULTY
from zukunftsraum.forms.kinds import FILES
from zukunftsraum.forms.kinds import kind_of
from zukunftsraum.forms.values import BadValue
from zukunftsraum.forms.values import is_empty
from zukunftsraum.forms.values import untouched
from zukunftsraum.forms.values import variables_of
from zukunftsraum.inputs import InvalidInput


UNKNOWN = _("error_field_unknown", default="There is no field of this name.")
NOT_ASKED = _(
    "error_form_not_asked", default="This is not asked, because of another answer. Leave it empty."
)
ELSEWHERE = _(
    "error_form_elsewhere",
    default="This form is sent to another place and only works on its own page.",
)

#: Questions may appear because of answers (`TEnabled` reads the request), and others because of theirs.
ROUNDS = 3


def send(context, request, answers: Mapping[str, Any]) -> dict:
    """Run the form with these answers; all that it does belongs to the transaction.

    :param answers: by name of the question, as JSON or `FileUpload`; what is missing is sent as it stood in the form.
    :returns: `{"thanks", "redirect"}`
    :raises InvalidInput: answers of the wrong shape, or to what is not asked.
    :raises BadRequest: what the form itself finds wrong.
    :raises Conflict: the form is at fault.
    """
    with (
        faults_of_the_form(context, request),
        own_response(request),
        as_from_the_page(context, request),
    ):
        demand_own_action(context, request)
        form = put_before_the_form(context, request, answers)
        request.form["form.buttons.submit"] = said(context.submitLabel, request)
        form.update()
        wrong = errors_of(form)
        if wrong:
            raise BadRequest(wrong)
        if not form.was_sent:
            raise Conflict(translate(FAULTY, context=request))
        return {"thanks": thanks_of(form), "redirect": redirect_of(form)}


@contextmanager
def as_from_the_page(context, request) -> Iterator[None]:
    """The request looks as if it came from the page of the form, and went to it: widgets do not read what came from elsewhere, and mails can tell
    the path."""
    environ, names = request.environ, ("HTTP_REFERER", "HTTP_REFERRER", "PATH_INFO")
    before = {name: environ.pop(name) for name in names if name in environ}
    environ["HTTP_REFERER"] = context.absolute_url()
    environ["PATH_INFO"] = "/".join(context.getPhysicalPath())
    try:
        yield
    finally:
        for name in names:
            environ.pop(name, None)
        environ.update(before)


def demand_own_action(context, request) -> None:
    """:raises Conflict: the form is not sent to itself, so no action of its own would run in the classic form either."""
    if context.formActionOverride and get_expression(context, context.formActionOverride):
        raise Conflict(translate(ELSEWHERE, context=request))


def put_before_the_form(context, request, answers: Mapping[str, Any]):
    """Fill the request with what a browser would send, and answer a form that has not run yet.

    Which questions there are may depend on the answers: so it is asked again until nothing changes.
    """
    request.form.clear()
    defaults: dict[str, dict] = {}
    names: frozenset[str] = frozenset()
    errors: list[tuple[str, str]] = []
    for _round in range(ROUNDS):
        form = headless_form(context, request)
        show(form, ignore_request=True)
        widgets = dict(widgets_of(form))
        for name, widget in widgets.items():
            if name not in defaults:
                defaults[name] = {"variables": untouched(widget), "value": default_of(widget)}
        given = {name: defaults[name]["value"] for name in widgets} | answers
        hidden = not_asked(conditions_of(widgets), given)
        variables, errors = encoded(widgets, answers, hidden, defaults)
        request.form.clear()
        request.form.update(variables)
        if frozenset(widgets) == names:
            break
        names = frozenset(widgets)
    errors += [(name[:40], UNKNOWN) for name in answers if name not in widgets]
    errors += [
        (name, ValueErrorViewSnippet.defaultMessage)
        for name, widget in widgets.items()
        if name in answers and breaks(widget)
    ]
    if errors:
        raise InvalidInput(*errors)
    ready = headless_form(context, request)
    ready.not_asked = hidden
    return ready


def encoded(widgets, answers, hidden, defaults) -> tuple[dict, list]:
    """Variables of the request, and errors by field."""
    variables: dict[str, Any] = {}
    errors = []
    for name, widget in widgets.items():
        if not takes_an_answer(widget):
            if not is_empty(answers.get(name)):
                errors.append((name, UNKNOWN))
            continue
        value = answers.get(name)
        if name in hidden and not is_empty(value) and value is not False:
            errors.append((name, NOT_ASKED))
        elif name in answers or name in hidden:
            try:
                variables |= variables_of(widget, value)
            except BadValue as error:
                errors.append((name, error.args[0]))
        else:
            variables |= defaults[name]["variables"]
    return variables, errors


def breaks(widget) -> bool:
    """Whether the field cannot take what stands in the request, other than by saying so (it will): some stock fields fail at signs
    of other alphabets, or at what is no JSON."""
    if not takes_an_answer(widget) or kind_of(widget) in FILES:
        return False
    try:
        raw = widget.extract()
        if raw is not NO_VALUE:
            IDataConverter(widget).toFieldValue(raw)
    except (Invalid, ValueError, MultipleErrors):
        return False
    except TransientError:
        raise
    except Exception:
        return True
    return False


def errors_of(form) -> list[dict]:
    """What validators and actions found wrong, in the language of the caller; those of no question have the field ""."""
    found: dict[tuple[str, str], None] = {}
    for part in parts_of(form):
        for view in part.widgets.errors or ():
            name = view.widget.__name__ if view.widget is not None else ""
            found[(name, message_of(view, form.request))] = None
    for name, message in form.told_by_actions.items():
        field = "" if name == FORM_ERROR_MARKER else str(name)
        found[(field, said(message, form.request))] = None
    if not found and form.status:
        found[("", said(form.status, form.request))] = None
    return [
        {"field": field, "message": message, "error": "ValidationError"}
        for field, message in found
    ]


def message_of(view, request) -> str:
    message = getattr(view, "message", None)
    if message is None:  # several errors in one
        return text_of(view.render())
    return said(message, request) if isinstance(message, str) else str(message)


def thanks_of(form) -> dict:
    """What the classic form says afterwards, with the answers that it shows. Answers in its texts are escaped."""
    context = form.context
    values = {name: escaped(value) for name, value in form.answers.items()}
    return {
        "title": context.thankstitle or context.Title(),
        "description": context.thanksdescription or "",
        "prologue": filled_in(context.thanksPrologue, values, context),
        "epilogue": filled_in(context.thanksEpilogue, values, context),
        "fields": shown_answers(form),
    }


def shown_answers(form) -> list[dict]:
    if not form.thanksPage:
        return []
    return [
        {
            "name": name,
            "title": said(widget.field.title, form.request),
            "value": text_of(widget.render()),
        }
        for name, widget in widgets_of(form)
        if takes_an_answer(widget)
    ]


def filled_in(text, values: Mapping[str, str], context) -> str | None:
    html = html_of(text, context)
    return DollarVarReplacer(values).sub(html) if html else None


def escaped(value: Any) -> str:
    """An answer for a text: no markup in it counts."""
    if value is None:
        return ""
    if IRichTextValue.providedBy(value):
        value = text_of(value.output or "")
    if isinstance(value, list | tuple | set | frozenset):
        value = ", ".join(str(one) for one in value)
    return escape(str(value))


def text_of(html: str) -> str:
    """What a reader sees of HTML, lines apart."""
    parts = fragments_fromstring(html.replace("<br", "\n<br")) if html.strip() else []
    text = "".join(part if isinstance(part, str) else part.text_content() for part in parts)
    return "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())


def redirect_of(form) -> str | None:
    """Where the form sends people afterwards; None for the page of thanks, and for what is no address of the web."""
    context, target = form.context, form.successor
    if not target:
        return None
    target = str(target)
    if context.thanksPageOverrideAction == "traverse_to":
        found = context.restrictedTraverse(target, None)
        url = getattr(found, "absolute_url", None)
        target = url() if url is not None else f"{context.absolute_url()}/{target.lstrip('/')}"
    address = urljoin(context.absolute_url(), target)
    return address if urlsplit(address).scheme in ("http", "https") else None
