"""The kinds of notices that the domains have registered."""

from collections.abc import Mapping
from dataclasses import dataclass
from zope.component import getUtilitiesFor
from zope.component import queryUtility
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer
from zukunftsraum.notices.interfaces import INoticeKind


@implementer(INoticeKind)
@dataclass(frozen=True)
class NoticeKind:
    """A kind of notices.

    Registered under its id: `<utility component=".notices.KIND" name="…" provides="…INoticeKind" />`. The mail is
    `<package>/mails/<id>.<language>.txt`. required: mails of it cannot be switched off; mail: whether there are any.
    """

    id: str
    title: Message
    text: Message
    package: str
    required: bool = False
    mail: bool = True


class UnknownKind(KeyError):
    """No domain has registered this kind of notices."""


def kind_of(id: str) -> NoticeKind:
    """The kind with this id.

    :raises UnknownKind: when there is none.
    """
    kind = queryUtility(INoticeKind, name=id)
    if kind is None:
        raise UnknownKind(id)
    return kind


def all_kinds() -> list[NoticeKind]:
    """All kinds, by id."""
    return [kind for _, kind in sorted(getUtilitiesFor(INoticeKind))]


def text_of(kind: NoticeKind, values: Mapping[str, str], request) -> str:
    """The line of a notice in the language of the request."""
    message = kind.text
    if isinstance(message, Message):
        message = Message(message, mapping=dict(values))
    return translate(message, context=request)
