"""Content type of the practice documentation."""

from decimal import Decimal
from plone.app.textfield import RichText
from plone.dexterity.content import Container
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zukunftsraum import _
from zukunftsraum.register.fields import MunicipalityKey


def part(title, help_text="", required=False):
    """One part of the fixed structure: safe rich text."""
    return RichText(
        title=title,
        description=help_text,
        required=required,
        default_mime_type="text/html",
        output_mime_type="text/x-html-safe",
        allowed_mime_types=("text/html",),
    )


class IBestPractice(model.Schema):
    """A practice example; every example has the same parts, including what failed."""

    municipality = MunicipalityKey(
        title=_("label_municipality", default="Municipality"),
        description=_(
            "help_practice_municipality",
            default="Official key (ARS) of the municipality that did it.",
        ),
        required=True,
    )
    status = schema.Choice(
        title=_("label_practice_status", default="Status"),
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
            "transferability",
        ],
    )
    initial_situation = part(_("label_initial_situation", default="Initial situation"))
    goals = part(_("label_goals", default="Goals"))
    target_groups = schema.List(
        title=_("label_target_groups", default="Target groups"),
        value_type=schema.TextLine(max_length=120),
        required=False,
        defaultFactory=list,
    )
    approach = part(_("label_approach", default="Approach"))
    participation = part(_("label_participation", default="Participation"))
    partners = schema.List(
        title=_("label_partners", default="Partners"),
        value_type=schema.TextLine(max_length=200),
        required=False,
        defaultFactory=list,
    )
    results = part(_("label_results", default="Results"))
    evidence = part(
        _("label_evidence", default="Evidence of effect"),
        _("help_evidence", default="How do you know that it worked?"),
    )
    success_factors = part(_("label_success_factors", default="Success factors"))
    pitfalls = part(
        _("label_pitfalls", default="Pitfalls and what did not work"),
        _(
            "help_pitfalls",
            default="The most useful part for others: what would you not do again?",
        ),
    )
    lessons = part(_("label_lessons", default="Lessons"))
    transferability = part(
        _("label_transferability", default="Transferability"),
        _(
            "help_transferability",
            default="What others need to have, and what they will have to adapt.",
        ),
    )

    model.fieldset(
        "resources",
        label=_("fieldset_resources", default="Costs and people"),
        fields=["cost_once", "cost_running", "financing", "staff"],
    )
    cost_once = schema.Decimal(
        title=_("label_cost_once", default="One-off costs (EUR)"), required=False, min=Decimal(0)
    )
    cost_running = schema.Decimal(
        title=_("label_cost_running", default="Running costs per year (EUR)"),
        required=False,
        min=Decimal(0),
    )
    financing = schema.TextLine(
        title=_("label_financing", default="Financing"), required=False, max_length=500
    )
    staff = schema.TextLine(
        title=_("label_staff", default="Staff"), required=False, max_length=500
    )


@implementer(IBestPractice)
class BestPractice(Container):
    """A practice example; its images and attachments lie inside it."""
