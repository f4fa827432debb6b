"""Changing a form as a whole: over REST, and as XML in the form builder."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from collective.easyform.browser.actions import ModelEditorView as ActionsEditor
from collective.easyform.browser.fields import ModelEditorView as FieldsEditor
from collective.easyform.interfaces import IEasyForm
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import IDeserializeFromJson
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import BadRequest
from zExceptions import Forbidden
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zukunftsraum import _
from zukunftsraum.content.deserializers import CheckedDeserializer
from zukunftsraum.errors import invalid_input
from zukunftsraum.forms.models import fault_of
from zukunftsraum.forms.powers import missing
from zukunftsraum.interfaces import IBrowserLayer


MODELS = ("fields_model", "actions_model")

FOR_THE_ADMINISTRATION = _(
    "error_form_powers",
    default="Only the administration may add scripts, expressions and templates of mails.",
)
SAVED = _("form_xml_saved", default="The XML is saved.")
NO_ROWS = _(
    "error_form_saved_rows",
    default="What people sent cannot be written from outside.",
)


def xml_fault(source: str):
    """What to tell of a model that cannot be read, with its line; None for a good one."""
    fault = fault_of(source)
    if fault is None:
        return None
    line, why = fault
    return _(
        "error_form_xml",
        default="Line ${line} cannot be read: ${why}. Nothing was changed.",
        mapping={"line": line, "why": why.rstrip(".")},
    )


def is_forbidden(form, name: str, model) -> bool:
    """Whether this model has programs in it that the caller may not put there."""

    def may(permission: str) -> bool:
        return bool(getSecurityManager().checkPermission(permission, form))

    before = getattr(form, name, None)
    return isinstance(model, str) and missing(before, model, may)


@adapter(IEasyForm, IBrowserLayer)
@implementer(IDeserializeFromJson)
class FormDeserializer(CheckedDeserializer):
    """As of all content; stock also lets everybody who edits the form write rows as if people had sent them."""

    def __call__(self, validate_all=False, data=None, create=False, **kw):
        data = json_body(self.request) if data is None else data
        if "savedDataStorage" in data:
            raise invalid_input(self.request, "savedDataStorage", NO_ROWS)
        for name in MODELS:
            if is_forbidden(self.context, name, data.get(name)):
                raise invalid_input(self.request, name, FOR_THE_ADMINISTRATION)
        return super().__call__(validate_all=validate_all, data=data, create=create, **kw)

    def problems_of(self, data):
        """Also models that cannot be read; what is there already may stay when something else is changed."""
        bad = super().problems_of(data)
        for name in MODELS:
            model = data.get(name)
            if name in bad or not isinstance(model, str):
                continue
            if model != getattr(self.context, name, None) and (message := xml_fault(model)):
                bad[name] = message
        return bad


class Checked:
    """The editor of a model as XML. Of one that cannot be read it tells the line, shows it again and stores nothing; stock fails, and says nothing of a good one either."""

    template = ViewPageTemplateFile("model_editor.pt")
    model = ""
    refused: str | None = None

    def __call__(self):
        source = self.request.form.get("source")
        if source and "form.button.save" in self.request.form:
            if not self.authorized(self.context, self.request):
                raise Unauthorized
            if not isinstance(source, str):
                raise BadRequest("source")
            self._demand_rights(source)  # before anything of it is imported
            message = xml_fault(source)
            if message is not None:
                return self._refuse(source, message)
        return super().__call__()

    def _refuse(self, source: str, message):
        IStatusMessage(self.request).add(message, type="error")
        self.request.response.setStatus(400)
        self.refused = source
        return self.template()

    def modelSource(self):
        return super().modelSource() if self.refused is None else self.refused

    def _demand_rights(self, source):
        if is_forbidden(self.context.aq_parent, self.model, source):
            raise Forbidden(translate(FOR_THE_ADMINISTRATION, context=self.request))

    def save(self, source):
        self._demand_rights(source)
        super().save(source)
        IStatusMessage(self.request).add(SAVED, type="info")


class CheckedFieldsEditor(Checked, FieldsEditor):
    model = "fields_model"


class CheckedActionsEditor(Checked, ActionsEditor):
    model = "actions_model"
