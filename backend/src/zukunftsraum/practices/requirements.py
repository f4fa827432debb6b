"""What an example must say before readers may see it."""

from zope.component import adapter
from zukunftsraum import _
from zukunftsraum.knowledge.requirements import Requirements
from zukunftsraum.knowledge.rules import Problem
from zukunftsraum.practices import rules
from zukunftsraum.practices.content import IReviewedExample
from zukunftsraum.practices.parts import lengths_of


@adapter(IReviewedExample)
class PracticeRequirements(Requirements):
    """What is demanded of every text, and the required parts."""

    def missing(self) -> list[Problem]:
        missing = rules.completeness(lengths_of(self.context)).missing
        return super().missing() + [
            (
                name,
                _(
                    "error_part_missing",
                    default='Please fill in "${part}".',
                    mapping={"part": rules.BY_NAME[name].title},
                ),
            )
            for name in missing
        ]
