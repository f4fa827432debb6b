"""Relations over REST: only to what the caller may see."""

from AccessControl import getSecurityManager
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from Products.CMFCore.permissions import View
from z3c.relationfield.interfaces import IRelationChoice
from z3c.relationfield.interfaces import IRelationList
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.interfaces import IBrowserLayer


def is_visible(relation) -> bool:
    """Whether the target of a relation is there and the caller may view it."""
    target = relation.to_object if relation is not None else None
    return target is not None and bool(getSecurityManager().checkPermission(View, target))


@adapter(IRelationList, IDexterityContent, IBrowserLayer)
@implementer(IFieldSerializer)
class RelationListSerializer(DefaultFieldSerializer):
    """Leaves out hidden targets; stock shows their titles."""

    def __call__(self):
        return json_compatible([r for r in self.get_value() or () if is_visible(r)])


@adapter(IRelationChoice, IDexterityContent, IBrowserLayer)
@implementer(IFieldSerializer)
class RelationChoiceSerializer(DefaultFieldSerializer):
    """None for a hidden target; stock shows its title."""

    def __call__(self):
        relation = self.get_value()
        return json_compatible(relation) if is_visible(relation) else None
