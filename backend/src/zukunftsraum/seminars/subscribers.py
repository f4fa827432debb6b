"""What happens when a seminar changes its state."""

from datetime import datetime
from datetime import UTC
from plone import api
from plone.uuid.interfaces import IUUID
from zope.container.interfaces import IContainerModifiedEvent
from zope.globalrequest import getRequest
from zukunftsraum import _
from zukunftsraum.errors import invalid_input
from zukunftsraum.seminars import calendars
from zukunftsraum.seminars import registrations
from zukunftsraum.seminars import telling
from zukunftsraum.seminars.calendar_store import get_calendars
from zukunftsraum.seminars.dates import dates_of
from zukunftsraum.seminars.materials import settle_all
from zukunftsraum.seminars.questions import form_of
from zukunftsraum.seminars.questions import unusable_fields
from zukunftsraum.seminars.rules import ANNOUNCED_STATES
from zukunftsraum.seminars.rules import INHERITING_STATES
from zukunftsraum.seminars.rules import times_errors
from zukunftsraum.seminars.rules import was_public
from zukunftsraum.seminars.store import get_store


def keep_audience(seminar, event):
    """A seminar announced to everybody stays public when it is over or cancelled.

    The workflow itself shows these states to members only, so that the roles are safe if the
    permissions are ever computed anew.
    """
    if event.new_state.getId() not in INHERITING_STATES:
        return
    workflow = api.portal.get_tool("portal_workflow")
    history = workflow.getInfoFor(seminar, "review_history", ())
    if not was_public([entry["review_state"] for entry in history]):
        return
    for permission in ("View", "Access contents information"):
        seminar.manage_permission(permission, ("Anonymous",), acquire=0)
    seminar.reindexObjectSecurity()


def passed_on(seminar, event):
    """Calendars learn of the new state; people learn that a seminar does not take place."""
    calendars.publish_now(seminar, datetime.now(UTC))
    if event.transition is not None and event.new_state.getId() == "cancelled":
        telling.tell_called_off(seminar)


def _is_announced(seminar, now: datetime) -> bool:
    is_over = registrations.window_of(seminar).end <= now
    return api.content.get_state(seminar) in ANNOUNCED_STATES and not is_over


TIMES = {
    "end_before_start": _("error_end_before_start", default="The end must be after the start."),
    "closes_before_opens": _(
        "error_closes_before_opens", default="Registration must close after it opens."
    ),
    "closes_after_end": _(
        "error_closes_after_end", default="Registration must close before the event is over."
    ),
    "dates_end_before_start": _(
        "error_dates_end_before_start", default="Each date must end after its start."
    ),
    "dates_order": _(
        "error_dates_order",
        default="The dates must follow each other: each begins after the one before has ended.",
    ),
}


def begin(seminar, event):
    """Who makes a seminar hosts it, unless somebody else is named."""
    if not seminar.hosts and not api.user.is_anonymous():
        user_id = api.user.get_current().getId()
        if user_id and api.user.get(userid=user_id) is not None:
            seminar.hosts = [user_id]
    check(seminar)
    calendars.publish_now(seminar, datetime.now(UTC))


def changed(seminar, event):
    """Seats may have become free; whoever waits moves up."""
    if IContainerModifiedEvent.providedBy(event):
        return
    check(seminar)
    now = datetime.now(UTC)
    before, published = calendars.publish_now(seminar, now)
    if _is_announced(seminar, now) and published.moved_since(before):
        telling.tell_changed(seminar)
    registrations.move_up(seminar, now=now)
    seminar.reindexObjectSecurity()  # its hosts may be others
    settle_all(seminar)


def forget_registrations(seminar, event):
    telling.tell_last(seminar)
    get_store().remove_seminar(IUUID(seminar))
    get_calendars().remove(IUUID(seminar))


def check(seminar) -> None:
    """Times that contradict each other, and questions that cannot be asked, are refused.

    :raises BadRequest: names the field.
    """
    window = registrations.window_of(seminar)
    (start, end), *more = dates_of(seminar)
    for field, error in times_errors(start, end, window.opens, window.closes, more):
        raise invalid_input(getRequest(), field, TIMES[error])
    form = form_of(seminar)
    unusable = unusable_fields(form) if form is not None else []
    if unusable:
        raise invalid_input(
            getRequest(),
            "questions",
            _(
                "error_unusable_questions",
                default="These fields of the form are required, but cannot be asked at a registration: ${fields}",
                mapping={"fields": ", ".join(unusable)},
            ),
        )
