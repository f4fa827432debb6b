"""Content type of a section."""

from plone.dexterity.content import Container
from plone.supermodel import model
from zope.interface import implementer


class ISection(model.Schema):
    """A part of the site that collects its own kinds of content."""


@implementer(ISection)
class Section(Container):
    """A part of the site; which types it takes is set per section."""
