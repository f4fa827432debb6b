"""What is to be paid: approved applications, with what was paid for them. Nothing of the content is loaded but for the rows that are asked for."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from plone import api
from zukunftsraum.grants import payments
from zukunftsraum.grants.ledger import number_of
from zukunftsraum.grants.payments import Payment
from zukunftsraum.grants.records import get_records
from zukunftsraum.grants.rules import day_of
from zukunftsraum.grants.store import get_store


OPEN, PAID, ALL = "open", "paid", "all"


@dataclass(frozen=True)
class Due:
    """An approved application: uid of the content, number, year of the number, amount that was approved (EUR), day of the approval, and what was paid."""

    uid: str
    number: str
    year: int
    approved: Decimal
    decided: date
    payment: Payment | None


def due_of(uid: str) -> Due | None:
    """What is to be paid for an application; None where it is not approved, or was withdrawn before anything was paid."""
    record, number = get_records().of(uid), number_of(uid)
    if record is None or number is None:
        return None
    steps = [step for step in record.steps if step.transition in {"approve", "reject", "withdraw"}]
    approvals = [step for step in steps if step.transition == "approve"]
    if not approvals:
        return None
    payment = payments.payment_of(uid)
    if steps[-1] is not approvals[-1] and payment is None:
        return None
    decision = approvals[-1]
    year = int(number.rsplit("-", 2)[1])
    return Due(uid, number, year, decision.amount, day_of(decision.time), payment)


def all_due(year: int | None, state: str) -> list[Due]:
    """Of a year (None: of all), by number; nothing is read of other years. state: `open`, `paid` or `all`."""
    found = [due for uid in get_store().numbered(year) if (due := due_of(uid)) is not None]
    if state != ALL:
        found = [due for due in found if (due.payment is not None) == (state == PAID)]
    return sorted(found, key=lambda due: (due.year, due.number))


def application_of(uid: str):
    """The content of an application; None where it was deleted."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid)
    return brains[0]._unrestrictedGetObject() if brains else None
