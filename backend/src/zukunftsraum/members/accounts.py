"""Accounts of Plone for members: the id is random, the login name is the mail address."""

from dataclasses import replace
from datetime import datetime
from plone import api
from Products.PluggableAuthService.events import PrincipalCreated
from zope.event import notify
from zukunftsraum.members import consents
from zukunftsraum.members.rules import Signup
from zukunftsraum.members.store import get_members_store

import secrets
import uuid


class AddressTaken(ValueError):
    """There is an account with this address."""


def user_id_of(email: str) -> str | None:
    """The id of the account with this address (normal form, see `email_key`), in constant time."""
    return get_members_store().accounts.by_email(email)


def create_account(signup: Signup, password: str | None, *, now: datetime) -> str:
    """Create the account of a person and note their consents; the new user id.

    :param password: None gives the account a password that nobody knows.
    :raises AddressTaken: there is an account with this address.
    """
    users = api.portal.get_tool("acl_users")
    if user_id_of(signup.email) or users.source_users._login_to_userid.get(signup.email):
        raise AddressTaken(signup.email)
    user_id = uuid.uuid4().hex
    users.source_users.addUser(user_id, signup.email, password or secrets.token_urlsafe(48))
    users.portal_role_manager.assignRoleToPrincipal("Member", user_id)
    notify(PrincipalCreated(users.getUserById(user_id)))
    api.user.get(userid=user_id).setMemberProperties(
        {
            "email": signup.email,
            "fullname": signup.fullname,
            "language": signup.language,
            "category": signup.category,
            "function": signup.function,
            "newsletter": signup.newsletter,
            "visible_in_directory": signup.visible_in_directory,
            "member_since": now.isoformat(),
        }
    )
    _note_consents(user_id, signup, now)
    return user_id


def change_address(user_id: str, email: str) -> None:
    """Give an account another address, which its owner has confirmed; it is the login name as well.

    :param email: normal form.
    :raises AddressTaken: another account has it.
    """
    index = get_members_store().accounts
    source = api.portal.get_tool("acl_users").source_users
    for other in (user_id_of(email), source._login_to_userid.get(email)):
        if other not in (None, user_id):
            raise AddressTaken(email)
    source.updateUser(user_id, email)
    # First the index: members cannot change their address themselves, see `subscribers.properties_updated`.
    index.put(replace(index.get(user_id), login=email, email=email))
    api.user.get(userid=user_id).setMemberProperties({"email": email})


def _note_consents(user_id: str, signup: Signup, now: datetime) -> None:
    """The consents of a sign-up; an import has none."""
    if not signup.accepted:
        return
    given = {
        consents.PRIVACY: True,
        consents.NEWSLETTER: signup.newsletter,
        consents.DIRECTORY: signup.visible_in_directory,
    }
    for subject, said in given.items():
        if said:
            consents.record(
                user_id,
                subject,
                given=True,
                version=signup.privacy_version,
                text_hash=signup.privacy_hash,
                now=datetime.fromisoformat(signup.accepted),
            )
