"""Which mails belong to transactions that have committed: so that a process that is killed amid one, or loses the database, neither loses a mail nor sends one too many.

The file of a mail is written before the database commits, and gets its place in the queue afterwards (`outbox.py`). Whoever is killed in between leaves it in
`tmp/`, where nobody could tell whether the database has committed. So each thread notes the names of its mails in a small object of its own, in the same
transaction. What is left in `tmp/` and named here is put into the queue, the rest is deleted.

The same holds where the connection to the database breaks after COMMIT was sent and before it was answered: the transaction may be stored or not, whatever the
caller is told. Its mails lie in `unsure/` until the journal names them, or has not for `LIVING` seconds. So a thread keeps naming earlier mails that are still left.

Kept in the annotations of the site, by host, process and thread; names of files only.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Callable
from collections.abc import Iterable
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.mail import queue
from zukunftsraum.mail.queue import Queue

import os
import threading
import time


KEY = "zukunftsraum.mail.journal"

#: Seconds: what is younger may belong to a commit under way; of a process that is gone, and of one that may still live.
GONE, LIVING = 5.0, 600.0
#: Seconds that a place is kept which its thread does not use: longer than it can take until somebody recovers its mails.
KEPT = 30 * 24 * 60 * 60


class Place(Persistent):
    """The mails of the last transaction of one thread. time: seconds, as of `time.time`."""

    names: tuple[str, ...] = ()
    time = 0.0


def note(site, names: Iterable[str], is_left: Callable[[str], bool] = lambda name: False) -> None:
    """Note the mails of the current transaction of this thread; what it noted before is committed and in the queue.

    is_left: whether an earlier mail of the thread is not in the queue yet; then it stays noted.
    """
    annotations = IAnnotations(site)
    places = annotations.get(KEY)
    if places is None:
        places = annotations[KEY] = OOBTree()
    key = (queue.HOST, os.getpid(), threading.get_ident())
    place = places.get(key)
    if place is None:
        _forget_old(places)
        place = places[key] = Place()
    place.names = (*names, *filter(is_left, place.names))
    place.time = time.time()


def committed(sites: Iterable) -> set[str]:
    """Names of the last mails of every thread, in all sites that have mails in the same queue."""
    places = (place for site in sites for place in (IAnnotations(site).get(KEY) or {}).values())
    return {name for place in places for name in place.names}


def stale(waiting: Queue, now: float | None = None) -> list[str]:
    """Names of the files that nobody is writing any more, and that are not in the queue. now: seconds, as of `time.time`."""
    now = time.time() if now is None else now
    left = []
    for path in waiting.unfinished():
        gone = queue.is_of_dead_process(path.name)
        if queue.is_older(path, now - (GONE if gone else LIVING)):
            left.append(path.name)
    return left + [path.name for path in waiting.unsure()]


def recover(
    waiting: Queue, names: Iterable[str], known: set[str], now: float | None = None
) -> int:
    """Put stale files whose transaction has committed into the queue; how many.

    The others are deleted, those of living processes only where their commit failed: when the database cannot be at it any longer, though nobody
    waits for its answer. now: seconds, as of `time.time`.
    """
    now = time.time() if now is None else now
    unsure = {path.name for path in waiting.unsure()}
    recovered = 0
    for name in names:
        if name in known:
            recovered += waiting.release_if_there(name)
        elif name in unsure or queue.is_of_dead_process(name):
            waiting.discard(name, older_than=now - LIVING)
    return recovered


def _forget_old(places: OOBTree) -> None:
    before = time.time() - KEPT
    for key in [key for key, place in places.items() if place.time < before]:
        del places[key]


def uninstall(portal) -> None:
    IAnnotations(portal).pop(KEY, None)
