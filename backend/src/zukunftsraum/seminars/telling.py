"""Who is told of registrations: members by a notice and a mail, guests by the same mail.

Everything comes with the commit of the current transaction. No line names anybody but the person who is told.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from datetime import UTC
from plone import api
from plone.uuid.interfaces import IUUID
from urllib.parse import urlencode
from zukunftsraum import _
from zukunftsraum.mail.send import Attachment
from zukunftsraum.mail.send import language_of
from zukunftsraum.mail.send import Recipient
from zukunftsraum.mail.send import recipient_of
from zukunftsraum.mail.send import send_mail
from zukunftsraum.mail.send import website_url
from zukunftsraum.members import tokens
from zukunftsraum.notices.api import notify_person
from zukunftsraum.notices.kinds import kind_of
from zukunftsraum.notices.kinds import NoticeKind
from zukunftsraum.register.services.register_import import TIME_ZONE
from zukunftsraum.seminars import calendars
from zukunftsraum.seminars import circulars
from zukunftsraum.seminars import rules
from zukunftsraum.seminars.dates import dates_of
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.rules import WAITING
from zukunftsraum.seminars.settings import setting
from zukunftsraum.seminars.store import get_store
from zukunftsraum.seminars.store import Registration


#: Purpose of the token by which a guest confirms the address.
GUEST_CONFIRM = "seminar-guest"

#: Pages of the website that mails lead to.
CONFIRM_PAGE, CANCEL_PAGE, GUEST_PAGE = "bestaetigen", "abmelden", "gast"


def _kind(id: str, title, text) -> NoticeKind:
    """What somebody must know who is registered: its mails cannot be switched off."""
    return NoticeKind(id=id, title=title, text=text, package=__package__, required=True)


REGISTERED = _kind(
    "seminar-registered",
    _("notice_kind_seminar_registered", default="You are registered for an event"),
    _("notice_seminar_registered", default="You have a seat: ${title}, ${when}"),
)
WAITING_LIST = _kind(
    "seminar-waiting",
    _("notice_kind_seminar_waiting", default="You are on the waiting list of an event"),
    _(
        "notice_seminar_waiting",
        default="You are number ${position} on the waiting list: ${title}, ${when}",
    ),
)
MOVED_UP = _kind(
    "seminar-moved-up",
    _("notice_kind_seminar_moved_up", default="You have moved up from a waiting list"),
    _("notice_seminar_moved_up", default="You have moved up and have a seat: ${title}, ${when}"),
)
LEFT = _kind(
    "seminar-left",
    _("notice_kind_seminar_left", default="You have cancelled your registration"),
    _("notice_seminar_left", default="Your registration is cancelled: ${title}, ${when}"),
)
REMOVED = _kind(
    "seminar-removed",
    _("notice_kind_seminar_removed", default="A host has cancelled your registration"),
    _(
        "notice_seminar_removed",
        default="The hosts have cancelled your registration: ${title}, ${when}. Reason: ${reason}",
    ),
)


CHANGED = _kind(
    "seminar-changed",
    _("notice_kind_seminar_changed", default="Time or place of an event of yours has changed"),
    _("notice_seminar_changed", default="Time or place has changed: ${title}, ${when}"),
)
CALLED_OFF = _kind(
    "seminar-called-off",
    _("notice_kind_seminar_called_off", default="An event of yours does not take place"),
    _("notice_seminar_called_off", default="Cancelled, it does not take place: ${title}, ${when}"),
)
MESSAGE = _kind(
    "seminar-message",
    _("notice_kind_seminar_message", default="The hosts of an event of yours write to you"),
    _("notice_seminar_message", default="Message of the hosts of “${title}”: ${subject}"),
)
REMINDER = NoticeKind(
    id="seminar-reminder",
    title=_("notice_kind_seminar_reminder", default="An event of yours begins soon"),
    text=_("notice_seminar_reminder", default="Soon: ${title}, ${when}"),
    package=__package__,
)

#: Mail to a guest: has the access link.
GUEST_REMINDER = "seminar-reminder-guest"


def tell_registered(
    seminar, registration: Registration, recipient: Recipient | None = None
) -> None:
    """That somebody has a seat, or where they are on the waiting list. recipient: of the mail, where it is known already."""
    if registration.status == CONFIRMED:
        _tell(seminar, registration, REGISTERED, recipient, files=[_file(seminar)])
    else:
        position = get_store().of(IUUID(seminar)).position(registration.id)
        _tell(seminar, registration, WAITING_LIST, recipient, position=str(position))


def tell_moved_up(seminar, registration: Registration) -> None:
    _tell(seminar, registration, MOVED_UP, files=[_file(seminar)])


def tell_cancelled(seminar, registration: Registration) -> None:
    _tell(seminar, registration, LEFT, files=_file_to_take_out(seminar, registration))


def tell_removed(seminar, registration: Registration, reason: str) -> None:
    files = _file_to_take_out(seminar, registration)
    _tell(seminar, registration, REMOVED, files=files, reason=reason)


def tell_changed(seminar) -> int:
    """Tell all who take part or wait that time or place has changed; how many."""
    return _tell_all(seminar, CHANGED, (CONFIRMED, WAITING), outdated=(CHANGED,))


def tell_called_off(seminar) -> int:
    """Tell all who take part or wait that it does not take place; how many."""
    return _tell_all(seminar, CALLED_OFF, (CONFIRMED, WAITING), outdated=(CHANGED,))


def tell_message(seminar, statuses: Iterable[str], subject: str, text: str) -> int:
    """Send a message of the hosts; to how many."""
    return _tell_all(seminar, MESSAGE, statuses, {"subject": subject}, {"text": text})


def tell_next(seminar, circular_id: str, size: int | None = circulars.BATCH) -> int | None:
    """Tell the next people of a circular; how many, or None when there is nobody left. What they read of the seminar is what it says now."""
    circular = circulars.take(api.portal.get(), circular_id, size)
    if circular is None:
        return None
    kept = get_store().of(IUUID(seminar))
    found = [kept.get(id) for id in circular.people] if kept is not None else []
    people = [one for one in found if one is not None and one.person]
    _tell_each(seminar, people, circular)
    return len(people)


def tell_last(seminar) -> None:
    """Before a seminar is forgotten: tell those who do not know yet that it does not take place."""
    for id, circular in circulars.circulars_in(api.portal.get()):
        if circular.seminar == IUUID(seminar) and circular.kind == CALLED_OFF.id:
            tell_next(seminar, id, None)


def remind(seminar, registration: Registration, date, access_link: str | None) -> None:
    """Remind somebody of a date, a pair of start and end. access_link: None while it is not shown yet."""
    to = _recipient(registration)
    language = to.language if to is not None else language_of(registration.language)
    when = rules.in_words(*_local(date), language)
    if not registration.email or not access_link:
        _tell(seminar, registration, REMINDER, to, when=when)
        return
    values = {
        **_values(seminar, language),
        "when": when,
        "access": access_link,
        "cancel": page_url(seminar, CANCEL_PAGE, registration.token),
        "link": page_url(seminar, GUEST_PAGE, registration.token),
    }
    send_mail(__package__, GUEST_REMINDER, to, values)


def ask_to_confirm(seminar, registration: Registration, *, now: datetime) -> None:
    """Send a guest the link that proves the address; nothing else is sent before it was opened."""
    days = setting("guest_days")
    subject = {"email": registration.email, "seminar": IUUID(seminar), "id": registration.id}
    token = tokens.issue(GUEST_CONFIRM, subject, now=now, days=days)
    to = _guest(registration)
    values = {
        **_values(seminar, to.language),
        "days": str(days),
        "link": page_url(seminar, CONFIRM_PAGE, token),
    }
    send_mail(__package__, GUEST_CONFIRM, to, values)


def path_of(seminar) -> str:
    """Where the seminar lies on the website, with a leading slash."""
    return "/" + "/".join(seminar.getPhysicalPath()[len(api.portal.get().getPhysicalPath()) :])


def page_url(seminar, page: str, token: str) -> str:
    """Address of a page about one registration. It changes nothing by being opened: mail programs look into links."""
    query = urlencode({"veranstaltung": path_of(seminar)}, safe="/")
    return website_url(f"/anmeldung/{page}/{token}?{query}")


def _tell(
    seminar,
    registration: Registration,
    kind: NoticeKind,
    recipient: Recipient | None = None,
    *,
    files: Sequence[Attachment] = (),
    mail_values: Mapping[str, str] | None = None,
    **more: str,
) -> None:
    """Tell one person; a guest is led to the page of their own. mail_values: for the mail only, they are not kept."""
    to = recipient or _recipient(registration)
    language = to.language if to is not None else language_of(registration.language)
    values = {**_values(seminar, language), **more}
    secret = {
        "cancel": page_url(seminar, CANCEL_PAGE, registration.token),
        **(mail_values or {}),
    }
    if registration.email:
        # Who is not registered any more has no page of their own.
        is_out = kind in (LEFT, REMOVED)
        own = page_url(seminar, GUEST_PAGE, registration.token)
        link = website_url(path_of(seminar)) if is_out else own
        values = {**values, **secret, "link": link}
        send_mail(__package__, kind.id, to, values, attachments=files)
        return
    notify_person(
        registration.person,
        kind.id,
        values,
        link=path_of(seminar),
        recipient=to,
        mail_values=secret,
        attachments=files,
    )


def _tell_all(
    seminar,
    kind: NoticeKind,
    statuses: Iterable[str],
    values: Mapping[str, str] | None = None,
    mail_values: Mapping[str, str] | None = None,
    *,
    outdated: Iterable[NoticeKind] = (),
) -> int:
    """Tell all with one of these statuses whose person is known; how many. Of many, only some are told at once.

    outdated: kinds that whoever has not been told yet need not be told any more.
    """
    site, uid = api.portal.get(), IUUID(seminar)
    registrations = get_store().of(uid)
    if registrations is None:
        return 0
    found = [one for status in statuses for one in registrations.of_status(status) if one.person]
    later = tuple(one.id for one in found[circulars.AT_ONCE :])
    outdates = tuple(other.id for other in outdated)
    circular = circulars.Circular(uid, kind.id, later, values or {}, mail_values or {}, outdates)
    _tell_each(seminar, found[: circulars.AT_ONCE], circular)
    if later or circulars.are_outdated(site, circular):
        circulars.note(site, circular, datetime.now(UTC))
    return len(found)


def _tell_each(seminar, people: Iterable[Registration], circular: circulars.Circular) -> None:
    kind = kind_of(circular.kind)
    files = [_file(seminar)] if kind in (CHANGED, CALLED_OFF) else []
    for registration in people:
        _tell(
            seminar,
            registration,
            kind,
            files=files,
            mail_values=circular.mail_values,
            **circular.values,
        )


def _file(seminar, *, cancelled: bool = False) -> Attachment:
    """The dates for a calendar."""
    content = calendars.file_of(seminar, now=datetime.now(UTC), cancelled=cancelled)
    parameters = (("charset", "utf-8"), ("method", "PUBLISH"))
    return Attachment(f"{seminar.getId()}.ics", content, "text/calendar", parameters)


def _file_to_take_out(seminar, registration: Registration) -> list[Attachment]:
    """Takes the dates out of the calendar of somebody who had a seat."""
    return [_file(seminar, cancelled=True)] if registration.status == CONFIRMED else []


def _values(seminar, language: str) -> dict[str, str]:
    dates = [_local(date) for date in dates_of(seminar)]
    place = getattr(seminar, "location", None) or ""
    return {
        "title": seminar.title,
        "when": rules.dates_in_words(dates, language),
        "place": rules.place_in_words(place, seminar.kind, language),
    }


def _local(date) -> tuple[datetime, datetime]:
    start, end = date
    return start.astimezone(TIME_ZONE), end.astimezone(TIME_ZONE)


def _recipient(registration: Registration) -> Recipient | None:
    return _guest(registration) if registration.email else recipient_of(registration.person)


def _guest(registration: Registration) -> Recipient:
    return Recipient(registration.email, registration.fullname, language_of(registration.language))
