"""Micro grants: the ledger and its settings."""

from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zukunftsraum.grants import store
from zukunftsraum.grants.interfaces import IGrantsSettings
from zukunftsraum.grants.interfaces import PREFIX


def upgrade(setup_tool) -> None:
    """Create the store and the settings; what there is stays."""
    store.install(api.portal.get())
    getUtility(IRegistry).registerInterface(IGrantsSettings, prefix=PREFIX)
    setup_tool.runImportStepFromProfile(
        "profile-zukunftsraum:default", "controlpanel", run_dependencies=False
    )
