"""What forms keep beside themselves, for a day at most: tokens that were used, and answers to be given again.

One persistent object in the annotations of the site; keys are random or hashes, so that people who send at the same time do not
meet, and the same key twice conflicts in the storage: one of them is tried again and finds it there.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from datetime import datetime
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations


KEY = "zukunftsraum.forms"


class Expiring(Persistent):
    """Key → value, until a time (seconds since 1970)."""

    def __init__(self):
        self._values = OOBTree()
        self._by_end = OOTreeSet()

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: str, now: datetime):
        """The value, or None when there is none or its time is over."""
        end, value = self._values.get(key, (0, None))
        return value if end > now.timestamp() else None

    def put(self, key: str, value, end: float) -> None:
        if key in self._values:
            self._by_end.remove((self._values[key][0], key))
        self._values[key] = (end, value)
        self._by_end.insert((end, key))

    def purge(self, now: datetime, at_most: int) -> int:
        """Remove what is over, so many at most; how many."""
        over = []
        for end, key in self._by_end.keys(max=(now.timestamp(), "\x7f")):
            if len(over) == at_most:
                break
            over.append((end, key))
        for end, key in over:
            self._by_end.remove((end, key))
            del self._values[key]
        return len(over)


class FormsStore(Persistent):
    """used: nonces of tokens. answers: hash of idempotency key and form → what was answered.

    For forms that had saved something before there was a retention time: since when it counts, by UID, seconds since 1970.
    """

    def __init__(self):
        self.used = Expiring()
        self.answers = Expiring()
        self._kept_since = OOBTree()

    def kept_since(self, uid: str) -> float:
        """From when the retention time of older rows of a form counts; 0 where their own time does."""
        return self._kept_since.get(uid, 0)

    def keep_since(self, uid: str, now: datetime) -> None:
        """Let the retention time of what a form has saved so far begin now; once."""
        self._kept_since.insert(uid, now.timestamp())

    def forget(self, uid: str) -> None:
        """Forget a form that is deleted."""
        self._kept_since.pop(uid, None)

    def purge(self, now: datetime, at_most: int) -> int:
        """Remove what is over, of each kind so many at most; how many."""
        return self.used.purge(now, at_most) + self.answers.purge(now, at_most)


def get_store() -> FormsStore:
    """The store of the current site; it is created when the package is installed."""
    return IAnnotations(api.portal.get())[KEY]


def install(portal) -> None:
    """Create the store where there is none."""
    IAnnotations(portal).setdefault(KEY, FormsStore())


def uninstall(portal) -> None:
    IAnnotations(portal).pop(KEY, None)
