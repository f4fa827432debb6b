"""POST @room: an exchange room from a seminar."""

from AccessControl import getSecurityManager
from plone import api
from Products.CMFCore.permissions import View
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Titled
from zukunftsraum.seminars.rooms import make_room
from zukunftsraum.service import PathService


class RoomPost(PathService):
    """Makes an exchange room of the seminar.

    Answers 201 with the `@id` of a new room, hosted by the caller; 200 with that of the room there is.

    409 when there is one that the caller may not see.
    """

    contract = Contract(answers={200: Titled, 201: Titled}, errors=(409,))

    def answer(self):
        site = "/".join(api.portal.get().getPhysicalPath())
        room, is_new = run_alone(f"add:{site}", lambda: make_room(self.context))
        if not is_new and not getSecurityManager().checkPermission(View, room):
            return self.refuse(
                409,
                _(
                    "error_room_of_seminar_hidden",
                    default="This event has a room already; its members have hidden it.",
                ),
            )
        self.request.response.setStatus(201 if is_new else 200)
        self.request.response.setHeader("Location", room.absolute_url())
        return {"@id": room.absolute_url(), "title": room.title}
