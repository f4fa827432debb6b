"""GET <BestPractice>/@similar: examples of municipalities alike, with the reasons."""

from typing import Literal
from typing_extensions import TypedDict
from zope.i18n import translate
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Items
from zukunftsraum.contract import Titled
from zukunftsraum.practices.rules import REASONS
from zukunftsraum.practices.services.transfers import municipality_json
from zukunftsraum.practices.services.transfers import TownOfRecord
from zukunftsraum.practices.similar import similar
from zukunftsraum.service import PathService
from zukunftsraum.vocabulary.titles import title_of


class Reason(TypedDict):
    """What both have in common."""

    kind: Literal["topics", "size_class", "kind", "structurally_weak", "state"]
    title: str


class SimilarExample(Titled):
    description: str
    municipality: TownOfRecord
    reasons: list[Reason]


class SimilarGet(PathService):
    """Examples of municipalities alike, with the reasons: up to six, the most similar first.

    Only those that the caller may see."""

    contract = Contract(answers={200: Items[SimilarExample]})

    def answer(self):
        return {
            "@id": f"{self.context.absolute_url()}/@similar",
            "items": [self.as_json(brain, reasons) for brain, reasons in similar(self.context)],
        }

    def as_json(self, brain, reasons) -> SimilarExample:
        return {
            "@id": brain.getURL(),
            "title": brain.Title,
            "description": brain.Description,
            "municipality": municipality_json(brain.municipality),
            "reasons": [
                {
                    "kind": REASONS[index],
                    "title": translate(title_of(index, value), context=self.request),
                }
                for index, value in reasons
            ],
        }
