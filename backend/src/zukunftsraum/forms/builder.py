"""The lists of questions and of actions in the form builder of collective.easyform."""

from collective.easyform.browser.actions import EasyFormActionsListing
from collective.easyform.browser.actions import EasyFormActionsListingPage
from collective.easyform.browser.fields import EasyFormFieldsListingPage
from collective.easyform.browser.fields import EditView
from collective.easyform.browser.fields import FieldsSchemaListing
from plone.schemaeditor.browser.schema.add_field import FieldAddFormPage
from plone.schemaeditor.browser.schema.add_fieldset import FieldsetAddFormPage
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate
from zukunftsraum import _


class Questions(FieldsSchemaListing):
    """The list shows each question with its default; required ones may have none.

    Stock has the server pass over that, but the browser does not send the form: plone.app.z3cform lets it check
    whatever a button called "save" sends.
    """

    def updateActions(self):
        super().updateActions()
        save = self.actions["save"]
        save.title = translate("Save", domain="plone", context=self.request)
        save.attributes["formnovalidate"] = "formnovalidate"


class QuestionsPage(EasyFormFieldsListingPage):
    form = Questions

    @property
    def label(self):
        return _(
            "heading_form_questions",
            default="Questions of the form “${title}”",
            mapping={"title": self.context.aq_parent.Title()},
        )


class Actions(EasyFormActionsListing):
    """Stock has the browser ask „undefined“ before an action is deleted."""

    template = ViewPageTemplateFile("actions.pt")


class ActionsPage(EasyFormActionsListingPage):
    form = Actions

    @property
    def label(self):
        return _(
            "heading_form_actions",
            default="What happens when the form “${title}” is sent",
            mapping={"title": self.context.aq_parent.Title()},
        )


# Stock shows these bare where they are no dialog.


class QuestionPage(EditView):
    index = ViewPageTemplateFile("form_page.pt")


class AddQuestionPage(FieldAddFormPage):
    index = ViewPageTemplateFile("form_page.pt")


class AddFieldsetPage(FieldsetAddFormPage):
    index = ViewPageTemplateFile("form_page.pt")
