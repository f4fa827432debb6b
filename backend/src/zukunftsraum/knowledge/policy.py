"""Working copies: who may make one and take it over, and what that does."""

from AccessControl import getSecurityManager
from Acquisition import aq_inner
from plone import api
from plone.app.iterate.dexterity.policy import CheckinCheckoutPolicyAdapter
from plone.app.iterate.event import AfterCheckinEvent
from plone.app.iterate.event import CheckinEvent
from plone.app.iterate.event import CheckoutEvent
from plone.app.iterate.interfaces import IBaseline
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from plone.app.iterate.interfaces import IObjectArchiver
from plone.app.iterate.interfaces import IObjectCopier
from plone.app.iterate.interfaces import keys
from plone.app.iterate.permissions import CheckinPermission
from plone.app.iterate.permissions import CheckoutPermission
from plone.app.iterate.util import get_storage
from plone.locking.interfaces import ILockable
from Products.Five.browser import BrowserView
from Products.Five.utilities import marker
from zc.relation.interfaces import ICatalog
from zope.component import adapter
from zope.component import getUtility
from zope.event import notify
from zope.interface import implementer
from zope.lifecycleevent import ObjectModifiedEvent
from zukunftsraum import _
from zukunftsraum.knowledge import telling
from zukunftsraum.knowledge.approval import may_approve_now
from zukunftsraum.knowledge.approval import second_person_approves
from zukunftsraum.knowledge.copies import copy_of
from zukunftsraum.knowledge.copies import is_copy
from zukunftsraum.knowledge.copies import original_of
from zukunftsraum.knowledge.copies import relations_of
from zukunftsraum.knowledge.interfaces import IRequirements
from zukunftsraum.knowledge.interfaces import IReviewed
from zukunftsraum.knowledge.life import mark_reviewed
from zukunftsraum.knowledge.life import note
from zukunftsraum.knowledge.life import problems_with_comment
from zukunftsraum.knowledge.life import state_of
from zukunftsraum.knowledge.life import today
from zukunftsraum.knowledge.life import TransitionRefused
from zukunftsraum.knowledge.people import owner_ids
from zukunftsraum.knowledge.rules import FOR_READERS


ONLY_COPIES = _(
    "error_only_copies",
    default="Published texts are changed through a working copy, which a second person approves.",
)

#: Written into the history of a text for a check-in.
CHECK_IN = "check_in"


@adapter(IReviewed)
@implementer(ICheckinCheckoutPolicy)
class ReviewedPolicy(CheckinCheckoutPolicyAdapter):
    """What a check-out and a check-in do. Whether somebody may at all says `Control`."""

    def getBaseline(self):
        return original_of(self.context) if is_copy(self.context) else None

    def getWorkingCopy(self):
        return self.context if is_copy(self.context) else copy_of(self.context)

    def _getBaseline(self):
        return original_of(self.context)

    def _get_relation_to_baseline(self):
        return relations_of(self.context)[0]

    def checkout(self, container):
        """Make a copy that belongs to the current user; the text and its history stay as they are."""
        text = self.context
        with api.env.adopt_roles(["Manager"]):
            copy, relation = IObjectCopier(text).copyTo(container)
            notify(CheckoutEvent(text, copy, relation))
            # Who it is says the copy, to those who may see it; nothing of the text tells readers of a copy.
            get_storage(relation).pop(keys.checkout_user, None)
            marker.erase(text, IBaseline)
            copy.reindexObject()
        return copy

    def checkin(self, checkin_message):
        """Put the copy in place of the text, as a version of it, and delete the copy.

        :raises TransitionRefused: the comment or the copy is not as a publication demands.
        """
        copy, text = self.context, original_of(self.context)
        errors = problems_with_comment(CHECK_IN, checkin_message) + IRequirements(copy).missing()
        if errors:
            raise TransitionRefused(errors)
        [relation] = relations_of(copy)
        authors = owner_ids(copy)
        with api.env.adopt_roles(["Manager"]):
            keep_version(text)
            notify(CheckinEvent(copy, text, relation, checkin_message))
            getUtility(ICatalog).unindex(relation)
            IObjectCopier(copy)._replaceBaseline(text)
            mark_reviewed(text, today())
            note(text, CHECK_IN, checkin_message)
            notify(AfterCheckinEvent(text, checkin_message))
            notify(ObjectModifiedEvent(text))
            text.reindexObject()
        telling.tell_taken_over(text, authors)
        return text


def keep_version(text) -> None:
    """Store the text as it is as a version, unless it is stored already."""
    archiver = IObjectArchiver(text)
    if archiver.isVersionable() and (archiver.isModified() or not archiver.isVersioned()):
        archiver.save("")


def demands_copy(text) -> bool:
    """Whether the text is changed through working copies only: readers see it, and a second person approves."""
    return state_of(text) in FOR_READERS and not is_copy(text) and second_person_approves()


class Control(BrowserView):
    """`@@iterate_control`: what the actions of the classic UI and the services ask."""

    def checkout_allowed(self) -> bool:
        text = aq_inner(self.context)
        return (
            state_of(text) in FOR_READERS
            and _may(CheckoutPermission, text)
            and copy_of(text) is None
            and not ILockable(text).locked()
        )

    def checkin_allowed(self) -> bool:
        """Whether the person may approve this copy now; that it is complete is checked when it is done."""
        copy = aq_inner(self.context)
        text = original_of(copy) if is_copy(copy) else None
        return (
            text is not None
            and state_of(text) in FOR_READERS
            and _may(CheckinPermission, text)
            and _may(CheckinPermission, copy)
            and may_approve_now(copy)
        )

    def cancel_allowed(self) -> bool:
        copy = aq_inner(self.context)
        return is_copy(copy) and _may("Delete objects", copy)


def _may(permission, content) -> bool:
    return bool(getSecurityManager().checkPermission(permission, content))
