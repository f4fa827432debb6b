"""Names and addresses, for lists and mails: read from the index of accounts, loading nothing else."""

from plone import api
from zukunftsraum.members.former import former_member_title
from zukunftsraum.members.index import address_key
from zukunftsraum.members.store import get_members_store
from zukunftsraum.spaces.rules import FORMER_MEMBER


def name_of(user_id: str) -> str:
    """The name of a person; of accounts outside the site (the operators) what Plone knows, else the id."""
    if user_id == FORMER_MEMBER:
        return former_member_title()
    account = get_members_store().accounts.get(user_id)
    if account is not None:
        return account.fullname or account.login
    user = api.user.get(userid=user_id)
    return (user.getProperty("fullname") or user_id) if user is not None else user_id


def address_of(user_id: str) -> str:
    """The mail address of an account in its normal form; "" if there is none."""
    account = get_members_store().accounts.get(user_id)
    return address_key(account.email) if account is not None else ""
