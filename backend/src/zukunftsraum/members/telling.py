"""Who is told of requests for admission: notices and mails.

The lines and mails that others than the person get name no person: they are kept and forwarded, and
an erasure could not take them back. Who it is stands on the page that the link leads to.
"""

from collections.abc import Iterable
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.mail.send import language_of
from zukunftsraum.members.admission_store import AdmissionRequest
from zukunftsraum.members.municipalities import municipality_name
from zukunftsraum.members.network import office_ids
from zukunftsraum.notices.api import notify_person
from zukunftsraum.notices.kinds import NoticeKind
from zukunftsraum.spaces.membership import coordinators_of
from zukunftsraum.spaces.people import property_of
from zukunftsraum.spaces.rules import municipal_groups
from zukunftsraum.spaces.store import get_space_store


INBOX = "/aufnahmen"

REQUESTED = NoticeKind(
    id="admission-requested",
    title=_("notice_kind_admission_requested", default="New requests for admission"),
    text=_("notice_admission_requested", default="Somebody asks to be admitted: ${municipality}"),
    package=__package__,
)
WAITING = NoticeKind(
    id="admission-waiting",
    title=_("notice_kind_admission_waiting", default="Requests for admission that wait for long"),
    text=_(
        "notice_admission_waiting",
        default="Requests for admission that wait for a decision: ${count} (${municipality})",
    ),
    package=__package__,
)
ADMITTED = NoticeKind(
    id="admission-decided",
    title=_("notice_kind_admission_decided", default="You are admitted"),
    text=_("notice_admission_decided", default="You are admitted: ${municipality}"),
    package=__package__,
    required=True,
)
REJECTED = NoticeKind(
    id="admission-rejected",
    title=_("notice_kind_admission_rejected", default="Your request was rejected"),
    text=_(
        "notice_admission_rejected",
        default="Your request was rejected: ${municipality}. Reason: ${reason}",
    ),
    package=__package__,
    required=True,
)
#: What a request without a municipality is for.
NETWORK = _("network_of_municipalities", default="Network (without a municipality)")


SEVERAL = _("several_municipalities", default="several municipalities")


def tell_requested(request: AdmissionRequest) -> None:
    """Tell those who can decide: the coordinators, or the office where there are none."""
    for user_id in deciders_of(request):
        _tell(user_id, REQUESTED, INBOX, ars=request.ars)


def deciders_of(request: AdmissionRequest) -> list[str]:
    """Ids of the people who are told of a request."""
    if request.ars is not None and not request.office_told:
        return coordinators_of(municipal_groups(request.ars))
    return office_ids()


def tell_waiting(
    people: Iterable[str], ars: str | None, count: int, *, several: bool = False
) -> None:
    """Remind people of requests that wait. ars: municipality, None for the network; several: of several municipalities."""
    for user_id in people:
        values = {"count": str(count)}
        if several:
            values["municipality"] = _in_language_of(user_id, SEVERAL)
        _tell(user_id, WAITING, INBOX, ars=ars, **values)


def tell_admitted(request: AdmissionRequest) -> None:
    """Tell the person that they are in; the link leads to the space."""
    _tell(request.user_id, ADMITTED, space_path(request.ars), ars=request.ars)


def tell_rejected(request: AdmissionRequest) -> None:
    _tell(request.user_id, REJECTED, "/mein-konto", ars=request.ars, reason=request.reason)


def space_path(ars: str | None) -> str:
    """Path of the space of a municipality in the site; the personal page where there is none."""
    uid = get_space_store().uid_of(ars) if ars is not None else None
    return f"/resolveuid/{uid}" if uid is not None else "/mein-konto"


def _tell(user_id: str, kind: NoticeKind, link: str, *, ars: str | None, **values: str) -> None:
    name = municipality_name(ars) if ars is not None else _in_language_of(user_id, NETWORK)
    notify_person(user_id, kind.id, {"municipality": name, **values}, link=link)


def _in_language_of(user_id: str, message) -> str:
    return translate(message, target_language=language_of(property_of(user_id, "language")))
