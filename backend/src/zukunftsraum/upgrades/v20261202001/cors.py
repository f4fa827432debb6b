"""The list of websites that may write; empty, as it was in effect for browsers."""

from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zukunftsraum.headless.cors.interfaces import ICorsSettings
from zukunftsraum.headless.cors.interfaces import PREFIX


def upgrade(setup_tool) -> None:
    getUtility(IRegistry).registerInterface(ICorsSettings, prefix=PREFIX)
    setup_tool.runImportStepFromProfile(
        "profile-zukunftsraum:default", "controlpanel", run_dependencies=False
    )
