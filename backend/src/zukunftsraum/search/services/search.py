"""GET @search as plone.restapi has it, for every form of SearchableText."""

from plone.restapi.search.handler import SearchHandler
from plone.restapi.search.utils import unflatten_dotted_dict
from plone.restapi.services import Service
from zukunftsraum.search.index import query_text


class SearchGet(Service):
    """Answers several or structured SearchableText (`SearchableText.query=…`), which stock answers with 500."""

    def reply(self):
        query = unflatten_dotted_dict(self.request.form.copy())
        if "SearchableText" in query:
            query["SearchableText"] = query_text(query["SearchableText"])
        found = SearchHandler(self.context, self.request).search(query)
        if found == []:  # stock's answer to a query without a word
            found = {"@id": self.request["ACTUAL_URL"], "items_total": 0, "items": []}
        return found
