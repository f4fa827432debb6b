"""The ledger as it is stored: bookings in their order, what follows from them, and the numbers of applications. Not content.

It lies in one object in the annotations of the site. All that writes runs within `concurrency.run_alone("grants")`, so nothing here guards against two
at once. Bookings are only ever added; balances, positions and totals are kept beside them, so that reading costs the same whatever the number of
bookings, and `verify` computes them anew.
"""

from BTrees.IIBTree import IITreeSet
from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import astuple
from dataclasses import dataclass
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.grants.caps import Balance
from zukunftsraum.grants.caps import NOTHING

import re


KEY = "zukunftsraum.grants"

#: The steps that book.
RESERVE, COMMIT, SPEND, RELEASE = "reserve", "commit", "spend", "release"

#: What a number may begin with: the call says it.
PREFIX = re.compile(r"[A-Za-z0-9ÄÖÜäöüß]{1,20}")


@dataclass(frozen=True)
class Booking:
    """One change of what an application holds at one carrier.

    number: 1, 2, 3 … over the whole ledger. time: UTC, ISO 8601. application: UID. carrier: ARS, as the application names it. year: of the call.
    kind: reserve, commit, spend, or release where nothing is left. before, after: what the application holds at this carrier. cause: why, for
    example the transition. actor: user id, "" where the person has been erased.
    """

    number: int
    time: str
    application: str
    carrier: str
    year: int
    kind: str
    before: Balance
    after: Balance
    cause: str
    actor: str


