"""What of the audit is shown to whom, and how. Plain functions, no I/O.

Grant roles and administrators see all of it. Who belongs to a municipality that takes part in the application sees what was done and when, and not what is internal to the
examination: notes and results of examiners before the decision, declarations of conflicts of interest, and the names of those who examine and decide. That holds for people with a
grant role too who belong to one of these municipalities, or have declared a conflict.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from zukunftsraum import _
from zukunftsraum.grants.audit_store import Record


#: What municipalities do; everything else is done by the grants office, or by a job.
MUNICIPAL = frozenset({"submit", "resubmit", "withdraw", "submit_proof"})

#: Steps of the examination that only say where an application is.
INTERNAL = frozenset({"examine", "propose"})

#: What the municipality is told of those: nothing that was said.
TOLD = frozenset({"transition", "state"})

#: Kinds that municipalities do not see.
HIDDEN = frozenset({"conflict"})

TITLES = {
    "transition": _("audit_transition", default="Step of the process"),
    "amount": _("audit_amount", default="Amount"),
    "conflict": _("audit_conflict", default="Conflict of interest declared"),
    "iban_changed": _("audit_iban_changed", default="Bank account changed"),
    "iban_viewed": _("audit_iban_viewed", default="Bank account viewed"),
    "file": _("audit_file", default="File"),
    "mail": _("audit_mail", default="Mail"),
    "document": _("audit_document", default="Document made"),
    "payment": _("audit_payment", default="Payment"),
    "payment_cancelled": _("audit_payment_cancelled", default="Payment taken back"),
    "erased": _("audit_erased", default="Personal data erased"),
}


def side_of(record: Record) -> str:
    """Who did it: `municipality`, `grants` or `job`."""
    if record.actor == "job" or record.kind == "erased":
        return "job"
    if record.kind in {"amount", "file", "iban_changed"}:
        return "municipality"
    if record.kind == "transition" and record.facts.get("transition") in MUNICIPAL:
        return "municipality"
    return "grants"


def for_municipality(records: Iterable[Record]) -> list[Record]:
    """What those see who belong to the application."""
    return [_without_notes(record) for record in records if record.kind not in HIDDEN]


def _without_notes(record: Record) -> Record:
    actor = record.actor if side_of(record) == "municipality" else ""
    facts = record.facts
    if record.kind == "transition" and facts.get("transition") in INTERNAL:
        facts = {name: value for name, value in facts.items() if name in TOLD}
    if record.kind == "erased":
        facts = {}
    return replace(record, actor=actor, facts=facts)


def in_words(facts: dict[str, Any]) -> str:
    """Facts as one text, for a cell of a table."""
    return "; ".join(f"{name}: {_word(value)}" for name, value in facts.items())


def _word(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_word(part)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_word(part) for part in value)
    return "" if value is None else str(value)
