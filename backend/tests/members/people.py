"""Accounts and requests for tests, as sign-up makes them."""

from datetime import datetime
from datetime import UTC
from tests.world import Rest
from zukunftsraum.members import admissions
from zukunftsraum.members.accounts import create_account
from zukunftsraum.members.rules import Signup


PASSWORD = "korrekt-pferd-batterie-heft"


def new_account(email: str, fullname: str, **values) -> str:
    """An account; its id."""
    signup = Signup(
        email=email,
        fullname=fullname,
        municipality="",
        category=values.pop("category", "administration"),
        accepted=datetime.now(UTC).isoformat(),
        **values,
    )
    return create_account(signup, PASSWORD, now=datetime.now(UTC))


def ask(user_id: str, ars: str | None, *, message: str = "", domain: str = "", now=None):
    """Ask for admission; the request."""
    admissions.request_admission(
        user_id,
        ars=ars,
        category="administration" if ars else "science",
        function="",
        message=message,
        email_domain=domain,
        now=now or datetime.now(UTC),
    )
    return admissions.get_requests().of(user_id)[-1]


def login_of(portal, email: str, **kwargs) -> Rest:
    """The REST client of a person with such an account."""
    return Rest(portal.absolute_url(), (email, PASSWORD), **kwargs)
