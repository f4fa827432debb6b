"""Blocks hold no address that runs something: taken out when they are stored, and when older ones are shown."""

from plone.base.interfaces import IPloneSiteRoot
from plone.restapi.behaviors import IBlocks
from plone.restapi.interfaces import IBlockFieldDeserializationTransformer
from plone.restapi.interfaces import IBlockFieldSerializationTransformer
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.content.addresses import without_dangerous
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
