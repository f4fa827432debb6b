"""GET @feed: what is new on the site, or in a part of it, as JSON Feed or Atom."""

from datetime import datetime
from datetime import UTC
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Annotated
from typing import Literal
from zukunftsraum import _
from zukunftsraum import conditional
from zukunftsraum import indexes
from zukunftsraum.contract import Contract
from zukunftsraum.contract import PageQuery
from zukunftsraum.contract import Said
from zukunftsraum.headless import feed
from zukunftsraum.headless.addresses import address_of
from zukunftsraum.headless.addresses import service_url
from zukunftsraum.headless.addresses import urn_in
from zukunftsraum.headless.journal import last_change
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.seminars.calendars import path_of
from zukunftsraum.service import all_invalid
from zukunftsraum.service import PathService
from zukunftsraum.vocabulary.choices import given
from zukunftsraum.vocabulary.filters import chosen


#: Types of content of feeds, in the order in which errors tell them.
TYPES = ("WikiArticle", "BestPractice", "Seminar", "News Item", "Event", "GrantCall")

FORMATS = {"json": (feed.JSON_TYPE, feed.write_json), "atom": (feed.ATOM_TYPE, feed.write_atom)}

#: Newest first; or what is still to come, the next first.
NEWEST, UPCOMING = "newest", "upcoming"


class FeedQuery(PageQuery, total=False):
    """Types of content, topics and Länder, by key or title, several with commas."""

    format: Annotated[
        Literal["json", "atom"], Said("JSON Feed 1.1 or Atom; `json` where missing.")
    ]
    type: Annotated[str, Said(f"Types of content, with commas: {', '.join(TYPES)}.")]
    topic: Annotated[str, Said("Topics, keys as in `@facets?facet=topic` or titles: `housing`.")]
    state: Annotated[str, Said("Länder, by key or title: `05,Berlin`.")]
    order: Annotated[Literal["newest", "upcoming"], Said("Newest first, or what comes next.")]


class FeedGet(PathService):
    """Tells what is new on the site or in a part of it, or what is to come, as JSON Feed or Atom.

    What the caller may see. `type`, `topic` and `state` may be given several times, or with commas. Answers 304 to who has it.
    """

    contract = Contract(
        query=FeedQuery,
        files=("application/feed+json", "application/atom+xml"),
        answers={200: None},
    )

    def render(self):
        self.check_permission()
        try:
            format, order, query = self.asked()
            start, size = self.paging()
        except InvalidInput as error:
            raise all_invalid(self.request, error) from None
        now = datetime.now(UTC)
        media_type, write = FORMATS[format]
        body = write(self.feed(now, order, query, start, size))
        is_public = api.user.is_anonymous()
        response = self.request.response
        response.setHeader("Content-Type", media_type)
        if not is_public:
            response.setHeader("Cache-Control", "private, no-cache")
        # What time alone changes, and what only some may see, has no date that can be trusted.
        changed = last_change(now) if is_public and order == NEWEST else None
        return conditional.answer(self.request, body, changed)

    def asked(self) -> tuple[str, str, dict]:
        """Format, order, and query for the catalog.

        :raises InvalidInput: for what does not exist, all at once.
        """
        errors = []
        format, order = self.parameter("format", "json"), self.parameter("order", NEWEST)
        if format not in FORMATS:
            errors.append(
                ("format", _("error_feed_format", default="Please choose json or atom."))
            )
        if order not in (NEWEST, UPCOMING):
            message = _("error_feed_order", default="Please choose newest or upcoming.")
            errors.append(("order", message))
        query: dict = {}
        try:
            query = {
                "portal_type": list(TYPES),
                **chosen(self.request.form, ("type", "topic", "state"), TYPES),
            }
        except InvalidInput as error:
            errors += error.errors
        if errors:
            raise InvalidInput(*errors)
        return format, order, query

    def feed(self, now: datetime, order: str, query: dict, start: int, size: int) -> feed.Feed:
        portal = api.portal.get()
        is_whole = self.context.getPhysicalPath() == portal.getPhysicalPath()
        if not is_whole:  # all texts lie in the site: no need to ask which
            query = {**query, "path": "/".join(self.context.getPhysicalPath())}
        rows = self.rows(
            now, order, query, start, start + size + 1
        )  # one more: is there a next page?
        entries = [feed.entry_of(brain) for brain in rows[:size]]
        kept = {name: given(self.request.form.get(name)) for name in ("type", "topic", "state")}
        kept["format"], kept["order"] = self.parameter("format"), self.parameter("order")
        kept["b_size"] = self.parameter("b_size")
        path = "" if is_whole else path_of(self.context)
        words = "&".join(f"{k}={','.join(sorted(query[k]))}" for k in sorted(query) if k in KEYS)
        title = portal.title if is_whole else f"{self.context.title} – {portal.title}"
        return feed.Feed(
            id=urn_in(IUUID(self.context), f"{order}&{words}"),
            title=title,
            description=self.context.description or "",
            language="de",
            author=portal.title,
            home=address_of(self.context),
            address=service_url(path, "@feed", {**kept, "b_start": start or None}),
            next=service_url(path, "@feed", {**kept, "b_start": start + size})
            if len(rows) > size
            else None,
            updated=max(
                (entry.modified for entry in entries),
                default=portal.created().asdatetime().replace(microsecond=0),
            ),
            entries=entries,
        )

    def rows(self, now: datetime, order: str, query: dict, start: int, end: int) -> list:
        """Some rows of the catalog, in their order."""
        catalog = api.portal.get_tool("portal_catalog")
        if order == UPCOMING:
            coming = {"end": {"query": now, "range": "min"}, "sort_on": ["start", "id"]}
            return catalog.searchResults(**query, **coming, sort_limit=end)[start:end]
        effective = indexes.index_of(catalog, "effective")
        newest = indexes.latest(effective, indexes.found(catalog, query), end)
        return [indexes.brain_of(catalog, rid) for rid in newest[start:]]


#: Conditions that make a feed another one.
KEYS = ("portal_type", "topics", "state")
