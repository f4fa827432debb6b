"""@requests of a room: who asks to join, for its hosts to decide."""

from annotated_types import MaxLen
from plone.uuid.interfaces import IUUID
from typing import Annotated
from typing import Literal
from typing import NotRequired
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Listing
from zukunftsraum.contract import Moment
from zukunftsraum.contract import names
from zukunftsraum.contract import PageQuery
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import Reader
from zukunftsraum.spaces import joining
from zukunftsraum.spaces.people import is_network_member
from zukunftsraum.spaces.people import name_of
from zukunftsraum.spaces.services.base import MESSAGE_MAX
from zukunftsraum.spaces.services.base import SpacePeopleService
from zukunftsraum.spaces.store import get_requests


DECISIONS = ("admit", "reject")


class RoomRequest(TypedDict):
    id: str
    fullname: str
    message: str
    requested: Moment


class RoomDecision(TypedDict):
    decision: Literal["admit", "reject"]
    reason: NotRequired[Annotated[str, MaxLen(MESSAGE_MAX)] | None]


class DecidedRequest(TypedDict):
    id: str
    status: Literal["none", "asked", "member", "coordinator"]


class RequestsGet(SpacePeopleService):
    """Items `{id, fullname, message, requested}`, the oldest first; `id` is that of the person."""

    contract = Contract(query=PageQuery, answers={200: Listing[RoomRequest]})

    def answer(self):
        self.demand_manager()
        start, size = self.paging()
        requests = [
            request
            for request in get_requests().of_room(IUUID(self.context))
            if is_network_member(request.user_id)
        ]
        items = [
            {
                "id": request.user_id,
                "fullname": name_of(request.user_id),
                "message": request.message,
                "requested": request.requested.isoformat(),
            }
            for request in requests[start : start + size]
        ]
        return self.listing(len(requests), items, start, size)


class RequestsPost(SpacePeopleService):
    """Decides a request. Takes `{"decision": "admit" | "reject", "reason"}`; rejecting needs a reason.

    409 when it was decided already or withdrawn; then nothing happens.
    """

    contract = Contract(
        path="/{id}", body=RoomDecision, answers={200: DecidedRequest}, errors=(409,)
    )

    segments = 1

    def answer(self):
        self.demand_manager()
        reader = Reader(self.body(), names(RoomDecision))
        decision = reader.read("decision", read_decision)
        reason = reader.read(
            "reason", lambda value: lines(value, MESSAGE_MAX, required=decision == "reject")
        )
        reader.finish()
        [person] = self.path
        try:
            if decision == "admit":
                self.alone(lambda: joining.admit(self.context, person))
            else:
                self.alone(lambda: joining.reject(self.context, person, reason))
        except joining.NoRequest:
            return self.refuse(
                409,
                _(
                    "error_request_decided",
                    default="This request was decided already, or it was withdrawn.",
                ),
            )
        return {"id": person, "status": joining.status_of(self.context, person)}


def read_decision(value) -> str:
    if not isinstance(value, str) or value not in DECISIONS:
        raise ValueError(_("error_decision_unknown", default="Please choose: admit or reject."))
    return value
