"""What calendars know of seminars, and whose secret addresses of a feed there are.

In the annotations of the site, not on the content: going back to an old version of a seminar must not take its SEQUENCE back.
"""

from BTrees.OOBTree import OOBTree
from dataclasses import asdict
from datetime import datetime
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.seminars.calendar_rules import Entry
from zukunftsraum.seminars.calendar_rules import Published

import hashlib
import secrets


KEY = "zukunftsraum.seminars.calendar"


class CalendarStore(Persistent):
    def __init__(self):
        self._seminars = OOBTree()  # UID → dict of the fields of Published
        self._feeds = OOBTree()  # hash of the secret → user id
        self._owners = OOBTree()  # user id → (hash of the secret, when it was made)

    # -- seminars

    def of(self, uid: str) -> Published | None:
        values = self._seminars.get(uid)
        if values is None:
            return None
        entries = tuple(Entry(**entry) for entry in values["entries"])
        return Published(**{**values, "entries": entries})

    def put(self, uid: str, published: Published) -> None:
        self._seminars[uid] = asdict(published)

    def remove(self, uid: str) -> None:
        self._seminars.pop(uid, None)

    # -- feeds of persons

    def make_feed(self, user_id: str, now: datetime) -> str:
        """A new secret of 256 bit for the feed of a person; the one before ends. Only its hash is kept."""
        self.revoke_feed(user_id)
        secret = secrets.token_urlsafe(32)
        self._feeds[_digest(secret)] = user_id
        self._owners[user_id] = (_digest(secret), now.isoformat())
        return secret

    def revoke_feed(self, user_id: str) -> bool:
        """Let the feed of a person end; whether there was one."""
        known = self._owners.pop(user_id, None)
        if known is not None:
            del self._feeds[known[0]]
        return known is not None

    def feed_since(self, user_id: str) -> str | None:
        """When the address of a person's feed was made, ISO 8601; None without one."""
        known = self._owners.get(user_id)
        return known[1] if known is not None else None

    def owner_of(self, secret: str) -> str | None:
        """Whose feed has this secret."""
        if not (secret.isascii() and len(secret) < 100):
            return None
        return self._feeds.get(_digest(secret))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("ascii")).hexdigest()


def get_calendars() -> CalendarStore:
    """The store of the current site; it is created when the package is installed."""
    return IAnnotations(api.portal.get())[KEY]


def install(portal) -> None:
    """Create the store where there is none."""
    IAnnotations(portal).setdefault(KEY, CalendarStore())


def uninstall(portal) -> None:
    IAnnotations(portal).pop(KEY, None)
