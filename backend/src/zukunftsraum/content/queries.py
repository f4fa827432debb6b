"""Conditions of a search over REST: none counts for another index, none shows what the catalog holds back."""

from plone.restapi.interfaces import IIndexQueryParser
from plone.restapi.interfaces import IZCatalogCompatibleQuery
from plone.restapi.search.query import KeywordIndexQueryParser
from plone.restapi.search.query import ZCatalogCompatibleQueryAdapter
from Products.PluginIndexes.KeywordIndex.KeywordIndex import KeywordIndex
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface
from zukunftsraum import _
from zukunftsraum.errors import invalid_input
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.service import whole_number


@implementer(IZCatalogCompatibleQuery)
@adapter(Interface, IBrowserLayer)
class SearchQuery(ZCatalogCompatibleQueryAdapter):
    """As stock, with three differences.

    Stock hands on parameters that it does not know, and the catalog understands `show_inactive`: with it everybody would find
    what is not published yet or not any more. Who may see that finds it without. And a negative `sort_limit` is refused (400),
    as are conditions in conditions (`portal_type.query.range`), at which indexes fail.
    """

    def __call__(self, query):
        query.pop("show_inactive", None)
        if whole_number(query.get("sort_limit"), 0, 0, 10**9) is None:
            message = _("error_b_start", default="Give a whole number of at least 0.")
            raise invalid_input(self.request, "sort_limit", message)
        for name, condition in query.items():
            if isinstance(condition, dict) and isinstance(condition.get("query"), dict):
                message = _("error_condition", default="A condition of the search cannot be read.")
                raise invalid_input(self.request, name[:40], message)
        return super().__call__(query)


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
