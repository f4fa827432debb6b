"""What is asked at a registration: the fields of a form, as far as answers to them can be kept as texts."""

from collective.easyform.api import get_schema
from collective.easyform.interfaces import IEasyForm
from dataclasses import dataclass
from datetime import date
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IInt
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine
from zope.schema.interfaces import IVocabularyFactory
from zukunftsraum import _
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import one_line

import zope.component


#: Longest answers, in characters.
LINE_MAX, TEXT_MAX = 300, 3000


@dataclass(frozen=True)
class Question:
    """kind: line, text, yes_no, number, date, choice or choices. options: (token, title) of a choice."""

    name: str
    kind: str
    title: str
    description: str
    required: bool
    options: tuple[tuple[str, str], ...] = ()
    least: int | None = None
    most: int | None = None


def form_of(seminar, field: str = "questions"):
    """The form whose fields are asked, or that which another field names; None without one."""
    relation = getattr(seminar, field, None)
    form = relation.to_object if relation is not None and not relation.isBroken() else None
    return form if IEasyForm.providedBy(form) else None


def questions_of(seminar) -> list[Question]:
    """What is asked, in order. Fields that ask nothing that can be kept as a text (files, labels) are left out."""
    form = form_of(seminar)
    if form is None:
        return []
    found = [_question(name, field, form) for name, field in getFieldsInOrder(get_schema(form))]
    return [question for question in found if question is not None]


def unusable_fields(form) -> list[str]:
    """Titles of required fields that a registration cannot ask."""
    return [
        _text(field.title)
        for name, field in getFieldsInOrder(get_schema(form))
        if field.required and _question(name, field, form) is None
    ]


def _question(name, field, form) -> Question | None:
    kind, options = _kind_of(field, form)
    if kind is None:
        return None
    return Question(
        name=name,
        kind=kind,
        title=_text(field.title),
        description=_text(field.description),
        required=bool(field.required),
        options=options,
        least=field.min if kind == "number" else None,
        most=field.max if kind == "number" else None,
    )


def _kind_of(field, form):
    if IBool.providedBy(field):
        return "yes_no", ()
    if IChoice.providedBy(field):
        return "choice", _options(field, form)
    if ICollection.providedBy(field) and IChoice.providedBy(field.value_type):
        return "choices", _options(field.value_type, form)
    for interface, kind in (
        (IInt, "number"),
        (IDate, "date"),
        (ITextLine, "line"),
        (IText, "text"),
    ):
        if interface.providedBy(field):
            return kind, ()
    return None, ()


def _options(field, form) -> tuple[tuple[str, str], ...]:
    vocabulary = field.vocabulary
    if vocabulary is None:
        factory = zope.component.getUtility(IVocabularyFactory, name=field.vocabularyName)
        vocabulary = factory(form)
    return tuple((term.token, _text(term.title or term.token)) for term in vocabulary)


def _text(message) -> str:
    return translate(message, context=getRequest()) if message else ""


def read_answers(questions: list[Question], values) -> tuple[tuple[str, str], ...]:
    """Pairs of question and answer as texts; what was not answered is left out.

    :raises InvalidInput: names every bad answer as `answers.<name>`.
    """
    if values is None:
        values = {}
    if not isinstance(values, dict):
        raise InvalidInput(
            ("answers", _("error_object_expected", default="Please send an object."))
        )
    errors, answers = [], []
    known = {question.name for question in questions}
    for name in values:
        if name not in known:
            message = _("error_field_unknown", default="There is no field of this name.")
            errors.append((f"answers.{str(name)[:40]}", message))
    for question in questions:
        try:
            text = _READERS[question.kind](question, values.get(question.name))
            if question.required and not text:
                raise ValueError(_("error_required", default="Please fill in this field."))
            if text:
                answers.append((question.title, text))
        except ValueError as error:
            errors.append((f"answers.{question.name}", error.args[0]))
    if errors:
        raise InvalidInput(*errors)
    return tuple(answers)


def _yes_no(question, value):
    if value is None:
        return ""
    if not isinstance(value, bool):
        raise ValueError(_("error_flag_expected", default="Please send true or false."))
    if question.required and not value:
        return ""
    return _text(_("answer_yes", default="yes") if value else _("answer_no", default="no"))


def _number(question, value):
    if value is None or value == "":
        return ""
    low = question.least if question.least is not None else -(10**9)
    high = question.most if question.most is not None else 10**9
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        message = "error_number_between"
        raise ValueError(
            _(
                message,
                default="Please enter a whole number from ${least} to ${most}.",
                mapping={"least": low, "most": high},
            )
        )
    return str(value)


def _date(_question, value):
    if value in (None, ""):
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise ValueError(
            _("error_date_expected", default="Please enter a date, for example 2026-12-31.")
        ) from None


def _choice(question, value):
    if value in (None, ""):
        return ""
    titles = dict(question.options)
    if not isinstance(value, str) or value not in titles:
        raise ValueError(_("error_choice", default="Please choose one of the answers offered."))
    return titles[value]


def _choices(question, value):
    if value is None:
        return ""
    if not isinstance(value, list) or len(value) > len(question.options):
        raise ValueError(_("error_choice", default="Please choose one of the answers offered."))
    return ", ".join(dict.fromkeys(_choice(question, one) for one in value))


_READERS = {
    "line": lambda question, value: one_line(value, LINE_MAX, required=question.required),
    "text": lambda question, value: lines(value, TEXT_MAX, required=question.required),
    "yes_no": _yes_no,
    "number": _number,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
}
