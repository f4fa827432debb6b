"""@members of a space: who is in it, and as what."""

from typing import Literal
from typing_extensions import TypedDict
from zExceptions import Unauthorized
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Listing
from zukunftsraum.contract import names
from zukunftsraum.contract import Nothing
from zukunftsraum.contract import PageQuery
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.spaces import joining
from zukunftsraum.spaces.membership import role_in
from zukunftsraum.spaces.people import as_json
from zukunftsraum.spaces.people import MemberRow
from zukunftsraum.spaces.people import people_of
from zukunftsraum.spaces.services.base import Leaving
from zukunftsraum.spaces.services.base import SpacePeopleService


ROLES = ("member", "coordinator")


class MembersOfSpace(Listing[MemberRow]):
    """may_manage: whether the caller decides who is in."""

    may_manage: bool


class BroughtIn(TypedDict):
    id: str


class Role(TypedDict):
    role: Literal["member", "coordinator"]


class MembersGet(SpacePeopleService):
    """Items `{id, fullname, role, category, function}`; coordinators first, then by name.

    For those who see into the space; the office sees the list where nobody coordinates.
    """

    contract = Contract(query=PageQuery, answers={200: MembersOfSpace})

    def answer(self):
        if role_in(self.groups, self.user_id) is None:
            self.demand_manager()
        start, size = self.paging()
        people = people_of(self.groups)
        items = [as_json(*person) for person in people[start : start + size]]
        return {**self.listing(len(people), items, start, size), "may_manage": self.may_manage()}


class MembersPost(SpacePeopleService):
    """Hosts put a person from the directory into their room. Takes `{"id"}`; 201, or 200 if in already."""

    contract = Contract(body=BroughtIn, answers={200: MemberRow, 201: MemberRow})

    def answer(self):
        self.demand_manager()
        reader = Reader(self.body(), names(BroughtIn))
        person = reader.read("id", lambda value: one_line(value, 100, required=True))
        reader.finish()
        try:
            is_new = self.alone(lambda: joining.bring_in(self.context, person))
        except joining.NotAvailable:
            return self.refuse(
                404,
                _(
                    "error_not_in_directory",
                    default="There is nobody of this name in the directory.",
                ),
            )
        self.request.response.setStatus(201 if is_new else 200)
        return as_json(person, role_in(self.groups, person) == "coordinator")


class MembersPatch(SpacePeopleService):
    """Takes `{"role": "member" | "coordinator"}`; answers the member."""

    contract = Contract(path="/{id}", body=Role, answers={200: MemberRow}, errors=(409,))

    segments = 1

    def answer(self):
        self.demand_manager()
        reader = Reader(self.body(), names(Role))
        role = reader.read("role", read_role)
        reader.finish()
        [person] = self.path
        if role_in(self.groups, person) is None:
            return self.not_found()
        refused = self.try_to(
            lambda: joining.set_role(self.context, person, role == "coordinator", by=self.user_id)
        )
        return refused or as_json(person, role == "coordinator")


class MembersDelete(SpacePeopleService):
    """Ends a membership; `me` is the caller. Takes `{"successor", "hand_to_office"}`, both optional."""

    contract = Contract(path="/{id}", body=Leaving, answers={200: Nothing}, errors=(409,))

    segments = 1

    def answer(self):
        [person] = self.path
        if person in ("me", self.user_id):
            how = self.leaving()
            return (
                self.try_to(lambda: joining.withdraw_or_leave(self.context, self.user_id, **how))
                or {}
            )
        if not self.may_manage():
            raise Unauthorized
        how = self.leaving()
        if role_in(self.groups, person) is None:
            return self.not_found()
        return self.try_to(lambda: joining.remove(self.context, person, **how)) or {}


def read_role(value) -> str:
    if not isinstance(value, str) or value not in ROLES:
        raise ValueError(_("error_role_unknown", default="Please choose: member or coordinator."))
    return value
