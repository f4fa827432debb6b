"""What stands around the pages of forms in Plone's classic interface, which the website shows at `/klassisch`.

Stock puts its whole frame around them: toolbar, menus and portlets, most of which lead nowhere from there. This one says
whose page it is and leads to what there is.
"""

from Acquisition import aq_chain
from Acquisition import aq_inner
from collective.easyform.browser.exportimport import EasyFormImportForm
from collective.easyform.interfaces import IEasyForm
from collective.easyform.interfaces import IEasyFormActionsContext
from collective.easyform.interfaces import IEasyFormFieldsContext
from plone import api
from plone.schemaeditor.interfaces import IFieldContext
from plone.schemaeditor.interfaces import ISchemaContext
from plone.z3cform.layout import FormWrapper
from Products.CMFCore.interfaces import IContentish
from Products.CMFCore.interfaces import ISiteRoot
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.GenericSetup.context import TarballImportContext
from Products.GenericSetup.interfaces import IFilesystemImporter
from Products.statusmessages.interfaces import IStatusMessage
from tarfile import TarError
from z3c.form import button
from zukunftsraum import _
from zukunftsraum.forms.deserializers import MODELS
from zukunftsraum.forms.deserializers import xml_fault

import re
import transaction


QUESTIONS = _("form_frame_questions", default="Fields")
ACTIONS = _("form_frame_actions", default="What happens after sending")
READ_SUBMISSIONS = "collective.easyform: Download Saved Input"
ID = re.compile(rb"^id:.*\n", re.MULTILINE)
NO_ARCHIVE = _("error_form_import", default="This is not a file that was exported here.")
IMPORTED = _("form_imported", default="The form is imported.")


class Frame(BrowserView):
    """The template of these pages, and what it tells."""

    index = ViewPageTemplateFile("frame.pt")

    @property
    def macros(self):
        return self.index.macros

    def place(self) -> str:
        """Where the page is: a form, one of its two lists, or one field or action."""
        if IFieldContext.providedBy(self.context):
            return self.context.__name__
        return _name(self.context)

    def path(self) -> list[dict]:
        """What is above it, from the top; what the caller may not see is left out."""
        above = [
            one
            for one in aq_chain(aq_inner(self.context))[1:]
            if ISchemaContext.providedBy(one)
            or (IContentish.providedBy(one) and not ISiteRoot.providedBy(one))
        ]
        return [
            {"title": _name(one), "url": one.absolute_url()}
            for one in reversed(above)
            if ISchemaContext.providedBy(one) or api.user.has_permission("View", obj=one)
        ]

    def ways(self) -> list[dict]:
        """What there is of the form for those who may change it."""
        form = next(one for one in aq_chain(aq_inner(self.context)) if IEasyForm.providedBy(one))
        if not api.user.has_permission("Modify portal content", obj=form):
            return []
        chain = aq_chain(aq_inner(self.context))
        ways = [
            ("", _("form_frame_form", default="To the form"), None),
            ("fields", QUESTIONS, IEasyFormFieldsContext),
            ("actions", ACTIONS, IEasyFormActionsContext),
        ]
        if api.user.has_permission(READ_SUBMISSIONS, obj=form):
            ways.append(("einsendungen", _("form_frame_submissions", default="Submissions"), None))
        if api.user.has_permission("Manage portal", obj=form):
            ways += [
                ("@@export-easyform", _("form_frame_export", default="Export"), None),
                ("@@import-easyform", _("form_frame_import", default="Import"), None),
            ]
        url = form.absolute_url()
        return [
            {
                "title": title,
                "url": f"{url}/{name}".rstrip("/"),
                "here": kind is not None and any(kind.providedBy(one) for one in chain),
            }
            for name, title, kind in ways
        ]


def _name(thing):
    if IEasyFormFieldsContext.providedBy(thing):
        return QUESTIONS
    if IEasyFormActionsContext.providedBy(thing):
        return ACTIONS
    return thing.Title()


class Archive(TarballImportContext):
    """A form that was exported. Its short name stays there: the form that takes it in keeps its own address."""

    def readDataFile(self, filename, subdir=None):
        data = super().readDataFile(filename, subdir)
        if not data or filename != ".data":
            return data
        head, blank, text = data.partition(b"\n\n")
        return ID.sub(b"", head + b"\n", count=1).removesuffix(b"\n") + blank + text


class ImportForm(EasyFormImportForm):
    """Takes back what was exported. Of what cannot be read it says why, and keeps what is there; stock fails, or shows an empty form."""

    label = _("heading_form_import", default="Import a form")
    description = _(
        "form_import_text",
        default="This replaces the whole form, its texts, fields and actions, by those of the file. What came in stays.",
    )
    buttons = button.Buttons()
    handlers = button.Handlers()

    @button.buttonAndHandler(_("form_frame_import", default="Import"), name="import")
    def handleImport(self, action):
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        before = transaction.savepoint()
        try:
            archive = Archive(self.context, data["upload"])
            IFilesystemImporter(self.context).import_(archive, "structure", True)
        except TarError:
            self.status = NO_ARCHIVE
            return
        for name in MODELS:
            fault = xml_fault(getattr(self.context, name, None) or "")
            if fault is not None:
                before.rollback()
                self.status = fault
                return
        IStatusMessage(self.request).add(IMPORTED, type="info")
        self.request.response.redirect(f"{self.context.absolute_url()}/fields")


class ImportPage(FormWrapper):
    form = ImportForm
    index = ViewPageTemplateFile("form_page.pt")

    @property
    def introduction(self):
        return self.form_instance.description
