"""The question as a field of a form: an editor adds it in the form builder, it works in the classic form and over REST."""

from plone.schemaeditor.fields import FieldFactory
from plone.schemaeditor.schema import ITextLinesField
from plone.supermodel.exportimport import BaseHandler
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.interface import Invalid
from zope.schema import List
from zope.schema import TextLine
from zope.schema.interfaces import ITextLine
from zukunftsraum import _
from zukunftsraum.forms.questions import own_questions


def have_answers(lines) -> bool:
    """Whether each line is a question with an answer.

    :raises Invalid: naming the line that is not.
    """
    try:
        own_questions(lines)
    except ValueError as error:
        message = _(
            "error_captcha_questions",
            default="Please write each line like this: Question? | answer; other answer. This line has no answer: ${line}",
            mapping={"line": error.args[0][:100]},
        )
        raise Invalid(message) from None
    return True


class IQuestionCaptcha(ITextLine):
    """A question that keeps robots away."""

    questions = List(
        title=_("label_captcha_questions", default="Own questions"),
        description=_(
            "help_captcha_questions",
            default="One a line: Question? | answer; other answer. Case and umlauts do not matter. Leave this empty for the questions of the portal: small sums, days, everyday things.",
        ),
        value_type=TextLine(),
        required=False,
        constraint=have_answers,
    )


alsoProvides(IQuestionCaptcha["questions"], ITextLinesField)


@implementer(IQuestionCaptcha)
class QuestionCaptcha(TextLine):
    """Its value is what somebody answered; it is never saved or mailed."""

    def __init__(self, questions=None, **kw):
        self.questions = questions
        super().__init__(**kw)


factory = FieldFactory(
    QuestionCaptcha, _("label_question_captcha", default="Question against robots")
)
handler = BaseHandler(QuestionCaptcha)
