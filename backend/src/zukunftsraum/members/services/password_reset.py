"""POST /@password-reset asks for a link by mail, POST /@password-reset/<token> sets the password."""

from datetime import datetime
from datetime import UTC
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zukunftsraum.concurrency import run_alone
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.members import signup
from zukunftsraum.members.rules import ADDRESS_MAX
from zukunftsraum.members.services.answers import all_invalid
from zukunftsraum.members.services.answers import even_time
from zukunftsraum.members.services.answers import gone
from zukunftsraum.members.services.answers import too_many_mails
from zukunftsraum.members.services.signup import LOCK
from zukunftsraum.members.tokens import TokenGone


@implementer(IPublishTraverse)
class PasswordResetPost(Service):
    """Anybody may ask for a link, for whatever login name; only its owner gets to know more."""

    token: str | None = None

    def publishTraverse(self, request, name):
        if self.token is not None:
            raise NotFound(name)
        self.token = name
        return self

    def reply(self):
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            return self.ask() if self.token is None else self.set()
        except InvalidInput as error:
            raise all_invalid(self.request, error) from None

    @even_time
    def ask(self):
        reader = Reader(json_body(self.request), {"login"})
        login = reader.read("login", lambda value: one_line(value, ADDRESS_MAX, required=True))
        reader.finish()
        return ask_for_password(self.request, login)

    def set(self):
        reader = Reader(json_body(self.request), {"password"})
        reader.finish()
        password = reader.values.get("password")
        now = datetime.now(UTC)
        try:
            run_alone(LOCK, lambda: signup.set_password(self.token, password, now=now))
        except TokenGone:
            return gone(self.request)
        return {}


def ask_for_password(request, login: str) -> dict:
    """Send the link, if there is an account; the answer is the same."""
    now = datetime.now(UTC)
    try:
        run_alone(LOCK, lambda: signup.ask_for_password(login, now=now))
    except signup.TooMany:
        return too_many_mails(request)
    request.response.setStatus(202)
    return {}
