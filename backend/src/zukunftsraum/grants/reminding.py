"""What the jobs tell people: deadlines of the municipality, what waits at examiners and approvers, drafts that will be deleted.

Everything comes with the commit of the current transaction.
"""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from plone.uuid.interfaces import IUUID
from zukunftsraum import _
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.records import JOB
from zukunftsraum.grants.telling import note_mail
from zukunftsraum.mail.send import language_of
from zukunftsraum.mail.send import recipient_of
from zukunftsraum.notices.api import notify_person
from zukunftsraum.notices.kinds import NoticeKind
from zukunftsraum.spaces.groups import groups_of
from zukunftsraum.spaces.groups import is_member
from zukunftsraum.spaces.membership import coordinators_of
from zukunftsraum.spaces.rules import municipal_groups


#: Page of the website with the work list of the grants team.
WORK_LIST = "/foerderantraege"

#: So many applications are named in a digest; the work list shows all.
NAMED = 20

PROOF_SOON = NoticeKind(
    id="grant-proof-reminder",
    title=_("notice_kind_grant_proof_reminder", default="A proof of use has to be submitted soon"),
    text=_(
        "notice_grant_proof_reminder",
        default="The proof of use of “${title}” (${number}) is due by ${until}",
    ),
    package=__package__,
    required=True,
)
PROOF_LATE = NoticeKind(
    id="grant-proof-overdue",
    title=_("notice_kind_grant_proof_overdue", default="A proof of use is overdue"),
    text=_(
        "notice_grant_proof_overdue",
        default="The proof of use of “${title}” (${number}) was due by ${until}",
    ),
    package=__package__,
    required=True,
)
ANSWER_SOON = NoticeKind(
    id="grant-answer-reminder",
    title=_(
        "notice_kind_grant_answer_reminder",
        default="A grant application that the examiners sent back has to be answered soon",
    ),
    text=_(
        "notice_grant_answer_reminder",
        default="The grant application “${title}” (${number}) has to be submitted again by ${until}",
    ),
    package=__package__,
    required=True,
)
DRAFT_ENDS = NoticeKind(
    id="grant-draft-ends",
    title=_(
        "notice_kind_grant_draft_ends", default="An old draft of a grant application is deleted"
    ),
    text=_(
        "notice_grant_draft_ends",
        default="The draft “${title}” of a grant application is deleted after ${until}",
    ),
    package=__package__,
    required=True,
)
WAITING = NoticeKind(
    id="grant-waiting",
    title=_("notice_kind_grant_waiting", default="Grant applications wait for a long time"),
    text=_(
        "notice_grant_waiting",
        default="Grant applications that have been waiting for more than ${days} days: ${count}",
    ),
    package=__package__,
)


def remind(application, facts: Facts, kind: NoticeKind, deadline: date, now: datetime) -> None:
    """Remind the coordinators of a deadline; the record says so."""
    people = coordinators_of(groups_of(_space_of(application)))
    values = {
        "title": facts.title,
        "number": facts.number,
        "until": f"{deadline:%d.%m.%Y}",
    }
    _tell_all(people, kind, values, facts.path, _space_of(application))
    note_mail(facts.uid, kind, len(people), JOB, now)


def warn_of_deletion(application, facts: Facts, last_day: date) -> None:
    """Tell the coordinators, and who began the draft, that it will be deleted after a day."""
    people = {*coordinators_of(groups_of(_space_of(application))), *application.creators}
    values = {"title": facts.title, "until": f"{last_day:%d.%m.%Y}"}
    _tell_all(sorted(people), DRAFT_ENDS, values, facts.path, _space_of(application))


@dataclass(frozen=True)
class Waiting:
    """An application that waits too long. towns: keys of all municipalities that take part; days: since the last step."""

    uid: str
    number: str
    municipality: str
    towns: frozenset[str]
    conflicts: frozenset[str]
    days: int


def tell_waiting(people: Iterable[str], waiting: Iterable[Waiting], days: int) -> int:
    """Tell those who examine or decide what waits, the oldest first; how many were told.

    Nobody is told of an application that they are too close to.
    """
    told = 0
    for person in people:
        own = [one for one in waiting if not _is_close(person, one)]
        if not own:
            continue
        own.sort(key=lambda one: (-one.days, one.number))
        recipient = recipient_of(person)
        language = language_of(recipient.language if recipient is not None else None)
        notify_person(
            person,
            WAITING.id,
            {"count": str(len(own)), "days": str(days)},
            link=WORK_LIST,
            recipient=recipient,
            mail_values={"list": "\n".join(_line(one, language) for one in own[:NAMED])},
        )
        told += 1
    return told


def _line(one: Waiting, language: str) -> str:
    days = f"seit {one.days} Tagen" if language == "de" else f"for {one.days} days"
    return f"{one.number}, {one.municipality}: {days}"


def _is_close(person: str, one: Waiting) -> bool:
    return person in one.conflicts or any(
        is_member(group, person)
        for town in one.towns
        if town
        for group in municipal_groups(town).ids()
    )


def _space_of(application):
    return aq_parent(aq_inner(application))


def _tell_all(
    people: Iterable[str], kind: NoticeKind, values: Mapping[str, str], link: str, space
) -> None:
    for person in people:
        notify_person(person, kind.id, values, link=link, space=IUUID(space))
