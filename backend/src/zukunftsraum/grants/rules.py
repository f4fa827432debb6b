"""Rules of the micro grants that are more than a comparison: opening hours, shares, sums. Plain functions, no I/O.

Source: VV zu § 44 BHO (application, examination by two people, proof), and the call of the year, which holds every amount and day.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from datetime import timedelta
from decimal import Decimal
from zukunftsraum.grants.caps import Project
from zukunftsraum.grants.case import CallFacts
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.money import CENT
from zukunftsraum.grants.money import total
from zukunftsraum.register.services.register_import import TIME_ZONE


def is_open_at(call: CallFacts, now: datetime) -> bool:
    """Whether a call takes applications: it is published, and this is within its time; both ends count.

    :param now: with zone.
    """
    return call.state == "published" and call.open_from <= now <= call.open_to


def day_of(moment: datetime) -> date:
    """The day in Germany."""
    return moment.astimezone(TIME_ZONE).date()


def last_day_to_answer(asked: datetime, days: int) -> date:
    """Until when a request for more can be answered; that whole day counts."""
    return day_of(asked) + timedelta(days=days)


def split(amount: Decimal, shares: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """An amount over the carriers in proportion to their shares, to the cent; the sum is exact, and nobody gets more than their share.

    Cents that are left over go to those who lost most by rounding down, and among equals by key.

    :param amount: at most the sum of the shares.
    """
    whole = total(shares.values())
    if not 0 <= amount <= whole:
        raise ValueError("The amount is not within the shares.")
    if not whole:
        return dict.fromkeys(shares, whole)
    exact = {carrier: amount * share / whole for carrier, share in shares.items()}
    parts = {carrier: part // CENT * CENT for carrier, part in exact.items()}
    rest = int((amount - total(parts.values())) / CENT)
    order = sorted(
        (carrier for carrier in parts if parts[carrier] < shares[carrier]),
        key=lambda carrier: (parts[carrier] - exact[carrier], carrier),
    )
    for carrier in order[:rest]:
        parts[carrier] += CENT
    return parts


def early_start_of(facts: Facts) -> date | None:
    """From which day on the measure may begin before the approval; None where that was not asked for, or not allowed. (Approvals of earlier versions say nothing: they allowed it.)"""
    approval = facts.last("approve")
    if approval is None or approval.early_start is False or not facts.early_start:
        return None
    return facts.early_start_from


def first_day_of_costs(facts: Facts) -> date | None:
    """Before it nothing may be spent: the day of the approval, or of an early start that was allowed; never before the time of the call. None before the approval."""
    approval = facts.last("approve")
    if approval is None:
        return None
    first = min(day_of(approval.time), early_start_of(facts) or date.max)
    return first if facts.call is None else max(first, facts.call.first_day)


def plan_total(facts: Facts) -> Decimal:
    """What the measure costs."""
    return _sum(line.amount for line in facts.cost_plan)


def others_total(facts: Facts) -> Decimal:
    """What others pay."""
    return _sum(fund.amount for fund in facts.other_funds)


def receipts_total(facts: Facts) -> Decimal:
    """What was spent, by the receipts."""
    return _sum(receipt.amount for receipt in facts.receipts)


def project_years(call: CallFacts) -> frozenset[int]:
    """The years that count for the cap over the project: so many from its first one on. A call that does not say the first one is of the last; none without such a cap."""
    if call.project_cap is None or not call.project_years:
        return frozenset()
    first = call.project_first_year or call.year - call.project_years + 1
    return frozenset(range(first, first + call.project_years))


def projects_of(year: int, calls: Iterable[CallFacts]) -> tuple[Project, ...]:
    """The caps over projects that hold in a year: of all calls whose project has it, so that no order of submissions over the years gets round one of them.

    :param calls: those in force, newer and older ones.
    """
    found = {
        Project(call.project_cap, project_years(call))
        for call in calls
        if call.project_cap is not None and year in project_years(call)
    }
    return tuple(sorted(found, key=lambda project: (sorted(project.years), project.cap)))


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return total(amount for amount in amounts if amount is not None)
