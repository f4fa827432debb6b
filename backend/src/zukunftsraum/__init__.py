"""Zukunftsraum Demografie: the portal on which municipalities shape demographic change together."""

from zope.i18nmessageid import MessageFactory


__version__ = "1.0.0.dev0"

PACKAGE_NAME = "zukunftsraum"

_ = MessageFactory(PACKAGE_NAME)
