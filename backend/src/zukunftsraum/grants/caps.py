"""What may still be asked for: balances against caps. Plain functions, no I/O.

All amounts are in EUR with two places (`money.py`). What is reserved, committed and spent counts alike: money is held from the submission on, and what
is held is never more than a cap, whatever happens at the same time.

Source: docs/developers/grants.md; the caps themselves are fields of a call.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal
from typing import Self
from zukunftsraum.grants.money import ZERO


#: Which cap it is: per carrier and year, per carrier over the years of the project, over all carriers.
Limit = Literal["year", "project", "total"]


@dataclass(frozen=True)
class Balance:
    """What is held: reserved at submission, committed at approval, spent at settlement."""

    reserved: Decimal = ZERO
    committed: Decimal = ZERO
    spent: Decimal = ZERO

    @property
    def used(self) -> Decimal:
        """What counts against a cap."""
        return self.reserved + self.committed + self.spent

    def __add__(self, other: Self) -> Self:
        return type(self)(
            self.reserved + other.reserved,
            self.committed + other.committed,
            self.spent + other.spent,
        )

    def __sub__(self, other: Self) -> Self:
        return type(self)(
            self.reserved - other.reserved,
            self.committed - other.committed,
            self.spent - other.spent,
        )


NOTHING = Balance()


@dataclass(frozen=True)
class Project:
    """What a carrier can have over several years. years: all that count together."""

    cap: Decimal
    years: frozenset[int]


@dataclass(frozen=True)
class Caps:
    """What is allowed in the year of a call.

    year: per carrier in this year. projects: over several years, each with this year among them; that of a newer call bounds what is asked for anew in an older year too.
    total: of all carriers in this year, None for no such cap.
    """

    year: Decimal
    projects: tuple[Project, ...] = ()
    total: Decimal | None = None


class OverCap(Exception):
    """More is asked for than is left; nothing has changed.

    limit: which cap. carrier: its key (ARS), "" for the total. available: what is left under this cap, EUR. asked: what was asked for under it, EUR.
    """

    def __init__(self, limit: Limit, carrier: str, available: Decimal, asked: Decimal):
        super().__init__(limit, carrier, available, asked)
        self.limit = limit
        self.carrier = carrier
        self.available = available
        self.asked = asked


def rests(
    caps: Caps, year: Balance, projects: Sequence[Balance] = (), total: Balance = NOTHING
) -> dict[Limit, Decimal]:
    """What is left under each cap there is, at least 0: a cap may have been lowered below what is held.

    :param year: held by the carrier in the year of the call.
    :param projects: held by the carrier in the years of each project, in their order.
    :param total: held by all carriers in the year of the call.
    """
    left: dict[Limit, Decimal] = {"year": caps.year - year.used}
    if caps.projects:
        pairs = zip(caps.projects, projects, strict=True)
        left["project"] = min(project.cap - held.used for project, held in pairs)
    if caps.total is not None:
        left["total"] = caps.total - total.used
    return {limit: max(rest, ZERO) for limit, rest in left.items()}


def available(
    caps: Caps, year: Balance, projects: Sequence[Balance] = (), total: Balance = NOTHING
) -> Decimal:
    """What a carrier may still ask for: the smallest rest."""
    return min(rests(caps, year, projects, total).values())


def refusals(
    caps: Caps,
    shares: Mapping[str, Decimal],
    years: Mapping[str, Balance],
    projects: Mapping[str, Sequence[Balance]],
    total: Balance,
) -> list[OverCap]:
    """The caps that these shares would break, the one with the smallest rest first; none: they may be reserved.

    :param shares: carrier → amount.
    :param years, projects: carrier → what it holds without these shares, in the year of the call and in the years of each project.
    :param total: what all hold without these shares.
    """
    broken = []
    for carrier, asked in shares.items():
        left = rests(caps, years[carrier], projects[carrier])
        broken += [
            OverCap(limit, carrier, rest, asked) for limit, rest in left.items() if asked > rest
        ]
    everything = sum(shares.values(), ZERO)
    if caps.total is not None:
        rest = max(caps.total - total.used, ZERO)
        if everything > rest:
            broken.append(OverCap("total", "", rest, everything))
    return sorted(broken, key=lambda over: over.available)
