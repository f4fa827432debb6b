"""Local roles of a space: its two groups, and the author of a document for deleting it."""

from Acquisition import aq_base
from borg.localrole.interfaces import ILocalRoleProvider
from plone.dexterity.interfaces import IDexterityContent
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.spaces.containment import space_of
from zukunftsraum.spaces.groups import groups_of
from zukunftsraum.spaces.groups import is_member
from zukunftsraum.spaces.interfaces import ISpace
from zukunftsraum.spaces.rules import AUTHOR


@implementer(ILocalRoleProvider)
@adapter(ISpace)
class SpaceRoles:
    """Gives the groups of a space their roles in it, in constant time.

    Only group ids are yielded, so that joining or leaving a group reindexes nothing.
    """

    def __init__(self, space):
        self.space = space

    def getRoles(self, principal_id):
        return groups_of(self.space).roles_of(principal_id)

    def getAllRoles(self):
        return groups_of(self.space).all_roles()


@implementer(ILocalRoleProvider)
@adapter(IDexterityContent)
class AuthorRoles:
    """Gives the creator of content in a space the role Space Author while a member of it.

    The role holds only the permission to delete. It is not told by `getAllRoles`: the
    catalog indexes who may view, and that never depends on who wrote something.
    """

    def __init__(self, context):
        self.context = context

    def getRoles(self, principal_id):
        local_roles = getattr(aq_base(self.context), "__ac_local_roles__", None) or {}
        if not isinstance(local_roles, dict) or principal_id not in local_roles:
            return ()
        if "Owner" not in local_roles[principal_id]:
            return ()
        space = space_of(self.context)
        if space is None or aq_base(space) is aq_base(self.context):
            return ()
        if any(is_member(group, principal_id) for group in groups_of(space).ids()):
            return (AUTHOR,)
        return ()

    def getAllRoles(self):
        return ()
