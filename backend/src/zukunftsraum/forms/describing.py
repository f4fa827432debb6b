"""A form as data: JSON Schema for the answers, and what a user interface needs beside it. Nothing of actions or expressions."""

from collections.abc import Callable
from collective.easyform.api import get_expression
from collective.easyform.interfaces import IFieldExtender
from plone import api
from plone.app.textfield.interfaces import IRichTextValue
from plone.app.textfield.value import RichTextValue
from typing import Any
from z3c.form.interfaces import IDataConverter
from zope.i18n import translate
from zope.interface import Invalid
from zope.schema.interfaces import IDecimal
from zukunftsraum.forms import kinds
from zukunftsraum.forms.conditions import BadCondition
from zukunftsraum.forms.conditions import Clause
from zukunftsraum.forms.conditions import Comparison
from zukunftsraum.forms.conditions import describe
from zukunftsraum.forms.conditions import PLACE
from zukunftsraum.forms.conditions import read_condition
from zukunftsraum.forms.engine import parts_of
from zukunftsraum.forms.engine import widgets_of
from zukunftsraum.forms.retention import told_days

import decimal


DRAFT = "https://json-schema.org/draft/2020-12/schema"
DATE = r"^\d{4}-\d{2}-\d{2}$"
TIME = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$"
NUMBER = r"^-?\d+(\.\d+)?$"

#: Kind → its type in JSON Schema. Kinds without an answer are not in the schema.
TYPES: dict[str, dict] = {
    "text": {"type": "string"},
    "textarea": {"type": "string"},
    "email": {"type": "string", "format": "email"},
    "url": {"type": "string", "format": "uri"},
    "password": {"type": "string", "writeOnly": True},
    "captcha": {"type": "string"},
    "integer": {"type": "integer"},
    "decimal": {"type": ["number", "string"], "pattern": NUMBER},
    "date": {"type": "string", "format": "date", "pattern": DATE},
    "datetime": {"type": "string", "pattern": TIME},
    "checkbox": {"type": "boolean"},
    "radio": {"type": "string"},
    "select": {"type": "string"},
    "checkboxes": {"type": "array", "uniqueItems": True},
    "multiselect": {"type": "array", "uniqueItems": True},
    "lines": {"type": "array", "items": {"type": "string"}},
    "likert": {"type": "object", "additionalProperties": False},
    "richtext": {
        "type": "object",
        "properties": {"data": {"type": "string"}},
        "required": ["data"],
    },
    "file": {
        "type": "object",
        "properties": {
            "filename": {"type": "string"},
            "content-type": {"type": "string"},
            "data": {"type": "string", "contentEncoding": "base64"},
            "encoding": {"const": "base64"},
        },
        "required": ["filename", "data"],
    },
}
TYPES["image"] = TYPES["file"]


def describe_form(form) -> dict:
    """What `GET @form` answers, but for the guard.

    :param form: of `engine.headless_form`, shown.
    """
    context, request = form.context, form.request
    widgets = dict(widgets_of(form))
    properties = {
        name: schema_of(widget) for name, widget in widgets.items() if takes_an_answer(widget)
    }
    return {
        "@id": f"{context.absolute_url()}/@form",
        "title": context.Title(),
        "description": context.Description(),
        "prologue": html_of(context.formPrologue, context),
        "epilogue": html_of(context.formEpilogue, context),
        "submit_label": submit_label(context, request),
        "reset_label": said(context.resetLabel, request) if context.useCancelButton else None,
        "retention_days": told_days(context),
        "schema": {
            "$schema": DRAFT,
            "type": "object",
            "properties": properties,
            "required": [name for name, widget in widgets.items() if is_required(widget)],
            "additionalProperties": False,
        },
        "uischema": {
            "fieldsets": [fieldset_of(part, form) for part in parts_of(form)],
            "order": list(widgets),
            "widgets": {name: describe_widget(widget) for name, widget in widgets.items()},
            "conditions": [
                line
                for name, clauses in conditions_of(widgets).items()
                for line in describe(name, clauses)
            ],
        },
        "thanks": {
            "title": context.thankstitle or context.Title(),
            "description": context.thanksdescription or "",
            "prologue": html_of(context.thanksPrologue, context),
            "epilogue": html_of(context.thanksEpilogue, context),
        },
    }


def takes_an_answer(widget) -> bool:
    kind = kinds.kind_of(widget)
    return kind not in kinds.WITHOUT_ANSWER and kind != "unsupported"


def is_required(widget) -> bool:
    """Whether something has to be answered. A box that may be left empty is always answered, by yes or no."""
    if not takes_an_answer(widget) or kinds.is_readonly(widget):
        return False
    if kinds.kind_of(widget) == "checkbox":
        return must_be_checked(widget)
    return bool(widget.required)


