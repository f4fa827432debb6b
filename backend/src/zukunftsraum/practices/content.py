"""Content type of the practice documentation."""

from decimal import Decimal
from plone import api
from plone.app.textfield import RichText
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.supermodel import model
from z3c.relationfield.interfaces import IRelationValue
from z3c.relationfield.schema import RelationChoice
from zope import schema
from zope.interface import implementer
from zope.schema.interfaces import ValidationError
from zukunftsraum import _
from zukunftsraum.knowledge.interfaces import IReviewed
from zukunftsraum.members.store import get_members_store
from zukunftsraum.practices import rules
from zukunftsraum.register.fields import MunicipalityKey
from zukunftsraum.register.fields import MunicipalityKeys


class BadValue(ValidationError):
    """A value that may not stand in a field; its argument is the message."""

    def doc(self):
        return self.args[0]


def not_too_long(value) -> bool:
    """:raises BadValue: the markup has more than `rules.LONGEST_PART` characters."""
    if len(value.raw or "") > rules.LONGEST_PART:
        raise BadValue(
            _(
                "error_text_too_long",
                default="Please use at most ${limit} characters.",
                mapping={"limit": rules.LONGEST_PART},
            )
        )
    return True


def https_link(value: str) -> bool:
    """:raises BadValue: it is no address that begins with https://."""
    if not rules.is_https_link(value):
        raise BadValue(
            _("error_https_link", default="Please give an address that begins with https://.")
        )
    return True


def known_account(value: str) -> bool:
    """:raises BadValue: the site has no such account."""
    if value not in get_members_store().accounts:
        raise BadValue(_("error_no_account", default="There is no account of this name."))
    return True


def visible_application(value) -> bool:
    """:raises BadValue: it is no grant application, or one that the caller may not see."""
    target = value.to_object if IRelationValue.providedBy(value) else value
    is_application = getattr(target, "portal_type", None) == "GrantApplication"
    if not is_application or not api.user.has_permission("View", obj=target):
        raise BadValue(_("error_no_application", default="Please choose a grant application."))
    return True


def about(name: str) -> dict:
    """Title and help text of a part, for its field."""
    part = rules.BY_NAME[name]
    return {"title": part.title, "description": part.help}


def text_part(name: str) -> RichText:
    """One part of the fixed structure: safe rich text. What is required is demanded when publishing, not of drafts."""
    return RichText(
        **about(name),
        required=False,
        default_mime_type="text/html",
        output_mime_type="text/x-html-safe",
        allowed_mime_types=("text/html",),
        constraint=not_too_long,
    )


def entries(name: str, longest: int) -> schema.List:
    """A part that is a list of short texts."""
    return schema.List(
        **about(name),
        value_type=schema.TextLine(max_length=longest),
        required=False,
        max_length=40,
        defaultFactory=list,
    )


def costs(name: str) -> schema.Decimal:
    return schema.Decimal(
        **about(name), required=False, min=Decimal(0), max=Decimal("999999999.99")
    )


class IBestPractice(model.Schema):
    """A practice example; every example has the same parts, including what failed."""

    municipality = MunicipalityKey(**about("municipality"), required=True)
    municipalities = MunicipalityKeys(
        title=_("label_further_municipalities", default="Further municipalities"),
        description=_(
            "help_further_municipalities",
            default="Those that did it together with the first one.",
        ),
        required=False,
        max_length=50,
        defaultFactory=list,
    )
    status = schema.Choice(
        **about("status"),
        vocabulary="zukunftsraum.practice-status",
        required=False,
        default="running",
    )

    model.fieldset(
        "documentation",
        label=_("fieldset_documentation", default="Documentation"),
        fields=[
            "initial_situation",
            "goals",
            "target_groups",
            "approach",
            "participation",
            "partners",
            "results",
            "evidence",
            "success_factors",
            "pitfalls",
            "lessons",
            "prerequisites",
            "adaptation",
        ],
    )
    initial_situation = text_part("initial_situation")
    goals = text_part("goals")
    target_groups = entries("target_groups", 120)
    approach = text_part("approach")
    participation = text_part("participation")
    partners = entries("partners", 200)
    results = text_part("results")
    evidence = text_part("evidence")
    success_factors = text_part("success_factors")
    pitfalls = text_part("pitfalls")
    lessons = text_part("lessons")
    prerequisites = text_part("prerequisites")
    adaptation = text_part("adaptation")

    model.fieldset(
        "resources",
        label=_("fieldset_resources", default="Costs and people"),
        fields=["cost_once", "cost_running", "financing", "staff", "grant"],
    )
    cost_once = costs("cost_once")
    cost_running = costs("cost_running")
    financing = schema.TextLine(**about("financing"), required=False, max_length=500)
    staff = schema.TextLine(**about("staff"), required=False, max_length=500)
    grant = RelationChoice(
        title=_("label_practice_grant", default="Micro grant"),
        description=_(
            "help_practice_grant",
            default="The application from which this came. Only those who may see the application see the link.",
        ),
        vocabulary="plone.app.vocabularies.Catalog",
        required=False,
        constraint=visible_application,
    )

    model.fieldset(
        "more",
        label=_("fieldset_practice_more", default="Contact and media"),
        fields=["sdgs", "videos", "contact_member"],
    )
    sdgs = schema.List(
        **about("sdgs"),
        value_type=schema.Choice(vocabulary="zukunftsraum.sdgs"),
        required=False,
        unique=True,
        defaultFactory=list,
    )
    videos = schema.List(
        title=_("label_videos", default="Videos"),
        description=_(
            "help_videos",
            default="Addresses of films that show it. They are linked, not embedded.",
        ),
        value_type=schema.TextLine(max_length=500, constraint=https_link),
        required=False,
        max_length=10,
        defaultFactory=list,
    )
    #: Readers get a form instead (`@contact`).
    directives.read_permission(contact_member="cmf.ModifyPortalContent")
    contact_member = schema.TextLine(
        **about("contact_member"), required=False, max_length=100, constraint=known_account
    )


class IReviewedExample(IReviewed):
    """An example as a text that is reviewed: for adapters that are more special than those of `IReviewed`.

    Those for `IBestPractice` are not: what a class implements comes after its behaviors.
    """


@implementer(IBestPractice, IReviewedExample)
class BestPractice(Container):
    """A practice example; its images and attachments lie inside it."""
