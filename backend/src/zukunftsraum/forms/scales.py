"""Scales (each question with the same answers) in the form builder. Stock has the field, but neither offers it nor says in German what to write; a
comma or a colon in an answer, which it uses for itself, breaks the form."""

from collective.easyform.fields import Likert
from collective.easyform.interfaces import ILikert
from plone.schemaeditor.fields import FieldFactory
from zope.interface import Invalid
from zukunftsraum import _


def are_answers(lines) -> bool:
    """Whether stock can keep each of these as an answer.

    :raises Invalid: naming the one that it cannot.
    """
    for line in lines:
        if not line.strip() or line != line.strip() or "," in line or ":" in line:
            message = _(
                "error_scale_answers",
                default="Please write one answer in each line, without commas and colons: “${line}”",
                mapping={"line": line[:100]},
            )
            raise Invalid(message)
    return True


factory = FieldFactory(Likert, _("label_scale_field", default="Scale (several questions)"))

ILikert["questions"].title = _("label_scale_questions", default="Questions")
ILikert["questions"].description = _("help_scale_questions", default="One a line.")
ILikert["answers"].title = _("label_scale_answers", default="Answers")
ILikert["answers"].description = _(
    "help_scale_answers",
    default="One a line, from one end of the scale to the other, without commas and colons.",
)
ILikert["answers"].constraint = are_answers
