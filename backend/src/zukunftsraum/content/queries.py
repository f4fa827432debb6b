"""Conditions of a search over REST that cannot be taken for those of another index."""

from plone.restapi.interfaces import IIndexQueryParser
from plone.restapi.search.query import KeywordIndexQueryParser
from Products.PluginIndexes.KeywordIndex.KeywordIndex import KeywordIndex
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface
from zukunftsraum.interfaces import IBrowserLayer


@implementer(IIndexQueryParser)
@adapter(KeywordIndex, Interface, IBrowserLayer)
class KeywordQueryParser(KeywordIndexQueryParser):
    """Writes every condition in full.

    Beside a bare value the catalog takes all parameters that begin with the name of its index for options of it:
    `municipality_kind` for an option of `municipality`, which does not exist, and answers 500.
    """

    def parse(self, idx_query):
        parsed = super().parse(idx_query)
        return parsed if isinstance(parsed, dict) else {"query": parsed}
