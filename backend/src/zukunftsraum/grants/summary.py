"""What lists read of an application that was submitted: the column `grant_summary` of the catalog, so that no list wakes applications.

Whoever sees the application sees this in search results too, so it holds nothing that its municipality is not told: no proposal, and nobody's name.
"""

from decimal import Decimal
from plone.indexer import indexer
from typing import Any
from zukunftsraum.grants import process
from zukunftsraum.grants import rules
from zukunftsraum.grants.case import CostLine
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.content import IGrantApplication
from zukunftsraum.grants.facts import facts_of
from zukunftsraum.grants.ledger import number_of
from zukunftsraum.grants.money import as_text
from zukunftsraum.grants.money import total
from zukunftsraum.grants.money import ZERO
from zukunftsraum.grants.payments import payment_of


@indexer(IGrantApplication)
def grant_summary(application) -> dict[str, Any] | None:
    """JSON values; None before the first submission."""
    if number_of(application.UID()) is None:
        return None
    facts = facts_of(application)
    return summary_of(facts, is_paid=payment_of(facts.uid) is not None)


@indexer(IGrantApplication)
def year(application) -> str:
    """The year of its call, as text."""
    if not application.year:
        raise AttributeError("year")
    return f"{application.year:04}"


def refresh(application) -> None:
    """Let the catalog know anew what it keeps of an application, which does not count as modified."""
    application.reindexObject(idxs=["review_state"])


def summary_of(facts: Facts, *, is_paid: bool) -> dict[str, Any]:
    """Amounts as texts in EUR, days and moments in ISO 8601.

    municipality: key (ARS) of the one that applies; name: what it is called where the register does not know it any more. towns: keys of all that take part. asked, shares: of the last submission, approved: None where
    nothing is, or not any more; paid: whether it is. before: the day on which the measure begins, so that the decision comes before it. until: last day to answer the request that is open. categories: what was
    asked for, over the categories of the cost plan.
    """
    asked, submission = process.asked(facts), facts.submission
    approval = facts.last("approve", "reject", "withdraw")
    is_approved = approval is not None and approval.transition == "approve"
    begins = [day for day in (facts.period_start, facts.early_start_from) if day is not None]
    until = facts.steps[-1].until if facts.steps else None
    return {
        "number": facts.number,
        "year": facts.year,
        "municipality": facts.municipality.ars,
        "name": facts.municipality.name,
        "towns": sorted(ars for ars in facts.towns if ars),
        "asked": as_text(asked),
        "shares": {ars: as_text(part) for ars, part in process.submitted_shares(facts).items()},
        "approved": as_text(process.approved_amount(facts)) if is_approved else None,
        "paid": is_paid,
        "submitted": submission.time.isoformat(timespec="seconds") if submission else "",
        "before": min(begins).isoformat() if begins else None,
        "until": None if until is None else until.isoformat(),
        "categories": {
            key: as_text(part) for key, part in by_category(facts.cost_plan, asked).items()
        },
    }


def by_category(cost_plan: tuple[CostLine, ...], asked: Decimal) -> dict[str, Decimal]:
    """What is asked for, over the categories of the cost plan in proportion to what each costs; all of it is there as soon as the plan costs as much."""
    costs: dict[str, Decimal] = {}
    for line in cost_plan:
        costs[line.category] = costs.get(line.category, ZERO) + (line.amount or ZERO)
    return rules.split(min(asked, total(costs.values())), costs)
