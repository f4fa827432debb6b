"""@unsubscribe/<token>: mails of a kind, off and on again, for whoever holds the token of a mail (RFC 8058)."""

from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zukunftsraum import _
from zukunftsraum.notices import tokens
from zukunftsraum.notices.api import preferences
from zukunftsraum.notices.api import set_preferences
from zukunftsraum.notices.kinds import kind_of


@implementer(IPublishTraverse)
class Unsubscribe(Service):
    """What the methods share. The body is not looked at: mail programs send what they like."""

    token = None

    def publishTraverse(self, request, name):
        if self.token is not None:
            raise NotFound(name)
        self.token = name
        return self

    def reply(self):
        if self.token is None:
            raise NotFound("@unsubscribe")
        try:
            user_id, kind = tokens.read(self.token)
        except tokens.BadToken:
            return self._gone()
        if kind not in preferences(user_id) or api.user.get(userid=user_id) is None:
            return self._gone()
        self.change(user_id, kind)
        return {
            "kind": kind,
            "title": translate(kind_of(kind).title, context=self.request),
            "mail": preferences(user_id)[kind],
        }

    def change(self, user_id: str, kind: str) -> None:
        """What the method does."""

    def _set(self, user_id: str, kind: str, wanted: bool) -> None:
        # The token proves who asks, no session does.
        alsoProvides(self.request, IDisableCSRFProtection)
        if preferences(user_id)[kind] != wanted and not kind_of(kind).required:
            set_preferences(user_id, {kind: wanted})

    def _gone(self):
        self.request.response.setStatus(410)
        message = _("error_unsubscribe_gone", default="This link is no longer valid.")
        return {"type": "Gone", "message": translate(message, context=self.request)}


class UnsubscribeGet(Unsubscribe):
    """Says what the token is for, and changes nothing: mail scanners open every link."""


class UnsubscribePost(Unsubscribe):
    """Ends the mails."""

    def change(self, user_id, kind):
        self._set(user_id, kind, False)


class UnsubscribeDelete(Unsubscribe):
    """Takes the ending back."""

    def change(self, user_id, kind):
        self._set(user_id, kind, True)
