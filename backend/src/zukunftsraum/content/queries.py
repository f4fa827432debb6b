"""Conditions of a search over REST: none counts for another index, none shows what the catalog holds back, and what cannot be read is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from DateTime import DateTime
from plone import api
from plone.restapi.interfaces import IIndexQueryParser
from plone.restapi.interfaces import IZCatalogCompatibleQuery
from plone.restapi.search.query import KeywordIndexQueryParser
from plone.restapi.search.query import ZCatalogCompatibleQueryAdapter
from Products.PluginIndexes.DateRangeIndex.DateRangeIndex import DateRangeIndex
from Products.PluginIndexes.interfaces import IPluggableIndex
from Products.PluginIndexes.KeywordIndex.KeywordIndex import KeywordIndex
from traceback import walk_tb
from ZODB.POSException import POSError
from zope.component import adapter
from zope.component import queryMultiAdapter
from zope.interface import implementer
from zope.interface import Interface
from zukunftsraum import _
from zukunftsraum.errors import invalid_input
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.service import all_invalid
from zukunftsraum.service import whole_number


#: A page of @search and @querystring-search has no more entries, whatever is asked for. Volto asks for 100,000,000 where it wants all.
LARGEST_PAGE = 5000

#: No order: what Volto sends for the best match first.
UNSORTED = frozenset({"", "relevance"})
ORDERS = ("ascending", "descending", "asc", "desc", "reverse")

#: What a condition may be made of. Zope makes other kinds out of names of parameters such as `path:record`.
KINDS = str | int | float | DateTime
#: These are texts.
TEXTS = frozenset({"path", "portal_type", "metadata_fields", "SearchableText", "sort_order"})

#: Packages that read conditions.
READERS = (
    "DateTime",
    "plone.app.querystring",
    "plone.base.utils",
    "plone.event.utils",
    "plone.restapi.search",
    "Products.CMFPlone.CatalogTool",
    "Products.DateRecurringIndex",
    "Products.ExtendedPathIndex",
    "Products.PluginIndexes",
    "Products.ZCatalog.Catalog",
    "Products.ZCatalog.query",
    "Products.ZCTextIndex",
    "zukunftsraum.intersections",
)

CONDITION = _("error_condition", default="A condition of the search cannot be read.")
NUMBER = _("error_b_start", default="Give a whole number of at least 0.")


def refuse_unreadable(context, request, query: dict) -> None:
    """Refuse a query at which the catalog would fail, or of which it would pass over a part in silence.

    Unknown names are passed over, as in stock. Volto needs `b_size=0` (only the number of results), pages larger than there are, and
    `sort_on=relevance`: they are no errors.

    :raises BadRequest: names every bad parameter.
    """
    catalog = api.portal.get_tool("portal_catalog")
    errors = []
    for name, condition in query.items():
        if name in ("b_start", "b_size", "sort_limit"):
            if whole_number(condition, 0, 0, 10**10) is None:
                errors.append((name, NUMBER))
        elif name == "sort_on":
            errors += bad_sorting(catalog, condition)
        elif name == "sort_order" and not set(ORDERS) >= set(_texts(condition)) - {""}:
            message = _("error_sort_order", default="Please choose ascending or descending.")
            errors.append((name, message))
        elif not is_readable(name, condition) or not is_searchable(
            context, request, catalog, name
        ):
            errors.append((name[:40], CONDITION))
    if errors:
        raise all_invalid(request, InvalidInput(*errors))


def bad_sorting(catalog, names) -> list[tuple[str, object]]:
    """The error about `sort_on`, if there is one: not by each index can be sorted."""
    indexes = catalog._catalog.indexes
    for name in _texts(names):
        index = indexes.get(name)
        is_order = hasattr(index, "documentToKeyMap") and not isinstance(index, DateRangeIndex)
        if name not in UNSORTED and not is_order:
            message = _(
                "error_sort_on",
                default="By this nothing can be sorted. Indexes for it are sortable_title, effective, modified, created, start, path and others.",
            )
            return [("sort_on", message)]
    return []


def _texts(values) -> list[str]:
    """What is given once or several times, as texts."""
    return [str(value) for value in (values if isinstance(values, list | tuple) else [values])]


def is_readable(name: str, condition) -> bool:
    """Whether a condition is a value or several of one kind, or options of such, each given once."""
    if name == "metadata_fields" and isinstance(condition, dict):
        return False
    if not isinstance(condition, dict):
        condition = {"query": condition}
    kinds = str if name in TEXTS else KINDS
    for option, value in condition.items():
        several = isinstance(value, list | tuple)
        values = value if several else [value]
        if several and option not in ("query", "not"):
            return False
        if not all(isinstance(each, kinds) for each in values) or len(set(map(type, values))) > 1:
            return False
    return True


def is_searchable(context, request, catalog, name: str) -> bool:
    """Whether somebody can ask for this, if it is an index: the order of a folder only sorts."""
    index = catalog._catalog.indexes.get(name)
    return (
        index is None
        or queryMultiAdapter((index, context, request), IIndexQueryParser) is not None
    )


@contextmanager
def readable(request, field: str = "") -> Iterator[None]:
    """What the catalog cannot make anything of, such as a day that does not exist, is an error of the caller.

    :param field: the parameter, where no single index is to blame.
    :raises BadRequest: names the index.
    """
    try:
        yield
    except Exception as error:
        if not comes_of_condition(error):
            raise
        raise invalid_input(request, index_in(error) or field, CONDITION) from None


def comes_of_condition(error: Exception) -> bool:
    """Whether one of those who read conditions raised this. What fails while results are told, or in the database, does not come of them."""
    modules = [
        frame.f_globals.get("__name__", "") for frame, _line in walk_tb(error.__traceback__)
    ]
    is_told = any(name.startswith("plone.restapi.serializer") for name in modules)
    return not isinstance(error, POSError) and not is_told and modules[-1].startswith(READERS)


def index_in(error: Exception) -> str:
    """The name of the index that was asked when this was raised, "" where none was."""
    for frame, _line in walk_tb(error.__traceback__):
        reader = frame.f_locals.get("self")
        for one in (reader, getattr(reader, "index", None)):
            if IPluggableIndex.providedBy(one):
                return one.getId()
    return ""


def cap_page(form: dict) -> None:
    """Let a page be no larger than the largest."""
    if (whole_number(form.get("b_size"), 0, 0, 10**11) or 0) > LARGEST_PAGE:
        form["b_size"] = str(LARGEST_PAGE)


@implementer(IZCatalogCompatibleQuery)
@adapter(Interface, IBrowserLayer)
class SearchQuery(ZCatalogCompatibleQueryAdapter):
    """As stock, but for `show_inactive`.

    Stock hands on parameters that it does not know, and the catalog understands this one: with it everybody would find what is not
    published yet or not any more. Who may see that finds it without.
    """

    def __call__(self, query):
        query.pop("show_inactive", None)
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
