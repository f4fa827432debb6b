"""Sign-up with double opt-in, and new passwords by mail.

Until the link of the mail was used there is no account, only a token whose subject is the sign-up. Nobody but the
owner of an address learns whether it has an account: both ways take a rate-limit record, a token and a mail.
"""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.mail.send import Recipient
from zukunftsraum.mail.send import recipient_of
from zukunftsraum.mail.send import send_mail
from zukunftsraum.mail.send import website_url
from zukunftsraum.members import tokens
from zukunftsraum.members.accounts import create_account
from zukunftsraum.members.accounts import user_id_of
from zukunftsraum.members.admissions import request_admission
from zukunftsraum.members.index import address_key
from zukunftsraum.members.logins import account_key
from zukunftsraum.members.passwords import password_problem
from zukunftsraum.members.rules import mail_domain
from zukunftsraum.members.rules import Signup
from zukunftsraum.members.settings import setting
from zukunftsraum.members.store import get_members_store


#: Purposes of tokens, and names of what is limited.
SIGNUP = "signup"
PASSWORD = "password"

CONFIRM_PAGE = "/registrieren/bestaetigen/"
PASSWORD_PAGE = "/passwort/"
FORGOTTEN_PAGE = "/passwort-vergessen"

#: How long the link for an account that the office has made is valid: people may be on holiday.
NEW_ACCOUNT_HOURS = 14 * 24


class TooMany(Exception):
    """More calls than the setting allows for all addresses together."""


# -- sign-up -----------------------------------------------------------------------------------


def sign_up(signup: Signup, *, now: datetime) -> None:
    """Keep the sign-up until it is confirmed, and send the mail with the link.

    An address that has an account gets a mail that says so. Beyond the limit of an address nothing is sent.

    :raises TooMany: over all addresses.
    """
    if not may_send(SIGNUP, signup.email, now):
        return
    # Without the name: nobody shall send a stranger a text of theirs by way of the greeting.
    to = Recipient(signup.email, language=signup.language)
    known = user_id_of(signup.email)
    if known is None:
        days = setting("signup_days")
        token = tokens.issue(SIGNUP, signup.as_dict(), now=now, days=days)
        values = {"link": website_url(CONFIRM_PAGE + token), "days": str(days)}
        send_mail(__package__, "signup-confirm", to, values)
    else:
        to = recipient_of(known) or to
        send_mail(__package__, "signup-known", to, password_link(known, now))


def confirm(token: str, password, *, now: datetime) -> tuple[str, str]:
    """Create the account of a sign-up; its user id, and "pending" or "admitted".

    :raises TokenGone: the token is unknown, used or expired, or the address has an account by now.
    :raises InvalidInput: the password is refused; the token stays valid.
    """
    signup = Signup.from_dict(tokens.peek(SIGNUP, token, now=now))
    check_password(password, (signup.fullname, signup.email))
    tokens.redeem(SIGNUP, token, now=now)
    tokens.revoke(signup.email, SIGNUP)
    if user_id_of(signup.email) is not None:
        raise tokens.TokenGone
    user_id = create_account(signup, password, now=now)
    admission = request_admission(
        user_id,
        ars=signup.municipality or None,
        category=signup.category,
        function=signup.function,
        message=signup.message,
        email_domain=mail_domain(signup.email),
        now=now,
        invitation=signup.invitation or None,
    )
    if admission == "pending":
        values = {"login": signup.email, "link": website_url("/mein-konto")}
        send_mail(__package__, "signup-welcome", recipient_of(user_id), values)
    return user_id, admission


# -- passwords ---------------------------------------------------------------------------------


def ask_for_password(login: str, *, now: datetime) -> None:
    """Send a link to set a new password, if the address or login name has an account.

    :raises TooMany: over all addresses.
    """
    if not may_send(PASSWORD, account_key(login), now):
        return
    user_id = account_of(login)
    to = recipient_of(user_id) if user_id else None
    if to is not None:
        send_mail(__package__, "password-reset", to, password_link(user_id, now))


def set_password(token: str, password, *, now: datetime) -> None:
    """Set the password of whoever got the token. Their other sessions and links end.

    :raises TokenGone: the token is unknown, used or expired, or the account is gone.
    :raises InvalidInput: the password is refused; the token stays valid.
    """
    user_id = tokens.peek(PASSWORD, token, now=now)["user_id"]
    account = get_members_store().accounts.get(user_id)
    if account is None:
        raise tokens.TokenGone
    check_password(password, (account.fullname, account.email, account.login))
    tokens.redeem(PASSWORD, token, now=now)
    tokens.revoke(user_id, PASSWORD)
    api.portal.get_tool("acl_users").userSetPassword(user_id, password)
    to = recipient_of(user_id)
    if to is not None:
        values = {"link": website_url(FORGOTTEN_PAGE)}
        send_mail(__package__, "password-changed", to, values)


def send_new_account(user_id: str, now: datetime | None = None) -> None:
    """Tell a person that the office has made an account for them, and let them set its password."""
    to = recipient_of(user_id)
    if to is not None:
        values = password_link(user_id, now or datetime.now(UTC), hours=NEW_ACCOUNT_HOURS)
        values["days"] = str(NEW_ACCOUNT_HOURS // 24)
        values["login"] = api.user.get(userid=user_id).getUserName()
        values["forgotten"] = website_url(FORGOTTEN_PAGE)
        send_mail(__package__, "account-created", to, values)


def password_link(user_id: str, now: datetime, hours: int | None = None) -> dict[str, str]:
    """Values of a mail that offers to set a password: `link` and its life, `hours`."""
    hours = hours or setting("reset_hours")
    token = tokens.issue(PASSWORD, {"user_id": user_id}, now=now, days=hours / 24)
    return {"link": website_url(PASSWORD_PAGE + token), "hours": str(hours)}


def account_of(login: str) -> str | None:
    """The account with this address or login name."""
    key = address_key(login)
    user_id = user_id_of(key) if key else None
    known = api.portal.get_tool("acl_users").source_users._login_to_userid
    return user_id or known.get(login.strip()) or known.get(account_key(login))


def check_password(password, personal) -> None:
    """:raises InvalidInput: names the field `password`."""
    problem = password_problem(password, personal)
    if problem is not None:
        raise InvalidInput(("password", problem))


# -- limits ------------------------------------------------------------------------------------


def may_send(action: str, address: str, now: datetime) -> bool:
    """Note the call, and say whether a mail may go out for it.

    :raises TooMany: over all addresses; nothing is noted then.
    """
    rates = get_members_store().rates
    if rates.of_all(action, now, timedelta(minutes=1)) >= setting("signup_per_minute"):
        raise TooMany
    before = rates.of_address(action, address, now)
    rates.note(action, address, now)
    return before < setting("signup_per_address_hour")
