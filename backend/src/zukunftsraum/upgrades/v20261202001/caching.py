"""What caches may keep."""

from pathlib import Path
from plone import api
from plone.app.registry.exportimport.handler import RegistryImporter
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

import zukunftsraum


CACHING = "plone.app.caching:default"
RECORDS = Path(zukunftsraum.__file__).parent / "profiles" / "default" / "registry" / "caching.xml"
ENABLED = "plone.caching.interfaces.ICacheSettings.enabled"


def upgrade(setup_tool) -> None:
    """Set caching up as a new site has it, once: what the administration changes afterwards stays."""
    if setup_tool.getLastVersionForProfile(CACHING) == "unknown":
        setup_tool.runAllImportStepsFromProfile(f"profile-{CACHING}")
    registry = getUtility(IRegistry)
    if "zukunftsraum.caching.public.smaxage" in registry and api.portal.get_registry_record(
        ENABLED
    ):
        return
    context = setup_tool._getImportContext("profile-zukunftsraum:default")
    RegistryImporter(registry, context).importDocument(RECORDS.read_bytes())
