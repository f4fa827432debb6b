"""Telling people things: what other domains call."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from datetime import UTC
from zope.component import queryUtility
from zukunftsraum.mail.send import Attachment
from zukunftsraum.mail.send import Recipient
from zukunftsraum.mail.send import recipient_of
from zukunftsraum.mail.send import send_mail
from zukunftsraum.mail.send import website_url
from zukunftsraum.notices.interfaces import ISpaceMembership
from zukunftsraum.notices.kinds import all_kinds
from zukunftsraum.notices.kinds import kind_of
from zukunftsraum.notices.kinds import UnknownKind
from zukunftsraum.notices.store import get_store
from zukunftsraum.notices.store import Notice
from zukunftsraum.notices.tokens import issue


class RequiredKind(ValueError):
    """Mails of this kind cannot be switched off."""


def notify_person(
    user_id: str,
    kind: str,
    values: Mapping[str, str],
    *,
    link: str,
    space: str | None = None,
    recipient: Recipient | None = None,
    mail_values: Mapping[str, str] | None = None,
    attachments: Sequence[Attachment] = (),
) -> None:
    """Tell a person something: a notice in the portal and, unless switched off, a mail.

    Both come with the commit of the current transaction. Who is not in the space is not told.

    :param kind: id of a registered kind. The mail template also gets `${link}`, the whole address of the page.
    :param values: for the line in the portal and for the mail; texts only.
    :param link: path in the site, for example "/aufnahmen".
    :param space: UID of the space it belongs to; it is shown only while the person is in that space.
    :param recipient: `recipient_of` the person, where the caller has looked it up already.
    :param mail_values: more values for the mail, which are not stored: what is long or secret.
    :param attachments: files that come with the mail.
    :raises UnknownKind: when no domain has registered the kind.
    """
    known = kind_of(kind)
    if space is not None and not _is_in(user_id, space):
        return
    store = get_store()
    store.add(user_id, kind, values, link, space, datetime.now(UTC))
    box = store.box(user_id)
    if not known.mail or (kind in box.without_mail and not known.required):
        return
    recipient = recipient or recipient_of(user_id)
    if recipient is not None:
        send_mail(
            known.package,
            kind,
            recipient,
            {**values, **(mail_values or {}), "link": website_url(link)},
            unsubscribe=None if known.required else issue(user_id, kind),
            attachments=attachments,
        )


def notices_of(user_id: str, *, unread: bool = False) -> list[Notice]:
    """The notices that the person may see now, newest first; only the unread ones if asked for."""
    box = get_store().box(user_id)
    if box is None:
        return []
    known = {kind.id for kind in all_kinds()}
    shown: dict[str, bool] = {}
    return [
        notice
        for notice in box
        if notice.kind in known
        and not (unread and notice.read)
        and _is_shown(user_id, notice.space, shown)
    ]


def unread_count(user_id: str) -> int:
    """How many unread notices the person may see now. Loads no notice and no content."""
    box = get_store().box(user_id)
    shown: dict[str, bool] = {}
    return sum(_is_shown(user_id, space, shown) for space in (box.unread_spaces() if box else ()))


def mark_read(user_id: str, ids: list[int] | None = None) -> None:
    """Mark these notices as read, or all of them. Unknown ids are passed over."""
    box = get_store().box(user_id)
    if box is None:
        return
    if ids is None:
        box.mark_all_read()
    else:
        box.mark_read(ids)


def preferences(user_id: str) -> dict[str, bool]:
    """For each kind that has mails: whether the person gets them."""
    box = get_store().box(user_id)
    off = box.without_mail if box is not None else frozenset()
    return {kind.id: kind.required or kind.id not in off for kind in all_kinds() if kind.mail}


def set_preferences(user_id: str, wanted: Mapping[str, bool]) -> None:
    """Switch mails on or off; kinds that are not named stay as they are. All or nothing.

    :raises UnknownKind: for a kind that does not exist or has no mails.
    :raises RequiredKind: when a kind is switched off whose mails are required.
    """
    for id, want in wanted.items():
        kind = kind_of(id)
        if not kind.mail:
            raise UnknownKind(id)
        if kind.required and not want:
            raise RequiredKind(id)
    box = get_store().make_box(user_id)
    for id, want in wanted.items():
        box.want_mail(id, want)


def export_of(user_id: str) -> list[dict]:
    """All that is stored of the person here, those notices too that are not shown now."""
    box = get_store().box(user_id)
    return [
        {
            "kind": notice.kind,
            "values": dict(notice.values),
            "link": notice.link,
            "space": notice.space,
            "created": notice.created.isoformat(),
            "read": notice.read,
        }
        for notice in (box or ())
    ]


def forget(user_id: str) -> None:
    """Remove all that is stored of the person here, the preferences too."""
    get_store().remove_box(user_id)


def forget_space(uid: str) -> None:
    """Remove all notices of a space, when it is deleted."""
    get_store().remove_space(uid)


def forget_before(moment: datetime) -> int:
    """Remove all notices that are older; returns how many. moment: with time zone."""
    store = get_store()
    dropped = 0
    for number, user_id in enumerate(store.user_ids()):
        box = store.box(user_id)
        dropped += box.drop(box.before(moment))
        if number % 1000 == 999 and store._p_jar is not None:
            store._p_jar.cacheGC()  # many people: what was looked at need not stay in memory
    return dropped


def _is_shown(user_id: str, space: str | None, known: dict[str, bool]) -> bool:
    """known: answers of this call, by space."""
    if not space:
        return True
    if space not in known:
        known[space] = _is_in(user_id, space)
    return known[space]


def _is_in(user_id: str, space: str) -> bool:
    membership = queryUtility(ISpaceMembership)
    return membership is not None and membership.is_in(user_id, space)
