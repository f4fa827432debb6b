"""What is missing or wrong before an application, or a proof of use, can be submitted. Plain functions over facts, no I/O.

Each finding names the field that it belongs to (`cost_plan.2.rate`: row counted from 0), and the step of the form.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zukunftsraum import _
from zukunftsraum.grants import rules
from zukunftsraum.grants.case import CallFacts
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.money import in_words
from zukunftsraum.grants.money import total
from zukunftsraum.grants.money import ZERO


#: Step of the form → its fields.
STEPS = {
    "call": ("year",),
    "people": (
        "municipality",
        "carriers",
        "partners",
        "office",
        "contact_name",
        "contact_email",
        "contact_phone",
        "signatories",
    ),
    "project": (
        "title",
        "description",
        "relation_to_demography",
        "topics",
        "target_groups",
        "goals",
        "measures",
        "period_start",
        "period_end",
        "dates",
        "adviser",
        "adviser_reason",
    ),
    "costs": ("cost_plan", "own_funds", "other_funds", "amount_requested", "payee", "iban"),
    "declarations": ("declarations", "early_start", "early_start_from", "early_start_reason"),
    "files": ("attachments",),
    "proof": ("proof_report", "proof_goals", "receipts", "repayment"),
}

STEP_OF = {field: step for step, fields in STEPS.items() for field in fields}

#: What has to be there: field → attribute of the facts, and what people call it.
REQUIRED: dict[str, tuple[str, str]] = {
    "description": ("summary", _("label_grant_summary", default="Summary")),
    "office": ("office", _("label_grant_office", default="Department")),
    "contact_name": ("contact_name", _("label_grant_contact_name", default="Contact")),
    "contact_email": (
        "contact_email",
        _("label_grant_contact_email", default="Mail address of the contact"),
    ),
    "signatories": (
        "signatories",
        _("label_grant_signatories", default="Authorised signatories"),
    ),
    "relation_to_demography": (
        "relation_to_demography",
        _("label_relation_to_demography", default="Relation to demographic change"),
    ),
    "topics": ("topics", _("label_topics", default="Topics")),
    "target_groups": ("target_groups", _("label_target_groups", default="Target groups")),
    "goals": ("goals", _("label_goals", default="Goals")),
    "measures": ("measures", _("label_measures", default="Measures")),
    "period_start": ("period_start", _("label_period_start", default="Start")),
    "period_end": ("period_end", _("label_period_end", default="End")),
    "cost_plan": ("cost_plan", _("label_grant_cost_plan", default="Cost plan")),
    "amount_requested": (
        "amount_requested",
        _("label_amount_requested", default="Amount asked for (EUR)"),
    ),
    "payee": ("payee", _("label_grant_payee", default="Payee")),
    "iban": ("iban_masked", _("label_grant_iban", default="IBAN")),
}

#: Table → cells without which a row says too little.
CELLS = {
    "signatories": ("name",),
    "goals": ("goal", "indicator"),
    "cost_plan": ("category", "description", "units", "rate"),
    "other_funds": ("source", "amount"),
    "dates": ("date",),
    "proof_goals": ("goal", "result"),
    "receipts": ("date", "payee", "reason", "category", "amount"),
}

CELL_MISSING = _("check_grant_cell", default="This cell of the table is still empty.")


@dataclass(frozen=True)
class Finding:
    """Something that is missing or wrong. message: to be translated."""

    field: str
    message: str

    @property
    def step(self) -> str:
        return STEP_OF.get(self.field.partition(".")[0], "project")


def before_submission(facts: Facts, now: datetime, language: str = "de") -> list[Finding]:
    """All that stands in the way of a submission, in the order of the form; time and cap are checked beside.

    :param language: of the amounts within the messages.
    """
    order = {step: number for number, step in enumerate(STEPS)}
    found = [
        *_call(facts),
        *_required(facts),
        *_cells(facts, "signatories", "goals", "cost_plan", "other_funds", "dates"),
        *_towns(facts),
        *_period(facts, now),
        *_costs(facts, language),
        *_shares(facts, language),
        *_declarations(facts),
        *_files(facts),
    ]
    return sorted(found, key=lambda finding: order[finding.step])


def before_proof(facts: Facts, now: datetime, language: str = "de") -> list[Finding]:
    """All that stands in the way of submitting the proof of use."""
    found: list[Finding] = []
    for field, label in (
        ("proof_report", _("label_grant_proof_report", default="Report")),
        ("proof_goals", _("label_grant_proof_goals", default="What became of the goals")),
        ("receipts", _("label_grant_receipts", default="Receipts")),
    ):
        if not getattr(facts, field):
            found.append(Finding(field, _missing(label)))
    found += _cells(facts, "proof_goals", "receipts")
    found += _receipts(facts, now)
    return found


def _missing(label: str) -> str:
    return _("check_grant_missing", default="“${label}” is missing.", mapping={"label": label})


def _call(facts: Facts) -> Iterator[Finding]:
    if facts.call is None or facts.call.state == "draft":
        yield Finding(
            "year", _("check_grant_call", default="Please choose a call that takes applications.")
        )


def _required(facts: Facts) -> Iterator[Finding]:
    for field, (attribute, label) in REQUIRED.items():
        value = getattr(facts, attribute)
        if value in (None, "", (), ZERO):
            yield Finding(field, _missing(label))


def _cells(facts: Facts, *tables: str) -> Iterator[Finding]:
    for table in tables:
        for number, row in enumerate(getattr(facts, table)):
            for cell in CELLS[table]:
                if getattr(row, cell) in (None, ""):
                    yield Finding(f"{table}.{number}.{cell}", CELL_MISSING)


def _towns(facts: Facts) -> Iterator[Finding]:
    def gone(town):
        return _(
            "check_grant_town_gone",
            default="The register does not know ${name} any more. It may have been merged into another municipality.",
            mapping={"name": town.name},
        )

    if not facts.municipality.known:
        yield Finding("municipality", gone(facts.municipality))
    for number, share in enumerate(facts.carriers):
        field = f"carriers.{number}.municipality"
        if not share.town.ars:
            yield Finding(field, CELL_MISSING)
        elif not share.town.known:
            yield Finding(field, gone(share.town))
    for town in facts.partners:
        if not town.known:
            yield Finding("partners", gone(town))


def _period(facts: Facts, now: datetime) -> Iterator[Finding]:
    start, end, call = facts.period_start, facts.period_end, facts.call
    if start and end and end < start:
        yield Finding(
            "period_end",
            _("check_grant_period_order", default="The measure ends before it begins."),
        )
    if call is not None:
        outside = _(
            "check_grant_period_year",
            default="The measure has to lie between ${first} and ${last}.",
            mapping={"first": f"{call.first_day:%d.%m.%Y}", "last": f"{call.last_day:%d.%m.%Y}"},
        )
        early = facts.early_start_from if facts.early_start else None
        for field, day in (
            ("period_start", start),
            ("period_end", end),
            ("early_start_from", early),
        ):
            if day is not None and not call.first_day <= day <= call.last_day:
                yield Finding(field, outside)
    for number, date in enumerate(facts.dates):
        if date.date and ((start and date.date < start) or (end and date.date > end)):
            yield Finding(
                f"dates.{number}.date",
                _(
                    "check_grant_date_outside",
                    default="This date lies outside of the period of the measure.",
                ),
            )
    if facts.early_start:
        for field, value, label in (
            (
                "early_start_from",
                facts.early_start_from,
                _("label_grant_early_start_from", default="Begin on"),
            ),
            (
                "early_start_reason",
                facts.early_start_reason,
                _("label_grant_early_start_reason", default="Why it cannot wait"),
            ),
        ):
            if not value:
                yield Finding(field, _missing(label))
        if start and facts.early_start_from and start < facts.early_start_from:
            yield Finding(
                "period_start",
                _(
                    "check_grant_before_early_start",
                    default="The measure begins before the day for which you ask.",
                ),
            )
    elif start is not None and start <= rules.day_of(now):
        yield Finding(
            "period_start",
            _(
                "check_grant_early_start",
                default="The measure must not begin before the decision. Choose a later day, or ask to begin before the decision.",
            ),
        )


def _costs(facts: Facts, language: str) -> Iterator[Finding]:
    call = facts.call
    for number, line in enumerate(facts.cost_plan):
        if call is None:
            break
        if line.category and line.category not in call.categories:
            yield Finding(
                f"cost_plan.{number}.category",
                _(
                    "check_grant_category",
                    default="The call does not know this category of costs.",
                ),
            )
        limit = _limit(call, line.category)
        if limit is not None and line.rate is not None and line.rate > limit:
            yield Finding(
                f"cost_plan.{number}.rate",
                _(
                    "check_grant_day_rate",
                    default="The call allows at most ${limit} a day.",
                    mapping={"limit": in_words(limit, language)},
                ),
            )
    if facts.amount_requested is None:
        return
    plan, others = rules.plan_total(facts), rules.others_total(facts)
    funds = facts.own_funds + others + facts.amount_requested
    if plan != funds:
        yield Finding(
            "amount_requested",
            _(
                "check_grant_sum",
                default="The cost plan comes to ${plan}, own funds, other funds and the amount asked for to ${funds}. Both have to be the same.",
                mapping={"plan": in_words(plan, language), "funds": in_words(funds, language)},
            ),
        )
    if call is not None and facts.own_funds * 100 < plan * call.own_share:
        yield Finding(
            "own_funds",
            _(
                "check_grant_own_share",
                default="The call asks for an own share of ${share} percent.",
                mapping={"share": str(call.own_share)},
            ),
        )


def _limit(call: CallFacts, category: str) -> Decimal | None:
    limited = not call.day_rate_categories or category in call.day_rate_categories
    return call.day_rate_limit if limited else None


def _shares(facts: Facts, language: str) -> Iterator[Finding]:
    seen = set()
    for number, share in enumerate(facts.carriers):
        if not share.amount:
            yield Finding(f"carriers.{number}.amount", CELL_MISSING)
        if share.town.ars in seen:
            yield Finding(
                f"carriers.{number}.municipality",
                _("check_grant_carrier_twice", default="This municipality is there twice."),
            )
        seen.add(share.town.ars)
    if facts.carriers and facts.amount_requested is not None:
        whole = total(facts.shares.values())
        if whole != facts.amount_requested:
            yield Finding(
                "carriers",
                _(
                    "check_grant_shares",
                    default="The shares come to ${shares}, the amount asked for is ${asked}. Both have to be the same.",
                    mapping={
                        "shares": in_words(whole, language),
                        "asked": in_words(facts.amount_requested, language),
                    },
                ),
            )
    if facts.call is not None and any(a > facts.call.cap for a in facts.shares.values()):
        yield Finding(
            "carriers" if facts.carriers else "amount_requested",
            _(
                "check_grant_cap",
                default="A municipality can get at most ${cap} a year.",
                mapping={"cap": in_words(facts.call.cap, language)},
            ),
        )


def _declarations(facts: Facts) -> Iterator[Finding]:
    for text in facts.call.declarations if facts.call is not None else ():
        if text not in facts.declarations:
            yield Finding(
                "declarations",
                _(
                    "check_grant_declaration",
                    default="Please accept this declaration: “${text}”",
                    mapping={"text": text},
                ),
            )


def _files(facts: Facts) -> Iterator[Finding]:
    call = facts.call
    if call is None:
        return
    kinds = [attachment.kind for attachment in facts.attachments]
    above = call.quotes_above
    dear = above is not None and any((line.amount or ZERO) > above for line in facts.cost_plan)
    if dear and kinds.count("quote") < call.quotes:
        yield Finding(
            "attachments",
            _(
                "check_grant_quotes",
                default="Quotes: the call asks for at least ${number}, since an item costs more than ${above}. So far: ${there}.",
                mapping={
                    "number": str(call.quotes),
                    "above": in_words(above, "de"),
                    "there": str(kinds.count("quote")),
                },
            ),
        )
    if call.signed_form and "signed-form" not in kinds:
        yield Finding(
            "attachments",
            _("check_grant_signed_form", default="The call asks for the signed form as a file."),
        )


def _receipts(facts: Facts, now: datetime) -> Iterator[Finding]:
    first = rules.first_day_of_costs(facts)
    for number, receipt in enumerate(facts.receipts):
        field = f"receipts.{number}.date"
        if receipt.date is None:
            continue
        if receipt.date > rules.day_of(now):
            yield Finding(
                field, _("check_grant_receipt_future", default="This day has not come yet.")
            )
        if first is not None and receipt.date < first:
            yield Finding(
                field,
                _(
                    "check_grant_receipt_early",
                    default="No costs may arise before ${day}.",
                    mapping={"day": f"{first:%d.%m.%Y}"},
                ),
            )
        last = facts.call.invoice_deadline if facts.call is not None else None
        if last is not None and receipt.date > last:
            yield Finding(
                field,
                _(
                    "check_grant_receipt_late",
                    default="Invoices are taken until ${day}.",
                    mapping={"day": f"{last:%d.%m.%Y}"},
                ),
            )
    for number, receipt in enumerate(facts.receipts):
        if receipt.category and facts.call and receipt.category not in facts.call.categories:
            yield Finding(
                f"receipts.{number}.category",
                _(
                    "check_grant_category",
                    default="The call does not know this category of costs.",
                ),
            )
