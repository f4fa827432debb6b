"""Settings of the review."""

from zope import schema
from zope.interface import Interface
from zukunftsraum import _


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
