"""The job `verify-ledger`: whether what is stored follows from the bookings."""

from datetime import datetime
from zope.interface import implementer
from zukunftsraum.grants import ledger
from zukunftsraum.grants.store import get_store
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.jobs.interfaces import JobFailed


#: So many faults are told; more would not help.
TOLD = 20


@implementer(IJob)
class VerifyLedger:
    """Changes nothing."""

    title = "compute all balances of the micro grants from their bookings and compare"

    def run(self, now: datetime) -> str:
        faults = ledger.verify()
        if faults:
            more = f"; and {len(faults) - TOLD} more" if len(faults) > TOLD else ""
            raise JobFailed(f"the ledger does not match: {'; '.join(faults[:TOLD])}{more}")
        count, years = len(get_store()), get_store().years()
        return f"the ledger matches: {count} bookings, {len(years)} years"
