"""What was paid to municipalities: at most once for each application, at most what was approved. The audit is where it stands; there is no second book."""

from annotated_types import MaxLen
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from decimal import Decimal
from typing import Annotated
from typing import Any
from typing import NotRequired
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.contract import Day
from zukunftsraum.contract import Money
from zukunftsraum.contract import names
from zukunftsraum.grants import audit
from zukunftsraum.grants.audit_store import Record
from zukunftsraum.grants.money import as_text
from zukunftsraum.grants.money import CENT
from zukunftsraum.grants.money import read_amount
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import Reader


#: Longest reason for taking a payment back.
LONGEST_REASON = 1000


class PaidAlready(Exception):
    """There is a payment; `payment` is it."""

    def __init__(self, payment: "Payment"):
        super().__init__(payment.record)
        self.payment = payment


@dataclass(frozen=True)
class Payment:
    """record: number of its record in the audit. day: on which it was paid. amount: EUR. payee, iban (masked): as they were then, "" when they were erased."""

    record: int
    day: date
    amount: Decimal
    payee: str
    iban: str


def payment_in(records: Iterable[Record]) -> Payment | None:
    """The payment that counts, from the records of one application; one that was taken back does not."""
    found = None
    for record in records:
        if record.kind == "payment":
            facts = record.facts
            found = Payment(
                record.number,
                date.fromisoformat(facts["day"]),
                Decimal(facts["amount"]),
                facts.get("payee", ""),
                facts["iban"],
            )
        elif record.kind == "payment_cancelled":
            found = None
    return found


def payment_of(application: str) -> Payment | None:
    """What was paid for an application (its UID), None for nothing."""
    return payment_in(audit.records_of(application))


def paid_of(application: str) -> Decimal | None:
    """How much was paid for an application, None for nothing: a reclaim is at most this less what was accepted."""
    payment = payment_of(application)
    return None if payment is None else payment.amount


def note_paid(
    application: str,
    *,
    day: date,
    amount: Decimal,
    payee: str,
    iban: str,
    actor: str,
    now: datetime,
) -> Payment:
    """Note a payment; the caller holds the lock `grants`, and has checked it (`read_payment`).

    :param iban: masked.
    :raises PaidAlready: there is one.
    """
    if (known := payment_of(application)) is not None:
        raise PaidAlready(known)
    record = audit.append(
        application,
        "payment",
        actor=actor,
        now=now,
        day=day,
        amount=amount,
        payee=payee,
        iban=iban,
    )
    return Payment(record.number, day, amount, payee, iban)


def cancel(application: str, *, reasons: str, actor: str, now: datetime) -> None:
    """Take back a payment that was noted by mistake; the record keeps both.

    :raises LookupError: there is none.
    """
    payment = payment_of(application)
    if payment is None:
        raise LookupError(application)
    audit.append(
        application,
        "payment_cancelled",
        actor=actor,
        now=now,
        payment=payment.record,
        reasons=reasons,
    )


def read_payment(
    values: Any, *, approved: Decimal, decided: date, today: date
) -> tuple[date, Decimal]:
    """Day and amount of a payment, as they were sent: `{"day", "amount"}`; without an amount, what was approved.

    :param approved: amount in EUR; decided: day of the approval; today: the day in Germany.
    :raises InvalidInput: names the fields.
    """
    reader = Reader(values, names(NewPayment))
    day = reader.read("day", lambda value: _day(value, decided, today))
    amount = reader.read(
        "amount",
        lambda value: approved if value is None else read_amount(value, least=CENT, most=approved),
    )
    reader.finish()
    return day, amount


def read_cancellation(values: Any) -> str:
    """Why a payment is taken back: `{"reasons"}`.

    :raises InvalidInput: names the field.
    """
    reader = Reader(values, names(Cancellation))
    reasons = reader.read("reasons", lambda value: lines(value, LONGEST_REASON, required=True))
    reader.finish()
    return reasons


def _day(value: Any, decided: date, today: date) -> date:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(
            _("error_day_expected", default="Please give a day, for example 2026-11-29.")
        ) from None
    if not decided <= day <= today:
        raise ValueError(
            _(
                "error_payment_day",
                default="The day of the payment lies between the approval and today.",
            )
        )
    return day


class PaymentRow(TypedDict):
    day: Day
    amount: Money
    payee: str
    iban: str


class NewPayment(TypedDict):
    """amount: in EUR; what was approved, where nothing is said."""

    day: Day
    amount: NotRequired[str | int | float | None]


class Cancellation(TypedDict):
    reasons: Annotated[str, MaxLen(LONGEST_REASON)]


def as_json(payment: Payment | None) -> PaymentRow | None:
    """A payment over REST."""
    if payment is None:
        return None
    return {
        "day": payment.day.isoformat(),
        "amount": as_text(payment.amount),
        "payee": payment.payee,
        "iban": payment.iban,
    }
