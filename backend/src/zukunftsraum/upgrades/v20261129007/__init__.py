"""When participants of seminars are reminded."""

from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zukunftsraum.seminars.interfaces import ISeminarsSettings
from zukunftsraum.seminars.interfaces import PREFIX


def upgrade(setup_tool) -> None:
    """Add the new setting; the values of the others stay."""
    getUtility(IRegistry).registerInterface(ISeminarsSettings, prefix=PREFIX)
