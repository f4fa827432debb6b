"""The register of a site: stored once in the ZODB, answered from memory.

The rows lie in one persistent object in the annotations of the site, not in content. Every import
gives them a new version (a random id). Each process keeps an index per version, so lookups and searches load
nothing from the storage, and an import by another process or a transaction that is rolled back is seen
at once: a connection always knows the version that belongs to its own state.
"""

from Acquisition import aq_base
from Acquisition import aq_chain
from BTrees.OOBTree import OOBTree
from collections import OrderedDict
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from persistent import Persistent
from Products.CMFCore.interfaces import ISiteRoot
from types import MappingProxyType
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
from zukunftsraum.register import reader
from zukunftsraum.register import rules
from zukunftsraum.register.matching import Index
from zukunftsraum.register.rules import Municipality

import threading
import uuid


ANNOTATION_KEY = "zukunftsraum.register"

STARTER, IMPORTED = "starter", "imported"

#: Indexes kept per process (one is 25 MB at most): one per site, and the one before an import.
_KEPT_VERSIONS = 4
#: Results of searches kept per index; one is a tuple of at most some 12,000 references.
_KEPT_RESULTS = 256


class RegisterStore(Persistent):
    """The rows of one site's register.

    version: random id of this state of the rows. status_date: territorial status, ISO date. origin:
    "starter" or "imported". rows: ARS -> tuple of the fields of a Municipality.
    """

    def __init__(self):
        self.version = ""
        self.status_date = ""
        self.origin = STARTER
        self.rows = OOBTree()

    def replace(self, table: Mapping[str, Municipality], status_date: date, origin: str) -> None:
        """Put this table in the place of all rows."""
        rows = OOBTree()
        rows.update({ars: astuple(row) for ars, row in table.items()})
        self.rows = rows
        self.status_date = status_date.isoformat()
        self.origin = origin
        self.version = uuid.uuid4().hex


class Register:
    """A register in memory: read-only and shared by all threads of the process.

    version: id of its state, "" if no register is installed. status_date: territorial status, or None.
    origin: "starter" or "imported". source_note: to be shown with its data. table: ARS -> Municipality.
    """

    def __init__(
        self,
        municipalities: Iterable[Municipality] = (),
        version: str = "",
        status_date: date | None = None,
        origin: str = STARTER,
    ):
        table = {row.ars: row for row in municipalities}
        self.table: Mapping[str, Municipality] = MappingProxyType(table)
        self.version = version
        self.status_date = status_date
        self.origin = origin
        self.source_note = rules.source_note(status_date) if status_date else ""
        self.states: Mapping[str, str] = MappingProxyType(
            {row.state: row.state_name for row in table.values()}
        )
        self._by_key = _keys(table)
        self._index = Index(table.values())
        self._results: OrderedDict[tuple, tuple[Municipality, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self.table)

    def __contains__(self, ars: str) -> bool:
        return ars in self.table

    def get(self, key: str) -> Municipality | None:
        """The municipality with this ARS or AGS; the key of a kreisfreie Stadt as Kreis names the city."""
        return self._by_key.get(key)

    def search(
        self,
        q: str = "",
        states: Collection[str] = (),
        kinds: Collection[str] = (),
        structurally_weak: Collection[str] = (),
    ) -> Sequence[Municipality]:
        """The municipalities that match, best match first, without a query by population.

        q: part of a name, or the beginning of ARS, AGS or postal code; "" is no condition. The others name
        the values that are wanted; empty is no condition.
        """
        key = (
            q.casefold().strip(),
            frozenset(states),
            frozenset(kinds),
            frozenset(structurally_weak),
        )
        with self._lock:
            found = self._results.get(key)
            if found is not None:
                self._results.move_to_end(key)
                return found
        found = self._search(*key)
        with self._lock:
            self._results[key] = found
            if len(self._results) > _KEPT_RESULTS:
                self._results.popitem(last=False)
        return found

    def _search(self, q, states, kinds, structurally_weak) -> tuple[Municipality, ...]:
        rows = self._index.rows
        found = [rows[number] for number in self._index.find(q)] if q else rows
        if states:
            found = [row for row in found if row.state in states]
        if kinds:
            found = [row for row in found if row.kind in kinds]
        if structurally_weak:
            found = [row for row in found if row.structurally_weak in structurally_weak]
        return tuple(found)


def _keys(table: Mapping[str, Municipality]) -> dict[str, Municipality]:
    keys = dict(table)
    for row in table.values():
        if row.ags:
            keys.setdefault(row.ags, row)
        if row.kind in rules.DISTRICT_FREE:
            keys.setdefault(row.district, row)
    return keys


_NO_REGISTER = Register()
_registers: OrderedDict[str, Register] = OrderedDict()
_registers_lock = threading.Lock()


def get_register(context=None) -> Register:
    """The register of the site that holds the context (default: the current site).

    An empty register where none is installed.
    """
    store = get_store(_site_root(context))
    if store is None:
        return _NO_REGISTER
    with _registers_lock:
        register = _registers.get(store.version)
        if register is None:
            register = _registers[store.version] = _load(store)
            if len(_registers) > _KEPT_VERSIONS:
                _registers.popitem(last=False)
        _registers.move_to_end(store.version)
    return register


def _load(store: RegisterStore) -> Register:
    return Register(
        (Municipality(*values) for values in store.rows.values()),
        version=store.version,
        status_date=date.fromisoformat(store.status_date),
        origin=store.origin,
    )


def _site_root(context=None):
    """The innermost site root around the context or the current site, or None."""
    start = getSite() if context is None else context
    for item in aq_chain(start):
        if ISiteRoot.providedBy(item):
            return item
    return None


def get_store(portal) -> RegisterStore | None:
    """The stored rows of this site, or None where no register is installed."""
    if portal is None:
        return None
    return IAnnotations(aq_base(portal)).get(ANNOTATION_KEY)


def replace_register(
    portal, table: Mapping[str, Municipality], status_date: date, origin: str
) -> None:
    """Store this table as the site's register, as part of the current transaction."""
    store = get_store(portal)
    if store is None:
        store = RegisterStore()
        IAnnotations(portal)[ANNOTATION_KEY] = store
    store.replace(table, status_date, origin)


def install(portal) -> None:
    """Load the starter register, unless an official file has been imported before."""
    store = get_store(portal)
    if store is not None and store.origin != STARTER:
        return
    starter = reader.read_starter()
    if store is not None and dict(get_register(portal).table) == starter.table:
        return
    replace_register(portal, starter.table, starter.status_date, STARTER)


def uninstall(portal) -> None:
    """Remove the register from the site."""
    annotations = IAnnotations(portal)
    if ANNOTATION_KEY in annotations:
        del annotations[ANNOTATION_KEY]
