"""Registrations: who takes part in which seminar, and who waits. Not content: a copy, a version or an export of a seminar has none.

They lie in one object in the annotations of the site, by UID of the seminar. All that changes one seminar's registrations
runs alone (`registrations.alone`), so nothing here guards against two at once beyond the conflicts of the storage.
"""

from BTrees.IIBTree import IITreeSet
from BTrees.IOBTree import IOBTree
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import asdict
from dataclasses import dataclass
from datetime import datetime
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.seminars.attendance import check_in_code
from zukunftsraum.seminars.attendance import LETTERS
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.rules import Tally
from zukunftsraum.seminars.rules import UNCONFIRMED
from zukunftsraum.seminars.rules import WAITING

import secrets


KEY = "zukunftsraum.seminars"

#: Begins the `person` of a guest.
GUEST = "mailto:"


COUNTS = (CONFIRMED, WAITING, "attended", "absent")


class RegisteredAlready(ValueError):
    """The person has a registration for this seminar; `registration` is it."""

    def __init__(self, registration):
        super().__init__(registration.id)
        self.registration = registration


@dataclass(frozen=True)
class Registration:
    """One person at one seminar.

    id: random, names it over REST. person: user id, `mailto:<address>` of a guest, "" of a person who was forgotten.
    municipality: ARS or "". registered, confirmed: ISO 8601 with zone; confirmed is "" before. consent: version of the text that was
    accepted. needs: accessibility needs, until the seminar is over. answers: pairs of question and answer as texts.
    fullname, organisation: of a guest. language: of the mails. secret: what the link for cancelling proves. attended: None while nobody has said so. certificate: its number,
    from the first time that attendance was noted. reminded: when the person was last reminded of a date, ISO 8601, "" before.
    """

    id: str
    status: str
    person: str
    municipality: str
    category: str
    registered: str
    consent: str
    secret: str
    confirmed: str = ""
    needs: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    fullname: str = ""
    organisation: str = ""
    language: str = ""
    attended: bool | None = None
    certificate: str = ""
    reminded: str = ""

    @property
    def email(self) -> str:
        """The address of a guest, "" of others."""
        return self.person.removeprefix(GUEST) if self.person.startswith(GUEST) else ""

    @property
    def token(self) -> str:
        """What the link for cancelling carries."""
        return f"{self.id}{self.secret}"


def new_id() -> str:
    """16 characters."""
    return secrets.token_hex(8)


def new_secret() -> str:
    """192 bit."""
    return secrets.token_urlsafe(24)


def new_number(year: int) -> str:
    """The number of a certificate: nobody can guess one."""
    return f"{year}-{''.join(secrets.choice(LETTERS) for _ in range(10))}"


