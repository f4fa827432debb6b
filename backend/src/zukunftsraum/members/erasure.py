"""Erasing a person: access ends and personal data go at once, traces in the rest follow by a job.

At once: memberships, the account, everything that is kept by person, and their name on what they wrote (up to a
number of documents that one request can change). What they did to documents of others (versions, workflow histories,
local roles, locks) lies anywhere in the site; the job `erasure` walks through all of it.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import datetime
from plone import api
from plone.portlets.constants import USER_CATEGORY
from plone.portlets.interfaces import IPortletManager
from Products.CMFCore.indexing import processQueue
from zExceptions import NotFound
from zope.component import getUtilitiesFor
from zukunftsraum.concurrency import run_alone
from zukunftsraum.mail.send import recipient_of
from zukunftsraum.mail.send import send_mail
from zukunftsraum.members import admissions
from zukunftsraum.members import consents
from zukunftsraum.members import invitations
from zukunftsraum.members import tokens
from zukunftsraum.members.erasure_store import Erased
from zukunftsraum.members.index import Account
from zukunftsraum.members.index import address_key
from zukunftsraum.members.interfaces import IPersonalData
from zukunftsraum.members.lexicons import forget_words
from zukunftsraum.members.network import groups_of_person
from zukunftsraum.members.rewriting import rewrite_comment
from zukunftsraum.members.rewriting import rewrite_content
from zukunftsraum.members.store import get_members_store
from zukunftsraum.notices import api as notices
from zukunftsraum.spaces import joining
from zukunftsraum.spaces import telling
from zukunftsraum.spaces.membership import coordinators_of
from zukunftsraum.spaces.membership import memberships_of
from zukunftsraum.spaces.membership import uid_of


#: Most objects of a person that are rewritten in the request that erases them; the job does the others.
AT_ONCE = 500

#: What the catalog knows of people.
CATALOG_INDEXES = ["Creator", "allowedRolesAndUsers"]


class OfOperation(ValueError):
    """The account is not one of the site: it belongs to the technical operation, and is removed there."""


def erase_alone(user_id: str, now: datetime) -> None:
    """Erase a person while nobody adds content or changes memberships; commits. Nothing may write after it."""
    site = "/".join(api.portal.get().getPhysicalPath())
    run_alone(f"add:{site}", lambda: erase(user_id, now=now))


def erase(user_id: str, *, now: datetime) -> None:
    """Erase a person. What they wrote stays, as the work of a former member.

    Within the current transaction; the person gets a last mail. Spaces that nobody coordinates any more fall to the office.

    :raises OfOperation: when the site has no such account.
    """
    if user_id not in get_members_store().accounts:
        raise OfOperation(user_id)
    recipient = recipient_of(user_id)
    orphaned = _coordinated_alone(user_id)
    rewrite_authored({user_id}, AT_ONCE)
    processQueue()  # the catalog has forgotten the names of comments before `forget_person` looks for them
    with api.env.adopt_roles(["Manager"]):
        api.portal.get_tool("acl_users").userFolderDelUsers([user_id])
    for space in orphaned:
        telling.tell_handed_over(space)
    if recipient is not None:
        send_mail(__package__, "account-erased", recipient, {})


def forget_person(account: Account, now: datetime) -> None:
    """Remove everything that is kept by person, and leave the traces to the job.

    Runs whenever an account is deleted, whichever way, and before the index forgets it.
    """
    user_id, email = account.user_id, address_key(account.email)
    store = get_members_store()
    forget_kept(user_id)
    if email:
        invitations.forget(user_id, email)
        tokens.revoke(email)
    if user_id in store.untold:
        store.untold.remove(user_id)
    _forget_in_plone(user_id)
    erased = Erased(user_id, account.fullname, account.login, account.email, now)
    forget_words(erased.as_text())
    store.erasures.add(erased)


def forget_kept(user_id: str) -> None:
    """Remove everything that is kept under the id of a person."""
    for _name, data in getUtilitiesFor(IPersonalData):
        data.forget(user_id)
    admissions.forget(user_id)
    invitations.forget(user_id, "")
    consents.forget(user_id)
    notices.forget(user_id)
    tokens.revoke(user_id)


def rewrite_authored(gone: set[str], at_most: int) -> int:
    """Take people off what they wrote, as far as the catalog knows it; how many objects it found."""
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(Creator=list(gone), sort_limit=at_most)[:at_most]
    for obj in existing(brains):
        rewrite(obj, gone)
    return len(brains)


def existing(brains: Iterable) -> Iterator:
    """The objects of catalog entries. Entries of objects that are gone are removed: they must not stop an erasure."""
    for brain in brains:
        try:
            yield brain._unrestrictedGetObject()
        except (AttributeError, KeyError, NotFound):
            api.portal.get_tool("portal_catalog").uncatalog_object(brain.getPath())


def rewrite(obj, gone: set[str]) -> None:
    """Take people out of an object and its catalog entry."""
    if obj.portal_type == "Discussion Item":
        if rewrite_comment(obj, gone):
            obj.reindexObject()
            content = obj.__parent__.__parent__
            if rewrite_content(content, gone):
                content.reindexObject(idxs=CATALOG_INDEXES)
            content.reindexObject(idxs=["commentators"])
    elif rewrite_content(obj, gone):
        obj.reindexObject(idxs=CATALOG_INDEXES)


def _coordinated_alone(user_id: str) -> list:
    """The spaces that fall to the office when this person goes; hidden rooms are not among them."""
    spaces = []
    for membership in memberships_of(user_id):
        if not membership.coordinator or coordinators_of(membership.groups) != [user_id]:
            continue
        brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
            UID=uid_of(membership)
        )
        space = brains[0]._unrestrictedGetObject() if brains else None
        if space is not None and not joining.is_hidden(space):
            spaces.append(space)
    return spaces


def _forget_in_plone(user_id: str) -> None:
    """Remove what Plone keeps beside the account."""
    users = api.portal.get_tool("acl_users")
    for group_id in groups_of_person(user_id):
        users.source_groups.removePrincipalFromGroup(user_id, group_id)
    users.source_groups._principal_groups.pop(user_id, None)
    users.portal_role_manager._principal_roles.pop(user_id, None)
    users.mutable_properties.deleteUser(user_id)
    if users.jwt_auth._tokens is not None:
        users.jwt_auth._tokens.pop(user_id, None)
    memberdata = api.portal.get_tool("portal_memberdata")
    memberdata.deleteMemberData(user_id)
    memberdata._deletePortrait(user_id)
    for _name, manager in getUtilitiesFor(IPortletManager):  # Plone gives everybody a dashboard
        dashboards = manager.get(USER_CATEGORY)
        if dashboards is not None and user_id in dashboards:
            del dashboards[user_id]
    resets = api.portal.get_tool("portal_password_reset")._requests
    for key in [key for key, (owner, _expiry) in resets.items() if owner == user_id]:
        del resets[key]