def must_be_checked(widget) -> bool:
    return "isChecked" in validators_of(widget)


def validators_of(widget) -> list[str]:
    return list(getattr(IFieldExtender(widget.field), "validators", None) or ())


def schema_of(widget) -> dict:
    """JSON Schema of the answer to one question."""
    kind, field = kinds.kind_of(widget), widget.field
    schema = {"title": title_of(widget), **TYPES[kind]}
    help_text = help_of(widget)
    if help_text:
        schema["description"] = help_text
    schema |= LIMITS.get(kind, lengths)(field)
    if kind in kinds.OF_A_LIST:
        tokens = {"enum": [term.token for term in kinds.terms_of(widget)]}
        schema |= {"items": {"type": "string", **tokens}} if kind in kinds.OF_SEVERAL else tokens
    if kind == "likert":
        questions = {q["token"]: {"enum": list(field.answers or ())} for q in questions_of(field)}
        schema["properties"] = questions
        if field.required:
            schema["required"] = list(questions)
    if kind == "checkbox" and must_be_checked(widget):
        schema["const"] = True
    if kinds.is_readonly(widget):
        schema["readOnly"] = True
    default = default_of(widget)
    if default is not None:
        schema["default"] = default
    return schema


def lengths(field) -> dict:
    found = {
        "minLength": getattr(field, "min_length", None),
        "maxLength": getattr(field, "max_length", None),
    }
    return {name: value for name, value in found.items() if value}


def item_counts(field) -> dict:
    found = {
        "minItems": getattr(field, "min_length", None),
        "maxItems": getattr(field, "max_length", None),
    }
    return {name: value for name, value in found.items() if value}


def ranges(field) -> dict:
    found = {"minimum": field.min, "maximum": field.max}
    return {
        name: float(value) if isinstance(value, decimal.Decimal) else value
        for name, value in found.items()
        if value is not None
    }


def dates(field) -> dict:
    """Earliest and latest; keywords that validators of dates know (ajv-formats), others pass over them."""
    found = {"formatMinimum": field.min, "formatMaximum": field.max}
    return {name: value.isoformat() for name, value in found.items() if value is not None}


def nothing(field) -> dict:
    return {}


LIMITS: dict[str, Callable[[Any], dict]] = {
    "integer": ranges,
    "decimal": ranges,
    "date": dates,
    "datetime": dates,
    "checkbox": nothing,
    "radio": nothing,
    "select": nothing,
    "checkboxes": item_counts,
    "multiselect": item_counts,
    "lines": item_counts,
    "likert": nothing,
    "richtext": nothing,
    "file": nothing,
    "image": nothing,
}


def describe_widget(widget) -> dict:
    kind, field, request = kinds.kind_of(widget), widget.field, widget.request
    shown = "hidden" if kinds.is_hidden(widget) and kind not in kinds.WITHOUT_ANSWER else kind
    if shown == "text" and {"isValidEmail", "isEmail"} & set(validators_of(widget)):
        shown = "email"
    return {
        "widget": shown,
        "title": title_of(widget),
        "help": help_of(widget) or None,
        "placeholder": said(getattr(widget, "placeholder", None), request) or None,
        "rows": getattr(widget, "rows", None) if kind in ("textarea", "lines") else None,
        "readonly": kinds.is_readonly(widget),
        "choices": choices_of(widget),
        "questions": questions_of(field) if kind == "likert" else None,
        "html": label_html(widget) if kind in kinds.WITHOUT_ANSWER else None,
        "max_bytes": largest_file() if kind in kinds.FILES else None,
        "accept": list(getattr(field, "accept", None) or ()) or None
        if kind in kinds.FILES
        else None,
        "unsupported": reason_of(widget) if kind == "unsupported" else None,
    }


def reason_of(widget) -> str:
    reason = kinds.OTHER_CAPTCHA if kinds.is_captcha(widget.field) else kinds.OTHER_FIELD
    return translate(reason, context=widget.request)


def choices_of(widget) -> list[dict] | None:
    kind = kinds.kind_of(widget)
    if kind == "likert":
        return [{"token": answer, "title": answer} for answer in widget.field.answers or ()]
    if kind not in kinds.OF_A_LIST:
        return None
    return [
        {"token": term.token, "title": said(term.title or str(term.value), widget.request)}
        for term in kinds.terms_of(widget)
    ]


def questions_of(field) -> list[dict]:
    """The questions of a scale; their tokens are their numbers, from 1."""
    return [
        {"token": str(number), "title": question}
        for number, question in enumerate(field.questions or (), 1)
    ]


