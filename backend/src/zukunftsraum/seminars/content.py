"""Content type of seminars and meetings."""

from plone.app.textfield import RichText
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zukunftsraum import _
from zukunftsraum.register.fields import MunicipalityKey


class ISeminar(model.Schema):
    """A seminar; start, end and place come from the event behaviors."""

    kind = schema.Choice(
        title=_("label_seminar_kind", default="Kind of event"),
        vocabulary="zukunftsraum.seminar-kinds",
        required=False,
        default="online-seminar",
    )
    municipality = MunicipalityKey(
        title=_("label_host_municipality", default="Host municipality"),
        description=_(
            "help_host_municipality",
            default="Official key, if a municipality hosts the event.",
        ),
        required=False,
    )
    learning_goals = RichText(
        title=_("label_learning_goals", default="What you take away"),
        required=False,
        default_mime_type="text/html",
        output_mime_type="text/x-html-safe",
        allowed_mime_types=("text/html",),
    )
    speakers = schema.List(
        title=_("label_speakers", default="Speakers"),
        value_type=schema.TextLine(max_length=200),
        required=False,
        defaultFactory=list,
    )
    seats = schema.Int(
        title=_("label_seats", default="Seats"),
        description=_("help_seats", default="Empty: no limit."),
        required=False,
        min=0,
    )
    registration_opens = schema.Datetime(
        title=_("label_registration_opens", default="Registration opens"),
        required=False,
    )
    registration_closes = schema.Datetime(
        title=_("label_registration_closes", default="Registration closes"),
        required=False,
    )
    accessibility = schema.List(
        title=_("label_accessibility_offers", default="Accessibility offered"),
        value_type=schema.Choice(vocabulary="zukunftsraum.accessibility-offers"),
        required=False,
        defaultFactory=list,
    )
    directives.read_permission(access_link="zukunftsraum.ViewAccessLink")
    directives.write_permission(access_link="zukunftsraum.ViewAccessLink")
    access_link = schema.URI(
        title=_("label_access_link", default="Access link"),
        description=_(
            "help_access_link",
            default="Never public: only the organisers and confirmed participants see it.",
        ),
        required=False,
    )


@implementer(ISeminar)
class Seminar(Container):
    """A seminar; its materials lie inside it."""
