"""@grant-payments: what is to be paid, for finance; @payment: that it was paid."""

from collections.abc import Sequence
from datetime import datetime
from datetime import UTC
from plone import api
from typing import Literal
from typing import NotRequired
from typing_extensions import TypedDict
from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import Format
from zukunftsraum.contract import Listing
from zukunftsraum.contract import Money
from zukunftsraum.contract import Named
from zukunftsraum.contract import names
from zukunftsraum.contract import PageQuery
from zukunftsraum.contract import Uri
from zukunftsraum.contract import Year
from zukunftsraum.grants import audit
from zukunftsraum.grants import payments
from zukunftsraum.grants import secrets
from zukunftsraum.grants.due import ALL
from zukunftsraum.grants.due import all_due
from zukunftsraum.grants.due import application_of
from zukunftsraum.grants.due import Due
from zukunftsraum.grants.due import due_of
from zukunftsraum.grants.due import OPEN
from zukunftsraum.grants.due import PAID
from zukunftsraum.grants.facts import town_of_application
from zukunftsraum.grants.fields import masked_of
from zukunftsraum.grants.fields import sealed_of
from zukunftsraum.grants.iban import grouped
from zukunftsraum.grants.money import as_text
from zukunftsraum.grants.rules import day_of
from zukunftsraum.grants.summary import refresh
from zukunftsraum.inputs import Reader
from zukunftsraum.service import PathService
from zukunftsraum.service import whole_number
from zukunftsraum.tables import CSV_TYPE
from zukunftsraum.tables import write_csv
from zukunftsraum.tables import write_xlsx
from zukunftsraum.tables import XLSX_TYPE


#: What changes the audit waits for it.
LOCK = "grants"

FORMATS = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}

COLUMNS = (
    _("column_grant_number", default="Number of the application"),
    _("column_municipality", default="Municipality"),
    _("column_payee", default="Payee"),
    _("column_iban", default="IBAN"),
    _("column_amount", default="Amount (EUR)"),
    _("column_purpose", default="Purpose"),
    _("column_paid_on", default="Paid on"),
    _("column_paid", default="Paid (EUR)"),
)


UNREADABLE = _("error_iban_unreadable", default="The keys of the portal do not open this IBAN.")


def read_year(value) -> int | None:
    """A year, None for all.

    :raises ValueError: its argument is the message id.
    """
    if value in (None, ""):
        return None
    year = None if isinstance(value, bool) else whole_number(value, 0, 2000, 2199)
    if year is None:
        raise ValueError(_("error_year_expected", default="Please give a year, for example 2026."))
    return year


def read_state(value) -> str:
    """`open`, `paid` or `all`; what is open where nothing is said.

    :raises ValueError: its argument is the message id.
    """
    if value in (None, ""):
        return OPEN
    if value not in (OPEN, PAID, ALL):
        raise ValueError(_("error_payment_state", default="Please choose open, paid or all."))
    return value


def read_format(value) -> str:
    """`json`, `csv` or `xlsx`; `json` where nothing is said.

    :raises ValueError: its argument is the message id.
    """
    if value in (None, ""):
        return "json"
    if not isinstance(value, str) or value not in ("json", *FORMATS):
        raise ValueError(_("error_format", default="Please choose csv, json or xlsx."))
    return value


_Due = TypedDict("_Due", {"@id": Uri | None})


class DueRow(_Due):
    """What is to be paid; @id is None where the application was deleted. unreadable: no key opens the IBAN."""

    uid: str
    number: str
    title: str
    municipality: Named | None
    payee: str
    iban: str
    amount: Money
    purpose: str
    payment: payments.PaymentRow | None
    unreadable: NotRequired[bool]


class PaymentsQuery(PageQuery, total=False):
    year: Year
    state: Literal["open", "paid", "all"]


class PaymentsWanted(TypedDict, total=False):
    format: Format | None
    year: int | str | None
    state: Literal["open", "paid", "all", ""] | None


class WholePayments(TypedDict):
    items: list[DueRow]
    items_total: Count


class PaymentAnswer(TypedDict):
    payment: payments.PaymentRow | None


class PaymentsGet(PathService):
    """What is to be paid.

    One page, with masked IBANs. `year`, `state=open|paid|all`."""

    contract = Contract(query=PaymentsQuery, answers={200: Listing[DueRow]})

    def answer(self):
        reader = Reader(
            {name: self.request.form.get(name) for name in ("year", "state")}, {"year", "state"}
        )
        year, state = reader.read("year", read_year), reader.read("state", read_state)
        reader.finish()
        start, size = self.paging()
        found = all_due(year, state)
        page = [row_of(due) for due in found[start : start + size]]
        return self.listing(len(found), page, start, size)


