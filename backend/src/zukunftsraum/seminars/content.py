"""Content type of seminars and meetings."""

from plone.app.textfield import RichText
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.supermodel import model
from z3c.relationfield.schema import RelationChoice
from zope import schema
from zope.interface import implementer
from zukunftsraum import _
from zukunftsraum.register.fields import MunicipalityKey
from zukunftsraum.seminars.fields import Dates


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
    seats_per_municipality = schema.Int(
        title=_("label_seats_per_municipality", default="Seats per municipality"),
        description=_(
            "help_seats_per_municipality",
            default="So many people of the same municipality get a seat; empty: no limit.",
        ),
        required=False,
        min=1,
    )
    waiting_list = schema.Bool(
        title=_("label_waiting_list", default="Waiting list"),
        description=_(
            "help_waiting_list",
            default="When all seats are taken, people wait in the order of their registration and move up by themselves.",
        ),
        required=False,
        default=True,
    )
    move_up_hours = schema.Int(
        title=_(
            "label_move_up_hours", default="People move up until so many hours before the start"
        ),
        description=_(
            "help_move_up_hours",
            default="Then hosts give seats by hand. Empty: as the site is set.",
        ),
        required=False,
        min=0,
        max=24 * 60,
    )
    registration_opens = schema.Datetime(
        title=_("label_registration_opens", default="Registration opens"),
        required=False,
    )
    registration_closes = schema.Datetime(
        title=_("label_registration_closes", default="Registration closes"),
        description=_("help_registration_closes", default="Empty: with the start."),
        required=False,
    )
    guests = schema.Bool(
        title=_("label_guests", default="Guests may register"),
        description=_(
            "help_guests",
            default="People without an account register with their mail address and confirm it.",
        ),
        required=False,
        default=False,
    )
    questions = RelationChoice(
        title=_("label_registration_questions", default="Questions at the registration"),
        description=_(
            "help_registration_questions",
            default="A form whose fields are asked. Its own settings for sending and saving do not matter.",
        ),
        vocabulary="plone.app.vocabularies.Catalog",
        required=False,
        default=None,
    )
    directives.read_permission(hosts="zukunftsraum.ManageRegistrations")
    hosts = schema.List(
        title=_("label_hosts", default="Hosts"),
        description=_(
            "help_hosts",
            default="They see who registers, write to the participants and note who was there.",
        ),
        value_type=schema.Choice(vocabulary="zukunftsraum.seminar-hosts"),
        required=False,
        defaultFactory=list,
        missing_value=[],
    )
    more_dates = Dates(
        title=_("label_more_dates", default="Further dates of the series"),
        description=_(
            "help_more_dates",
            default="Who registers takes part in all of them. Start and end of the event are those of the first date.",
        ),
        required=False,
        defaultFactory=list,
        missing_value=[],
    )
    materials_after_for = schema.Choice(
        title=_("label_materials_after_for", default="Materials for afterwards and recording"),
        description=_(
            "help_materials_after_for",
            default="Who sees them. Materials for the preparation are for participants.",
        ),
        vocabulary="zukunftsraum.material-readers",
        required=False,
        default="participants",
    )
    directives.read_permission(recording_link="zukunftsraum.ViewMaterials")
    recording_link = schema.URI(
        title=_("label_recording_link", default="Link to the recording"),
        required=False,
    )
    feedback_form = RelationChoice(
        title=_("label_feedback_form", default="Feedback form"),
        description=_(
            "help_feedback_form",
            default="Participants are led to this form when the event is over.",
        ),
        vocabulary="plone.app.vocabularies.Catalog",
        required=False,
        default=None,
    )
    costs = schema.Text(
        title=_("label_seminar_costs", default="Costs"),
        description=_(
            "help_seminar_costs",
            default="For meetings in person: what participants pay, and what is paid for them.",
        ),
        required=False,
        max_length=1000,
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
    access_hours = schema.Int(
        title=_(
            "label_access_hours",
            default="Participants see the access link so many hours before the start",
        ),
        description=_("help_as_site", default="Empty: as the site is set."),
        required=False,
        min=1,
        max=24 * 60,
    )
    retention_days = schema.Int(
        title=_(
            "label_retention_days",
            default="Registrations are made anonymous so many days after the end",
        ),
        description=_("help_as_site", default="Empty: as the site is set."),
        required=False,
        min=1,
        max=3650,
    )


@implementer(ISeminar)
class Seminar(Container):
    """A seminar; its materials lie inside it."""

    #: Who says for whom an item in a seminar is: a permission that nobody has elsewhere, so that no other form asks for it.
    _zukunftsraum__Manage_Materials_Permission = (
        "Manager",
        "Site Administrator",
        "Editor",
        "Programme Office",
        "Owner",
    )
