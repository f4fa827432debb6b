"""Content type of the Demografie-Wiki."""

from plone.dexterity.content import Container
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zukunftsraum import _
from zukunftsraum.register.fields import MunicipalityKey


class IWikiArticle(model.Schema):
    """An article: title and short version come from Dublin Core, the body is blocks."""

    kind = schema.Choice(
        title=_("label_article_kind", default="Kind of article"),
        vocabulary="zukunftsraum.article-kinds",
        required=False,
        default="guide",
    )
    municipality = MunicipalityKey(
        title=_("label_municipality_of_origin", default="Municipality of origin"),
        description=_(
            "help_municipality_of_origin",
            default="Official key, if the text comes from one municipality.",
        ),
        required=False,
    )
    target_groups = schema.List(
        title=_("label_target_groups", default="Target groups"),
        value_type=schema.TextLine(max_length=120),
        required=False,
        defaultFactory=list,
    )
    strategy_step = schema.Choice(
        title=_("label_strategy_step", default="Step of the strategy process"),
        vocabulary="zukunftsraum.strategy-steps",
        required=False,
    )
    size_classes = schema.List(
        title=_("label_suits_sizes", default="Suits municipalities with"),
        value_type=schema.Choice(vocabulary="zukunftsraum.size-classes"),
        required=False,
        defaultFactory=list,
    )
    effort_time = schema.TextLine(
        title=_("label_effort_time", default="Time needed"),
        required=False,
        max_length=200,
    )
    effort_people = schema.TextLine(
        title=_("label_effort_people", default="People needed"),
        required=False,
        max_length=200,
    )
    effort_cost = schema.Choice(
        title=_("label_effort_cost", default="Cost"),
        vocabulary="zukunftsraum.effort-levels",
        required=False,
    )
    suitability = schema.Text(
        title=_("label_suitability", default="Suitability"),
        description=_(
            "help_suitability",
            default="When the method fits, and when it does not.",
        ),
        required=False,
        max_length=2000,
    )
    sources = schema.List(
        title=_("label_sources", default="Sources"),
        value_type=schema.TextLine(max_length=500),
        required=False,
        defaultFactory=list,
    )
    licence = schema.Choice(
        title=_("label_licence", default="Licence"),
        vocabulary="zukunftsraum.licences",
        required=False,
        default="cc-by-4.0",
    )
    responsible = schema.TextLine(
        title=_("label_responsible", default="Responsible"),
        description=_(
            "help_responsible",
            default="Person or office that keeps this article up to date.",
        ),
        required=False,
        max_length=200,
    )
    reviewed_on = schema.Date(
        title=_("label_reviewed_on", default="Checked on"),
        required=False,
    )
    next_review = schema.Date(
        title=_("label_next_review", default="Next check due on"),
        required=False,
    )


@implementer(IWikiArticle)
class WikiArticle(Container):
    """An article; its images and attachments lie inside it."""
