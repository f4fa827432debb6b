"""The settings as a page of the site setup, in the classic UI and in Volto."""

from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.restapi.controlpanels import RegistryConfigletPanel
from zope.component import adapter
from zope.interface import Interface
from zukunftsraum import _
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.knowledge.interfaces import IKnowledgeSettings


class KnowledgeSettingsForm(RegistryEditForm):
    schema = IKnowledgeSettings
    label = _("Knowledge")


class KnowledgeSettingsPage(ControlPanelFormWrapper):
    form = KnowledgeSettingsForm


@adapter(Interface, IBrowserLayer)
class KnowledgeControlPanel(RegistryConfigletPanel):
    schema = IKnowledgeSettings
    configlet_id = "ZukunftsraumKnowledge"
    configlet_category_id = "plone-content"
    schema_prefix = IKnowledgeSettings.__identifier__
