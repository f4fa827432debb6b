"""What services about the people of a space share."""

from AccessControl import getSecurityManager
from plone import api
from typing_extensions import TypedDict
from zExceptions import Unauthorized
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import names
from zukunftsraum.inputs import flag
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.service import PathService
from zukunftsraum.spaces.groups import groups_of
from zukunftsraum.spaces.membership import coordinators_of
from zukunftsraum.spaces.membership import LastCoordinator
from zukunftsraum.spaces.membership import NotAMember
from zukunftsraum.spaces.rules import may_manage_members


MANAGE_SPACE = "zukunftsraum: Manage Space"

#: Longest message to the hosts, and longest reason of theirs, in characters.
MESSAGE_MAX = 2000


class Leaving(TypedDict, total=False):
    """Who leaves as the last coordinator names a successor or hands the space to the office."""

    successor: str | None
    hand_to_office: bool | None


class SpacePeopleService(PathService):
    """A service about who is in the space that is its context."""

    @property
    def groups(self):
        return groups_of(self.context)

    @property
    def is_office(self) -> bool:
        return "Programme Office" in getSecurityManager().getUser().getRoles()

    def may_manage(self) -> bool:
        """Whether the person decides who is in: a coordinator; the office where there are none."""
        return may_manage_members(
            bool(getSecurityManager().checkPermission(MANAGE_SPACE, self.context)),
            self.is_office,
            coordinators_of(self.groups),
        )

    def demand_manager(self) -> None:
        """:raises Unauthorized: somebody else decides who is in."""
        if not self.may_manage():
            raise Unauthorized

    def alone(self, work):
        """Change memberships one at a time; commits. Nothing may write after it."""
        site = "/".join(api.portal.get().getPhysicalPath())
        return run_alone(f"memberships:{site}", work)

    def leaving(self) -> dict:
        """What is said about leaving: `successor` and `hand_to_office`, both optional."""
        reader = Reader(self.body(), names(Leaving))
        successor = reader.read("successor", lambda value: one_line(value, 100, required=False))
        hand_to_office = reader.read("hand_to_office", flag)
        reader.finish()
        return {"successor": successor or None, "hand_to_office": hand_to_office}

    def try_to(self, work) -> dict | None:
        """Do work that may meet the rules of leaving; what to answer then, or None."""
        try:
            self.alone(work)
        except LastCoordinator:
            return self.refuse(
                409,
                _(
                    "error_last_coordinator_of_space",
                    default="Nobody else coordinates this space. Name a successor, or hand it to the"
                    " office; the office takes no hidden rooms.",
                ),
            )
        except NotAMember:
            return self.refuse(
                409,
                _("error_no_member", default="This person is not a member of the space."),
            )
        return None