class Registrations(Persistent):
    """The registrations of one seminar, in the order of their numbers."""

    #: When they were taken out, so that only numbers stayed, ISO 8601; "" before.
    anonymised = ""
    #: What stayed: that of `counts`, and "kinds": kind of municipality → how many had a seat.
    statistics: dict | None = None
    #: Messages of the hosts that were sent: digest → to how many; None before the first.
    messages: OIBTree | None = None

    def __init__(self):
        self._records = IOBTree()  # number → dict of the fields of a Registration
        self._numbers = OIBTree()  # id → number
        self._persons = OIBTree()  # person → number
        self._of_status = OOBTree(
            {status: IITreeSet() for status in (CONFIRMED, UNCONFIRMED, WAITING)}
        )
        self._towns = OIBTree()  # (status, municipality) → how many
        self.messages = OIBTree()
        self._next = 1

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Registration]:
        return map(_of, self._records.values())

    def get(self, id: str) -> Registration | None:
        number = self._numbers.get(id)
        return None if number is None else _of(self._records[number])

    def of_token(self, token: str) -> Registration | None:
        """The registration that a link for cancelling is about."""
        found = self.get(token[:16])
        if found is None or not secrets.compare_digest(found.token.encode(), token.encode()):
            return None
        return found

    def of_person(self, person: str) -> Registration | None:
        number = self._persons.get(person) if person else None
        return None if number is None else _of(self._records[number])

    def at(self, number: int) -> Registration:
        return _of(self._records[number])

    def count(self, status: str) -> int:
        """How many have a status, also when they were made anonymous."""
        if self.anonymised:
            return self.statistics.get(status, 0)
        return len(self._of_status[status])

    def of_status(
        self, status: str, start: int = 0, size: int | None = None
    ) -> list[Registration]:
        """Those with a status, in order, or a page of them."""
        numbers = self._of_status[status].keys()
        return [
            self.at(number) for number in numbers[start : None if size is None else start + size]
        ]

    def of_code(self, code: str) -> Registration | None:
        """The registration that checks in with a code; None also where it is that of two, which chance hardly brings."""
        found = [one for one in self if check_in_code(one.secret) == code]
        return found[0] if len(found) == 1 else None

    def counts(self) -> dict[str, int]:
        """How many have a seat, wait, were there, and were not."""
        if self.anonymised:
            return {name: self.statistics[name] for name in COUNTS}
        attended = [one.attended for one in self.of_status(CONFIRMED)]
        numbers = (
            self.count(CONFIRMED),
            self.count(WAITING),
            attended.count(True),
            attended.count(False),
        )
        return dict(zip(COUNTS, numbers, strict=True))

    def position(self, id: str) -> int | None:
        """1 for the first of those who wait; None for who does not."""
        number = self._numbers.get(id)
        waiting = self._of_status[WAITING]
        return len(waiting.keys(max=number)) if number in waiting else None

    def tally(self) -> Tally:
        """What the rule of seats reads; those who wait are read as far as they are needed."""
        towns: dict[str, dict[str, int]] = {CONFIRMED: {}, WAITING: {}}
        for (status, town), number in self._towns.items():
            if status in towns:
                towns[status][town] = number
        waiting = ((n, self._records[n]["municipality"]) for n in self._of_status[WAITING])
        return Tally(self.count(CONFIRMED), towns[CONFIRMED], towns[WAITING], waiting)

    def add(self, registration: Registration) -> None:
        """Take in a registration, behind all others.

        :raises RegisteredAlready: the person has one.
        """
        known = self.of_person(registration.person)
        if known is not None:
            raise RegisteredAlready(known)
        self.anonymised, self.statistics = "", None  # held again, at another time
        number, self._next = self._next, self._next + 1
        self._put(number, registration)

    def replace(self, registration: Registration) -> None:
        """Take in what has changed of a registration; it keeps its number."""
        number = self._numbers[registration.id]
        self._take_out(number)
        self._put(number, registration)

    def add_again(self, registration: Registration) -> None:
        """Take in a registration that is there already behind all others: a guest's order is that of the confirmation."""
        self.remove(registration.id)
        self.add(registration)

    def remove(self, id: str) -> None:
        self._take_out(self._numbers[id])

    def anonymise(self, kind_of: Callable[[str], str], now: datetime) -> None:
        """Take all of them out; numbers stay. kind_of: kind of a municipality, by its ARS."""
        towns = (one.municipality for one in self.of_status(CONFIRMED) if one.municipality)
        kinds = Counter(kind_of(town) for town in towns)
        self.statistics = {**self.counts(), "kinds": dict(kinds)}
        for number in list(self._records):
            self._take_out(number)
        self.anonymised = now.isoformat(timespec="seconds")

    def recipients_of(self, digest: str) -> int | None:
        """To how many a message was sent; None if it was not."""
        return (self.messages or {}).get(digest)

    def note_message(self, digest: str, recipients: int) -> None:
        if self.messages is None:
            self.messages = OIBTree()
        self.messages[digest] = recipients

    def _put(self, number: int, registration: Registration) -> None:
        self._records[number] = asdict(registration)
        self._numbers[registration.id] = number
        if registration.person:
            self._persons[registration.person] = number
        self._of_status[registration.status].insert(number)
        town = (registration.status, registration.municipality)
        self._towns[town] = self._towns.get(town, 0) + 1

    def _take_out(self, number: int) -> None:
        known = _of(self._records.pop(number))
        del self._numbers[known.id]
        if known.person:
            del self._persons[known.person]
        self._of_status[known.status].remove(number)
        town = (known.status, known.municipality)
        self._towns[town] -= 1
        if not self._towns[town]:
            del self._towns[town]


