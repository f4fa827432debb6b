"""The ledger: who holds how much, in which year, and never more than the caps allow.

Public money is reserved at submission, committed at approval, spent at settlement, and released when an application ends or gets less. Who calls this
runs within `concurrency.run_alone("grants")`: what is read here is then what is written upon, and a transaction that is given up leaves nothing.

Amounts are `Decimal` in EUR with two places; a carrier is the key (ARS) of a municipality; an application is named by its UID and counts to one year.
Each function takes either all of its shares or none.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import datetime
from datetime import UTC
from decimal import Decimal
from zukunftsraum.grants import store
from zukunftsraum.grants.caps import available
from zukunftsraum.grants.caps import Balance
from zukunftsraum.grants.caps import Caps
from zukunftsraum.grants.caps import NOTHING
from zukunftsraum.grants.caps import OverCap
from zukunftsraum.grants.caps import refusals
from zukunftsraum.grants.mergers import keys_of
from zukunftsraum.grants.mergers import Mergers
from zukunftsraum.grants.mergers import successor_of
from zukunftsraum.grants.money import exact
from zukunftsraum.grants.settings import mergers
from zukunftsraum.grants.store import Booking
from zukunftsraum.grants.store import GrantStore


__all__ = (
    "available_of",
    "balance",
    "bookings",
    "commit",
    "counted_keys",
    "Ledger",
    "next_number",
    "NotHeld",
    "number_of",
    "OverCap",
    "position",
    "project_balance",
    "release",
    "reserve",
    "spend",
    "total",
    "verify",
    "WrongStep",
)


class NotHeld(ValueError):
    """More is committed than was reserved, or more spent than was committed; nothing has changed.

    carrier: its key (ARS). held, asked: EUR.
    """

    def __init__(self, carrier: str, held: Decimal, asked: Decimal):
        super().__init__(carrier, held, asked)
        self.carrier = carrier
        self.held = held
        self.asked = asked


class WrongStep(ValueError):
    """The application is not where this step begins: reserving after the decision, or in another year; nothing has changed."""


class Ledger:
    """The ledger over a store; municipalities may have been merged."""

    def __init__(self, store: GrantStore, mergers: Mergers):
        self.store = store
        self.mergers = mergers

    # -- booking -----------------------------------------------------------------------------------

    def reserve(
        self,
        application: str,
        year: int,
        shares: Mapping[str, Decimal],
        caps: Caps,
        *,
        cause: str,
        actor: str,
        now: datetime,
    ) -> None:
        wanted = _checked(shares)
        held = self.store.positions(application)
        if self.store.year_of(application) not in (None, year):
            raise WrongStep(f"{application} counts to another year than {year}")
        if any(one.committed or one.spent for one in held.values()):
            raise WrongStep(f"{application} is decided")
        broken = self.broken_caps(application, year, wanted, caps)
        if broken:
            raise broken[0]
        after = {
            carrier: Balance(reserved=wanted.get(carrier, _ZERO)) for carrier in (*held, *wanted)
        }
        self._book(application, year, store.RESERVE, after, cause, actor, now)

    def commit(
        self,
        application: str,
        shares: Mapping[str, Decimal],
        *,
        cause: str,
        actor: str,
        now: datetime,
    ) -> None:
        def after(held: Balance, amount: Decimal) -> Balance:
            return Balance(committed=held.committed + amount, spent=held.spent)

        step = store.COMMIT, lambda held: held.reserved, after
        self._move(application, shares, *step, cause, actor, now)

    def spend(
        self,
        application: str,
        shares: Mapping[str, Decimal],
        *,
        cause: str,
        actor: str,
        now: datetime,
    ) -> None:
        def after(held: Balance, amount: Decimal) -> Balance:
            return Balance(reserved=held.reserved, spent=held.spent + amount)

        step = store.SPEND, lambda held: held.committed, after
        self._move(application, shares, *step, cause, actor, now)

    def release(self, application: str, *, cause: str, actor: str, now: datetime) -> None:
        held = self.store.positions(application)
        after = {carrier: Balance(spent=one.spent) for carrier, one in held.items()}
        self._book(
            application, self.store.year_of(application), store.RELEASE, after, cause, actor, now
        )

    def _move(
        self,
        application: str,
        shares: Mapping[str, Decimal],
        kind: str,
        source: Callable[[Balance], Decimal],
        after: Callable[[Balance, Decimal], Balance],
        cause: str,
        actor: str,
        now: datetime,
    ) -> None:
        """Move the shares from what `source` tells to the next stage; what is left of the source is released."""
        wanted = _checked(shares)
        held = self.store.positions(application)
        for carrier, asked in wanted.items():
            there = source(held.get(carrier, NOTHING))
            if asked > there:
                raise NotHeld(carrier, there, asked)
        moved = {
            carrier: after(one, wanted.get(carrier, _ZERO))
            for carrier, one in held.items()
            if source(one)
        }
        year = self.store.year_of(application)
        self._book(application, year, kind, moved, cause, actor, now)

    def _book(
        self,
        application: str,
        year: int | None,
        kind: str,
        after: Mapping[str, Balance],
        cause: str,
        actor: str,
        now: datetime,
    ) -> None:
        """Book what changes; where nothing is left, as released."""
        time = now.astimezone(UTC).isoformat(timespec="seconds")
        for carrier, one in after.items():
            if one != self.store.position(application, carrier):
                what = kind if one.used else store.RELEASE
                self.store.book(time, application, carrier, year, what, one, cause, actor)

    def broken_caps(
        self, application: str, year: int, shares: Mapping[str, Decimal], caps: Caps
    ) -> list[OverCap]:
        wanted, held = _checked(shares), self.store.positions(application)
        own = self._by_municipality({carrier: one.used for carrier, one in held.items()})
        shares = self._by_municipality(wanted)
        freed = {one: Balance(reserved=own.get(one, _ZERO)) for one in shares}
        return refusals(
            caps,
            shares,
            {one: self.balance(one, year) - freed[one] for one in shares},
            {one: [held - freed[one] for held in self._projects(one, caps)] for one in shares},
            self.store.total(year) - Balance(reserved=sum(own.values(), _ZERO)),
        )

    def _by_municipality(self, amounts: Mapping[str, Decimal]) -> dict[str, Decimal]:
        """Amounts by the municipality that the carriers stand for now: two carriers may have been merged."""
        sums: dict[str, Decimal] = {}
        for carrier, amount in amounts.items():
            now = successor_of(carrier, self.mergers)
            sums[now] = sums.get(now, _ZERO) + amount
        return sums

    # -- reading -----------------------------------------------------------------------------------

    def counted_keys(self, carrier: str) -> frozenset[str]:
        return keys_of(carrier, self.mergers)

    def balance(self, carrier: str, year: int) -> Balance:
        return _sum(self.store.balance(key, year) for key in self.counted_keys(carrier))

    def project_balance(self, carrier: str, years: Iterable[int]) -> Balance:
        return _sum(self.balance(carrier, year) for year in set(years))

    def total(self, year: int) -> Balance:
        return self.store.total(year)

    def available_of(self, carrier: str, year: int, caps: Caps) -> Decimal:
        projects = self._projects(carrier, caps)
        return available(caps, self.balance(carrier, year), projects, self.total(year))

    def _projects(self, carrier: str, caps: Caps) -> list[Balance]:
        """What a municipality holds in the years of each project."""
        return [self.project_balance(carrier, project.years) for project in caps.projects]

    def position(self, application: str) -> dict[str, Balance]:
        return self.store.positions(application)

    def bookings(
        self,
        carrier: str | None = None,
        year: int | None = None,
        application: str | None = None,
    ) -> Iterator[Booking]:
        carriers = None if carrier is None else self.counted_keys(carrier)
        return self.store.bookings(carriers, year, application)

    def verify(self) -> list[str]:
        return self.store.verify()


_ZERO = NOTHING.reserved


def _checked(shares: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Shares above zero.

    :raises ValueError: one is negative, or of no carrier.
    :raises ArithmeticError: one has fractions of cents.
    """
    amounts = {carrier: exact(amount) for carrier, amount in shares.items()}
    if not all(amounts) or any(amount < 0 for amount in amounts.values()):
        raise ValueError("each share is of a carrier, and at least 0")
    return {carrier: amount for carrier, amount in amounts.items() if amount}


