"""What was done with an application, its documents and payments: its municipality knows, from the submission on grant roles too."""

from datetime import datetime
from datetime import UTC
from decimal import Decimal
from tests.isolation import Rows
from zukunftsraum.grants import audit
from zukunftsraum.grants import audit_store
from zukunftsraum.grants import papers
from zukunftsraum.grants import papers_store
from zukunftsraum.grants.case import Step
from zukunftsraum.grants.payments import note_paid
from zukunftsraum.grants.records import get_records
from zukunftsraum.grants.store import get_store


#: A draft, so that nobody outside the municipality sees it.
APPLICATION = "raeume/beispielhausen/g1"

FINANCE = ("grants-team",)


def plant(portal):
    """A record, a document and a payment of the application that the space of B has."""
    application = portal.unrestrictedTraverse(APPLICATION)
    uid, now = application.UID(), datetime.now(UTC)
    said = {"comment": "Zitronenvermerk", "filename": "zitronenbeleg.pdf"}
    audit.append(uid, "transition", actor="examiner", now=now, transition="return", **said)
    paper = papers_store.get_store().add(
        uid, "approval", b"%PDF Zitronenbescheid", now.isoformat(timespec="seconds")
    )
    facts = {"document": paper.kind, "paper": 1, "sha256": paper.sha256}
    audit.append(uid, "document", actor="approver", now=now, **facts)
    record = get_records().make(uid)
    get_store().next_number("ZkD", 2026, uid)
    record.note(Step("approve", "approver", now, "approved", amount=Decimal("1500.00")))
    note_paid(
        uid,
        day=now.date(),
        amount=Decimal("1500.00"),
        payee="Zitronenkasse",
        iban="DE89 **** 3000",
        actor="finance",
        now=now,
    )


def state(portal):
    uid = portal.unrestrictedTraverse(APPLICATION).UID()
    return {"record": audit_store.get_store().head, "documents": papers.papers_of(uid)}


PAPER_ROWS = Rows(
    plant=plant,
    paths={
        f"{APPLICATION}/@audit": (),
        f"{APPLICATION}/@audit?format=csv": (),
        f"{APPLICATION}/@letter": (),
        f"{APPLICATION}/@papers": (),
        f"{APPLICATION}/@papers/1": (),
        f"{APPLICATION}/@payment": (),
        "@grant-payments": FINANCE,
        "@grant-payments?state=all": FINANCE,
    },
    # Finance may see the list, also of what it may not read any more: for it the body is wrong.
    write_paths=(
        ("POST", "@grant-payments", {"format": "?"}),
        ("POST", f"{APPLICATION}/@payment", {"day": "2026-01-01"}),
        ("DELETE", f"{APPLICATION}/@payment", {"reasons": "x"}),
    ),
    state=state,
    seen=(
        ("coordinator-b", f"{APPLICATION}/@audit"),
        ("member-b", f"{APPLICATION}/@letter"),
        ("member-b", f"{APPLICATION}/@papers/1"),
        ("coordinator-b", f"{APPLICATION}/@payment"),
        ("finance", "@grant-payments?state=all"),
    ),
)
