"""@membership of a room: what I am in it, joining and leaving."""

from annotated_types import MaxLen
from datetime import datetime
from datetime import UTC
from typing import Annotated
from typing import Literal
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import names
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import Reader
from zukunftsraum.spaces import joining
from zukunftsraum.spaces.listing import Joining
from zukunftsraum.spaces.services.base import Leaving
from zukunftsraum.spaces.services.base import MESSAGE_MAX
from zukunftsraum.spaces.services.base import SpacePeopleService


STATUS_CODES = {"asked": 202, "member": 201, "coordinator": 201}


class MembershipState(TypedDict):
    status: Literal["none", "asked", "member", "coordinator"]
    joining: Joining


class JoinRequest(TypedDict, total=False):
    message: Annotated[str, MaxLen(MESSAGE_MAX)] | None


class MembershipService(SpacePeopleService):
    def as_json(self) -> MembershipState:
        return {
            "status": joining.status_of(self.context, self.user_id),
            "joining": joining.joining_of(self.context),
        }


class MembershipGet(MembershipService):
    """`{status: "none" | "asked" | "member" | "coordinator", joining: "open" | "request" | "closed"}`."""

    contract = Contract(answers={200: MembershipState})

    def answer(self):
        return self.as_json()


class MembershipPost(MembershipService):
    """Joins an open room (201) or asks the hosts of a closed one (202). Takes `{"message"}`, optional.

    Doing it again changes nothing: 200 for who is in, 202 for who has asked.
    """

    contract = Contract(
        body=JoinRequest,
        answers={200: MembershipState, 201: MembershipState, 202: MembershipState},
        errors=(409,),
    )

    def answer(self):
        reader = Reader(self.body(), names(JoinRequest))
        message = reader.read("message", lambda value: lines(value, MESSAGE_MAX))
        reader.finish()
        before = joining.status_of(self.context, self.user_id)
        try:
            status = self.alone(
                lambda: joining.ask_or_join(self.context, self.user_id, message, datetime.now(UTC))
            )
        except joining.NotOpen:
            return self.refuse(
                409,
                _("error_room_hidden", default="One joins this room by invitation of its hosts."),
            )
        code = 200 if before in ("member", "coordinator") else STATUS_CODES[status]
        self.request.response.setStatus(code)
        return self.as_json()


class MembershipDelete(MembershipService):
    """Leaves the room, or withdraws the request. Takes `{"successor", "hand_to_office"}`, both optional."""

    contract = Contract(body=Leaving, answers={200: MembershipState}, errors=(409,))

    def answer(self):
        how = self.leaving()
        return self.try_to(
            lambda: joining.withdraw_or_leave(self.context, self.user_id, **how)
        ) or {"status": "none", "joining": joining.joining_of(self.context)}
