"""Keep the index of accounts and the directory in step with the accounts. The events are those that PlonePAS fires:

PrincipalCreated with the user, before its properties; PropertiesUpdated with the member, but not at login;
PrincipalDeleted with the id of the user. CredentialsUpdated comes with the user and the new password, whichever
form or service set it.
"""

from datetime import datetime
from datetime import UTC
from plone import api
from Products.CMFCore.permissions import ManageUsers
from zope.component.hooks import getSite
from zope.globalrequest import getRequest
from zukunftsraum import _
from zukunftsraum.errors import invalid_input
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.members import logins
from zukunftsraum.members import sessions
from zukunftsraum.members.erasure import forget_person
from zukunftsraum.members.index import Account
from zukunftsraum.members.index import address_key
from zukunftsraum.members.passwords import password_problem
from zukunftsraum.members.profile import update_directory
from zukunftsraum.members.store import get_members_store
from zukunftsraum.members.store import query_members_store


def principal_created(event) -> None:
    """Take in a new account. The administration may give it an id that somebody had who is gone: nothing of theirs counts.

    :raises BadRequest: names the field `username`; the traces of who had this name are still being removed.
    """
    store = query_members_store(getSite()) if getSite() is not None else None
    if store is None:
        return
    user_id = event.principal.getId()
    if store.erasures.is_name(user_id) and IBrowserLayer.providedBy(getRequest()):
        message = _(
            "error_account_name_erased",
            default="The account with this name was deleted, and its traces are still being removed. Please choose another name.",
        )
        raise invalid_input(getRequest(), "username", message)
    sessions.end_sessions(user_id, datetime.now(UTC))
    update(user_id)


def properties_updated(event) -> None:
    """Take in what has changed, and watch over addresses: each has one account, and its owner has confirmed it.

    :raises BadRequest: names the field `email`; nothing is changed then.
    """
    index = _index()
    if index is None:
        return
    user_id = event.principal.getId()
    before, now = index.get(user_id), read_account(getSite(), user_id)
    if now is None:
        return
    old, new = (address_key(account.email) if account else "" for account in (before, now))
    had_one = before is not None and bool(before.email)
    if (new != old or had_one and not new) and IBrowserLayer.providedBy(getRequest()):
        _check_address(index, user_id, had_one, new)
    if before is not None and new and old and before.login == old != new:
        getSite().acl_users.source_users.updateUser(user_id, new)
    update(user_id)


def _check_address(index, user_id: str, had_one: bool, new: str) -> None:
    """Only the office changes an address without a mail to it, and not to one that another account has.

    Taking an address away is a change too: from none, everybody could go on to any other.
    """
    problem = None
    if had_one and not api.user.has_permission(ManageUsers):
        problem = _(
            "error_address_elsewhere",
            default="Please change your address in your account: we send a mail to the new one.",
        )
    elif new and index.by_email(new) not in (None, user_id):
        problem = _("error_address_taken", default="Another account has this address.")
    if problem is not None:
        raise invalid_input(getRequest(), "email", problem)


def principal_deleted(event) -> None:
    """Whichever way an account is deleted: what is kept of the person goes with it."""
    index = _index()
    if index is None:
        return
    account = index.get(event.principal)
    if account is not None:
        forget_person(account, datetime.now(UTC))
    index.remove(event.principal)
    get_members_store().directory.remove(event.principal)
    sessions.forget(event.principal)


def groups_changed(event) -> None:
    """A person has joined or left a group: the directory shows only members, and their municipalities."""
    index = _index()
    if index is not None and event.principal in index:
        update_directory(event.principal)


def credentials_updated(event) -> None:
    """Refuse a weak password, and end the sessions that began under the old one.

    :raises BadRequest: names the field `password`; nothing is changed then.
    """
    request = getRequest()
    index = _index()
    if index is None or not IBrowserLayer.providedBy(request):
        return
    account = index.get(event.principal.getId())
    personal = (account.fullname, account.email, account.login) if account else ()
    problem = password_problem(event.password, personal)
    if problem is not None:
        raise invalid_input(request, "password", problem)
    sessions.end_sessions(event.principal.getId(), datetime.now(UTC))
    if account is not None:
        logins.forget_failures(account.login)


def settings_changed(settings, event) -> None:
    """Apply what is kept outside of the registry too."""
    if event.record.__name__.endswith(".session_hours") and _index() is not None:
        sessions.apply_hours(api.portal.get_tool("acl_users"))


def update(user_id: str) -> None:
    """Read the account and put it into the index, if it is an account of this site."""
    index = _index()
    if index is None:
        return
    account = read_account(getSite(), user_id)
    if account is not None:
        index.put(account)
        update_directory(user_id)


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
