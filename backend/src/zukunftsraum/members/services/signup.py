"""GET and POST /@signup, POST /@signup-confirm: how people come in."""

from datetime import datetime
from datetime import UTC
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from zope.i18n import translate
from zope.interface import alsoProvides
from zukunftsraum.concurrency import run_alone
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.inputs import Reader
from zukunftsraum.mail.send import website_url
from zukunftsraum.members import signup
from zukunftsraum.members.municipalities import ars_of
from zukunftsraum.members.passwords import SHORTEST
from zukunftsraum.members.rules import CATEGORIES
from zukunftsraum.members.rules import read_signup
from zukunftsraum.members.services.answers import all_invalid
from zukunftsraum.members.services.answers import even_time
from zukunftsraum.members.services.answers import gone
from zukunftsraum.members.services.answers import too_many_mails
from zukunftsraum.members.settings import privacy_notice
from zukunftsraum.members.settings import PRIVACY_PAGE
from zukunftsraum.members.settings import setting
from zukunftsraum.members.tokens import TokenGone


#: Sign-ups, confirmations and new passwords wait for each other: nothing is sent or created twice.
LOCK = "members"


class SignupGet(Service):
    """What the form needs to know."""

    def reply(self):
        return {
            "@id": f"{self.context.absolute_url()}/@signup",
            "privacy_version": setting("privacy_version"),
            "privacy_url": website_url(f"/{PRIVACY_PAGE}"),
            "password_min_length": SHORTEST,
            "categories": [
                {
                    "token": category.token,
                    "title": translate(category.title, context=self.request),
                    "municipal": category.municipal,
                }
                for category in CATEGORIES.values()
            ],
        }


class SignupPost(Service):
    """Takes a sign-up. The answer and its time are the same whether or not the address is known."""

    @even_time
    def reply(self):
        # Whoever signs up is nobody yet: there is no session to protect.
        alsoProvides(self.request, IDisableCSRFProtection)
        now = datetime.now(UTC)
        version, text_hash = privacy_notice()
        body = json_body(self.request)
        try:
            wanted = read_signup(
                body,
                ars_of=ars_of,
                privacy_version=version,
                privacy_hash=text_hash,
                accepted=now.isoformat(),
                language=api.portal.get_current_language()[:2],
            )
        except InvalidInput as error:
            raise all_invalid(self.request, error) from None
        if not body.get("website"):  # people do not see this field, robots fill it in
            try:
                run_alone(LOCK, lambda: signup.sign_up(wanted, now=now))
            except signup.TooMany:
                return too_many_mails(self.request)
        self.request.response.setStatus(202)
        return {}


class SignupConfirmPost(Service):
    """Creates the account. The token that came by mail is the proof of who asks."""

    def reply(self):
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            reader = Reader(json_body(self.request), {"token", "password"})
            reader.finish()
            token, password = (reader.values.get(name) for name in ("token", "password"))
            now = datetime.now(UTC)
            user_id, admission = run_alone(LOCK, lambda: signup.confirm(token, password, now=now))
        except InvalidInput as error:
            raise all_invalid(self.request, error) from None
        except TokenGone:
            return gone(self.request)
        self.request.response.setStatus(201)
        # Who holds the token owns the address; with it the website can log in at once.
        login = api.user.get(userid=user_id).getUserName()
        return {"member": user_id, "login": login, "admission": admission}
