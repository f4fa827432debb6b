"""robots.txt without `/*edit` and `/*search`, which hid texts about "Kredit" from Google; one that was written by hand stays."""

from pathlib import Path
from plone import api
from plone.app.registry.exportimport.handler import RegistryImporter
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

import zukunftsraum


NAME = "plone.robots_txt"
RECORDS = Path(zukunftsraum.__file__).parent / "profiles" / "default" / "registry" / "robots.xml"

#: This line is in the texts of stock, of all versions of Plone and Volto.
STOCK = "# Add Googlebot-specific syntax extension to exclude forms"


def upgrade(setup_tool) -> None:
    if STOCK not in (api.portal.get_registry_record(NAME) or ""):
        return
    context = setup_tool._getImportContext("profile-zukunftsraum:default")
    RegistryImporter(getUtility(IRegistry), context).importDocument(RECORDS.read_bytes())
