"""The classic form for editing a text."""

from plone.dexterity.browser.edit import DefaultEditForm
from plone.dexterity.interfaces import IDexterityEditForm
from plone.z3cform import layout
from Products.statusmessages.interfaces import IStatusMessage
from zope.interface import classImplements
from zukunftsraum.knowledge.policy import demands_copy
from zukunftsraum.knowledge.policy import ONLY_COPIES


class ReviewedEditForm(DefaultEditForm):
    """Leads back where the text is changed through working copies only."""

    def update(self):
        if demands_copy(self.context):
            IStatusMessage(self.request).addStatusMessage(ONLY_COPIES, "warning")
            self.request.response.redirect(self.context.absolute_url())
            return
        super().update()


ReviewedEditPage = layout.wrap_form(ReviewedEditForm)
classImplements(ReviewedEditPage, IDexterityEditForm)