class GrantStore(Persistent):
    """Bookings, what follows from them, and numbers given."""

    def __init__(self):
        self._bookings = IOBTree()  # number → tuple of the fields of a Booking
        self._years = OOBTree()  # application → year
        # What follows from the bookings:
        self._of_application = OOBTree()  # application → numbers
        self._of_carrier = OOBTree()  # (year, carrier) → numbers
        self._of_actor = OOBTree()  # actor → numbers
        self._balances = OOBTree()  # (year, carrier) → amounts
        self._totals = IOBTree()  # year → amounts
        self._positions = OOBTree()  # (application, carrier) → amounts
        # Numbers of applications:
        self._given = OOBTree()  # (prefix, year) → 1, 2, 3 … → UID
        self._numbers = OOBTree()  # UID → number

    # -- bookings ----------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._bookings)

    def book(
        self,
        time: str,
        application: str,
        carrier: str,
        year: int,
        kind: str,
        after: Balance,
        cause: str,
        actor: str,
    ) -> Booking:
        """Add a booking, and let everything follow."""
        number = self._bookings.maxKey() + 1 if self._bookings else 1
        before = self.position(application, carrier)
        booking = Booking(
            number, time, application, carrier, year, kind, before, after, cause, actor
        )
        self._bookings[number] = astuple(booking)
        self._years.setdefault(application, year)
        self._follow(booking)
        return booking

    def booking(self, number: int) -> Booking:
        return _booking(self._bookings[number])

    def bookings(
        self,
        carriers: Iterable[str] | None = None,
        year: int | None = None,
        application: str | None = None,
    ) -> Iterator[Booking]:
        """Bookings in their order; None is no condition."""
        if application is not None:
            numbers = self._of_application.get(application, ())
        elif carriers is not None:
            years = self.years() if year is None else [year]
            numbers = sorted(
                number
                for carrier in carriers
                for one in years
                for number in self._of_carrier.get((one, carrier), ())
            )
        else:
            numbers = self._bookings.keys()
        wanted = None if carriers is None else frozenset(carriers)
        for number in numbers:
            booking = self.booking(number)
            if (year is None or booking.year == year) and (
                wanted is None or booking.carrier in wanted
            ):
                yield booking

    def of_actor(self, actor: str) -> list[Booking]:
        """What a person has caused, in order."""
        return [self.booking(number) for number in self._of_actor.get(actor, ())]

    def forget_actor(self, actor: str) -> None:
        """Take a person out of the bookings; all else of them stays."""
        for number in self._of_actor.pop(actor, ()):
            *fields, _actor = self._bookings[number]
            self._bookings[number] = (*fields, "")

    def forget_actors_of(self, application: str) -> None:
        """Take all people out of the bookings of an application whose time of keeping is over; all else of them stays."""
        for number in self._of_application.get(application, ()):
            *fields, actor = self._bookings[number]
            self._bookings[number] = (*fields, "")
            numbers = self._of_actor.get(actor)
            if numbers is not None and number in numbers:
                numbers.remove(number)
                if not numbers:
                    del self._of_actor[actor]

    # -- what follows ------------------------------------------------------------------------------

    def years(self) -> list[int]:
        """Years with bookings."""
        return list(self._totals.keys())

    def year_of(self, application: str) -> int | None:
        """The year to whose caps an application counts; None before its first booking."""
        return self._years.get(application)

    def balance(self, carrier: str, year: int) -> Balance:
        """What was booked under exactly this key in a year."""
        return _balance(self._balances.get((year, carrier)))

    def balances(self, year: int) -> dict[str, Balance]:
        """Carrier → what it holds, of all that have bookings in a year."""
        keys = self._balances.items(min=(year, ""), max=(year + 1, ""), excludemax=True)
        return {carrier: _balance(amounts) for (_year, carrier), amounts in keys}

    def total(self, year: int) -> Balance:
        return _balance(self._totals.get(year))

    def position(self, application: str, carrier: str) -> Balance:
        return _balance(self._positions.get((application, carrier)))

    def positions(self, application: str) -> dict[str, Balance]:
        """Carrier → what the application holds there, of all at which it ever held something."""
        end = (application + "\0", "")
        keys = self._positions.items(min=(application, ""), max=end, excludemax=True)
        return {carrier: _balance(amounts) for (_uid, carrier), amounts in keys}

    def _follow(self, booking: Booking) -> None:
        number, carrier = booking.number, (booking.year, booking.carrier)
        _add(self._of_application, booking.application, number)
        _add(self._of_carrier, carrier, number)
        if booking.actor:
            _add(self._of_actor, booking.actor, number)
        change = booking.after - booking.before
        self._balances[carrier] = astuple(_balance(self._balances.get(carrier)) + change)
        self._totals[booking.year] = astuple(self.total(booking.year) + change)
        self._positions[booking.application, booking.carrier] = astuple(booking.after)

    # -- numbers -----------------------------------------------------------------------------------

    def next_number(self, prefix: str, year: int, application: str) -> str:
        """Give an application the next number: `ZkD-2026-0001`.

        One that is given up with the transaction is given again, so there is never a gap.

        :raises ValueError: the prefix is none, or the application has a number already.
        """
        if not PREFIX.fullmatch(prefix):
            raise ValueError(f"not a prefix: {prefix!r}")
        if self.number_of(application) is not None:
            raise ValueError(f"{application} has a number")
        given = self._given.get((prefix, year))
        if given is None:
            given = self._given[prefix, year] = IOBTree()
        number = given.maxKey() + 1 if given else 1
        given[number] = application
        text = self._numbers[application] = _number(prefix, year, number)
        return text

    def numbers(self) -> Iterator[tuple[str, str]]:
        """Numbers given and the UIDs of the applications that have them, by prefix and year."""
        for (prefix, year), given in self._given.items():
            for number, application in given.items():
                yield _number(prefix, year, number), application

    def numbered(self, year: int | None = None) -> Iterator[str]:
        """UIDs of the applications that have numbers of a year, None for all years."""
        for (_prefix, one), given in self._given.items():
            if year is None or one == year:
                yield from given.values()

    def number_of(self, application: str) -> str | None:
        """The number that an application has."""
        return self._numbers.get(application)

    # -- verifying ---------------------------------------------------------------------------------

    def verify(self) -> list[str]:
        """Compute everything from the bookings and compare: what does not match, a line each, without personal data."""
        anew = GrantStore()
        faults = []
        expected = 1
        for number, fields in self._bookings.items():
            booking = _booking(fields)
            if number != expected or booking.number != number:
                faults.append(f"booking {number}: expected number {expected}")
            expected = number + 1
            faults += [f"booking {number}: {fault}" for fault in _faults(booking, anew)]
            anew._bookings[number] = fields
            anew._years.setdefault(booking.application, booking.year)
            anew._follow(booking)
        for name, of in _FOLLOWING.items():
            faults += _differences(name, of(self), of(anew))
        for (prefix, year), given in self._given.items():
            if list(given.keys()) != list(range(1, len(given) + 1)):
                faults.append(f"numbers {prefix}-{year}: not without gap")
        given = sorted((application, number) for number, application in self.numbers())
        if given != list(self._numbers.items()):
            faults.append("numbers: not those of the applications")
        if _sets(self._of_actor) != _sets(anew._of_actor):
            faults.append("bookings by person: stored others than computed")
        return faults


