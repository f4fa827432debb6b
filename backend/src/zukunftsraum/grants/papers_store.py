"""The documents of the grants: one object in the annotations of the site, by UID of the application. They are added, and never changed or removed.

A copy, a version or an export of an application has none. The caller holds the lock `grants`.
"""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from dataclasses import asdict
from dataclasses import dataclass
from persistent import Persistent
from plone import api
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations

import hashlib


KEY = "zukunftsraum.grants.papers"


class Damaged(Exception):
    """What is stored of a document is not what was stored."""


@dataclass(frozen=True)
class Paper:
    """A document of an application.

    number: counts from 1 in each application. kind: one of `letters.TITLES`. time: ISO 8601 in UTC. sha256: hexadecimal. size: in bytes.
    """

    number: int
    kind: str
    time: str
    sha256: str
    size: int


class Papers(Persistent):
    """The documents of one application."""

    def __init__(self):
        self._papers = IOBTree()  # number → dict of the fields of a Paper
        self._data = IOBTree()  # number → Blob

    def __len__(self) -> int:
        return len(self._papers)

    def __iter__(self) -> Iterator[Paper]:
        return (Paper(**values) for values in self._papers.values())

    def get(self, number: int) -> Paper | None:
        values = self._papers.get(number)
        return None if values is None else Paper(**values)

    def add(self, kind: str, data: bytes, time: str) -> Paper:
        number = len(self) + 1
        paper = Paper(number, kind, time, hashlib.sha256(data).hexdigest(), len(data))
        self._papers[number] = asdict(paper)
        self._data[number] = Blob(data)
        return paper

    def data(self, number: int) -> bytes:
        """What was stored.

        :raises KeyError: there is no such document.
        :raises Damaged: it is not what was stored.
        """
        paper = Paper(**self._papers[number])
        with self._data[number].open("r") as file:
            data = file.read()
        if hashlib.sha256(data).hexdigest() != paper.sha256:
            raise Damaged(f"document {number}")
        return data


class PapersStore(Persistent):
    """The documents of all applications."""

    def __init__(self):
        self._papers = OOBTree()  # UID → Papers

    def of(self, uid: str) -> Papers | None:
        """The documents of an application that has some. Reading makes none: nothing is written on GET."""
        return self._papers.get(uid)

    def items(self) -> Iterator[tuple[str, Papers]]:
        return iter(self._papers.items())

    def add(self, uid: str, kind: str, data: bytes, time: str) -> Paper:
        papers = self.of(uid)
        if papers is None:
            papers = self._papers[uid] = Papers()
        return papers.add(kind, data, time)

    def remove_all(self, uid: str) -> None:
        """Forget the documents of an application, when their time is over."""
        self._papers.pop(uid, None)


def get_store() -> PapersStore:
    """The store of the current site; it is created when the package is installed."""
    return IAnnotations(api.portal.get())[KEY]


def install(portal) -> None:
    """Create the store where there is none."""
    IAnnotations(portal).setdefault(KEY, PapersStore())


def uninstall(portal) -> None:
    IAnnotations(portal).pop(KEY, None)
