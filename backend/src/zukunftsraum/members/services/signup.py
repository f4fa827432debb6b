"""GET and POST /@signup, POST /@signup-confirm: how people come in."""

from datetime import datetime
from datetime import UTC
from plone import api
from typing import Literal
from typing_extensions import TypedDict
from zope.i18n import translate
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import Located
from zukunftsraum.contract import names
from zukunftsraum.contract import Nothing
from zukunftsraum.contract import Uri
from zukunftsraum.inputs import Reader
from zukunftsraum.mail.send import website_url
from zukunftsraum.members import signup
from zukunftsraum.members.municipalities import ars_of
from zukunftsraum.members.passwords import SHORTEST
from zukunftsraum.members.rules import CATEGORIES
from zukunftsraum.members.rules import read_signup
from zukunftsraum.members.rules import SignupFields
from zukunftsraum.members.services.answers import even_time
from zukunftsraum.members.services.answers import gone
from zukunftsraum.members.services.answers import too_many_mails
from zukunftsraum.members.settings import privacy_notice
from zukunftsraum.members.settings import PRIVACY_PAGE
from zukunftsraum.members.settings import setting
from zukunftsraum.members.tokens import TokenGone
from zukunftsraum.service import PathService


#: Sign-ups, confirmations and new passwords wait for each other: nothing is sent or created twice.
LOCK = "members"


class CategoryRow(TypedDict):
    """municipal: whether such people belong to a municipality."""

    token: str
    title: str
    municipal: bool


class SignupForm(Located):
    privacy_version: str
    privacy_url: Uri
    password_min_length: Count
    categories: list[CategoryRow]


class ConfirmedSignup(TypedDict):
    token: str
    password: str


class NewMember(TypedDict):
    """admission: whether somebody decides about it still."""

    member: str
    login: str
    admission: Literal["pending", "admitted"]


class SignupGet(PathService):
    """What the form of the sign-up needs to know."""

    contract = Contract(answers={200: SignupForm})

    def answer(self) -> SignupForm:
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


class OpenService(PathService):
    """A service for people without an account, or without its password: there is no session to protect."""

    #: Anybody may ask; what comes by mail proves who did.
    intent_is_proven = True


class SignupPost(OpenService):
    """Takes a sign-up. The answer and its time are the same whether or not the address is known."""

    contract = Contract(body=SignupFields, answers={202: Nothing}, errors=(429,))

    @even_time
    def answer(self):
        now = datetime.now(UTC)
        version, text_hash = privacy_notice()
        body = self.body()
        wanted = read_signup(
            body,
            ars_of=ars_of,
            privacy_version=version,
            privacy_hash=text_hash,
            accepted=now.isoformat(),
            language=api.portal.get_current_language()[:2],
        )
        if not body.get("website"):  # people do not see this field, robots fill it in
            try:
                run_alone(LOCK, lambda: signup.sign_up(wanted, now=now))
            except signup.TooMany:
                return too_many_mails(self.request)
        self.request.response.setStatus(202)
        return {}


class SignupConfirmPost(OpenService):
    """Creates the account, for who holds the token of the mail."""

    contract = Contract(body=ConfirmedSignup, answers={201: NewMember}, errors=(410,))

    def answer(self):
        reader = Reader(self.body(), names(ConfirmedSignup))
        reader.finish()
        token, password = (reader.values.get(name) for name in ("token", "password"))
        now = datetime.now(UTC)
        try:
            user_id, admission = run_alone(LOCK, lambda: signup.confirm(token, password, now=now))
        except TokenGone:
            return gone(self.request)
        self.request.response.setStatus(201)
        # Who holds the token owns the address; with it the website can log in at once.
        login = api.user.get(userid=user_id).getUserName()
        return {"member": user_id, "login": login, "admission": admission}
