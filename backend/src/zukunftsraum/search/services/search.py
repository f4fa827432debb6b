"""GET @search as plone.restapi has it, for every form of SearchableText, and faster."""

from annotated_types import Ge
from annotated_types import Le
from plone import api
from plone.restapi.search.handler import SearchHandler
from plone.restapi.search.utils import unflatten_dotted_dict
from plone.restapi.services import Service
from typing import Annotated
from typing import Literal
from typing import NotRequired
from typing_extensions import TypedDict
from zukunftsraum.content.queries import cap_page
from zukunftsraum.content.queries import readable
from zukunftsraum.content.queries import refuse_unreadable
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import Said
from zukunftsraum.search.index import query_text
from zukunftsraum.search.ranking import RankingCatalog

import json


class RankedSearch(SearchHandler):
    """Sorts no more than is shown, and does not ask the catalog which of all texts lie in the site: all do."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.catalog = RankingCatalog(self.catalog)

    def _constrain_query_by_path(self, query):
        if "path" not in query and self.context == api.portal.get():
            return
        super()._constrain_query_by_path(query)


class SearchQuery(TypedDict, total=False):
    b_start: Annotated[int, Ge(0), Le(10**10), Said("Number of the first entry, from 0.")]
    b_size: Annotated[
        int, Ge(0), Le(10**10), Said("Entries of a page, at most 5000; 25 where missing.")
    ]
    SearchableText: Annotated[str, Said('Words; `"exact words"`, `OR`, `-without`, `begin*`.')]
    sort_on: Annotated[
        list[str], Said("An index, such as `effective`, `sortable_title`, `start`.")
    ]
    sort_order: Literal["ascending", "descending", "asc", "desc", "reverse"]
    metadata_fields: Annotated[
        list[str], Said("What entries tell besides, such as `topics`; `snippet`.")
    ]
    fullobjects: Annotated[str, Said("`1`: whole content in place of summaries.")]
    use_site_search_settings: Annotated[str, Said("`1`: only types that the search page shows.")]


Found = TypedDict(
    "Found",
    {
        "@id": str,
        "items_total": Count,
        "items": list[Anything],
        "batching": NotRequired[dict[str, str]],
        "similar_words": NotRequired[Literal[True]],
    },
)
Found.__doc__ = "Summaries of content; similar_words: nothing has the words themselves."


class SearchGet(Service):
    """Searches, as in plone.restapi, with the words of German.

    Answers several or structured SearchableText (`SearchableText.query=…`), which stock answers with 500.

    Beside what stock says, `similar_words: true` when nothing has the words themselves, and what is given has similar ones.

    Unlike other lists, pages may have up to 5000 entries, and `b_size=0` asks for their number only. `sort_on` is an index by which can be
    sorted, or several; without it, what fits best comes first.
    """

    contract = Contract(query=SearchQuery, search=True, answers={200: Found})

    def reply(self):
        query = unflatten_dotted_dict(self.request.form.copy())
        refuse_unreadable(self.context, self.request, query)
        cap_page(self.request.form)
        if "SearchableText" in query:
            query["SearchableText"] = query_text(query["SearchableText"])
        search = RankedSearch(self.context, self.request)
        with readable(self.request):
            found = search.search(query)
        if found == []:  # stock's answer to a query without a word
            found = {"@id": self.request["ACTUAL_URL"], "items_total": 0, "items": []}
        if search.catalog.gave_similar_words and found["items_total"]:
            found["similar_words"] = True
        return found

    def render(self):
        """Without the indentation of stock, for which Python has no fast encoder."""
        self.check_permission()
        found = self.reply()
        self.request.response.setHeader("Content-Type", self.content_type)
        return json.dumps(found, sort_keys=True)
