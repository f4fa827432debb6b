"""POST /@login and /@login-renew: as stock, with a pause after failures and the beginning in the token."""

from annotated_types import MaxLen
from annotated_types import MinLen
from plone import api
from plone.restapi.deserializer import json_body
from plone.restapi.services.auth.login import Login
from plone.restapi.services.auth.renew import Renew
from typing import Annotated
from typing_extensions import TypedDict
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.errors import invalid_input
from zukunftsraum.inputs import is_whole_text
from zukunftsraum.members import logins
from zukunftsraum.members import sessions
from zukunftsraum.members.pas import GUARD
from zukunftsraum.members.services.answers import too_many

import json


class Credentials(TypedDict):
    login: Annotated[str, MinLen(1), MaxLen(500)]
    password: Annotated[str, MinLen(1), MaxLen(500)]


class Token(TypedDict):
    """For the header `Authorization: Bearer`."""

    token: str


class LoginPost(Login):
    """Gives a token for a login name and a password.

    Known and unknown login names get the same answers: 401, and 429 with Retry-After during a pause."""

    contract = Contract(body=Credentials, answers={200: Token}, errors=(401, 429))

    def reply(self):
        body = json_body(self.request)
        login, password = body.get("login"), body.get("password")
        for field, value in (("login", login), ("password", password)):
            if not is_whole_text(value) or not value or len(value) > 500:
                raise invalid_input(
                    self.request, field, _("error_required", default="Please fill in this field.")
                )
        users = api.portal.get_tool("acl_users")
        login = logins.login_name(users, login)
        attempt = logins.attempt(users[GUARD], login, password, self.request)
        if attempt.pause:
            return too_many(
                self.request,
                attempt.pause,
                _(
                    "error_login_pause",
                    default="Too many failed logins. Please wait ${minutes} min and try again.",
                    mapping={"minutes": -(-attempt.pause // 60)},
                ),
            )
        # Stock reads the body again.
        self.request.set("BODY", json.dumps({"login": login, "password": password}))
        answer = super().reply()
        if "token" in answer:
            return {"token": sessions.stamped(users, answer["token"])}
        if self.request.response.getStatus() == 401:
            answer["error"]["message"] = translate(
                _("error_login_wrong", default="Login name or password is wrong."),
                context=self.request,
            )
        return answer


class LoginRenewPost(Renew):
    """A new token for who has a valid one."""

    contract = Contract(answers={200: Token}, errors=(401,))

    def reply(self):
        answer = super().reply()
        if "token" in answer:
            users = api.portal.get_tool("acl_users")
            answer["token"] = sessions.stamped(users, answer["token"])
        return answer
