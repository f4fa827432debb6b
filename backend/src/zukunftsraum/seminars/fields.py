"""A schema field for the dates of a series."""

from plone.schema import IJSONField
from plone.schema import JSONField
from zope.interface import implementer


class IDates(IJSONField):
    """A field whose value is a list of `{"start", "end"}`, ISO 8601 with zone."""


@implementer(IDates)
class Dates(JSONField):
    """The widget for it is called `zrDates`."""

    def __init__(self, **kwargs):
        super().__init__(schema='{"type": "array"}', widget="zrDates", **kwargs)
