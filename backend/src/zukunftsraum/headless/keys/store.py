"""The keys of a site, and the day each was last used."""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from dataclasses import asdict
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.headless.keys.rules import ApiKey


KEY = "zukunftsraum.api_keys"

#: So long revoked and expired keys stay on the list.
KEPT = timedelta(days=365)


class KeyStore(Persistent):
    """Keys by id. The last use has a tree of its own: using a key must not meet with changing one."""

    def __init__(self):
        self._keys = OOBTree()  # id → fields of `ApiKey`
        self._used = OOBTree()  # id → day in ISO 8601

    def get(self, id: str) -> ApiKey | None:
        values = self._keys.get(id)
        return None if values is None else ApiKey(**values)

    def all(self) -> Iterator[ApiKey]:
        """Every key, newest first."""
        keys = (ApiKey(**values) for values in self._keys.values())
        return iter(sorted(keys, key=lambda key: key.created, reverse=True))

    def put(self, key: ApiKey) -> None:
        self._keys[key.id] = asdict(key)

    def revoke(self, id: str, now: datetime) -> bool:
        """Let a key open nothing from now on, and forget whom to ask about it; whether anything was to be done."""
        key = self.get(id)
        if key is None or key.revoked is not None:
            return False
        self.put(replace(key, revoked=now, contact=""))
        return True

    def used(self, id: str) -> date | None:
        day = self._used.get(id)
        return None if day is None else date.fromisoformat(day)

    def note_use(self, id: str, day: date) -> None:
        if id in self._keys:
            self._used[id] = day.isoformat()

    def purge(self, today: date) -> None:
        """Forget keys that ended long ago."""
        for key in list(self.all()):
            end = key.revoked.date() if key.revoked else key.expires
            if end is not None and end < today - KEPT:
                del self._keys[key.id]
                self._used.pop(key.id, None)


def get_keys() -> KeyStore:
    """The keys of the current site."""
    return IAnnotations(api.portal.get())[KEY]


def query_keys(portal) -> KeyStore | None:
    """The keys of this site, or None where the package is not installed."""
    return IAnnotations(portal).get(KEY)
