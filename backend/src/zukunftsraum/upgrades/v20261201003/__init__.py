"""What the jobs of the micro grants remember, and their settings."""

from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zukunftsraum.grants import job_store
from zukunftsraum.grants.interfaces import IGrantsSettings
from zukunftsraum.grants.interfaces import PREFIX


def upgrade(setup_tool) -> None:
    """Create the notes and the new settings; what there is stays."""
    job_store.install(api.portal.get())
    getUtility(IRegistry).registerInterface(IGrantsSettings, prefix=PREFIX)
