"""A new mail address for an account: it counts when the link that was sent to it is used."""

from datetime import datetime
from plone import api
from zukunftsraum.mail.send import Recipient
from zukunftsraum.mail.send import recipient_of
from zukunftsraum.mail.send import send_mail
from zukunftsraum.mail.send import website_url
from zukunftsraum.members import tokens
from zukunftsraum.members.accounts import user_id_of
from zukunftsraum.members.settings import setting
from zukunftsraum.members.signup import may_send
from zukunftsraum.members.store import get_members_store


#: Purpose of the tokens, and name of what is limited.
ADDRESS = "address"

CONFIRM_PAGE = "/mein-konto/adresse/"


def ask_for_address(user_id: str, email: str, *, now: datetime) -> None:
    """Send the link to the new address. If that has an account, its owner is told instead; the caller is not.

    :param email: normal form.
    :raises TooMany: more mails than the settings allow for all addresses.
    """
    if not may_send(ADDRESS, email, now):
        return
    own = recipient_of(user_id)
    to = Recipient(email, language=own.language if own else "de")
    hours = setting("reset_hours")
    if user_id_of(email) is None:
        tokens.revoke(user_id, ADDRESS)
        subject = {"user_id": user_id, "email": email}
        token = tokens.issue(ADDRESS, subject, now=now, days=hours / 24)
        values = {"link": website_url(CONFIRM_PAGE + token), "hours": str(hours)}
        send_mail(__package__, "address-confirm", to, values)
    else:
        send_mail(__package__, "address-taken", to, {"link": website_url("/passwort-vergessen")})


def confirm_address(user_id: str, token: str, *, now: datetime) -> str:
    """Give the account its new address; the address. The old one is told.

    The login name changes with it, unless it was another name than the address (see `subscribers`).

    :raises TokenGone: unknown, used, expired, of another account, or the address has an account by now.
    """
    subject = tokens.peek(ADDRESS, token, now=now)
    email = subject["email"]
    account = get_members_store().accounts.get(user_id)
    if subject["user_id"] != user_id or account is None or user_id_of(email) is not None:
        raise tokens.TokenGone
    tokens.redeem(ADDRESS, token, now=now)
    tokens.revoke(user_id)
    before = recipient_of(user_id)
    with api.env.adopt_roles(["Manager"]):  # the person has shown that the address is theirs
        api.user.get(userid=user_id).setMemberProperties({"email": email})
    if before is not None:
        send_mail(__package__, "address-changed", before, {"email": email})
    return email
