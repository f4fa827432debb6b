"""The models of a form, as its editors wrote them in XML: read strictly.

collective.easyform shows a form without questions where it cannot read the model, and runs no action where it cannot read those:
what people send would be lost.
"""

from collective.easyform.interfaces import IEasyForm
from plone.supermodel import loadString
from plone.supermodel.parser import SupermodelParseError
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.errors import Conflict


MODELS = {
    "fields_model": _("form_model_of_questions", default="questions"),
    "actions_model": _("form_model_of_actions", default="actions"),
}


def demand_models(form: IEasyForm, request) -> None:
    """Let only forms pass whose models can be read.

    :raises Conflict: names the model; not why, for that would tell strangers of actions.
    """
    for name, title in MODELS.items():
        model = getattr(form, name, None)
        if model is not None and not can_be_read(model):
            message = _(
                "error_form_model",
                default="This form cannot be used now: its ${model} are not set up correctly. Please tell the editors.",
                mapping={"model": translate(title, context=request)},
            )
            raise Conflict(translate(message, context=request))


def can_be_read(model: str) -> bool:
    try:
        return "" in loadString(model).schemata
    except (SupermodelParseError, ValueError, UnicodeError):
        return False
