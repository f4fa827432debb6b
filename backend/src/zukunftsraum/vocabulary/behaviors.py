"""Behaviors that types of several domains share: topics and a period."""

from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import Invalid
from zope.interface import invariant
from zope.interface import provider
from zukunftsraum import _


#: More topics than this say nothing about a text.
MAX_TOPICS = 5


@provider(IFormFieldProvider)
class ITopics(model.Schema):
    """Content that belongs to fields of action (Handlungsfelder)."""

    topics = schema.List(
        title=_("label_topics", default="Topics"),
        description=_(
            "help_topics",
            default="Up to five fields of action under which people find this.",
        ),
        value_type=schema.Choice(vocabulary="zukunftsraum.topics"),
        required=False,
        max_length=MAX_TOPICS,
        defaultFactory=list,
    )


@provider(IFormFieldProvider)
class IPeriod(model.Schema):
    """Content about something that lasts from one day to another."""

    period_start = schema.Date(title=_("label_period_start", default="Start"), required=False)
    period_end = schema.Date(title=_("label_period_end", default="End"), required=False)

    @invariant
    def period_in_order(data):
        """The last day is not before the first."""
        start = getattr(data, "period_start", None)
        end = getattr(data, "period_end", None)
        if start and end and end < start:
            raise Invalid(
                _(
                    "error_period_ends_before_start",
                    default="End: the period ends before it starts.",
                )
            )
