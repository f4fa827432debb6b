"""The review as a behavior, what types may add to it, and its settings."""

from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from z3c.relationfield.schema import RelationChoice
from zope import schema
from zope.interface import Interface
from zope.interface import provider
from zukunftsraum import _


@provider(IFormFieldProvider)
class IReviewed(model.Schema):
    """A text that editors approve and keep up to date; content of its types provides it."""

    model.fieldset(
        "review",
        label=_("fieldset_review", default="Review"),
        fields=[
            "responsible",
            "responsible_member",
            "review_interval",
            "reviewed_on",
            "next_review",
            "successor",
        ],
    )
    responsible = schema.TextLine(
        title=_("label_responsible", default="Responsible"),
        description=_(
            "help_responsible",
            default="Person or office that keeps this text up to date. Readers see this name.",
        ),
        required=False,
        max_length=200,
    )
    directives.read_permission(responsible_member="cmf.ModifyPortalContent")
    responsible_member = schema.Choice(
        title=_("label_responsible_member", default="Who is reminded"),
        description=_(
            "help_responsible_member",
            default="This person is told when the text is due for a check; without one, the editors are."
            " Readers do not see this.",
        ),
        vocabulary="zukunftsraum.responsible-members",
        required=False,
    )
    review_interval = schema.Choice(
        title=_("label_review_interval", default="Check again after"),
        description=_(
            "help_review_interval",
            default="Counted from the last check. Choose nothing if the text never has to be checked.",
        ),
        vocabulary="zukunftsraum.review-intervals",
        required=False,
        default=12,
    )
    reviewed_on = schema.Date(
        title=_("label_reviewed_on", default="Checked on"),
        description=_(
            "help_reviewed_on",
            default="Set when the text is published or confirmed as still right. Readers see this day.",
        ),
        required=False,
    )
    next_review = schema.Date(
        title=_("label_next_review", default="Next check due on"),
        description=_(
            "help_next_review",
            default="Set together with the last check, by the interval; you may choose another day.",
        ),
        required=False,
    )
    successor = RelationChoice(
        title=_("label_successor", default="Successor"),
        description=_(
            "help_successor",
            default="What people read instead once this text is archived. Old links lead there.",
        ),
        vocabulary="plone.app.vocabularies.Catalog",
        required=False,
    )


class IRequirements(Interface):
    """What a text must say before it is published or released: an adapter of content.

    The default (`requirements.Requirements`, for `IReviewed`) demands topics and a short version; a type that
    demands more registers a subclass for its own schema.
    """

    def missing():
        """What is missing: pairs of field name and message id, none when the text is complete."""


class IKnowledgeSettings(Interface):
    """Settings for wiki articles and practice examples."""

    second_person_approves = schema.Bool(
        title=_("label_second_person", default="A second person approves"),
        description=_(
            "help_second_person",
            default="Nobody publishes, or releases to members, what they wrote themselves.",
        ),
        required=False,
        default=False,
    )