def _of(values: dict) -> Registration:
    return Registration(**values)


class SeminarStore(Persistent):
    """The registrations of all seminars, and who is registered where."""

    def __init__(self):
        self._seminars = OOBTree()  # UID → Registrations
        self._persons = OOTreeSet()  # (person, UID)
        #: Numbers of certificates that are valid. They name nobody, and outlive registrations and seminars.
        self.certificates = OOTreeSet()

    def of(self, uid: str) -> Registrations | None:
        """The registrations of a seminar that has some. Reading makes none: nothing is written on GET."""
        return self._seminars.get(uid)

    def items(self) -> Iterator[tuple[str, Registrations]]:
        """UID and registrations of every seminar that has some."""
        return self._seminars.items()

    def add(self, uid: str, registration: Registration) -> None:
        """Take in a registration, behind all others of the seminar.

        :raises RegisteredAlready: the person has one.
        """
        registrations = self.of(uid)
        if registrations is None:
            registrations = self._seminars[uid] = Registrations()
        registrations.add(registration)
        self._persons.insert((registration.person, uid))

    def set_valid(self, number: str, is_valid: bool) -> None:
        """Say whether the certificate of this number is valid."""
        if is_valid:
            self.certificates.insert(number)
        elif number and number in self.certificates:
            self.certificates.remove(number)

    def remove(self, uid: str, id: str) -> None:
        registration = self._seminars[uid].get(id)
        self.set_valid(registration.certificate, False)
        self._seminars[uid].remove(id)
        self._forget_place(registration.person, uid)

    def anonymise(self, uid: str, registration: Registration) -> None:
        """Take the person out of a registration; what statistics need stays."""
        self._forget_place(registration.person, uid)
        self._seminars[uid].replace(
            Registration(
                id=registration.id,
                status=registration.status,
                person="",
                municipality=registration.municipality,
                category=registration.category,
                registered=registration.registered,
                consent=registration.consent,
                secret=new_secret(),
                confirmed=registration.confirmed,
                attended=registration.attended,
            )
        )

    def anonymise_all(self, uid: str, kind_of: Callable[[str], str], now: datetime) -> None:
        """Take all people out of a seminar; what statistics need stays, and certificates stay valid."""
        for registration in self._seminars[uid]:
            self._forget_place(registration.person, uid)
        self._seminars[uid].anonymise(kind_of, now)

    def seminars_of(self, person: str) -> list[str]:
        """UIDs of the seminars that a person is registered for."""
        found = []
        for owner, uid in self._persons.keys(min=(person, "")):
            if owner != person:
                break
            found.append(uid)
        return found

    def remove_seminar(self, uid: str) -> None:
        """Forget a seminar that is deleted."""
        for registration in self._seminars.pop(uid, ()):
            self._forget_place(registration.person, uid)

    def _forget_place(self, person: str, uid: str) -> None:
        if (person, uid) in self._persons:
            self._persons.remove((person, uid))


def get_store() -> SeminarStore:
    """The store of the current site; it is created when the package is installed."""
    return IAnnotations(api.portal.get())[KEY]


def find_store() -> SeminarStore | None:
    """The store, or None in a site that waits for the upgrade which creates it."""
    return IAnnotations(api.portal.get()).get(KEY)


def install(portal) -> None:
    """Create the store where there is none."""
    IAnnotations(portal).setdefault(KEY, SeminarStore())


def uninstall(portal) -> None:
    IAnnotations(portal).pop(KEY, None)
