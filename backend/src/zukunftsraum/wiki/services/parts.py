"""What the page of an article shows beside its text, as parts of the content: `?expand=glossary,backlinks` spares two calls."""

from plone.restapi.interfaces import IExpandableElement
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.wiki.backlinks import backlinks_of
from zukunftsraum.wiki.content import IWikiArticle
from zukunftsraum.wiki.services.backlinks import summaries
from zukunftsraum.wiki.services.glossary import terms_of


#: How many of the texts that lead to an article the part holds; more are had from `@backlinks`.
BACKLINKS = 10


@implementer(IExpandableElement)
@adapter(IWikiArticle, IBrowserLayer)
class GlossaryPart:
    """As `@glossary` of the article answers."""

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self, expand=False):
        if not expand:
            return {"glossary": {"@id": f"{self.context.absolute_url()}/@glossary"}}
        return {"glossary": terms_of(self.context)}


@implementer(IExpandableElement)
@adapter(IWikiArticle, IBrowserLayer)
class BacklinksPart:
    """The first page of `@backlinks`, with the address that answers it."""

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self, expand=False):
        part = {"@id": f"{self.context.absolute_url()}/@backlinks?b_size={BACKLINKS}"}
        if expand:
            brains = backlinks_of(self.context)
            part["items_total"] = len(brains)
            part["items"] = summaries(brains[:BACKLINKS], self.request)
        return {"backlinks": part}
