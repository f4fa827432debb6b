"""@unsubscribe/<token>: mails of a kind, off and on again, for whoever holds the token of a mail (RFC 8058)."""

from plone import api
from typing import Any
from typing_extensions import TypedDict
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.notices import tokens
from zukunftsraum.notices.api import preferences
from zukunftsraum.notices.api import set_preferences
from zukunftsraum.notices.kinds import kind_of
from zukunftsraum.service import PathService


class MailChoice(TypedDict):
    """Whether mails of a kind are sent."""

    kind: str
    title: str
    mail: bool


class Unsubscribe(PathService):
    """What the methods share. The body is not looked at: mail programs send what they like."""

    contract = Contract(path="/{token}", body=Any, answers={200: MailChoice}, errors=(410,))

    segments = 1

    #: By the token, whoever is logged in where the link was opened.
    intent_is_proven = True

    def answer(self):
        try:
            user_id, kind = tokens.read(self.path[0])
        except tokens.BadToken:
            return self.gone()
        if kind not in preferences(user_id) or api.user.get(userid=user_id) is None:
            return self.gone()
        self.change(user_id, kind)
        return {
            "kind": kind,
            "title": translate(kind_of(kind).title, context=self.request),
            "mail": preferences(user_id)[kind],
        }

    def change(self, user_id: str, kind: str) -> None:
        """What the method does."""

    def set(self, user_id: str, kind: str, wanted: bool) -> None:
        if preferences(user_id)[kind] != wanted and not kind_of(kind).required:
            set_preferences(user_id, {kind: wanted})

    def gone(self) -> dict:
        message = _("error_unsubscribe_gone", default="This link is no longer valid.")
        return self.refuse(410, message)


class UnsubscribeGet(Unsubscribe):
    """Says what the token is for, and changes nothing: mail scanners open every link."""

    contract = Contract(path="/{token}", answers={200: MailChoice}, errors=(410,))


class UnsubscribePost(Unsubscribe):
    """Ends the mails."""

    def change(self, user_id, kind):
        self.set(user_id, kind, False)


class UnsubscribeDelete(Unsubscribe):
    """Takes the ending back."""

    def change(self, user_id, kind):
        self.set(user_id, kind, True)
