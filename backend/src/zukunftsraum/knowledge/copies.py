"""Working copies: readers see the approved text while somebody writes its next version.

plone.app.iterate keeps the relation between the two, and the lock on the text; this module says what is copied.
A copy is content of its own in the state draft or pending, so that whoever may not see drafts
does not see it, and nothing of it is stored with the text.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_inner
from Acquisition import aq_parent
from copy import deepcopy
from plone import api
from plone.app.iterate import lock
from plone.app.iterate.dexterity import ITERATE_RELATION_NAME
from plone.app.iterate.dexterity.copier import FolderishContentCopier
from plone.app.iterate.dexterity.copier import update_relation_catalog
from plone.app.iterate.interfaces import IWorkingCopy
from plone.dexterity.utils import createContentInContainer
from plone.dexterity.utils import iterSchemata
from plone.locking.interfaces import ILockable
from plone.uuid.interfaces import IUUID
from Products.Five.utilities import marker
from z3c.relationfield import RelationValue
from z3c.relationfield.interfaces import IRelationChoice
from z3c.relationfield.interfaces import IRelationList
from zc.relation.interfaces import ICatalog
from zope.component import adapter
from zope.component import getUtility
from zope.schema import getFieldsInOrder
from zukunftsraum.content.relations import number_of
from zukunftsraum.knowledge.interfaces import IReviewed
from zukunftsraum.knowledge.versions import forget_versions


#: What belongs to the text or to the copy and is not carried over: names, authors, dates, the note on a version.
OWN_FIELDS = {"id", "creators", "effective", "expires", "changeNote", "versioning_enabled"}


def relations_of(content) -> list:
    """The relations between a text and its copy that this content is in; broken ones do not count."""
    relations = getUtility(ICatalog)
    number = number_of(content)
    if number is None:
        return []
    found = []
    for end in ("from_id", "to_id"):
        found += relations.findRelations({end: number, "from_attribute": ITERATE_RELATION_NAME})
    return [relation for relation in found if not relation.isBroken()]


def copy_of(text):
    """The working copy of a text, or None."""
    return _other_end(text, "to_object")


def original_of(copy):
    """The text of which this is a working copy, or None."""
    return _other_end(copy, "from_object")


def _other_end(content, end):
    for relation in relations_of(content):
        other = getattr(relation, end)
        if other is not None and IUUID(other) != IUUID(content):
            return other
    return None


def is_copy(content) -> bool:
    return IWorkingCopy.providedBy(content)


def visible_copy_of(text):
    """The working copy of a text, if the caller may know of it."""
    copy = copy_of(text)
    if copy is None or not getSecurityManager().checkPermission("View", copy):
        return None
    return copy


@adapter(IReviewed)
class ReviewedCopier(FolderishContentCopier):
    """Copies the fields, and nothing else: annotations (comments, records) stay with the text.

    Images and files of the text stay where they are, the copy shows them too; new ones of the copy move to the text.
    """

    def _createWorkingCopyObject(self, container):
        return createContentInContainer(
            container,
            self.context.portal_type,
            checkConstraints=False,
            id=f"working_copy_of_{self.context.getId()}",
            title=self.context.title,
        )

    def _copyBaseline(self, container):
        copy = self._createWorkingCopyObject(container)
        carry_over(self.context, copy)
        return copy

    def _replaceBaseline(self, baseline):
        copy = self.context
        carry_over(copy, baseline)
        for child in list(copy.objectValues()):
            api.content.move(source=child, target=baseline)
        forget_versions(
            copy
        )  # it is no working copy any more by now, so `copy_removed` is not called
        aq_parent(aq_inner(copy))._delObject(copy.getId())
        return baseline


def carry_over(source, target) -> None:
    """Set the fields of a text to those of another one."""
    for schema in iterSchemata(source):
        for name, field in getFieldsInOrder(schema):
            if field.readonly or name in OWN_FIELDS:
                continue
            value = field.get(schema(source))
            if IRelationList.providedBy(field):
                value = [RelationValue(each.to_id) for each in value or () if not each.isBroken()]
            elif IRelationChoice.providedBy(field):
                value = RelationValue(value.to_id) if value and not value.isBroken() else None
            elif isinstance(value, (dict, list, set)):
                value = deepcopy(value)
            field.set(schema(target), value)
    update_relation_catalog(target)
    target.reindexObject()


def copy_removed(copy, event) -> None:
    """A copy that is deleted leaves nothing: no lock, no relation, no versions."""
    text = original_of(copy)
    for relation in relations_of(copy):
        getUtility(ICatalog).unindex(relation)
    if text is not None and ILockable(text).locked():
        lock.unlockContext(text)
    forget_versions(copy)


def text_removed(text, event) -> None:
    """A text is deleted while somebody writes on a copy: the copy becomes a draft of its own."""
    copy = copy_of(text)
    if copy is None:
        return
    for relation in relations_of(text):
        getUtility(ICatalog).unindex(relation)
    marker.erase(copy, IWorkingCopy)
    copy.reindexObject()
