"""The records of the audit: one object in the annotations of the site. They are added, and never changed or removed.

What changes it runs within the lock `grants`, as the ledger does.
"""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from persistent import Persistent
from plone import api
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.grants.audit_chain import APART
from zukunftsraum.grants.audit_chain import commitment
from zukunftsraum.grants.audit_chain import digest
from zukunftsraum.grants.audit_chain import ERASED
from zukunftsraum.grants.audit_chain import moment
from zukunftsraum.grants.audit_chain import new_salt
from zukunftsraum.grants.audit_chain import plain
from zukunftsraum.grants.audit_chain import wrong_apart
from zukunftsraum.grants.audit_chain import wrong_in


KEY = "zukunftsraum.grants.audit"


@dataclass(frozen=True)
class Record:
    """Something that happened.

    number: in the chain of all; place: in that of the application; both count from 1. application: UID, "" of what concerns several. time: ISO 8601 in UTC. actor: user id,
    "job" of a job, "" of nobody and of a person who was erased. facts: with those that lie apart, as far as they have not been erased; erased: names of those that have.
    hash: SHA-256, hexadecimal; before, before_own: those of the records before it, "" of the first.
    """

    number: int
    place: int
    application: str
    kind: str
    time: str
    actor: str
    facts: Mapping[str, Any]
    erased: frozenset[str]
    hash: str
    before: str
    before_own: str


class Own(Persistent):
    """The records of one application: place → number."""

    def __init__(self):
        self._numbers = IOBTree()

    def __len__(self) -> int:
        return self._numbers.maxKey() if self._numbers else 0

    def add(self, number: int) -> None:
        self._numbers[len(self) + 1] = number

    def last(self) -> int | None:
        return self._numbers[len(self)] if self._numbers else None

    def numbers(self, first: int = 1, size: int | None = None) -> list[int]:
        last = None if size is None else first + size - 1
        return list(self._numbers.values(min=first, max=last))


