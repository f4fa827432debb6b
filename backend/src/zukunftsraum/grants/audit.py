"""The audit of the grants: who did what when, so that every decision and every amount can be reconstructed years later.

Called within the transaction of what happens: what fails leaves no record, what succeeds has one. What writes often does so within the lock `grants`; without it, two who
write at once conflict, and one of them begins again.
"""

from datetime import datetime
from datetime import UTC
from typing import Any
from zope.interface import implementer
from zukunftsraum.grants.audit_store import get_store
from zukunftsraum.grants.audit_store import Record
from zukunftsraum.members.interfaces import IPersonalData


#: What there are records of. `erased` is written by the store itself.
KINDS = frozenset(
    {
        "transition",  # of the process; facts: transition, state, and what was said
        "amount",  # something else is asked for than before; facts: before, asked, shares
        "conflict",  # somebody declared a conflict of interest
        "iban_changed",  # facts: iban (masked)
        "iban_viewed",  # the whole IBAN was shown; facts: purpose
        "file",  # facts: change (submitted, added, changed, removed), filename, sha256
        "mail",  # to the municipality; facts: mail (kind of the notice), recipients (how many)
        "document",  # facts: document, paper, sha256, size
        "payment",  # facts: amount, day, payee, iban (masked)
        "payment_cancelled",  # facts: payment (number of its record), reasons
    }
)


def append(application: str, kind: str, *, actor: str, now: datetime, **facts: Any) -> Record:
    """Record that something happened.

    Facts that can name or describe people have the names in `audit_chain.APART`; nothing else may. IBANs are masked.

    :param application: UID.
    :param actor: user id; "job" of a job.
    :param facts: texts, whole numbers, flags, amounts as `Decimal`, days, moments, and lists and mappings of these.
    :raises ValueError: there is no such kind.
    :raises TypeError: a fact is of another kind.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    return get_store().append(application, kind, actor=actor, now=now, facts=facts)


def records_of(application: str, start: int = 0, size: int | None = None) -> list[Record]:
    """The records of an application, oldest first, or a page of them."""
    return get_store().of(application, start, size)


def count_of(application: str) -> int:
    """How many records an application has."""
    return get_store().count(application)


def forget_texts(application: str, *, now: datetime) -> None:
    """Take people and free texts out of the records of an application whose time of keeping is over."""
    get_store().forget_texts(application, now=now)


def verify() -> list[str]:
    """What does not fit in the record, a line each, without personal data; empty when all is as it was recorded."""
    return get_store().verify()


@implementer(IPersonalData)
class AuditData:
    """What a person did for grants. Of an erased person the record keeps what was done, and not who did it."""

    def export_of(self, user_id: str) -> list[dict]:
        return [as_json(record) for record in get_store().of_person(user_id)]

    def forget(self, user_id: str) -> None:
        get_store().forget_person(user_id, now=datetime.now(UTC))


def as_json(record: Record) -> dict[str, Any]:
    """A record as it is exported to the person who did it."""
    return {
        "application": record.application,
        "number": record.place,
        "kind": record.kind,
        "time": record.time,
        "facts": dict(record.facts),
    }
