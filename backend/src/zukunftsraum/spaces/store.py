"""Which municipality has which space: persistent, and not content."""

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations


KEY = "zukunftsraum.spaces"


class MunicipalityTaken(ValueError):
    """The municipality has a space already."""


class SpaceStore(Persistent):
    """Key of the municipality (ARS) → UID of its space."""

    def __init__(self):
        self._uids = OOBTree()

    def claim(self, ars: str, uid: str) -> None:
        """Note that the space `uid` is the municipality's one.

        Two claims of one key at once conflict in the tree: the second is tried again and fails here.

        :raises MunicipalityTaken: when another space holds the key.
        """
        if self._uids.setdefault(ars, uid) != uid:
            raise MunicipalityTaken(ars)

    def release(self, ars: str, uid: str) -> None:
        """Give the key back, if this space holds it."""
        if self._uids.get(ars) == uid:
            del self._uids[ars]

    def uid_of(self, ars: str) -> str | None:
        return self._uids.get(ars)

    def keys(self):
        """Keys of all municipalities that have a space."""
        return self._uids.keys()


def get_space_store() -> SpaceStore:
    """The store of the current site; it is created when the package is installed."""
    return IAnnotations(api.portal.get())[KEY]


def install(portal) -> None:
    """Create the store where there is none."""
    IAnnotations(portal).setdefault(KEY, SpaceStore())


def uninstall(portal) -> None:
    IAnnotations(portal).pop(KEY, None)