def _faults(booking: Booking, before: GrantStore) -> Iterator[str]:
    """What is wrong with a booking, given those before it."""
    if before.position(booking.application, booking.carrier) != booking.before:
        yield "does not begin where the one before ended"
    if before.year_of(booking.application) not in (None, booking.year):
        yield "is of another year than its application"
    if min(astuple(booking.after)) < 0:
        yield "holds less than nothing"
    if not _is_step(booking):
        yield f"is no {booking.kind}"


def _is_step(booking: Booking) -> bool:
    """Whether before and after fit the kind."""
    before, after = booking.before, booking.after
    if booking.kind == RELEASE:
        return not after.reserved and not after.committed and after.spent == before.spent
    if booking.kind == RESERVE:
        return after == Balance(after.reserved) and before == Balance(before.reserved)
    if booking.kind == COMMIT:
        return (
            after == Balance(committed=after.committed)
            and before == Balance(before.reserved)
            and after.committed <= before.reserved
        )
    return (
        booking.kind == SPEND
        and after == Balance(spent=after.spent)
        and before == Balance(committed=before.committed)
        and after.spent <= before.committed
    )


def _sets(tree: OOBTree) -> dict:
    return {key: list(numbers) for key, numbers in tree.items()}


#: All that follows from the bookings, by the name that `verify` gives it.
_FOLLOWING: dict[str, Callable[[GrantStore], dict]] = {
    "balance": lambda store: dict(store._balances),
    "total": lambda store: dict(store._totals),
    "position": lambda store: dict(store._positions),
    "year of": lambda store: dict(store._years),
    "bookings of": lambda store: _sets(store._of_application),
    "bookings at": lambda store: _sets(store._of_carrier),
}


def _differences(name: str, stored: dict, computed: dict) -> Iterator[str]:
    for key in sorted({*stored, *computed}, key=str):
        if stored.get(key) != computed.get(key):
            yield f"{name} {_words(key)}: stored {_words(stored.get(key))}, computed {_words(computed.get(key))}"


def _words(value) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _add(tree: OOBTree, key: Hashable, number: int) -> None:
    numbers = tree.get(key)
    if numbers is None:
        numbers = tree[key] = IITreeSet()
    numbers.insert(number)


def _balance(amounts: tuple | None) -> Balance:
    return NOTHING if amounts is None else Balance(*amounts)


def _booking(fields: tuple) -> Booking:
    number, time, application, carrier, year, kind, before, after, cause, actor = fields
    return Booking(
        number,
        time,
        application,
        carrier,
        year,
        kind,
        Balance(*before),
        Balance(*after),
        cause,
        actor,
    )


def _number(prefix: str, year: int, number: int) -> str:
    return f"{prefix}-{year}-{number:04d}"


def get_store() -> GrantStore:
    """The store of the current site; it is created when the package is installed."""
    return IAnnotations(api.portal.get())[KEY]


def find_store() -> GrantStore | None:
    """The store, or None in a site that waits for the upgrade which creates it."""
    return IAnnotations(api.portal.get()).get(KEY)


def install(portal) -> None:
    """Create the store where there is none."""
    IAnnotations(portal).setdefault(KEY, GrantStore())


def uninstall(portal) -> None:
    IAnnotations(portal).pop(KEY, None)
