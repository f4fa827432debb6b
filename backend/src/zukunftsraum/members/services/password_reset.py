"""POST /@password-reset asks for a link by mail, POST /@password-reset/<token> sets the password."""

from annotated_types import MaxLen
from datetime import datetime
from datetime import UTC
from typing import Annotated
from typing_extensions import TypedDict
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Contract
from zukunftsraum.contract import names
from zukunftsraum.contract import Nothing
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.members import signup
from zukunftsraum.members.rules import ADDRESS_MAX
from zukunftsraum.members.services.answers import even_time
from zukunftsraum.members.services.answers import gone
from zukunftsraum.members.services.answers import too_many_mails
from zukunftsraum.members.services.signup import LOCK
from zukunftsraum.members.services.signup import OpenService
from zukunftsraum.members.tokens import TokenGone


class LoginName(TypedDict):
    login: Annotated[str, MaxLen(ADDRESS_MAX)]


class NewPassword(TypedDict):
    password: str


class PasswordResetPost(OpenService):
    """Anybody may ask for a link, for whatever login name; only its owner gets to know more."""

    contract = (
        Contract(body=LoginName, answers={202: Nothing}, errors=(429,)),
        Contract(path="/{token}", body=NewPassword, answers={200: Nothing}, errors=(410,)),
    )

    segments = may_lack = 1

    def answer(self):
        return self.set(self.path[0]) if self.path else self.ask()

    @even_time
    def ask(self):
        reader = Reader(self.body(), names(LoginName))
        login = reader.read("login", lambda value: one_line(value, ADDRESS_MAX, required=True))
        reader.finish()
        return ask_for_password(self.request, login)

    def set(self, token: str):
        reader = Reader(self.body(), names(NewPassword))
        reader.finish()
        password = reader.values.get("password")
        now = datetime.now(UTC)
        try:
            run_alone(LOCK, lambda: signup.set_password(token, password, now=now))
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
