"""GET @reviews: what the editors have to do."""

from plone import api
from plone.restapi.serializer.converters import json_compatible
from typing import Literal
from zukunftsraum import _
from zukunftsraum import indexes
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Listing
from zukunftsraum.contract import Named
from zukunftsraum.contract import PageQuery
from zukunftsraum.contract import Person
from zukunftsraum.contract import Titled
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.knowledge.life import today
from zukunftsraum.knowledge.lists import queries
from zukunftsraum.members.municipalities import municipality_name
from zukunftsraum.members.people import name_of
from zukunftsraum.service import PathService
from zukunftsraum.spaces.rules import PROPOSAL_SECTIONS


class ReviewRow(Titled):
    """responsible: id of the account. copy_of: the text that this is a working copy of."""

    uid: str
    type: str
    state: str
    author: Person
    municipality: Named | None
    since: str | None
    next_review: str | None
    responsible: str | None
    copy_of: Titled | None


class Reviews(Listing[ReviewRow]):
    """counts: list → how many are in it."""

    counts: dict[str, int]


class ReviewsQuery(PageQuery, total=False):
    list: Literal["pending", "due", "copies", "drafts"]
    type: Literal["WikiArticle", "BestPractice"]
    sort_on: Literal["title"]
    sort_order: Literal["ascending", "descending"]


class ReviewsGet(PathService):
    """What the editors have to do.

    One of the lists `pending`, `due`, `copies`, `drafts`, oldest first, and how many are in each.

    What the caller may not see is neither listed nor counted. No object is woken.
    """

    contract = Contract(query=ReviewsQuery, answers={200: Reviews})

    def answer(self):
        start, size = self.paging()
        lists = queries(today())
        name = self.parameter("list", "pending")
        if name not in lists:
            message = _(
                "error_reviews_list", default="Please choose pending, due, copies or drafts."
            )
            raise InvalidInput(("list", message))
        catalog = api.portal.get_tool("portal_catalog")
        narrowed = self.narrowed()
        lists = {each: {**query, **narrowed(query)} for each, query in lists.items()}
        counts = {each: len(indexes.found(catalog, query)) for each, query in lists.items()}
        # Many have the same date: without a second key the pages would overlap.
        query = {**lists[name], "sort_on": [lists[name]["sort_on"], "UID"]}
        page = catalog.searchResults(**query, sort_limit=start + size)[start : start + size]
        originals = self.originals(catalog, page)
        items = [self.item(brain, name, originals) for brain in page]
        return {
            **self.listing(counts[name], items, start, size),
            "counts": counts,
        }

    def narrowed(self):
        """A function that gives what `type`, `sort_on=title` and `sort_order=descending` change in a query."""
        type_id = self.parameter("type")
        if type_id not in ("", *PROPOSAL_SECTIONS):
            message = _(
                "error_proposal_type",
                default="Please choose what it shall become: WikiArticle or BestPractice.",
            )
            raise InvalidInput(("type", message))
        by_title = self.request.form.get("sort_on") == "title"
        descending = self.request.form.get("sort_order") == "descending"
        return lambda query: {
            **({"portal_type": type_id} if type_id else {}),
            "sort_on": "sortable_title" if by_title else query["sort_on"],
            "sort_order": "descending" if descending else "ascending",
        }

    def originals(self, catalog, brains) -> dict:
        """UID → the text of which one of these is a copy, as far as the caller sees it."""
        uids = [brain.copy_of for brain in brains if brain.copy_of]
        return {b.UID: b for b in catalog.searchResults(UID=uids)} if uids else {}

    def item(self, brain, name, originals) -> ReviewRow:
        original = originals.get(brain.copy_of or None)
        since = brain.next_review if name == "due" else brain.state_since
        return {
            "@id": brain.getURL(),
            "uid": brain.UID,
            "title": brain.Title,
            "type": brain.portal_type,
            "state": brain.review_state,
            "author": {"fullname": name_of(brain.Creator) if brain.Creator else ""},
            "municipality": named(brain.municipality),
            "since": json_compatible(since or None),
            "next_review": json_compatible(brain.next_review or None),
            "responsible": brain.responsible or None,
            "copy_of": original and {"@id": original.getURL(), "title": original.Title},
        }


def named(ars) -> Named | None:
    """A municipality as lists show it."""
    return {"ars": ars, "name": municipality_name(ars)} if ars else None
