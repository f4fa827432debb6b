"""The models of a form, as its editors wrote them in XML: read strictly.

collective.easyform shows a form without questions where it cannot read the model, and runs no action where it cannot read those:
what people send would be lost.
"""

from collective.easyform.interfaces import IEasyForm
from lxml import etree
from plone.supermodel import loadString
from plone.supermodel.debug import parseinfo
from plone.supermodel.parser import SupermodelParseError
from plone.supermodel.utils import ns
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.errors import Conflict

import re


MODELS = {
    "fields_model": _("form_model_of_questions", default="questions"),
    "actions_model": _("form_model_of_actions", default="actions"),
}


#: Where lxml repeats the place in its message.
PLACE = re.compile(r", line \d+, column \d+$")


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


def fault_of(source: str) -> tuple[int, str] | None:
    """The first line of a model that cannot be read, counted from 1, and why; None for a good model.

    Why is told as the programs that read it say it, in English.
    """
    data = source.encode("utf-8", "replace")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return error.lineno or 1, PLACE.sub("", error.msg)
    if root.tag != ns("model"):
        return root.sourceline, f"{root.tag}: not {ns('model')}"
    schemata = list(root.iterchildren(etree.Element))
    for element in schemata:
        if element.tag != ns("schema"):
            return element.sourceline, f"{element.tag}: not {ns('schema')}"
    if not any(not element.get("name") for element in schemata):
        return root.sourceline, f"no {ns('schema')} without a name"
    _forget()
    try:
        loadString(data, policy="dexterity")
    except SupermodelParseError as error:
        element = parseinfo.stack[-1]
        cause = error.__context__ or error
        return (root if element is None else element).sourceline, str(cause)
    return None


def can_be_read(model: str) -> bool:
    try:
        return "" in loadString(model).schemata
    except (SupermodelParseError, ValueError, UnicodeError):
        return False
    finally:
        _forget()


def _forget() -> None:
    """Give up what plone.supermodel leaves behind of each model that it could not read."""
    del parseinfo.stack[1:]
