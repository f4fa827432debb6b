"""The settings as a page of the site setup, in the classic UI and in Volto."""

from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.restapi.controlpanels import RegistryConfigletPanel
from zope.component import adapter
from zope.interface import Interface
from zukunftsraum import _
from zukunftsraum.headless.cors.interfaces import ICorsSettings
from zukunftsraum.headless.cors.interfaces import PREFIX
from zukunftsraum.interfaces import IBrowserLayer


class CorsSettingsForm(RegistryEditForm):
    schema = ICorsSettings
    schema_prefix = PREFIX
    label = _("Other websites")


class CorsSettingsPage(ControlPanelFormWrapper):
    form = CorsSettingsForm


@adapter(Interface, IBrowserLayer)
class CorsControlPanel(RegistryConfigletPanel):
    schema = ICorsSettings
    configlet_id = "ZukunftsraumCors"
    configlet_category_id = "plone-security"
    schema_prefix = PREFIX
