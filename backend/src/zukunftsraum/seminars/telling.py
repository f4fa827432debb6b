"""Who is told of registrations: members by a notice and a mail, guests by the same mail.

Everything comes with the commit of the current transaction. No line names anybody but the person who is told.
"""

from datetime import datetime
from plone import api
from plone.uuid.interfaces import IUUID
from urllib.parse import urlencode
from zukunftsraum import _
from zukunftsraum.mail.send import language_of
from zukunftsraum.mail.send import Recipient
from zukunftsraum.mail.send import recipient_of
from zukunftsraum.mail.send import send_mail
from zukunftsraum.mail.send import website_url
from zukunftsraum.members import tokens
from zukunftsraum.notices.api import notify_person
from zukunftsraum.notices.kinds import NoticeKind
from zukunftsraum.register.services.register_import import TIME_ZONE
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.rules import in_words
from zukunftsraum.seminars.settings import setting
from zukunftsraum.seminars.store import get_store
from zukunftsraum.seminars.store import Registration


#: Purpose of the token by which a guest confirms the address.
GUEST_CONFIRM = "seminar-guest"

#: Pages of the website that mails lead to.
CONFIRM_PAGE, CANCEL_PAGE = "bestaetigen", "abmelden"


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


def tell_registered(
    seminar, registration: Registration, recipient: Recipient | None = None
) -> None:
    """That somebody has a seat, or where they are on the waiting list. recipient: of the mail, where it is known already."""
    if registration.status == CONFIRMED:
        _tell(seminar, registration, REGISTERED, recipient)
    else:
        position = get_store().of(IUUID(seminar)).position(registration.id)
        _tell(seminar, registration, WAITING_LIST, recipient, position=str(position))


def tell_moved_up(seminar, registration: Registration) -> None:
    _tell(seminar, registration, MOVED_UP)


def tell_cancelled(seminar, registration: Registration) -> None:
    _tell(seminar, registration, LEFT)


def tell_removed(seminar, registration: Registration, reason: str) -> None:
    _tell(seminar, registration, REMOVED, reason=reason)


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
    **more: str,
) -> None:
    to = recipient or (
        _guest(registration) if registration.email else recipient_of(registration.person)
    )
    language = to.language if to is not None else registration.language
    values = {
        **_values(seminar, language),
        "cancel": page_url(seminar, CANCEL_PAGE, registration.token),
        **more,
    }
    if not registration.email:
        notify_person(registration.person, kind.id, values, link=path_of(seminar), recipient=to)
    else:
        send_mail(__package__, kind.id, to, {**values, "link": website_url(path_of(seminar))})


def _values(seminar, language: str) -> dict[str, str]:
    start, end = (moment.astimezone(TIME_ZONE) for moment in (seminar.start, seminar.end))
    return {
        "title": seminar.title,
        "when": in_words(start, end, language_of(language)),
        "place": getattr(seminar, "location", None) or "",
    }


def _guest(registration: Registration) -> Recipient:
    return Recipient(registration.email, registration.fullname, language_of(registration.language))
