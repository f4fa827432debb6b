"""Who is told of transfer records. The lines name municipalities and examples, no person."""

from plone.uuid.interfaces import IUUID
from zukunftsraum import _
from zukunftsraum.members.municipalities import municipality_name
from zukunftsraum.notices.api import notify_person
from zukunftsraum.notices.kinds import NoticeKind
from zukunftsraum.practices.rules import Transfer
from zukunftsraum.spaces.membership import coordinators_of
from zukunftsraum.spaces.rules import FORMER_MEMBER
from zukunftsraum.spaces.rules import municipal_groups


ADDED = NoticeKind(
    id="transfer-added",
    title=_("notice_kind_transfer_added", default="Your practice example was reused"),
    text=_(
        "notice_transfer_added",
        default="${municipality} has reported how it reused your example: ${title}",
    ),
    package=__package__,
)
HIDDEN = NoticeKind(
    id="transfer-hidden",
    title=_(
        "notice_kind_transfer_hidden",
        default="The editors have hidden your transfer record",
    ),
    text=_(
        "notice_transfer_hidden",
        default="The editors have hidden the transfer record of ${municipality}: ${title}. Reason: ${reason}",
    ),
    package=__package__,
)
SHOWN = NoticeKind(
    id="transfer-shown",
    title=_("notice_kind_transfer_shown", default="The editors show your transfer record again"),
    text=_(
        "notice_transfer_shown",
        default="The editors show the transfer record of ${municipality} again: ${title}",
    ),
    package=__package__,
)


def authors_of(example) -> list[str]:
    """Ids of the people to whom an example belongs; former members are nobody."""
    owners = {user for user, roles in example.get_local_roles() if "Owner" in roles}
    return sorted(owners - {FORMER_MEMBER})


def tell_added(example, transfer: Transfer) -> None:
    """Tell the author, unless it is the one who wrote the record."""
    for user_id in authors_of(example):
        if user_id != transfer.writer:
            _tell(user_id, ADDED, example, transfer)


def tell_moderated(example, transfer: Transfer, moderator: str) -> None:
    """Tell the writer whether the record is hidden; the coordinators where the writer is gone."""
    people = (
        [transfer.writer]
        if transfer.writer
        else coordinators_of(municipal_groups(transfer.municipality))
    )
    for user_id in people:
        if user_id == moderator:
            continue
        if transfer.hidden:
            _tell(user_id, HIDDEN, example, transfer, reason=transfer.reason)
        else:
            _tell(user_id, SHOWN, example, transfer)


def _tell(user_id: str, kind: NoticeKind, example, transfer: Transfer, **values: str) -> None:
    values = {
        "municipality": municipality_name(transfer.municipality),
        "title": example.title,
        **values,
    }
    notify_person(user_id, kind.id, values, link=f"/resolveuid/{IUUID(example)}")