def fieldset_of(part, form) -> dict:
    request, is_first = form.request, part is form
    # Not the word "Default" of forms that do not say.
    title = form.context.default_fieldset_label if is_first else part.label
    return {
        "id": "default" if is_first else part.__name__,
        "title": said(title, request),
        "description": "" if is_first else said(part.description, request),
        "fields": list(part.widgets),
    }


def default_of(widget) -> Any:
    """What the classic form fills in: of the field, by an expression, or from the query of the request. None where there is nothing,
    or what there is fits no question."""
    kind = kinds.kind_of(widget)
    read = DEFAULTS.get(kind, text_default)
    try:
        return read(widget)
    except (ValueError, TypeError, LookupError, AttributeError, Invalid):
        return None


def text_default(widget) -> str | None:
    return str(widget.value) if widget.value else None


def no_default(widget) -> None:
    return None


def number_default(widget) -> int | float | str | None:
    value = IDataConverter(widget).toFieldValue(widget.value) if widget.value else None
    if value is None:
        return None
    return str(value) if IDecimal.providedBy(widget.field) else value


def token_default(widget) -> str | None:
    return next(iter(known_tokens(widget)), None)


def tokens_default(widget) -> list[str] | None:
    return known_tokens(widget) or None


def known_tokens(widget) -> list[str]:
    known = {term.token for term in kinds.terms_of(widget)}
    return [token for token in widget.value or () if token in known]


def likert_default(widget) -> dict | None:
    answers = widget.field.parse(widget.value or "")
    return {str(number): answer for number, answer in answers.items()} or None


def rich_default(widget) -> dict | None:
    value = widget.value
    raw = value.raw if IRichTextValue.providedBy(value) else value
    return {"data": raw} if raw else None


DEFAULTS: dict[str, Callable[[Any], Any]] = {
    "password": no_default,
    "captcha": no_default,
    "file": no_default,
    "image": no_default,
    "integer": number_default,
    "decimal": number_default,
    "checkbox": lambda widget: "selected" in (widget.value or ()),
    "radio": token_default,
    "select": token_default,
    "checkboxes": tokens_default,
    "multiselect": tokens_default,
    "lines": lambda widget: widget.value.split("\n") if widget.value else None,
    "likert": likert_default,
    "richtext": rich_default,
}


def conditions_of(widgets: dict[str, Any]) -> dict[str, tuple[Clause, ...]]:
    """Name of a question → the clauses that all have to hold for it to be asked.

    One that cannot be read counts for nothing, as in the classic form: then the question is always asked.
    """
    found = {}
    for name, widget in widgets.items():
        text = getattr(IFieldExtender(widget.field), "depends_on", None)
        if not text:
            continue
        try:
            clauses = read_condition(text, set(widgets) - {name})
        except BadCondition:
            continue
        found[name] = tuple(tuple(with_token(one, widgets) for one in c) for c in clauses)
    return found


def with_token(one: Comparison, widgets: dict[str, Any]) -> Comparison:
    """A comparison with the box or button of a number becomes one with its token; a box of yes or no is answered or not."""
    widget = widgets[one.depends_on]
    if isinstance(one.value, str) and kinds.kind_of(widget) == "checkbox":
        return Comparison(one.depends_on, one.operator, True)
    if not (isinstance(one.value, str) and PLACE.fullmatch(one.value)):
        return one
    terms = kinds.terms_of(widget) if kinds.kind_of(widget) in kinds.OF_A_LIST else []
    number = int(one.value[1:])
    value = terms[number].token if number < len(terms) else one.value
    return Comparison(one.depends_on, one.operator, value)


def title_of(widget) -> str:
    return said(widget.field.title, widget.request)


def help_of(widget) -> str:
    return said(widget.field.description, widget.request)


def said(text, request) -> str:
    """A text or message in the language of the caller."""
    return translate(text, context=request) if text else ""


def submit_label(context, request) -> str:
    override = context.submitLabelOverride
    label = get_expression(context, override) if override else context.submitLabel
    return said(label, request)


def label_html(widget) -> str:
    """What a label shows; a rich one its text, made safe."""
    rich = getattr(widget.field, "rich_label", None)
    if rich:
        return html_of(rich, widget.context) or ""
    return title_of(widget)


def html_of(value, context) -> str | None:
    """A formatted text as safe HTML; None where there is none."""
    if not value:
        return None
    if not IRichTextValue.providedBy(value):
        value = RichTextValue(value, "text/html", "text/x-html-safe")
    if value.outputMimeType != "text/x-html-safe":
        value = RichTextValue(value.raw, value.mimeType, "text/x-html-safe")
    return value.output_relative_to(context) or None


def largest_file() -> int | None:
    """Bytes that a file may have; None where there is no limit of easyform's."""
    return api.portal.get_registry_record("easyform.max_filesize", default=None) or None
