"""The figures of a year: what was asked for, what is held, by state, Land and category. Plain functions over rows and balances.

What is asked for and held counts in the Land of the carrier, applications in that of the municipality that applies.
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from decimal import Decimal
from typing_extensions import TypedDict
from zukunftsraum.contract import Count
from zukunftsraum.contract import Money
from zukunftsraum.grants import rules
from zukunftsraum.grants.caps import Balance
from zukunftsraum.grants.caps import NOTHING
from zukunftsraum.grants.money import as_text
from zukunftsraum.grants.money import total
from zukunftsraum.grants.money import ZERO
from zukunftsraum.grants.worklists import Row
from zukunftsraum.grants.worklists import STATES


class OfState(TypedDict):
    state: str
    title: str
    count: Count
    asked: Money


class OfLand(TypedDict):
    code: str
    name: str
    count: Count
    asked: Money
    reserved: Money
    committed: Money
    spent: Money


class OfCategory(TypedDict):
    category: str
    title: str
    asked: Money
    approved: Money


class Figures(TypedDict):
    """total, available: None where the call has no limit."""

    total: Money | None
    asked: Money
    reserved: Money
    committed: Money
    spent: Money
    available: Money | None
    applications: Count
    by_state: list[OfState]
    by_land: list[OfLand]
    by_category: list[OfCategory]


def figures(
    rows: Iterable[Row],
    balances: Mapping[str, Balance],
    budget: Decimal | None,
    *,
    states: Mapping[str, str],
    lands: Mapping[str, str],
    categories: Mapping[str, str],
) -> Figures:
    """Amounts as texts in EUR.

    :param rows: all submitted applications of the year. balances: key of the carrier → what it holds. budget: of the call, None for no limit.
    :param states, lands, categories: key → title, in the order in which they are told.
    """
    rows = list(rows)
    held = sum(balances.values(), NOTHING)
    available = None if budget is None else max(budget - held.used, ZERO)
    return {
        "total": None if budget is None else as_text(budget),
        "asked": as_text(total(row.asked for row in rows)),
        **_held(held),
        "available": None if available is None else as_text(available),
        "applications": len(rows),
        "by_state": _by_state(rows, states),
        "by_land": _by_land(rows, balances, lands),
        "by_category": _by_category(rows, categories),
    }


def _by_state(rows: list[Row], titles: Mapping[str, str]) -> list[OfState]:
    counts = Counter(row.state for row in rows)
    return [
        {
            "state": state,
            "title": titles.get(state, state),
            "count": counts[state],
            "asked": as_text(total(row.asked for row in rows if row.state == state)),
        }
        for state in STATES
        if counts[state]
    ]


def _by_land(
    rows: list[Row], balances: Mapping[str, Balance], names: Mapping[str, str]
) -> list[OfLand]:
    counts = Counter(row.land for row in rows)
    asked: Counter[str] = Counter()
    held: dict[str, Balance] = {}
    for row in rows:
        for carrier, part in row.shares.items():
            asked[carrier[:2]] += part
    for carrier, balance in balances.items():
        held[carrier[:2]] = held.get(carrier[:2], NOTHING) + balance
    return [
        {
            "code": code,
            "name": names.get(code, code),
            "count": counts[code],
            "asked": as_text(asked[code] or ZERO),
            **_held(held.get(code, NOTHING)),
        }
        for code in sorted({*counts, *asked, *held})
    ]


def _by_category(rows: list[Row], titles: Mapping[str, str]) -> list[OfCategory]:
    asked: dict[str, Decimal] = {}
    approved: dict[str, Decimal] = {}
    for row in rows:
        _add(asked, row.categories)
        most = total(row.categories.values())
        _add(approved, rules.split(min(row.approved or ZERO, most), row.categories))
    order = {key: place for place, key in enumerate(titles)}
    return [
        {
            "category": key,
            "title": titles.get(key, key),
            "asked": as_text(asked[key]),
            "approved": as_text(approved[key]),
        }
        for key in sorted(asked, key=lambda key: (order.get(key, len(order)), key))
    ]


def _add(sums: dict[str, Decimal], more: Mapping[str, Decimal]) -> None:
    for key, amount in more.items():
        sums[key] = sums.get(key, ZERO) + amount


def _held(balance: Balance) -> dict[str, str]:
    return {
        "reserved": as_text(balance.reserved),
        "committed": as_text(balance.committed),
        "spent": as_text(balance.spent),
    }