class AuditStore(Persistent):
    """The chain of all records, the places of each application in it, and what lies apart."""

    def __init__(self):
        self._records = IOBTree()  # number → dict: HASHED and hash
        self._apart = IOBTree()  # number → name → (salt, value)
        self._own = OOBTree()  # UID → Own
        self._persons = OOTreeSet()  # (user id, number)
        #: Number and hash of the last record, so that a chain that was cut off is noticed.
        self.head: tuple[int, str] = (0, "")

    def __len__(self) -> int:
        return self.head[0]

    def append(
        self, application: str, kind: str, *, actor: str, now: datetime, facts: Mapping[str, Any]
    ) -> Record:
        """Add a record to the end.

        :raises TypeError: a fact is of a kind that cannot be kept.
        :raises ValueError: a text cannot be written as UTF-8.
        """
        facts = {name: plain(value) for name, value in facts.items()}
        apart = {name: facts.pop(name) for name in sorted(APART & set(facts))}
        if actor:
            apart["actor"] = actor
        kept = {name: (new_salt(), value) for name, value in apart.items()}
        own = self._own.get(application)
        last = None if own is None else own.last()
        number = len(self) + 1
        record = {
            "number": number,
            "place": 1 if own is None else len(own) + 1,
            "application": application,
            "kind": kind,
            "time": moment(now),
            "facts": facts,
            "apart": {name: commitment(salt, name, v) for name, (salt, v) in kept.items()},
            "before": self.head[1],
            "before_own": "" if last is None else self._records[last]["hash"],
        }
        record["hash"] = digest(record)
        if own is None:
            own = self._own[application] = Own()
        own.add(number)
        self._records[number] = record
        if kept:
            self._apart[number] = kept
        if actor:
            self._persons.insert((actor, number))
        self.head = (number, record["hash"])
        return self.get(number)

    def get(self, number: int) -> Record:
        """:raises KeyError: there is no record of this number."""
        record, kept = self._records[number], self._apart.get(number, {})
        apart = {name: value for name, (_salt, value) in kept.items()}
        actor = apart.pop("actor", "")
        return Record(
            number=number,
            place=record["place"],
            application=record["application"],
            kind=record["kind"],
            time=record["time"],
            actor=actor,
            facts=deepcopy({**record["facts"], **apart}),
            erased=frozenset(record["apart"]) - frozenset(kept),
            hash=record["hash"],
            before=record["before"],
            before_own=record["before_own"],
        )

    def count(self, application: str) -> int:
        """How many records an application has."""
        own = self._own.get(application)
        return 0 if own is None else len(own)

    def of(self, application: str, start: int = 0, size: int | None = None) -> list[Record]:
        """The records of an application, oldest first, or a page of them."""
        own = self._own.get(application)
        numbers = [] if own is None else own.numbers(start + 1, size)
        return [self.get(number) for number in numbers]

    def of_person(self, user_id: str) -> list[Record]:
        """What a person did, oldest first."""
        return [self.get(number) for number in self._numbers_of(user_id)]

    def forget_person(self, user_id: str, *, now: datetime) -> None:
        """Take a person out of what they did; a record says of which."""
        numbers = self._numbers_of(user_id)
        self._erase(dict.fromkeys(numbers, ("actor",)), "", now)

    def forget_texts(self, application: str, *, now: datetime) -> None:
        """Take all people and texts out of the records of an application, when its time is over; amounts, days and states stay."""
        own = self._own.get(application)
        numbers = [] if own is None else own.numbers()
        self._erase(
            {number: tuple(self._apart.get(number, ())) for number in numbers}, application, now
        )

    def _erase(
        self, names: Mapping[int, tuple[str, ...]], application: str, now: datetime
    ) -> None:
        erased = []
        for number, gone in names.items():
            kept = dict(self._apart.get(number, {}))
            gone = [name for name in gone if name in kept]
            for name in gone:
                _salt, value = kept.pop(name)
                if name == "actor":
                    self._persons.remove((value, number))
            if not gone:
                continue
            erased.append([number, sorted(gone)])
            if kept:
                self._apart[number] = kept
            else:
                del self._apart[number]
        if erased:
            self.append(application, ERASED, actor="", now=now, facts={"erased": erased})

    def _numbers_of(self, user_id: str) -> list[int]:
        found = []
        for person, number in self._persons.keys(min=(user_id, 0)):
            if person != user_id:
                break
            found.append(number)
        return found

    def verify(self) -> list[str]:
        """What does not fit, a line each; empty when everything is as it was recorded."""
        wrong: list[str] = []
        erased = self._said_erased()
        before, own, persons = "", {}, set()
        for expected, (number, record) in enumerate(self._records.items(), 1):
            if number != expected:
                wrong.append(f"record {expected}: it is missing")
                return wrong  # what follows would say the same again and again
            inside = wrong_in(record, number)
            if inside:
                wrong.append(f"record {number}: {inside[0]}")
                before = record.get("hash", "") if isinstance(record, Mapping) else ""
                continue
            if record["before"] != before:
                wrong.append(f"record {number}: it does not follow the one before it")
            before = record["hash"]
            last = own.get(record["application"], (0, "", ()))
            if record["place"] != last[0] + 1 or record["before_own"] != last[1]:
                wrong.append(
                    f"record {number}: it does not follow the one before it of its application"
                )
            own[record["application"]] = (record["place"], before, (*last[2], number))
            kept = self._apart.get(number, {})
            gone = erased.get(number, frozenset())
            wrong += [f"record {number}: {line}" for line in wrong_apart(record, kept, gone)]
            if "actor" in kept:
                persons.add((kept["actor"][1], number))
        if self.head != (len(self._records), before):
            wrong.append(f"the chain does not end where it should, at record {self.head[0]}")
        places = {uid: tuple(numbers) for uid, (_place, _hash, numbers) in own.items()}
        if places != {uid: tuple(one.numbers()) for uid, one in self._own.items()}:
            wrong.append("the list of the records of each application does not match")
        if persons != set(self._persons):
            wrong.append("the list of the records of each person does not match")
        if stray := [number for number in self._apart if number not in self._records]:
            wrong.append(f"facts lie apart of records that are not there: {stray}")
        return wrong

    def _said_erased(self) -> dict[int, frozenset[str]]:
        """Number of a record → names of its facts that a later record says were erased."""
        found: dict[int, frozenset[str]] = {}
        for number, record in self._records.items():
            try:
                pairs = record["facts"]["erased"] if record["kind"] == ERASED else ()
                for erased, names in pairs:
                    if erased < number:
                        found[erased] = found.get(erased, frozenset()) | frozenset(names)
            except (KeyError, TypeError, ValueError):
                continue  # its hash does not match either
        return found


def get_store() -> AuditStore:
    """The store of the current site; it is created when the package is installed."""
    return IAnnotations(api.portal.get())[KEY]


def find_store() -> AuditStore | None:
    """The store, or None in a site that waits for the upgrade which creates it."""
    return IAnnotations(api.portal.get()).get(KEY)


def install(portal) -> None:
    """Create the store where there is none."""
    IAnnotations(portal).setdefault(KEY, AuditStore())


def uninstall(portal) -> None:
    IAnnotations(portal).pop(KEY, None)
