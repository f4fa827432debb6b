"""Content type of the Demografie-Wiki."""

from plone.dexterity.content import Container
from plone.supermodel import model
from z3c.relationfield.schema import RelationChoice
from zope import schema
from zope.interface import implementer
from zukunftsraum import _
from zukunftsraum.knowledge.interfaces import IReviewed
from zukunftsraum.register.fields import MunicipalityKey


#: The kind of articles that explain one term each.
KIND_GLOSSARY = "glossary"


class IWikiArticle(model.Schema):
    """An article: title and short version come from Dublin Core, the body is blocks."""

    kind = schema.Choice(
        title=_("label_article_kind", default="Kind of article"),
        description=_(
            "help_article_kind",
            default="What readers can expect. Articles of the kind “Glossary” explain one term.",
        ),
        vocabulary="zukunftsraum.article-kinds",
        required=False,
        default="guide",
    )
    municipality = MunicipalityKey(
        title=_("label_municipality_of_origin", default="Municipality of origin"),
        description=_(
            "help_municipality_of_origin",
            default="If the text comes from one municipality: which one.",
        ),
        required=False,
    )
    target_groups = schema.List(
        title=_("label_target_groups", default="Target groups"),
        description=_(
            "help_target_groups",
            default="For whom it is written, one group per line, for example “town councillors”.",
        ),
        value_type=schema.TextLine(max_length=120),
        required=False,
        defaultFactory=list,
    )
    strategy_step = schema.Choice(
        title=_("label_strategy_step", default="Step of the strategy process"),
        description=_(
            "help_strategy_step",
            default="At which step of a demographic strategy the article helps.",
        ),
        vocabulary="zukunftsraum.strategy-steps",
        required=False,
    )
    size_classes = schema.List(
        title=_("label_suits_sizes", default="Suits municipalities with"),
        description=_(
            "help_suits_sizes",
            default="Choose all sizes for which it has proved useful.",
        ),
        value_type=schema.Choice(vocabulary="zukunftsraum.size-classes"),
        required=False,
        defaultFactory=list,
    )
    effort_time = schema.TextLine(
        title=_("label_effort_time", default="Time needed"),
        description=_(
            "help_effort_time",
            default="How long it takes, and how often, for example “half a day, once a year”.",
        ),
        required=False,
        max_length=200,
    )
    effort_people = schema.TextLine(
        title=_("label_effort_people", default="People needed"),
        description=_(
            "help_effort_people",
            default="Who has to take part, and how many of them.",
        ),
        required=False,
        max_length=200,
    )
    effort_cost = schema.Choice(
        title=_("label_effort_cost", default="Cost"),
        description=_(
            "help_effort_cost",
            default="Low: up to 1,000 EUR. Medium: up to 10,000 EUR. High: above that.",
        ),
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
        description=_(
            "help_sources",
            default="Books, laws and websites on which the text rests, one per line, with the address where there is one.",
        ),
        value_type=schema.TextLine(max_length=500),
        required=False,
        defaultFactory=list,
    )
    licence = schema.Choice(
        title=_("label_licence", default="Licence"),
        description=_(
            "help_licence",
            default="Under which terms others may use the text. Images and attachments name their own.",
        ),
        vocabulary="zukunftsraum.licences",
        required=False,
        default="cc-by-4.0",
    )
    easy_language = RelationChoice(
        title=_("label_easy_language", default="In easy language"),
        description=_(
            "help_easy_language",
            default="The article that says the same in easy language.",
        ),
        vocabulary="plone.app.vocabularies.Catalog",
        required=False,
    )
    link_glossary = schema.Bool(
        title=_("label_link_glossary", default="Explain terms of the glossary"),
        description=_(
            "help_link_glossary",
            default="Where a term of the glossary stands in the text for the first time, readers can open"
            " its explanation.",
        ),
        required=False,
        default=True,
    )
    glossary_forms = schema.List(
        title=_("label_glossary_forms", default="Other forms of the term"),
        description=_(
            "help_glossary_forms",
            default="Only for articles of the kind “Glossary”, whose title is the term: other forms under"
            " which it stands in texts, for example the plural. One per line.",
        ),
        value_type=schema.TextLine(max_length=120),
        required=False,
        defaultFactory=list,
    )


class IReviewedArticle(IReviewed):
    """An article as a text that is reviewed: for adapters that are more special than those of `IReviewed`.

    Those for `IWikiArticle` are not: what a class implements comes after its behaviors.
    """


@implementer(IWikiArticle, IReviewedArticle)
class WikiArticle(Container):
    """An article; its images and attachments lie inside it."""
