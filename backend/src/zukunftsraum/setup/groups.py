"""The groups of the programme and their global roles, as access.md of the project names them."""

from dataclasses import dataclass
from plone import api
from zukunftsraum.spaces.groups import hold_many


@dataclass(frozen=True)
class TeamGroup:
    """A group of the programme: id, German title, global roles."""

    id: str
    title: str
    roles: tuple[str, ...]


GROUPS = (
    TeamGroup("mitglieder", "Mitglieder des Netzwerks", ("Network Member",)),
    TeamGroup(
        "team-redaktion",
        "Redaktion",
        ("Network Member", "Contributor", "Editor", "Reviewer"),
    ),
    TeamGroup(
        "team-geschaeftsstelle",
        "Geschäftsstelle",
        ("Network Member", "Programme Office", "Contributor", "Editor", "Reviewer"),
    ),
    TeamGroup(
        "team-foerderpruefung",
        "Förderprüfung",
        ("Network Member", "Grant Examiner"),
    ),
    TeamGroup(
        "team-foerderentscheidung",
        "Förderentscheidung",
        ("Network Member", "Grant Approver"),
    ),
    TeamGroup(
        "team-foerderfinanzen",
        "Förderfinanzen",
        ("Network Member", "Grant Finance"),
    ),
)


def create_groups():
    """Create the groups that are missing; members of existing ones stay."""
    for group in GROUPS:
        if api.group.get(groupname=group.id) is None:
            api.group.create(groupname=group.id, title=group.title)
        api.portal.get_tool("portal_groups").editGroup(
            group.id, roles=list(group.roles), groups=[], title=group.title
        )
    hold_many("mitglieder")


def delete_groups():
    """Delete the groups of the programme."""
    for group in GROUPS:
        if api.group.get(groupname=group.id) is not None:
            api.group.delete(groupname=group.id)
