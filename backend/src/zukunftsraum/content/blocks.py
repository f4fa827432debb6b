"""Blocks hold no address that runs something: taken out when they are stored, and when older ones are shown."""

from copy import deepcopy
from plone.base.interfaces import IPloneSiteRoot
from plone.restapi.behaviors import IBlocks
from plone.restapi.blocks import visit_blocks
from plone.restapi.interfaces import IBlockFieldDeserializationTransformer
from plone.restapi.interfaces import IBlockFieldSerializationTransformer
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.serializer.blocks import BlocksJSONFieldSerializer
from plone.restapi.serializer.converters import json_compatible
from plone.schema import IJSONField
from zope.component import adapter
from zope.component import subscribers
from zope.interface import implementer
from zope.interface import Interface
from zukunftsraum.content.addresses import without_dangerous
from zukunftsraum.content.summary import PLAIN
from zukunftsraum.interfaces import IBrowserLayer


class WithoutDangerousAddresses:
    """For blocks of every kind, after the transformers of plone.restapi."""

    order = 1000
    block_type = None
    disabled = False

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self, block):
        return without_dangerous(block)


@adapter(IBlocks, IBrowserLayer)
@implementer(IBlockFieldDeserializationTransformer)
class Stored(WithoutDangerousAddresses):
    """What comes in."""


@adapter(IPloneSiteRoot, IBrowserLayer)
@implementer(IBlockFieldDeserializationTransformer)
class StoredAtSite(WithoutDangerousAddresses):
    """What comes in for the front page."""


@adapter(IBlocks, IBrowserLayer)
@implementer(IBlockFieldSerializationTransformer)
class Shown(WithoutDangerousAddresses):
    """What goes out."""


@adapter(IPloneSiteRoot, IBrowserLayer)
@implementer(IBlockFieldSerializationTransformer)
class ShownAtSite(WithoutDangerousAddresses):
    """What goes out of the front page."""


@adapter(IJSONField, Interface, IBrowserLayer)
@implementer(IFieldSerializer)
class BlocksAsJson(BlocksJSONFieldSerializer):
    """Blocks as stock gives them; what transforms them is looked up once for all of them, not for each one."""

    def __call__(self):
        if self.field.getName() != "blocks":
            return super().__call__()
        found = subscribers((self.context, self.request), IBlockFieldSerializationTransformer)
        handlers = sorted(
            (one for one in found if not getattr(one, "disabled", False)),
            key=lambda one: one.order,
        )
        blocks = deepcopy(self.get_value())
        for block in visit_blocks(self.context, blocks):
            kind, shown = block.get("@type", ""), block.copy()
            for handler in handlers:
                if handler.block_type is None or handler.block_type == kind:
                    shown = handler(shown)
            block.clear()
            block.update(shown)
        return as_json(blocks)


def as_json(value):
    """As `json_compatible`, which looks up an adapter for each value, also for what is JSON already."""
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind is dict and all(type(name) is str for name in value):
        return {name: as_json(one) for name, one in value.items()}
    if kind is list:
        return [as_json(one) for one in value]
    return json_compatible(value)
