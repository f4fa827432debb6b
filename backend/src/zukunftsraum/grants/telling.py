"""Who is told of a step of an application: the coordinators of the municipality, or those of the grants team whose turn it is.

Everything comes with the commit of the current transaction. No line says more than title, number and municipality; the reasons are on the page.
"""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Iterable
from datetime import datetime
from plone import api
from plone.uuid.interfaces import IUUID
from zukunftsraum import _
from zukunftsraum.grants import audit
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.case import Step
from zukunftsraum.notices.api import notify_person
from zukunftsraum.notices.kinds import NoticeKind
from zukunftsraum.spaces.groups import groups_of
from zukunftsraum.spaces.membership import coordinators_of


EXAMINERS, APPROVERS = "team-foerderpruefung", "team-foerderentscheidung"


def _kind(id: str, title, text, *, required: bool = True) -> NoticeKind:
    """A decision of the administration has to arrive: its mails cannot be switched off."""
    return NoticeKind(id=id, title=title, text=text, package=__package__, required=required)


RETURNED = _kind(
    "grant-returned",
    _("notice_kind_grant_returned", default="The examiners ask for more on a grant application"),
    _(
        "notice_grant_returned",
        default="More is needed for the grant application “${title}”, by ${until}",
    ),
)
APPROVED = _kind(
    "grant-approved",
    _("notice_kind_grant_approved", default="A grant application is approved"),
    _("notice_grant_approved", default="Approved: grant application “${title}” (${number})"),
)
REJECTED = _kind(
    "grant-rejected",
    _("notice_kind_grant_rejected", default="A grant application is rejected"),
    _("notice_grant_rejected", default="Rejected: grant application “${title}” (${number})"),
)
PROOF_DUE = _kind(
    "grant-proof-due",
    _("notice_kind_grant_proof_due", default="The proof of use of a grant is due"),
    _("notice_grant_proof_due", default="The proof of use is due: “${title}” (${number})"),
)
PROOF_RETURNED = _kind(
    "grant-proof-returned",
    _(
        "notice_kind_grant_proof_returned",
        default="The examiners ask for more on a proof of use",
    ),
    _(
        "notice_grant_proof_returned",
        default="More is needed for the proof of use of “${title}” (${number})",
    ),
)
SETTLED = _kind(
    "grant-settled",
    _("notice_kind_grant_settled", default="A grant is settled"),
    _("notice_grant_settled", default="The grant is settled: “${title}” (${number})"),
)
RECLAIMED = _kind(
    "grant-reclaimed",
    _("notice_kind_grant_reclaimed", default="A part of a grant is reclaimed"),
    _("notice_grant_reclaimed", default="Money is reclaimed: “${title}” (${number})"),
)
SUBMITTED = _kind(
    "grant-submitted",
    _("notice_kind_grant_submitted", default="A grant application waits for examination"),
    _(
        "notice_grant_submitted",
        default="Grant application of ${municipality}: “${title}” (${number})",
    ),
    required=False,
)
WITHDRAWN = _kind(
    "grant-withdrawn",
    _("notice_kind_grant_withdrawn", default="A grant application is withdrawn"),
    _(
        "notice_grant_withdrawn",
        default="${municipality} has withdrawn its grant application “${title}” (${number})",
    ),
    required=False,
)
TO_DECIDE = _kind(
    "grant-to-decide",
    _("notice_kind_grant_to_decide", default="A grant application waits for a decision"),
    _(
        "notice_grant_to_decide",
        default="To decide: grant application of ${municipality}, “${title}” (${number})",
    ),
    required=False,
)
PROOF_SUBMITTED = _kind(
    "grant-proof-submitted",
    _("notice_kind_grant_proof_submitted", default="A proof of use waits for examination"),
    _(
        "notice_grant_proof_submitted",
        default="Proof of use of ${municipality}: “${title}” (${number})",
    ),
    required=False,
)

#: Transition → kind of the notice for the coordinators.
FOR_TOWN = {
    "return": RETURNED,
    "approve": APPROVED,
    "reject": REJECTED,
    "start_proof": PROOF_DUE,
    "return_proof": PROOF_RETURNED,
    "settle": SETTLED,
    "reclaim": RECLAIMED,
}

#: Transition → kind of the notice, and the groups of the team that get it.
FOR_TEAM = {
    "submit": (SUBMITTED, (EXAMINERS,)),
    "resubmit": (SUBMITTED, (EXAMINERS,)),
    "propose": (TO_DECIDE, (APPROVERS,)),
    "submit_proof": (PROOF_SUBMITTED, (EXAMINERS,)),
}


def tell(application, before: Facts, facts: Facts, step: Step) -> None:
    """Tell those concerned of a step that was just done. before: the facts before it."""
    values = {
        "title": facts.title,
        "number": facts.number,
        "municipality": facts.municipality.name,
    }
    if step.transition in FOR_TOWN:
        space = aq_parent(aq_inner(application))
        if step.until is not None:
            values["until"] = f"{step.until:%d.%m.%Y}"
        people, kind = coordinators_of(groups_of(space)), FOR_TOWN[step.transition]
        for person in people:
            _tell(person, kind, facts, values, IUUID(space))
        note_mail(facts.uid, kind, len(people), step.actor, step.time)
    elif step.transition == "withdraw":
        for person in sorted({each.actor for each in before.steps if _is_of_team(each)}):
            _tell(person, WITHDRAWN, facts, values)
    elif step.transition in FOR_TEAM:
        kind, groups = FOR_TEAM[step.transition]
        for person in people_of(groups):
            if person != step.actor and person not in facts.conflicts:
                _tell(person, kind, facts, values)


def note_mail(uid: str, kind: NoticeKind, recipients: int, actor: str, now: datetime) -> None:
    """Record that the municipality was told something about its application, and how many people; not whom."""
    audit.append(uid, "mail", actor=actor, now=now, mail=kind.id, recipients=recipients)


def _tell(person: str, kind: NoticeKind, facts: Facts, values: dict, space: str | None = None):
    notify_person(person, kind.id, values, link=facts.path, space=space)


def _is_of_team(step: Step) -> bool:
    return bool(step.actor) and step.transition in ("examine", "return", "propose", "approve")


def people_of(groups: Iterable[str]) -> list[str]:
    """Ids of all who are in one of these groups, sorted."""
    source = api.portal.get_tool("acl_users").source_groups
    return sorted({person for group in groups for person in source.getGroupMembers(group)})