def _sum(balances: Iterable[Balance]) -> Balance:
    return sum(balances, NOTHING)


# -- of the current site ---------------------------------------------------------------------------


def _current() -> Ledger:
    return Ledger(store.get_store(), mergers())


def reserve(
    application: str,
    year: int,
    shares: Mapping[str, Decimal],
    caps: Caps,
    *,
    cause: str,
    actor: str,
    now: datetime,
) -> None:
    """Set what an application has reserved: at submission, and anew at resubmission, where what it had reserved before is taken back.

    :param year: of the call; an application never changes it.
    :param shares: carrier → EUR.
    :param cause: why, for example the transition. actor: user id.
    :raises OverCap: a cap does not allow it; says how much is left under the one that leaves least.
    :raises WrongStep: it is decided already, or counts to another year.
    """
    _current().reserve(application, year, shares, caps, cause=cause, actor=actor, now=now)


def broken_caps(
    application: str, year: int, shares: Mapping[str, Decimal], caps: Caps
) -> list[OverCap]:
    """The caps that an application would break if it were submitted now, the one that leaves least first; books nothing.

    What it has reserved itself counts as free.

    :param shares: carrier → EUR.
    """
    return _current().broken_caps(application, year, shares, caps)


def commit(
    application: str, shares: Mapping[str, Decimal], *, cause: str, actor: str, now: datetime
) -> None:
    """Commit what was approved, at most what is reserved at each carrier; the rest is released.

    :raises NotHeld: more than is reserved.
    """
    _current().commit(application, shares, cause=cause, actor=actor, now=now)


