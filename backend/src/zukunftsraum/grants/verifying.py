"""The jobs `verify-ledger` and `verify-audit`: whether balances follow from the bookings, and records and documents are what was recorded."""

from datetime import datetime
from zope.interface import implementer
from zukunftsraum.grants import audit
from zukunftsraum.grants import audit_store
from zukunftsraum.grants import ledger
from zukunftsraum.grants import papers
from zukunftsraum.grants.store import get_store
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.jobs.interfaces import JobFailed


#: So many faults are told; more would not help.
TOLD = 20


@implementer(IJob)
class VerifyLedger:
    """Changes nothing."""

    title = "compute all balances of the micro grants from their bookings and compare"
    schedule = "15 5 * * *"

    def run(self, now: datetime) -> str:
        _demand_none("the ledger", ledger.verify())
        count, years = len(get_store()), get_store().years()
        return f"the ledger matches: {count} bookings, {len(years)} years"


@implementer(IJob)
class VerifyAudit:
    """Changes nothing. The line names the end of the chain: kept elsewhere, it shows later that the chain was not exchanged as a whole."""

    title = "compute the record of the micro grants anew and compare it, with the documents"
    schedule = "20 5 * * *"

    def run(self, now: datetime) -> str:
        _demand_none("the record of the grants", [*audit.verify(), *papers.verify()])
        number, last = audit_store.get_store().head
        return (
            f"the record of the grants matches: {number} records, the last one is {last or 'none'}"
        )


def _demand_none(what: str, faults: list[str]) -> None:
    """:raises JobFailed: there are faults."""
    if faults:
        more = f"; and {len(faults) - TOLD} more" if len(faults) > TOLD else ""
        raise JobFailed(f"{what} does not match: {'; '.join(faults[:TOLD])}{more}")
