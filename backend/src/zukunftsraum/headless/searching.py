"""The query of a search, as `@search` understands it."""

from collections.abc import Collection
from plone.restapi.search.utils import unflatten_dotted_dict
from zukunftsraum.content.queries import readable
from zukunftsraum.content.queries import refuse_unreadable
from zukunftsraum.search.index import query_text
from zukunftsraum.search.services.search import RankedSearch


def catalog_query(context, request, other: Collection[str] = ()) -> dict | None:
    """The query for the catalog that `@search` would make of the parameters of a request.

    `status` stands for the index `practice_status`.

    :param other: parameters that are not of the search.
    :returns: None where `@search` finds nothing without asking the catalog (a search for no words).
    """
    form = {name: value for name, value in request.form.items() if name not in other}
    query = unflatten_dotted_dict(form)
    refuse_unreadable(context, request, query)
    if "status" in query:
        query.setdefault("practice_status", query.pop("status"))
    query.pop("fullobjects", None)
    query.pop("metadata_fields", None)
    handler = RankedSearch(context, request)
    if query.pop("use_site_search_settings", None) is not None:
        query = handler.filter_query(query)
    if "SearchableText" in query:
        query["SearchableText"] = handler.quote_chars(query_text(query["SearchableText"]))
        if query["SearchableText"] in ("", "*"):
            return None
    handler._constrain_query_by_path(query)
    with readable(request):
        return handler._parse_query(query)
