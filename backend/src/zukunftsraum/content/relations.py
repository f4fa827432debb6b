"""Relations over REST: only to what the caller may see."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from DateTime import DateTime
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from Products.CMFCore.permissions import AccessInactivePortalContent
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFCore.permissions import View
from z3c.relationfield.interfaces import IRelationChoice
from z3c.relationfield.interfaces import IRelationList
from zope.component import adapter
from zope.component import getUtility
from zope.globalrequest import getRequest
from zope.interface import implementer
from zope.intid.interfaces import IIntIds
from zukunftsraum.interfaces import IBrowserLayer


#: Where a request keeps the numbers of objects.
_NUMBERS = "_zukunftsraum_numbers"


def number_of(content) -> int | None:
    """By what the catalog of relations knows an object. While one only reads, it is looked up once for each request: that takes its way to the root of the database."""
    request = getRequest()
    if request is None or request.method not in ("GET", "HEAD"):
        return getUtility(IIntIds).queryId(content)
    known = request.__dict__.setdefault(_NUMBERS, {})
    oid = aq_base(content)._p_oid
    if known.get(oid) is None:
        known[oid] = getUtility(IIntIds).queryId(content)
    return known[oid]


def is_visible(relation, context) -> bool:
    """Whether the target of a relation of the context is there, and the caller may view it and would find it.

    Those who edit the context see all that they may view: else saving would lose the others.
    """
    target = relation.to_object if relation is not None else None
    may = getSecurityManager().checkPermission
    if target is None or not may(View, target):
        return False
    return is_in_effect(target) or bool(may(ModifyPortalContent, context))


def is_in_effect(content) -> bool:
    """Whether lists show it now: it is published already and has not expired, or the caller may see it all the same."""
    if content.effective() <= DateTime() < content.expires():
        return True
    return bool(getSecurityManager().checkPermission(AccessInactivePortalContent, content))


@adapter(IRelationList, IDexterityContent, IBrowserLayer)
@implementer(IFieldSerializer)
class RelationListSerializer(DefaultFieldSerializer):
    """Leaves out targets that are hidden, not yet in effect or expired; stock shows their titles."""

    def __call__(self):
        return json_compatible([r for r in self.get_value() or () if is_visible(r, self.context)])


@adapter(IRelationChoice, IDexterityContent, IBrowserLayer)
@implementer(IFieldSerializer)
class RelationChoiceSerializer(DefaultFieldSerializer):
    """None for such a target; stock shows its title."""

    def __call__(self):
        relation = self.get_value()
        return json_compatible(relation) if is_visible(relation, self.context) else None
