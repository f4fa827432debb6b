"""The settings as a page of the site setup, in the classic UI and in Volto."""

from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.restapi.controlpanels import RegistryConfigletPanel
from Products.Five.browser import BrowserView
from zope.component import adapter
from zope.interface import Interface
from zukunftsraum import _
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.mail.send import SETTINGS_PAGE
from zukunftsraum.mail.send import website_url
from zukunftsraum.members.interfaces import IMembersSettings
from zukunftsraum.members.interfaces import PREFIX


class MembersSettingsForm(RegistryEditForm):
    schema = IMembersSettings
    schema_prefix = PREFIX
    label = _("Members")


class MembersSettingsPage(ControlPanelFormWrapper):
    form = MembersSettingsForm


class OwnAccountPage(BrowserView):
    """The classic page about oneself leads to the one of the website."""

    def __call__(self):
        self.request.response.redirect(website_url(SETTINGS_PAGE))


@adapter(Interface, IBrowserLayer)
class MembersControlPanel(RegistryConfigletPanel):
    schema = IMembersSettings
    configlet_id = "ZukunftsraumMembers"
    configlet_category_id = "plone-users"
    schema_prefix = PREFIX