def spend(
    application: str, shares: Mapping[str, Decimal], *, cause: str, actor: str, now: datetime
) -> None:
    """Note what was spent, at most what is committed at each carrier; the rest is released.

    :raises NotHeld: more than is committed.
    """
    _current().spend(application, shares, cause=cause, actor=actor, now=now)


def release(application: str, *, cause: str, actor: str, now: datetime) -> None:
    """Release all that an application has reserved or committed; what was spent stays."""
    _current().release(application, cause=cause, actor=actor, now=now)


def next_number(prefix: str, year: int, application: str) -> str:
    """Give an application the next number of a year, `ZkD-2026-0001`, within the transaction of its submission: never twice, never a gap.

    :param prefix: of the call, letters and digits.
    :raises ValueError: the prefix is none, or the application has a number already (`number_of`).
    """
    return store.get_store().next_number(prefix, year, application)


def number_of(application: str) -> str | None:
    """The number that an application has; None before its first submission."""
    return store.get_store().number_of(application)


def counted_keys(carrier: str) -> frozenset[str]:
    """All keys whose bookings count for a municipality: its own, and those of municipalities that were merged into it."""
    return _current().counted_keys(carrier)


def balance(carrier: str, year: int) -> Balance:
    """What a municipality holds in a year, under all keys that count for it."""
    return _current().balance(carrier, year)


def project_balance(carrier: str, years: Iterable[int]) -> Balance:
    """What a municipality holds in several years together."""
    return _current().project_balance(carrier, years)


def total(year: int) -> Balance:
    """What all municipalities together hold in a year."""
    return _current().total(year)


def available_of(carrier: str, year: int, caps: Caps) -> Decimal:
    """What a municipality may still ask for in a year: the smallest rest under the caps, EUR."""
    return _current().available_of(carrier, year, caps)


def position(application: str) -> dict[str, Balance]:
    """Carrier → what an application holds there; empty before its first submission."""
    return _current().position(application)


def bookings(
    carrier: str | None = None, year: int | None = None, application: str | None = None
) -> Iterator[Booking]:
    """Bookings in their order; None is no condition. Those of a carrier are under all keys that count for it."""
    return _current().bookings(carrier, year, application)


def verify() -> list[str]:
    """Compute everything from the bookings and compare with what is stored: what does not match, a line each; nothing where all is well."""
    return _current().verify()
