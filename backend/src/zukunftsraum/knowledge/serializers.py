"""A text as JSON: nothing in it tells readers of a working copy."""

from AccessControl import getSecurityManager
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from typing_extensions import TypedDict
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.contract import Moment
from zukunftsraum.contract import Titled
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.knowledge.copies import is_copy
from zukunftsraum.knowledge.copies import original_of
from zukunftsraum.knowledge.copies import visible_copy_of
from zukunftsraum.knowledge.interfaces import IReviewed
from zukunftsraum.members.people import name_of


@adapter(IReviewed, IBrowserLayer)
@implementer(ISerializeToJson)
class ReviewedSerializer(SerializeFolderToJson):
    """As stock; but the copy is named to those only who may see it, and the lock to those who may edit."""

    def __call__(self, version=None, include_items=True, include_expansion=True):
        is_empty = include_items and not self.context.objectCount()
        result = super().__call__(version, include_items and not is_empty, include_expansion)
        if is_empty:  # most texts have nothing in them: the catalog need not look for it
            result.setdefault("items_total", 0)
            result.setdefault("items", [])
        result.update(copies_of(self.context))
        if not getSecurityManager().checkPermission("Modify portal content", self.context):
            result["lock"] = {}
        return result


class CopyOfText(Titled):
    created: Moment
    creator_name: str


class Copies(TypedDict):
    working_copy: CopyOfText | None
    working_copy_of: Titled | None


def copies_of(context) -> Copies:
    """`working_copy` and `working_copy_of`, each `{"@id", title, ...}` or None.

    The copy of a copy is the copy itself, as in stock.
    """
    copy = context if is_copy(context) else visible_copy_of(context)
    text = original_of(context) if is_copy(context) else None
    return {
        "working_copy": copy and described_copy(copy),
        "working_copy_of": text and described(text),
    }


def described(content) -> Titled:
    return {"@id": content.absolute_url(), "title": content.title}


def described_copy(copy) -> CopyOfText:
    """What the website shows of a copy: where it is, since when, and whose it is."""
    authors = copy.listCreators()
    return {
        **described(copy),
        "created": json_compatible(copy.created()),
        "creator_name": name_of(authors[0]) if authors else "",
    }
