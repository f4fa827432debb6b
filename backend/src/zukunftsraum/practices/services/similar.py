"""GET <BestPractice>/@similar: examples of municipalities alike, with the reasons."""

from zope.i18n import translate
from zukunftsraum.practices.rules import REASONS
from zukunftsraum.practices.services.transfers import municipality_json
from zukunftsraum.practices.similar import similar
from zukunftsraum.service import PathService
from zukunftsraum.vocabulary.titles import title_of


class SimilarGet(PathService):
    """Up to six, the most similar first; only those that the caller may see."""

    def answer(self):
        return {
            "@id": f"{self.context.absolute_url()}/@similar",
            "items": [self.as_json(brain, reasons) for brain, reasons in similar(self.context)],
        }

    def as_json(self, brain, reasons) -> dict:
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
