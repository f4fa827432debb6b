"""What plone.restapi asks about the index."""

from plone.restapi.interfaces import IIndexQueryParser
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface
from zukunftsraum.search.index import GermanTextIndex
from zukunftsraum.search.index import query_text


@implementer(IIndexQueryParser)
@adapter(GermanTextIndex, Interface, Interface)
class TextQueryParser:
    """A text query is what somebody typed, whatever form it comes in; other options have no meaning."""

    def __init__(self, index, context, request):
        pass

    def parse(self, query) -> str:
        return query_text(query)
