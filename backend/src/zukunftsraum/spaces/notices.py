"""Tells the notices who is in which space."""

from zope.interface import implementer
from zukunftsraum.notices.interfaces import ISpaceMembership
from zukunftsraum.spaces.membership import memberships_of
from zukunftsraum.spaces.store import get_space_store


@implementer(ISpaceMembership)
class SpaceMembership:
    """By the few groups of the person: neither catalog nor content is asked."""

    def is_in(self, user_id, space):
        store = get_space_store()
        return any(
            space == (found.key if found.kind == "room" else store.uid_of(found.key))
            for found in memberships_of(user_id)
        )
