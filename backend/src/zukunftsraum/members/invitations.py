"""Invitations to a municipality: bound to a mail address, good for one person and some days.

Whoever invites does not learn whether the address has an account: the answer, the mail and what is stored are
the same.
"""

from datetime import datetime
from datetime import timedelta
from plone import api
from zukunftsraum.mail.send import Recipient
from zukunftsraum.mail.send import send_mail
from zukunftsraum.mail.send import website_url
from zukunftsraum.members import tokens
from zukunftsraum.members.admission_store import Invitation
from zukunftsraum.members.admission_store import Invitations
from zukunftsraum.members.municipalities import municipality_name
from zukunftsraum.members.people import address_of
from zukunftsraum.members.people import name_of
from zukunftsraum.members.settings import setting
from zukunftsraum.members.store import get_members_store
from zukunftsraum.members.tokens import TokenGone
from zukunftsraum.spaces.store import get_space_store

import secrets


PURPOSE = "invitation"


def invite(ars: str, email: str, message: str, *, by: str, now: datetime) -> Invitation:
    """Invite an address, and send the mail. An earlier invitation of the same address ends.

    :param email: normal form.
    :param message: some words of the person who invites; may be empty.
    """
    store = _store()
    for earlier in store.of(ars):
        if earlier.email == email:
            remove(earlier)
    days = setting("invitation_days")
    invitation = Invitation(secrets.token_hex(8), ars, email, by, now, now + timedelta(days=days))
    store.add(invitation)
    token = tokens.issue(
        PURPOSE, {"email": email, "invitation": invitation.id}, now=now, days=days
    )
    send_mail(
        __package__,
        "invitation",
        Recipient(email, "", api.portal.get_default_language()),
        {
            "municipality": municipality_name(ars),
            "inviter": name_of(by),
            "message": message,
            "link": website_url(f"/einladung/{token}"),
            "days": str(days),
        },
    )
    return invitation


def invitations_of(ars: str) -> list[Invitation]:
    """The invitations of a municipality that wait, the newest first."""
    return sorted(_store().of(ars), key=lambda invitation: invitation.sent, reverse=True)


def invitation_in(ars: str, id: str) -> Invitation | None:
    """The invitation of this municipality with this id."""
    return _store().get(ars, id)


def peek(token: str, *, now: datetime) -> Invitation:
    """The invitation of a token; it stays.

    :raises TokenGone: unknown, used, withdrawn, expired, or the space is gone.
    """
    subject = tokens.peek(PURPOSE, token, now=now)
    invitation = _store().by_id(subject["invitation"])
    if invitation is None or get_space_store().uid_of(invitation.ars) is None:
        raise TokenGone
    return invitation


def use(token: str, user_id: str, ars: str, *, now: datetime) -> bool:
    """Whether the token admits this person to this municipality. If it does, it is used up."""
    try:
        invitation = peek(token, now=now)
    except TokenGone:
        return False
    if invitation.ars != ars or invitation.email != address_of(user_id):
        return False
    remove(invitation)
    return True


def remove(invitation: Invitation) -> None:
    """End an invitation: its token goes with it."""
    store = get_members_store().tokens
    for digest, purpose, subject, _end in store.of(invitation.email):
        if purpose == PURPOSE and subject.get("invitation") == invitation.id:
            store.remove(digest)
    _store().remove(invitation)


def purge(now: datetime) -> int:
    """Remove expired invitations; how many."""
    expired = [invitation for invitation in _store().all() if invitation.expires <= now]
    for invitation in expired:
        remove(invitation)
    return len(expired)


def forget(user_id: str, email: str) -> None:
    """Remove the invitations that the person wrote, and those to the person's address."""
    for invitation in list(_store().all()):
        if invitation.by == user_id or invitation.email == email:
            remove(invitation)


def _store() -> Invitations:
    return get_members_store().invitations
