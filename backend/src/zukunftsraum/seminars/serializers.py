"""What a seminar says over REST beside its fields."""

from AccessControl import getSecurityManager
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from Products.CMFCore.permissions import View
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.seminars.content import ISeminar
from zukunftsraum.seminars.rooms import room_of


@adapter(ISeminar, IBrowserLayer)
@implementer(ISerializeToJson)
class SeminarSerializer(SerializeFolderToJson):
    """Adds `room`: `{"@id", "title"}` of the room that came from it, None for who may not see that."""

    def __call__(self, version=None, include_items=True, include_expansion=True):
        result = super().__call__(version, include_items, include_expansion)
        room = room_of(self.context)
        visible = room is not None and getSecurityManager().checkPermission(View, room)
        result["room"] = {"@id": room.absolute_url(), "title": room.title} if visible else None
        return result
