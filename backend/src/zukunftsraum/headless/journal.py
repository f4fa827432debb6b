"""The journal of what is open to everybody: what came, changed and went, in this order. For harvests and for `Last-Modified`.

Each item has its place at its last change, so that whoever reads on from where they were misses nothing and gets nothing twice. What is
no longer open stays as a tombstone: its unique id and a time, nothing else.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Hashable
from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.headless import journal_rules as rules


KEY = "zukunftsraum.journal"

#: Dates in headers have no fractions: within so much, more may change under the same date.
UNSETTLED = timedelta(seconds=2)


class Journal(Persistent):
    #: The last moment that was given out. Two transactions that change open content conflict here, and the second is made again: thus
    #: the order of moments is the order of commits, and a reader passes nothing that is still being written.
    last = 0

    def __init__(self):
        self._log = OOBTree()  # (moment, UID) → whether it is open from then on
        self._items = OOBTree()  # UID → (what it was like, when that was noted, entries)

    def __len__(self) -> int:
        """How many items are or were open, or will be."""
        return len(self._items)

    def note(
        self,
        uid: str,
        now: datetime,
        *,
        is_open: bool,
        opens: int | None = None,
        closes: int | None = None,
        mark: Hashable = None,
        again: bool = False,
    ) -> bool:
        """Note what an item is like; whether that is new. Nothing is written where it is known.

        :param mark: what callers are told of it; the same mark is no change. again: it is one all the same. The others: see `rules.plan`.
        """
        known, _written, before = self._items.get(uid, (None, 0, ()))
        new = (is_open, opens, closes, mark) if is_open else (False,)
        if (new == known and not again) or (not is_open and not before):
            return False
        stamp = max(rules.micros(now), self.last + 1)
        entries = rules.plan(before, stamp, is_open=is_open, opens=opens, closes=closes)
        for moment, _open in before:
            self._log.pop((moment, uid), None)
        for moment, opened in entries:
            self._log[(moment, uid)] = opened
        if entries:
            self._items[uid] = (new, stamp, tuple(entries))
        else:
            self._items.pop(uid, None)
        self.last = stamp
        return True

    def after(
        self, key: tuple[int, str], now: datetime, settled: datetime
    ) -> Iterator[tuple[tuple[int, str], bool]]:
        """The entries behind a place that hold now: `((moment, UID), is it open)`.

        :param settled: what was planned for a later moment than this is not told yet, nor anything behind it: a writer that began before it
            may still be writing.
        """
        at, limit = rules.micros(now), rules.micros(settled)
        for (moment, uid), opened in self._log.items(min=key, excludemin=True):
            if moment > at:
                return
            _mark, written, entries = self._items[uid]
            if moment != written and moment > limit:
                return
            if rules.state_at(entries, at) == (moment, opened):
                yield (moment, uid), opened

    def uids(self) -> Iterator[str]:
        return iter(self._items.keys())

    def is_open(self, uid: str, now: datetime) -> bool:
        _mark, _written, entries = self._items.get(uid, (None, 0, ()))
        entry = rules.state_at(entries, rules.micros(now))
        return entry is not None and entry[1]

    def changed(self, now: datetime) -> datetime | None:
        """When anything that is open last came, changed or went; None before the first."""
        try:
            moment, _uid = self._log.maxKey((rules.micros(now), "\U0010ffff"))
        except ValueError:
            return None
        return rules.moment_of(moment)


def find_journal() -> Journal | None:
    """The journal of the current site; None in a site without it."""
    return IAnnotations(api.portal.get()).get(KEY)


def last_change(now: datetime) -> datetime | None:
    """When something that everybody sees last came, changed or went, as a date for headers; None within the second, in which more may come."""
    journal = find_journal()
    changed = journal.changed(now) if journal is not None else None
    if changed is None or now - changed < UNSETTLED:
        return None
    return changed


def uninstall(portal) -> None:
    IAnnotations(portal).pop(KEY, None)
