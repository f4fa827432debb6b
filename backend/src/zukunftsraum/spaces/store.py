"""What spaces keep beside content: which municipality has which, who asks to join, which news wait."""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from dataclasses import dataclass
from datetime import datetime
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations


KEY = "zukunftsraum.spaces"
REQUESTS_KEY = "zukunftsraum.room-requests"
NEWS_KEY = "zukunftsraum.space-news"


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


class PendingNews(Persistent):
    """News in spaces of which the members are still to be told: UID → who was told already."""

    def __init__(self):
        self._told = OOBTree()

    def put(self, uid: str) -> None:
        if uid not in self._told:
            self._told[uid] = OOTreeSet()

    def uids(self) -> list[str]:
        return list(self._told.keys())

    def mark_told(self, uid: str, user_id: str) -> bool:
        """Note that a person is told now; False when they were before."""
        return bool(self._told[uid].insert(user_id))

    def done(self, uid: str) -> None:
        self._told.pop(uid, None)


def get_space_store() -> SpaceStore:
    """The store of the current site; it is created when the package is installed."""
    return IAnnotations(api.portal.get())[KEY]


def get_requests() -> JoinRequests:
    """The requests to join rooms of the current site."""
    return IAnnotations(api.portal.get())[REQUESTS_KEY]


def get_pending_news() -> PendingNews:
    """The news of the current site that wait to be told."""
    return IAnnotations(api.portal.get())[NEWS_KEY]


def install(portal) -> None:
    """Create the stores where there are none."""
    annotations = IAnnotations(portal)
    annotations.setdefault(KEY, SpaceStore())
    annotations.setdefault(REQUESTS_KEY, JoinRequests())
    annotations.setdefault(NEWS_KEY, PendingNews())


def uninstall(portal) -> None:
    annotations = IAnnotations(portal)
    annotations.pop(KEY, None)
    annotations.pop(REQUESTS_KEY, None)
    annotations.pop(NEWS_KEY, None)
