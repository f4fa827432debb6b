"""The classic form with our guards; forms over REST run the same class."""

from collective.easyform.api import get_expression
from collective.easyform.api import OrderedDict
from collective.easyform.browser.view import EasyFormForm
from collective.easyform.browser.view import EasyFormFormEmbedded
from collective.easyform.browser.view import EasyFormFormWrapper
from collective.easyform.config import FORM_ERROR_MARKER
from collective.easyform.interfaces import IEasyForm
from collective.easyform.interfaces import ISavedDataFormWrapper
from datetime import datetime
from datetime import UTC
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.browser.text import TextWidget
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import IFormLayer
from z3c.form.interfaces import INPUT_MODE
from z3c.form.interfaces import ITextWidget
from z3c.form.validator import SimpleFieldValidator
from z3c.form.widget import FieldWidget
from zExceptions import NotFound
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import implementer_only
from zope.interface import Interface
from zope.interface import Invalid
from zukunftsraum.forms import guards
from zukunftsraum.forms.captcha import IQuestionCaptcha
from zukunftsraum.forms.guard_rules import Token
from zukunftsraum.forms.guard_rules import TooMany
from zukunftsraum.forms.mails import wrong_addresses
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.signing import seal


class Sent(OrderedDict):
    """What was sent, by field. The mailer asks for every field of the form; one that is not there has no value, where stock breaks."""

    def __missing__(self, name):
        return None


class Guarded:
    """Counts submissions, uses their tokens up, and keeps answers to our questions out of what is saved, mailed and shown.

    Over REST, `guards.check` and `guards.spend` have their own place, before and after the form.
    """

    def updateServerSideData(self, data):
        data = super().updateServerSideData(data)
        for name in guards.captchas(self.schema):
            data.pop(name, None)
        return data

    def setThanksFields(self, fields, data):
        names = set(guards.captchas(self.schema)) & set(fields)
        return super().setThanksFields(fields, data).omit(*names)

    def processActions(self, fields):
        now = datetime.now(UTC)
        over_rest = guards.was_checked(self.request)
        try:
            guards.count(self.context, self.request, now, has_token=bool(self._tokens(now)))
        except TooMany as error:
            return {FORM_ERROR_MARKER: translate(error.message, context=self.request)}
        # Before any action: one that has saved something already would have done half.
        wrong = wrong_addresses(self.context, fields, self.request)
        if wrong:
            return wrong
        errors = super().processActions(Sent(fields))
        if not errors and not over_rest:
            guards.note_sent(self.context, now)
            for token in self._tokens(now):
                guards.use(token)
                _used_here(self.request).add(token.nonce)
        return errors

    def _tokens(self, now: datetime) -> list[Token]:
        """The tokens that came with the classic form, one for each of our questions."""
        found = [
            guards.valid_token(self.context, self.request.form.get(token_name(widget)), now)
            for form in (self, *self.groups)
            for widget in form.widgets.values()
            if IQuestionWidget.providedBy(widget)
        ]
        return [token for token in found if token is not None]


class GuardedForm(Guarded, EasyFormForm):
    """The form on a page of its own. It is sent to this page: at the address of the form is the website."""

    def action(self):
        elsewhere = self.context.formActionOverride
        if elsewhere and get_expression(self.context, elsewhere):
            return super().action()
        return f"{super().action()}/view"

    def nextURL(self):
        """Where the button leads that empties the form."""
        return f"{super().nextURL()}/view"


class GuardedFormEmbedded(Guarded, EasyFormFormEmbedded):
    """The form within another page."""


class GuardedFormView(EasyFormFormWrapper):
    form = GuardedForm
    index = ViewPageTemplateFile("form_page.pt")

    def introduction(self):
        """What the form is for; the page of thanks says its own."""
        return None if self.form_instance.thanksPage else self.context.Description()


class IQuestionWidget(ITextWidget):
    """Marks the widget of a question."""


@implementer_only(IQuestionWidget)
class QuestionWidget(TextWidget):
    """The question, and a text for the answer; a hidden field carries the token."""

    klass = "text-widget question-widget form-control"
    question = ""
    token = ""

    def update(self):
        super().update()
        if self.mode != INPUT_MODE:
            return
        form, now = self.form_context, datetime.now(UTC)
        token = guards.valid_token(form, self.request.form.get(token_name(self)), now)
        if token is None or guards.is_used(token) or guards.is_worn_out(token, now):
            token = guards.new_token(form, now)
            self.value = ""
        self.question = guards.question_of(token, self.field).text
        self.hint = guards.HINT
        self.token = seal(guards.PURPOSE, token.write())

    @property
    def form_context(self):
        """The form that the widget belongs to."""
        return self.form.context

    @property
    def token_name(self) -> str:
        return token_name(self)


@adapter(IQuestionCaptcha, IFormLayer)
@implementer(IFieldWidget)
def question_widget(field, request):
    return FieldWidget(field, QuestionWidget(request))


@adapter(IEasyForm, Interface, Interface, IQuestionCaptcha, Interface)
class AnswerValidator(SimpleFieldValidator):
    """Asks for the right answer, whether or not the field is required."""

    def validate(self, value, force=False):
        now = datetime.now(UTC)
        sent = self.request.form.get(token_name(self.widget))
        token = guards.checked_token(self.request) or guards.valid_token(self.context, sent, now)
        used_here = _used_here(self.request)
        if token is None or (guards.is_used(token) and token.nonce not in used_here):
            raise Invalid(guards.OTHER_QUESTION)
        if not (value or "").strip():
            raise Invalid(guards.NO_ANSWER)
        if not guards.answered(token, self.field, value, now):
            worn_out = guards.is_worn_out(token, now)
            raise Invalid(guards.OTHER_QUESTION if worn_out else guards.OTHER_ANSWER)


def token_name(widget) -> str:
    return f"{widget.name}.token"


def _used_here(request) -> set[str]:
    """Nonces that this request has used up: it validates its input again to show it on the page of thanks."""
    return IAnnotations(request).setdefault("zukunftsraum.forms.used", set())


@adapter(ISavedDataFormWrapper, IBrowserLayer)
class NoSavedFiles:
    """Stock gives files that people sent to everybody who knows when they were sent; `@saved-data` gives them to who may see them."""

    def __init__(self, context, request):
        self.context, self.request = context, request

    def traverse(self, name, ignored):
        raise NotFound(name)
