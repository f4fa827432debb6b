"""Transfer records: who reused an example, and what came of it. Not content, and not part of the example.

They lie in one object in the annotations of the site, by UID of the example. So a copy of an example has none, and they stay
when a working copy of it is checked in.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.practices.rules import Transfer

import secrets


KEY = "zukunftsraum.practices"


class TakenTransfer(ValueError):
    """The municipality has a record of this year already."""


class Transfers(Persistent):
    """The records of one example, and which municipality has one of which year.

    Two records of the same municipality and year at once write the same key: the second conflicts, is tried again, and
    finds it taken.
    """

    def __init__(self):
        self._records = OOBTree()  # id → dict of the fields of a Transfer but `id`
        self._taken = OOBTree()  # (ars, year) → id

    def __len__(self) -> int:
        return len(self._taken)

    def __iter__(self) -> Iterator[Transfer]:
        for id, values in self._records.items():
            yield Transfer(id=id, **values)

    def get(self, id: str) -> Transfer | None:
        values = self._records.get(id)
        return None if values is None else Transfer(id=id, **values)

    def put(self, transfer: Transfer) -> None:
        """Take in a record, or what has changed of it.

        :raises TakenTransfer: another one of the municipality is of this year.
        """
        place = (transfer.municipality, transfer.year)
        if self._taken.get(place, transfer.id) != transfer.id:
            raise TakenTransfer(place)
        known = self.get(transfer.id)
        if known is not None and (known.municipality, known.year) != place:
            del self._taken[(known.municipality, known.year)]
        self._taken[place] = transfer.id
        values = asdict(transfer)
        del values["id"]
        self._records[transfer.id] = values

    def remove(self, id: str) -> None:
        transfer = self.get(id)
        if transfer is not None:
            del self._taken[(transfer.municipality, transfer.year)]
            del self._records[id]


class PracticeStore(Persistent):
    """Transfer records of all examples, who wrote them, and which examples were imported.

    imported: id in the table that was imported → UID of the example.
    """

    def __init__(self):
        self._examples = OOBTree()  # UID → Transfers
        self._writers = OOBTree()  # user id → set of (UID, id)
        self.imported = OOBTree()

    def of(self, uid: str) -> Transfers | None:
        """The records of an example that has some. Reading makes none: nothing is written on GET."""
        return self._examples.get(uid)

    def put(self, uid: str, transfer: Transfer) -> None:
        """Take in a record of an example, or what has changed of it.

        :raises TakenTransfer: another one of the municipality is of this year.
        """
        transfers = self.of(uid)
        if transfers is None:
            transfers = self._examples[uid] = Transfers()
        transfers.put(transfer)
        if transfer.writer:
            written = self._writers.get(transfer.writer)
            if written is None:
                written = self._writers[transfer.writer] = OOTreeSet()
            written.insert((uid, transfer.id))

    def remove(self, uid: str, id: str) -> None:
        transfers = self.of(uid)
        known = transfers.get(id) if transfers is not None else None
        if known is not None:
            transfers.remove(id)
            self._forget_written(known.writer, uid, id)

    def remove_example(self, uid: str) -> None:
        """Forget an example that is deleted."""
        for transfer in self._examples.pop(uid, ()):
            self._forget_written(transfer.writer, uid, transfer.id)

    def written_by(self, user_id: str) -> list[tuple[str, Transfer]]:
        """UID of the example and record, of all records of a person."""
        return [(uid, self._examples[uid].get(id)) for uid, id in self._writers.get(user_id, ())]

    def forget_writer(self, user_id: str) -> None:
        """Take a person out of their records; the records stay."""
        for uid, transfer in self.written_by(user_id):
            self._examples[uid].put(transfer.by_nobody())
        self._writers.pop(user_id, None)

    def _forget_written(self, writer: str, uid: str, id: str) -> None:
        written = self._writers.get(writer)
        if written is not None and (uid, id) in written:
            written.remove((uid, id))
            if not written:
                del self._writers[writer]


def new_id(now: datetime) -> str:
    """An id that sorts by time and cannot be guessed."""
    return f"{int(now.timestamp() * 1000):013x}{secrets.token_hex(4)}"


def get_store() -> PracticeStore:
    """The store of the current site; it is created when the package is installed."""
    return IAnnotations(api.portal.get())[KEY]


def install(portal) -> None:
    """Create the store where there is none."""
    IAnnotations(portal).setdefault(KEY, PracticeStore())


def uninstall(portal) -> None:
    IAnnotations(portal).pop(KEY, None)
