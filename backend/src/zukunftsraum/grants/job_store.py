"""What the jobs of the grants remember: whom they have told of what, and what they have made anonymous.

One object in the annotations of the site, by UID of the application. The caller holds the lock `grants`, and notes in the transaction of what is done.
"""

from BTrees.OOBTree import OOBTree
from datetime import date
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations


KEY = "zukunftsraum.grants.jobs"


class JobNotes(Persistent):
    """The notes of all jobs. Days are kept in ISO 8601."""

    def __init__(self):
        self._told = OOBTree()  # (UID, kind) → day
        self._digests = OOBTree()  # group → (day, UIDs)
        self._anonymised = OOBTree()  # UID → day

    def told(self, uid: str, kind: str) -> date | None:
        """When the municipality was told the last time."""
        day = self._told.get((uid, kind))
        return None if day is None else date.fromisoformat(day)

    def note_told(self, uid: str, kind: str, day: date) -> None:
        self._told[uid, kind] = day.isoformat()

    def digest(self, group: str) -> tuple[date | None, frozenset[str]]:
        """When a group had its last digest, and of which applications."""
        day, uids = self._digests.get(group, (None, ()))
        return (None if day is None else date.fromisoformat(day)), frozenset(uids)

    def note_digest(self, group: str, day: date, uids: frozenset[str]) -> None:
        self._digests[group] = (day.isoformat(), tuple(sorted(uids)))

    def is_anonymised(self, uid: str) -> bool:
        return uid in self._anonymised

    def note_anonymised(self, uid: str, day: date) -> None:
        self.forget(uid)
        self._anonymised[uid] = day.isoformat()

    def forget(self, uid: str) -> None:
        """Forget what was told of an application that goes."""
        for key in list(self._told.keys(min=(uid, ""), max=(uid + "\0", ""), excludemax=True)):
            del self._told[key]


def get_notes() -> JobNotes:
    """The notes of the current site; they are created when the package is installed."""
    return IAnnotations(api.portal.get())[KEY]


def install(portal) -> None:
    """Create the notes where there are none."""
    IAnnotations(portal).setdefault(KEY, JobNotes())


def uninstall(portal) -> None:
    IAnnotations(portal).pop(KEY, None)
