"""The settings as a page of the site setup, in the classic UI and in Volto."""

from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.restapi.controlpanels import RegistryConfigletPanel
from zope.component import adapter
from zope.interface import Interface
from zukunftsraum import _
from zukunftsraum.grants.interfaces import IGrantsSettings
from zukunftsraum.grants.interfaces import PREFIX
from zukunftsraum.interfaces import IBrowserLayer


class GrantsSettingsForm(RegistryEditForm):
    schema = IGrantsSettings
    schema_prefix = PREFIX
    label = _("Micro grants")


class GrantsSettingsPage(ControlPanelFormWrapper):
    form = GrantsSettingsForm


@adapter(Interface, IBrowserLayer)
class GrantsControlPanel(RegistryConfigletPanel):
    schema = IGrantsSettings
    configlet_id = "ZukunftsraumGrants"
    configlet_category_id = "plone-content"
    schema_prefix = PREFIX
