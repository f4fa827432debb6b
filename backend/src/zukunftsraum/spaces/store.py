"""Which municipality has which space, and who asks to join which room: persistent, and not content."""

from BTrees.OOBTree import OOBTree
from dataclasses import dataclass
from datetime import datetime
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations


KEY = "zukunftsraum.spaces"
REQUESTS_KEY = "zukunftsraum.room-requests"


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


@dataclass(frozen=True)
class JoinRequest:
    """A person asks to join a room. `room` is its UID."""

    room: str
    user_id: str
    message: str
    requested: datetime


class JoinRequests(Persistent):
    """Open requests by room and person. Once decided or withdrawn, nothing of them is kept."""

    def __init__(self):
        self._rooms = OOBTree()  # room -> user id -> (message, time)

    def ask(self, request: JoinRequest) -> bool:
        """Note a request; False when the person has asked already, and then nothing changes."""
        people = self._rooms.get(request.room)
        if people is None:
            people = self._rooms[request.room] = OOBTree()
        if request.user_id in people:
            return False
        people[request.user_id] = (request.message, request.requested.isoformat())
        return True

    def has(self, room: str, user_id: str) -> bool:
        return user_id in self._rooms.get(room, ())

    def of_room(self, room: str) -> list[JoinRequest]:
        """The requests of a room, the oldest first."""
        rows = self._rooms.get(room)
        found = (
            [self._request(room, user_id, row) for user_id, row in rows.items()] if rows else []
        )
        return sorted(found, key=lambda request: (request.requested, request.user_id))

    def of_person(self, user_id: str) -> list[JoinRequest]:
        """The requests of a person; reads every room that was ever asked for."""
        return [
            self._request(room, user_id, rows[user_id])
            for room, rows in self._rooms.items()
            if user_id in rows
        ]

    def take(self, room: str, user_id: str) -> JoinRequest | None:
        """Remove a request, and answer it; None when there is none (any more).

        Two who take the same one at once conflict: the second is tried again and gets None.
        """
        rows = self._rooms.get(room)
        row = rows.pop(user_id, None) if rows is not None else None
        return None if row is None else self._request(room, user_id, row)

    def forget_person(self, user_id: str) -> None:
        for request in self.of_person(user_id):
            self.take(request.room, user_id)

    def forget_room(self, room: str) -> None:
        self._rooms.pop(room, None)

    def _request(self, room, user_id, row) -> JoinRequest:
        message, requested = row
        return JoinRequest(room, user_id, message, datetime.fromisoformat(requested))


def get_space_store() -> SpaceStore:
    """The store of the current site; it is created when the package is installed."""
    return IAnnotations(api.portal.get())[KEY]


def get_requests() -> JoinRequests:
    """The requests to join rooms of the current site."""
    return IAnnotations(api.portal.get())[REQUESTS_KEY]


def install(portal) -> None:
    """Create the stores where there are none."""
    annotations = IAnnotations(portal)
    annotations.setdefault(KEY, SpaceStore())
    annotations.setdefault(REQUESTS_KEY, JoinRequests())


def uninstall(portal) -> None:
    annotations = IAnnotations(portal)
    annotations.pop(KEY, None)
    annotations.pop(REQUESTS_KEY, None)
