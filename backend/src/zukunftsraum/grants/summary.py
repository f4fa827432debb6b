"""What lists read of an application that was submitted: the column `grant_summary` of the catalog, so that no list wakes applications.

Whoever sees the application sees this in search results too, so it holds nothing that its municipality is not told: no proposal, and nobody's name.
Nothing here asks the catalog: that would begin to index what is being indexed, and an application could come to stand in it twice.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from decimal import Decimal
from plone.indexer import indexer
from typing import Any
from zukunftsraum.grants import rules
from zukunftsraum.grants.case import Step
from zukunftsraum.grants.content import IGrantApplication
from zukunftsraum.grants.facts import town_of_application
from zukunftsraum.grants.ledger import number_of
from zukunftsraum.grants.money import as_text
from zukunftsraum.grants.money import total
from zukunftsraum.grants.money import ZERO
from zukunftsraum.grants.payments import payment_of
from zukunftsraum.grants.records import get_records
from zukunftsraum.grants.store import find_store


@indexer(IGrantApplication)
def grant_summary(application) -> dict[str, Any] | None:
    """JSON values, amounts as texts in EUR, days and moments in ISO 8601; None before the first submission.

    municipality: key (ARS) of the one that applies; name: what it is called where the register does not know it any more. towns: keys of all that take part. asked, shares: of the
    last submission; approved: None where nothing is, or not any more; paid: whether it is. before: the day on which the measure begins, so that the decision comes before it.
    until: last day to answer the request that is open. categories: what was asked for, over the categories of the cost plan.
    """
    uid = application.UID()
    if find_store() is None:
        return None  # earlier steps of an upgrade index, too
    number = number_of(uid)
    record = None if number is None else get_records().of(uid)
    if record is None:
        return None
    steps, town = record.steps, town_of_application(application)
    submission = _last(steps, "submit", "resubmit")
    decision = _last(steps, "approve", "reject", "withdraw")
    is_approved = decision is not None and decision.transition == "approve"
    shares = _shares(submission)
    asked = total(shares.values())
    begins = [day for day in (application.period_start, application.early_start_from) if day]
    until = steps[-1].until if steps else None
    carriers = [row["municipality"] for row in application.carriers or ()]
    parts = by_category(application.cost_plan or (), asked)
    return {
        "number": number,
        "year": application.year,
        "municipality": town.ars,
        "name": town.name,
        "towns": sorted(
            {town.ars, *(application.partners or ()), *carriers, *shares} - {"", None}
        ),
        "asked": as_text(asked),
        "shares": _as_texts(shares),
        "approved": as_text(total(_shares(decision).values())) if is_approved else None,
        "paid": payment_of(uid) is not None,
        "submitted": submission.time.isoformat(timespec="seconds") if submission else "",
        "before": min(begins).isoformat() if begins else None,
        "until": until.isoformat() if until else None,
        "categories": _as_texts(parts),
    }


@indexer(IGrantApplication)
def year(application) -> str:
    """The year of its call, as text."""
    if not application.year:
        raise AttributeError("year")
    return f"{application.year:04}"


def refresh(application) -> None:
    """Let the catalog know anew what it keeps of an application, which does not count as modified."""
    application.reindexObject(idxs=["review_state"])


def by_category(cost_plan: Iterable[Mapping[str, Any]], asked: Decimal) -> dict[str, Decimal]:
    """What is asked for, over the categories of the cost plan in proportion to what each costs; at most what the plan costs."""
    costs: dict[str, Decimal] = {}
    for row in cost_plan:
        amount = Decimal(row["amount"]) if row["amount"] is not None else ZERO
        costs[row["category"]] = costs.get(row["category"], ZERO) + amount
    return rules.split(min(asked, total(costs.values())), costs)


def _last(steps: Sequence[Step], *transitions: str) -> Step | None:
    found = (step for step in reversed(steps) if step.transition in transitions)
    return next(found, None)


def _shares(step: Step | None) -> Mapping[str, Decimal]:
    return (step.shares if step is not None else None) or {}


def _as_texts(amounts: Mapping[str, Decimal]) -> dict[str, str]:
    return {key: as_text(amount) for key, amount in amounts.items()}
