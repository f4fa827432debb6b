"""GET @my-seminars: what the caller is registered for."""

from datetime import datetime
from datetime import UTC
from plone import api
from plone.restapi.serializer.converters import json_compatible
from typing import Literal
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Listing
from zukunftsraum.contract import Moment
from zukunftsraum.contract import PageQuery
from zukunftsraum.contract import Titled
from zukunftsraum.contract import Uri
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars.certificate import is_due
from zukunftsraum.seminars.dates import dates_of
from zukunftsraum.seminars.registrations import Place
from zukunftsraum.seminars.services.guest_place import SeminarDate
from zukunftsraum.seminars.store import get_store
from zukunftsraum.service import PathService


COMING, PAST = "coming", "past"


class MySeminarsQuery(PageQuery, total=False):
    when: Literal["coming", "past"]


class MySeminar(Place, Titled):
    start: Moment
    end: Moment
    dates: list[SeminarDate]
    review_state: str
    location: str | None
    access_link: str | None
    attended: bool | None
    certificate: Uri | None
    feedback: Uri | None


class MySeminarsGet(PathService):
    """What the caller is registered for.

    `when=coming` (the next one first) or `past` (the last one first), paged. Only the seminars of the page are loaded."""

    contract = Contract(query=MySeminarsQuery, answers={200: Listing[MySeminar]})

    def answer(self):
        when = self.request.form.get("when", COMING)
        if when not in (COMING, PAST):
            message = _("error_when", default="Please choose coming or past.")
            raise InvalidInput(("when", message))
        start, size = self.paging()
        now = datetime.now(UTC)
        brains = api.portal.get_tool("portal_catalog").searchResults(
            portal_type="Seminar",
            UID=get_store().seminars_of(self.user_id),
            end={"query": now, "range": "min" if when == COMING else "max"},
            sort_on="start",
            sort_order="ascending" if when == COMING else "descending",
        )
        items = [self.item(brain, now) for brain in brains[start : start + size]]
        return self.listing(len(brains), items, start, size)

    def item(self, brain, now: datetime) -> MySeminar:
        seminar = brain.getObject()
        registration = registrations.registration_of(seminar, self.user_id)
        shows = registrations.shows_access(seminar, registration, now)
        url = brain.getURL()
        window = registrations.window_of(seminar)
        return {
            "@id": url,
            "title": seminar.title,
            "start": json_compatible(window.start),
            "end": json_compatible(window.end),
            "dates": json_compatible([{"start": s, "end": e} for s, e in dates_of(seminar)]),
            "review_state": brain.review_state,
            "location": getattr(seminar, "location", None) or None,
            **registrations.place_of(seminar, registration),
            "access_link": seminar.access_link if shows else None,
            "attended": registration.attended,
            "certificate": (f"{url}/@certificate" if is_due(seminar, registration, now) else None),
            "feedback": registrations.feedback_url(seminar, registration, now),
        }
