"""GET and POST @querystring-search as plone.restapi has them; conditions at which stock fails are refused."""

from plone.restapi.deserializer import json_body
from plone.restapi.services.querystringsearch import get
from typing import Any
from typing_extensions import TypedDict
from urllib.parse import unquote
from zukunftsraum.content.queries import bad_sorting
from zukunftsraum.content.queries import CONDITION
from zukunftsraum.content.queries import is_readable
from zukunftsraum.content.queries import LARGEST_PAGE
from zukunftsraum.content.queries import NUMBER
from zukunftsraum.content.queries import readable
from zukunftsraum.contract import Contract
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.search.services.search import Found
from zukunftsraum.service import all_invalid
from zukunftsraum.service import whole_number

import json


class Conditions(TypedDict, total=False):
    """As in plone.restapi. query: `[{"i": index, "o": operation, "v": value}]`. limit: most results in all."""

    query: list[dict[str, Any]]
    sort_on: str | None
    sort_order: str | bool | None
    b_start: int | str
    b_size: int | str
    limit: int | str | None
    depth: int | str | None
    metadata_fields: str | list[str]
    fullobjects: bool | int | str


class ConditionsQuery(TypedDict, total=False):
    """query: the body of POST, as JSON."""

    query: str


class QuerystringSearchPost(get.QuerystringSearchPost):
    """Searches with the conditions that blocks of pages are written with, as in plone.restapi.

    Pages have at most 5000 entries, whatever `b_size` asks for.
    """

    contract = Contract(body=Conditions, answers={200: Found})

    def reply(self):
        return found(self.context, self.request)


class QuerystringSearchGet(get.QuerystringSearchGet):
    """Searches as POST does, with the same JSON in the parameter `query`, so that caches can keep the answer."""

    contract = Contract(query=ConditionsQuery, answers={200: Found})

    def reply(self):
        conditions = unquote(str(self.request.form.get("query", "{}")))
        self.request["BODY"] = conditions.encode(self.request.charset)
        self.request.form = {}
        return found(self.context, self.request)


def found(context, request):
    """The answer of stock to the conditions in the body.

    :raises BadRequest: for what cannot be read.
    """
    given = json_body(request)
    errors = [
        (name, NUMBER)
        for name in ("b_start", "b_size", "limit")
        if whole_number(given.get(name), 0, 0, 10**10) is None
    ]
    errors += bad_sorting(context.portal_catalog, given.get("sort_on") or "")
    if not is_readable("metadata_fields", given.get("metadata_fields") or ""):
        errors.append(("metadata_fields", CONDITION))
    if errors:
        raise all_invalid(request, InvalidInput(*errors))
    if whole_number(given.get("b_size"), 0, 0, 10**10) > LARGEST_PAGE:
        request["BODY"] = json.dumps({**given, "b_size": LARGEST_PAGE}).encode()
    with readable(request, "query"):
        return get.QuerystringSearch(context, request)()
