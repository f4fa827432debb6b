"""Which files of a site wait to be read for the search: noted by the transaction that saves them, so nothing is forgotten."""

from BTrees.OIBTree import OIBTree
from collections.abc import Callable
from zope.annotation.interfaces import IAnnotations

import transaction


KEY = "zukunftsraum.search.waiting"

#: So often is begun with a file. It is counted before reading: one that takes the whole process down ends too.
MOST_TRIES = 3


def waiting_in(site) -> OIBTree:
    """UID of the content → how often reading its file was begun. Not to be written to: see `note`."""
    return IAnnotations(site).get(KEY) or OIBTree()


def note(site, uid: str, wake: Callable[[], None]) -> None:
    """Let the file of some content be read when this transaction has committed.

    :param wake: called then; waits for nothing.
    """
    annotations = IAnnotations(site)
    waiting = annotations.get(KEY)
    if waiting is None:
        waiting = annotations[KEY] = OIBTree()
    if uid not in waiting:
        waiting[uid] = 0
    transaction.get().addAfterCommitHook(lambda is_committed: is_committed and wake())


def forget(site, uid: str) -> None:
    """A file that is read, or gone, waits no longer."""
    waiting = waiting_in(site)
    if uid in waiting:
        del waiting[uid]


def begin(site) -> tuple[str, bool] | None:
    """Choose the file to read next, and count that; None where none waits.

    Returns the UID, and whether it may be tried; a file that was begun too often is not.
    """
    waiting = waiting_in(site)
    if not waiting:
        return None
    untried = next((uid for uid, tries in waiting.items() if not tries), None)
    uid = untried or next(iter(waiting))
    tries = waiting[uid]
    if tries >= MOST_TRIES:
        return uid, False
    waiting[uid] = tries + 1
    return uid, True
