"""What a text must say before readers may see it."""

from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.knowledge.interfaces import IRequirements
from zukunftsraum.knowledge.interfaces import IReviewed
from zukunftsraum.knowledge.rules import missing_in
from zukunftsraum.knowledge.rules import Problem


@adapter(IReviewed)
@implementer(IRequirements)
class Requirements:
    """What is demanded of every text. Types that demand more derive from this."""

    def __init__(self, context):
        self.context = context

    def missing(self) -> list[Problem]:
        topics = getattr(self.context, "topics", None) or ()
        return missing_in(topics, self.context.description or "")