class PaymentsPost(PathService):
    """What is to be paid, with whole IBANs.

    All of it, as JSON or as a table: `{"format", "year", "state"}`. That they were seen stands in the audit of each application.

    409 while the portal has no key for them.
    """

    contract = Contract(
        body=PaymentsWanted,
        files=tuple(FORMATS.values()),
        answers={200: WholePayments},
        errors=(409,),
    )

    def render(self):
        self.file = None
        answer = super().render()
        if self.file is None:
            return answer
        wanted, data = self.file
        response = self.request.response
        response.setHeader("Content-Type", FORMATS[wanted])
        response.setHeader("Content-Disposition", f'attachment; filename="auszahlungen.{wanted}"')
        return data

    def answer(self):
        reader = Reader(self.body(), names(PaymentsWanted))
        wanted = reader.read("format", read_format)
        year, state = reader.read("year", read_year), reader.read("state", read_state)
        reader.finish()
        user_id = self.user_id
        try:
            rows = run_alone(LOCK, lambda: self._shown(year, state, user_id, wanted))
        except secrets.NoKey as error:
            return self.refuse(409, error.args[0])
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if wanted == "json":
            return {"items": rows, "items_total": len(rows)}
        self._write(wanted, rows)
        return None

    def _shown(self, year, state, user_id: str, purpose: str) -> list[DueRow]:
        """The rows with whole IBANs, and a record for each that they were shown."""
        now, rows = datetime.now(UTC), []
        for due in all_due(year, state):
            application = application_of(due.uid)
            sealed = sealed_of(application.iban) if application is not None else ""
            try:
                iban = secrets.open_sealed(sealed) if sealed else ""
            except secrets.CannotOpen:
                iban = ""
            if iban:
                audit.append(due.uid, "iban_viewed", actor=user_id, now=now, purpose=purpose)
            row = as_json(due, application, iban)
            row["unreadable"] = bool(sealed and not iban)
            rows.append(row)
        return rows

    def _write(self, wanted: str, rows: Sequence[dict]) -> None:
        header = [translate(title, context=self.request) for title in COLUMNS]
        unreadable = translate(UNREADABLE, context=self.request)
        cells = [cells_of(row, unreadable) for row in rows]
        if wanted == "csv":
            self.file = wanted, write_csv(header, cells)
        else:
            title = translate(_("sheet_payments", default="Payments"), context=self.request)
            self.file = wanted, write_xlsx([(title, [header, *cells])])


class PaymentGet(PathService):
    """The payment of an application: `{payment}`, what was paid for this application, or null."""

    contract = Contract(answers={200: PaymentAnswer})

    def answer(self):
        return {"payment": payments.as_json(payments.payment_of(self.context.UID()))}


class PaymentPost(PathService):
    """Note that it was paid: `{"day", "amount"}`. 409 when it was noted already, or is not approved."""

    contract = Contract(body=payments.NewPayment, answers={201: PaymentAnswer}, errors=(409,))

    def answer(self):
        values, user_id = self.body(), self.user_id
        try:
            paid = run_alone(LOCK, lambda: self._pay(values, user_id))
        except payments.PaidAlready:
            message = _(
                "error_paid_already", default="The payment of this application is noted already."
            )
            return self.refuse(409, message)
        if paid is None:
            message = _("error_not_to_be_paid", default="This application is not to be paid.")
            return self.refuse(409, message)
        self.request.response.setStatus(201)
        return {"payment": payments.as_json(paid)}

    def _pay(self, values: dict, user_id: str) -> payments.Payment | None:
        uid, now = self.context.UID(), datetime.now(UTC)
        due = due_of(uid)
        if due is None:
            return None
        if due.payment is not None:
            raise payments.PaidAlready(due.payment)
        day, amount = payments.read_payment(
            values, approved=due.approved, decided=due.decided, today=day_of(now)
        )
        payment = payments.note_paid(
            uid,
            day=day,
            amount=amount,
            payee=self.context.payee or "",
            iban=masked_of(self.context.iban),
            actor=user_id,
            now=now,
        )
        refresh(self.context)
        return payment


class PaymentDelete(PathService):
    """Take back a payment that was noted by mistake: `{"reasons"}`; 404 where there is none. The audit keeps both."""

    contract = Contract(body=payments.Cancellation, answers={204: None})

    def answer(self):
        reasons, user_id = payments.read_cancellation(self.body()), self.user_id
        uid = self.context.UID()

        def take_back():
            payments.cancel(uid, reasons=reasons, actor=user_id, now=datetime.now(UTC))
            refresh(self.context)

        try:
            run_alone(LOCK, take_back)
        except LookupError:
            return self.not_found()
        return self.reply_no_content()


def row_of(due: Due) -> DueRow:
    """A row with the masked IBAN."""
    application = application_of(due.uid)
    return as_json(due, application, masked_of(application.iban) if application else "")


def as_json(due: Due, application, iban: str) -> DueRow:
    """A row of the list; application: None where it was deleted."""
    town = town_of_application(application) if application is not None else None
    return {
        "@id": application.absolute_url() if application is not None else None,
        "uid": due.uid,
        "number": due.number,
        "title": getattr(application, "title", ""),
        "municipality": {"ars": town.ars, "name": town.name} if town else None,
        "payee": getattr(application, "payee", "") or "",
        "iban": iban,
        "amount": as_text(due.approved),
        "purpose": f"{due.number} {api.portal.get().title}",
        "payment": payments.as_json(due.payment),
    }


def cells_of(row: dict, unreadable: str) -> list[str]:
    """A row of the table; unreadable: what stands for an IBAN that no key opens."""
    paid = row["payment"] or {"day": "", "amount": ""}
    return [
        row["number"],
        (row["municipality"] or {"name": ""})["name"],
        row["payee"],
        unreadable if row["unreadable"] else grouped(row["iban"]),
        _german(row["amount"]),
        row["purpose"],
        paid["day"],
        _german(paid["amount"]),
    ]


def _german(amount: str) -> str:
    """As spreadsheet programs in Germany read an amount."""
    return amount.replace(".", ",")
