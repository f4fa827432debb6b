"""@memberships/<ars>: who is in a municipality, and as what; as `<space>/@members`, for those who do not see the space."""

from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import names
from zukunftsraum.contract import Nothing
from zukunftsraum.contract import PageQuery
from zukunftsraum.inputs import flag
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.members.municipalities import space_of
from zukunftsraum.members.services.base import MemberService
from zukunftsraum.spaces import joining
from zukunftsraum.spaces.membership import LastCoordinator
from zukunftsraum.spaces.membership import NotAMember
from zukunftsraum.spaces.membership import role_in
from zukunftsraum.spaces.people import as_json
from zukunftsraum.spaces.people import MemberRow
from zukunftsraum.spaces.people import people_of
from zukunftsraum.spaces.rules import municipal_groups
from zukunftsraum.spaces.rules import SpaceGroups
from zukunftsraum.spaces.services.base import Leaving
from zukunftsraum.spaces.services.members import MembersOfSpace
from zukunftsraum.spaces.services.members import read_role
from zukunftsraum.spaces.services.members import Role
from zukunftsraum.spaces.store import get_space_store


class MembershipService(MemberService):
    """A service about the people of a municipality; outsiders get 403, whether or not it has a space."""

    @property
    def ars(self) -> str:
        return self.path[0]

    @property
    def groups(self) -> SpaceGroups:
        return municipal_groups(self.ars)

    def role_of(self, person: str) -> str | None:
        """As `role_in`. Only keys with a space count: `<key>-koordination` would name a group of another one."""
        if get_space_store().uid_of(self.ars) is None:
            return None
        return role_in(self.groups, person)

    def last_coordinator(self) -> dict:
        return self.refuse(
            409,
            _(
                "error_last_coordinator",
                default="Nobody else coordinates this municipality. Name a successor, or hand it to the office.",
            ),
        )


class MembershipsGet(MembershipService):
    """The people of a municipality.

    Items `{id, fullname, role, category, function}`, coordinators first, then by name."""

    contract = Contract(path="/{ars}", query=PageQuery, answers={200: MembersOfSpace})

    segments = 1

    def answer(self):
        decides = self.decider.decides(self.ars)
        if not decides and self.role_of(self.user_id) is None:
            return self.forbidden()
        if space_of(self.ars) is None:
            return self.not_found()
        start, size = self.paging()
        people = people_of(self.groups)
        items = [as_json(*person) for person in people[start : start + size]]
        return {**self.listing(len(people), items, start, size), "may_manage": decides}


class MembershipsPatch(MembershipService):
    """Makes a member a coordinator, or the other way round.

    Takes `{"role": "member" | "coordinator"}`."""

    contract = Contract(path="/{ars}/{id}", body=Role, answers={200: MemberRow}, errors=(409,))

    segments = 2

    def answer(self):
        person = self.path[1]
        if not self.decider.decides(self.ars):
            return self.forbidden()
        reader = Reader(self.body(), names(Role))
        role = reader.read("role", read_role)
        reader.finish()
        if self.role_of(person) is None:
            return self.not_found()
        try:
            joining.set_role(space_of(self.ars), person, role == "coordinator", by=self.user_id)
        except LastCoordinator:
            return self.last_coordinator()
        return as_json(person, role == "coordinator")


class MembershipsDelete(MembershipService):
    """Ends a membership. Takes `{"successor", "hand_to_office"}`, both optional; `me` is the caller."""

    contract = Contract(path="/{ars}/{id}", body=Leaving, answers={200: Nothing}, errors=(409,))

    segments = 2

    def answer(self):
        user_id = self.user_id
        person = user_id if self.path[1] == "me" else self.path[1]
        if person != user_id and not self.decider.decides(self.ars):
            return self.forbidden()
        reader = Reader(self.body(), names(Leaving))
        successor = reader.read("successor", lambda value: one_line(value, 100, required=False))
        hand_to_office = reader.read("hand_to_office", flag)
        reader.finish()
        if self.role_of(person) is None:
            return self.not_found()
        end = joining.end if person == user_id else joining.remove
        try:
            end(
                space_of(self.ars),
                person,
                successor=successor or None,
                hand_to_office=hand_to_office,
            )
        except LastCoordinator:
            return self.last_coordinator()
        except NotAMember:
            return self.refuse(
                409,
                _(
                    "error_successor_no_member",
                    default="The successor is not a member of this municipality.",
                ),
            )
        return {}
