"""@calendar and @calendar-feed: seminars for calendar programs, and a person's secret address of their own."""

from datetime import datetime
from datetime import UTC
from plone import api
from typing_extensions import TypedDict
from zExceptions import NotFound
from zukunftsraum import conditional
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Located
from zukunftsraum.contract import Moment
from zukunftsraum.contract import Uri
from zukunftsraum.headless.journal import last_change
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.mail.send import recipient_of
from zukunftsraum.mail.send import website_url
from zukunftsraum.seminars import calendars
from zukunftsraum.seminars import feeds
from zukunftsraum.seminars.calendar_store import get_calendars
from zukunftsraum.service import all_invalid
from zukunftsraum.service import PathService
from zukunftsraum.vocabulary.filters import chosen


CALENDAR = "text/calendar"
MEDIA_TYPE = f"{CALENDAR}; charset=utf-8"


class CalendarService(PathService):
    """Answers a file, or 304 to who has it already."""

    filename = "veranstaltungen.ics"

    def render(self):
        self.check_permission()
        if len(self.path) + self.may_lack < self.segments:
            raise NotFound
        try:
            body = self.file()
        except InvalidInput as error:
            raise all_invalid(self.request, error) from None
        response = self.request.response
        is_public = api.user.is_anonymous() and not self.path
        if not is_public:
            response.setHeader("Cache-Control", "private, no-cache")
        response.setHeader("Content-Type", MEDIA_TYPE)
        response.setHeader("Content-Disposition", f'inline; filename="{self.filename}"')
        changed = self.changed(datetime.now(UTC)) if is_public else None
        return conditional.answer(self.request, body, changed)

    def file(self) -> bytes:
        raise NotImplementedError

    def changed(self, now: datetime) -> datetime | None:
        """When what everybody gets last changed; None where no date can be trusted."""
        return last_change(now)


class SeminarCalendarGet(CalendarService):
    """The dates of one seminar."""

    contract = Contract(files=(CALENDAR,), answers={200: None})

    @property
    def filename(self):
        return f"{self.context.getId()}.ics"

    def file(self):
        return calendars.file_of(self.context)


class CalendarQuery(TypedDict, total=False):
    """Topics and Länder, by key or title, several with commas."""

    topic: str
    state: str


class CalendarGet(CalendarService):
    """All that is announced to the caller; with the secret of a person behind it the seminars of that person, without a login.

    `topic` and `state` narrow the first one down, several of each.
    """

    contract = (
        Contract(query=CalendarQuery, files=(CALENDAR,), answers={200: None}),
        Contract(path="/{secret}", files=(CALENDAR,), answers={200: None}),
    )

    segments = may_lack = 1

    def file(self):
        now = datetime.now(UTC)
        if not self.path:
            return feeds.feed_of_all(now, **chosen(self.request.form, ("topic", "state")))
        user_id = get_calendars().owner_of(self.path[0])
        if user_id is None or api.user.get(userid=user_id) is None:
            raise NotFound
        person = recipient_of(user_id)
        return feeds.feed_of_person(user_id, person.language if person else "de", now)

    def changed(self, now):
        changed, passed = super().changed(now), feeds.last_passed(now)
        return max(changed, passed) if changed and passed else changed


class CalendarFeed(Located):
    exists: bool
    created: Moment | None


class NewCalendarFeed(CalendarFeed):
    url: Uri


class CalendarFeedService(PathService):
    def state(self) -> CalendarFeed:
        created = get_calendars().feed_since(self.user_id)
        return {
            "@id": f"{self.context.absolute_url()}/@calendar-feed",
            "exists": created is not None,
            "created": created,
        }


class CalendarFeedGet(CalendarFeedService):
    """`{exists, created}`: whether the caller has an address. It cannot be told again, only its hash is kept."""

    contract = Contract(answers={200: CalendarFeed})

    def answer(self):
        self.request.response.setHeader("Cache-Control", "no-store")
        return self.state()


class CalendarFeedPost(CalendarFeedService):
    """Makes a new address, 201 `{url}`; the one before stops working."""

    contract = Contract(answers={201: NewCalendarFeed})

    def answer(self):
        secret = get_calendars().make_feed(self.user_id, datetime.now(UTC))
        self.request.response.setStatus(201)
        self.request.response.setHeader("Cache-Control", "no-store")
        url = website_url(f"/++api++/@calendar/{secret}")
        return {**self.state(), "url": url}


class CalendarFeedDelete(CalendarFeedService):
    """Lets the address end: 200 with the new state; 404 without one."""

    contract = Contract(answers={200: CalendarFeed}, errors=(404,))

    def answer(self):
        if not get_calendars().revoke_feed(self.user_id):
            return self.not_found()
        return self.state()
