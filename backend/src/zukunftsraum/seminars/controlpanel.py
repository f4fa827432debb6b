"""The settings as a page of the site setup, in the classic UI and in Volto."""

from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.restapi.controlpanels import RegistryConfigletPanel
from zope.component import adapter
from zope.interface import Interface
from zukunftsraum import _
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.seminars.interfaces import ISeminarsSettings
from zukunftsraum.seminars.interfaces import PREFIX


class SeminarsSettingsForm(RegistryEditForm):
    schema = ISeminarsSettings
    schema_prefix = PREFIX
    label = _("Seminars")


class SeminarsSettingsPage(ControlPanelFormWrapper):
    form = SeminarsSettingsForm


@adapter(Interface, IBrowserLayer)
class SeminarsControlPanel(RegistryConfigletPanel):
    schema = ISeminarsSettings
    configlet_id = "ZukunftsraumSeminars"
    configlet_category_id = "plone-content"
    schema_prefix = PREFIX
