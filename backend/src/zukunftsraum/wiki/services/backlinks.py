"""GET @backlinks: which texts lead to an article."""

from plone.restapi.interfaces import ISerializeToJsonSummary
from zope.component import getMultiAdapter
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Listing
from zukunftsraum.contract import PageQuery
from zukunftsraum.service import PathService
from zukunftsraum.wiki.backlinks import backlinks_of


class BacklinksGet(PathService):
    """Summaries of the texts that link to it or name it as related, and that the caller may see; paged, by title."""

    contract = Contract(query=PageQuery, answers={200: Listing[Anything]})

    def answer(self):
        start, size = self.paging()
        brains = backlinks_of(self.context)
        page = summaries(brains[start : start + size], self.request)
        return self.listing(len(brains), page, start, size)


def summaries(brains, request) -> list[dict]:
    return [getMultiAdapter((brain, request), ISerializeToJsonSummary)() for brain in brains]
