"""Keep the index of accounts in step with the accounts. The events are those that PlonePAS fires:

PrincipalCreated with the user, before its properties; PropertiesUpdated with the member, but not at login;
PrincipalDeleted with the id of the user.
"""

from plone import api
from zope.component.hooks import getSite
from zukunftsraum.members.index import Account
from zukunftsraum.members.store import query_members_store


def principal_created(event) -> None:
    update(event.principal.getId())


def properties_updated(event) -> None:
    update(event.principal.getId())


def principal_deleted(event) -> None:
    index = _index()
    if index is not None:
        index.remove(event.principal)


def update(user_id: str) -> None:
    """Read the account and put it into the index, if it is an account of this site."""
    index = _index()
    if index is None:
        return
    account = read_account(getSite(), user_id)
    if account is not None:
        index.put(account)


def read_account(portal, user_id: str) -> Account | None:
    """What the index keeps of the account, or None if the site has no such account."""
    source = portal.acl_users.source_users
    login = source._userid_to_login.get(user_id)
    if login is None:
        return None
    properties = portal.acl_users.mutable_properties._storage.get(user_id) or {}
    return Account(user_id, login, properties.get("email") or "", properties.get("fullname") or "")


def _index():
    if getSite() is None:
        return None
    store = query_members_store(api.portal.get())
    return None if store is None else store.accounts
