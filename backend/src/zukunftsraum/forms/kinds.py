"""Of which kind a question of a form is: said by its field and the widget that the classic form shows for it.

A kind decides how a question is described (`describing.py`) and how its answer is read (`values.py`).
"""

from collective.easyform.interfaces import IHCaptcha
from collective.easyform.interfaces import ILabel
from collective.easyform.interfaces import ILikert
from collective.easyform.interfaces import INorobotCaptcha
from collective.easyform.interfaces import IReCaptcha
from collective.easyform.interfaces import IRichLabel
from plone.app.textfield.interfaces import IRichText
from plone.app.z3cform.interfaces import IDatetimeWidget
from plone.app.z3cform.interfaces import IDateWidget
from plone.namedfile.interfaces import INamedField
from plone.namedfile.interfaces import INamedImageField
from plone.schema import IEmail
from z3c.form.interfaces import DISPLAY_MODE
from z3c.form.interfaces import HIDDEN_MODE
from z3c.form.interfaces import ICheckBoxWidget
from z3c.form.interfaces import IOrderedSelectWidget
from z3c.form.interfaces import IRadioWidget
from z3c.form.interfaces import ISelectWidget
from z3c.form.interfaces import ISingleCheckBoxWidget
from z3c.form.interfaces import ITextAreaWidget
from z3c.form.interfaces import ITextLinesWidget
from z3c.form.interfaces import ITextWidget
from z3c.relationfield.interfaces import IRelation
from z3c.relationfield.interfaces import IRelationList
from zope.interface import Interface
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IBytes
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IDatetime
from zope.schema.interfaces import IDecimal
from zope.schema.interfaces import IFloat
from zope.schema.interfaces import IInt
from zope.schema.interfaces import IPassword
from zope.schema.interfaces import IURI
from zukunftsraum import _
from zukunftsraum.forms.captcha import IQuestionCaptcha


OTHER_CAPTCHA = _(
    "form_captcha_unsupported",
    default="This CAPTCHA cannot be shown here.",
)
OTHER_FIELD = _(
    "form_field_unsupported",
    default="This question cannot be answered here.",
)

#: Interface of the field, interface of the widget → kind. The first that fits counts.
KINDS: tuple[tuple[type, type, str], ...] = (
    (IRichLabel, Interface, "richlabel"),
    (ILabel, Interface, "label"),
    (ILikert, Interface, "likert"),
    (IReCaptcha, Interface, "unsupported"),
    (IHCaptcha, Interface, "unsupported"),
    (INorobotCaptcha, Interface, "unsupported"),
    (IQuestionCaptcha, Interface, "captcha"),
    (IRelation, Interface, "unsupported"),
    (IRelationList, Interface, "unsupported"),
    (IRichText, Interface, "richtext"),
    (INamedImageField, Interface, "image"),
    (INamedField, Interface, "file"),
    (IBool, IRadioWidget, "radio"),
    (IBool, ISingleCheckBoxWidget, "checkbox"),
    (IChoice, IRadioWidget, "radio"),
    (IChoice, ISelectWidget, "select"),
    (ICollection, ICheckBoxWidget, "checkboxes"),
    (ICollection, IOrderedSelectWidget, "multiselect"),
    (ICollection, ISelectWidget, "multiselect"),
    (ICollection, ITextLinesWidget, "lines"),
    (IPassword, ITextWidget, "password"),
    (IEmail, ITextWidget, "email"),
    (IURI, ITextWidget, "url"),
    (IInt, ITextWidget, "integer"),
    (IFloat, ITextWidget, "decimal"),
    (IDecimal, ITextWidget, "decimal"),
    (IDatetime, IDatetimeWidget, "datetime"),
    (IDate, IDateWidget, "date"),
    (Interface, ITextAreaWidget, "textarea"),
)

#: They show something and take no answer.
WITHOUT_ANSWER = frozenset({"label", "richlabel"})
#: Their answers are tokens of a list.
OF_A_LIST = frozenset({"radio", "select", "checkboxes", "multiselect"})
#: Their answers may be several tokens.
OF_SEVERAL = frozenset({"checkboxes", "multiselect"})
FILES = frozenset({"file", "image"})


def kind_of(widget) -> str:
    """The kind of the question that a widget of z3c.form shows."""
    field = widget.field
    for of_field, of_widget, kind in KINDS:
        if of_field.providedBy(field) and of_widget.providedBy(widget):
            return kind
    if ITextWidget.providedBy(widget) and not IBytes.providedBy(field):
        return "text"
    return "unsupported"


def is_ordered(widget) -> bool:
    """Whether it matters in which order several are chosen."""
    return IOrderedSelectWidget.providedBy(widget)


def is_captcha(field) -> bool:
    return any(one.providedBy(field) for one in (IReCaptcha, IHCaptcha, INorobotCaptcha))


def is_hidden(widget) -> bool:
    return widget.mode == HIDDEN_MODE


def is_readonly(widget) -> bool:
    return widget.mode == DISPLAY_MODE


def terms_of(widget) -> list:
    """What can be chosen, in the order of the list.

    Fields of yes or no as radio buttons have such a list too.
    """
    return list(widget.updateTerms())
