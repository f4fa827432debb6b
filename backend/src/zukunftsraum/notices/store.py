"""The boxes with the notices of all persons: persistent, and not content."""

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations

import secrets


KEY = "zukunftsraum.notices"

#: Notices kept per person; the oldest go first.
KEPT = 200


@dataclass(frozen=True)
class Notice:
    """Something that a person was told.

    id: sorts by time; link: path in the site; space: UID, or None if it belongs to no space; created: UTC.
    """

    id: int
    kind: str
    values: Mapping[str, str]
    link: str
    space: str | None
    created: datetime
    read: bool


class Box(Persistent):
    """The notices of one person, and the kinds of which the person wants no mail.

    The unread ones are also kept apart (id → UID of the space, or ""), so that counting them loads no notice.
    """

    def __init__(self):
        self._notices = LOBTree()
        self._unread = LOBTree()
        self._without_mail = OOTreeSet()
        #: UIDs of spaces of which the person was told something.
        self.spaces = OOTreeSet()

    def add(
        self, kind: str, values: Mapping[str, str], link: str, space: str | None, now: datetime
    ) -> int:
        """Put in a notice and drop what is too old; returns its id."""
        id = _first_id(now) + secrets.randbelow(1000)
        while id in self._notices:
            id += 1
        self._notices[id] = (kind, dict(values), link, space, now.astimezone(UTC).isoformat())
        self._unread[id] = space or ""
        if space is not None and space not in self.spaces:
            self.spaces.insert(space)
        if len(self._notices) > KEPT:
            self.drop(list(self._notices.keys())[:-KEPT])
        return id

    def __iter__(self) -> Iterator[Notice]:
        """The newest first."""
        for id in reversed(list(self._notices.keys())):
            kind, values, link, space, created = self._notices[id]
            yield Notice(
                id,
                kind,
                values,
                link,
                space,
                datetime.fromisoformat(created),
                id not in self._unread,
            )

    def before(self, moment: datetime) -> list[int]:
        """Ids of the notices that are older; loads nothing of the others."""
        return list(self._notices.keys(max=_first_id(moment), excludemax=True))

    def of_space(self, uid: str) -> list[int]:
        """Ids of the notices of a space."""
        if uid not in self.spaces:
            return []
        return [id for id, notice in self._notices.items() if notice[3] == uid]

    def unread_spaces(self) -> list[str]:
        """For each unread notice the UID of its space, or an empty text."""
        return list(self._unread.values())

    def mark_read(self, ids: Iterable[int]) -> None:
        for id in ids:
            self._unread.pop(id, None)

    def mark_all_read(self) -> None:
        if self._unread:
            self._unread.clear()

    def drop(self, ids: Iterable[int]) -> int:
        """Remove notices; returns how many there were."""
        ids = list(ids)
        for id in ids:
            self._unread.pop(id, None)
            del self._notices[id]
        return len(ids)

    @property
    def without_mail(self) -> frozenset[str]:
        return frozenset(self._without_mail)

    def want_mail(self, kind: str, wanted: bool) -> None:
        if wanted and kind in self._without_mail:
            self._without_mail.remove(kind)
        elif not wanted:
            self._without_mail.insert(kind)


def _first_id(moment: datetime) -> int:
    """The smallest id that a notice of this moment can have."""
    return int(moment.timestamp() * 1_000_000) * 1000


class NoticeStore(Persistent):
    """User id → box; and who was told something of a space, so that a space can be forgotten without a look into all boxes."""

    def __init__(self):
        self._boxes = OOBTree()
        self._told = OOBTree()  # UID of a space → ids of users

    def box(self, user_id: str) -> Box | None:
        """The box of a person who has one. Reading makes none: nothing is written on GET."""
        return self._boxes.get(user_id)

    def make_box(self, user_id: str) -> Box:
        box = self._boxes.get(user_id)
        if box is None:
            box = self._boxes[user_id] = Box()
        return box

    def add(
        self,
        user_id: str,
        kind: str,
        values: Mapping[str, str],
        link: str,
        space: str | None,
        now: datetime,
    ) -> int:
        """Put a notice into the box of a person; returns its id. now: with time zone."""
        if space is not None:
            told = self._told.get(space)
            if told is None:
                told = self._told[space] = OOTreeSet()
            if user_id not in told:
                told.insert(user_id)
        return self.make_box(user_id).add(kind, values, link, space, now)

    def remove_box(self, user_id: str) -> None:
        box = self._boxes.pop(user_id, None)
        for uid in box.spaces if box is not None else ():
            if user_id in self._told.get(uid, ()):
                self._told[uid].remove(user_id)

    def user_ids(self) -> list[str]:
        """Everybody who has a box."""
        return list(self._boxes.keys())

    def remove_space(self, uid: str) -> int:
        """Remove all notices of a space; returns how many."""
        dropped = 0
        for user_id in self._told.pop(uid, ()):
            box = self._boxes.get(user_id)
            if box is not None:
                dropped += box.drop(box.of_space(uid))
                box.spaces.remove(uid)
        return dropped


def get_store() -> NoticeStore:
    """The store of the current site; it is created when the package is installed."""
    return IAnnotations(api.portal.get())[KEY]


def install(portal) -> None:
    """Create the store where there is none."""
    IAnnotations(portal).setdefault(KEY, NoticeStore())


def uninstall(portal) -> None:
    IAnnotations(portal).pop(KEY, None)
