"""What is missing before submission, over facts alone."""

from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import UTC
from decimal import Decimal
from zukunftsraum.grants.case import Attachment
from zukunftsraum.grants.case import CallFacts
from zukunftsraum.grants.case import CostLine
from zukunftsraum.grants.case import Day
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.case import Fund
from zukunftsraum.grants.case import Goal
from zukunftsraum.grants.case import ProofGoal
from zukunftsraum.grants.case import Receipt
from zukunftsraum.grants.case import Share
from zukunftsraum.grants.case import Signatory
from zukunftsraum.grants.case import Step
from zukunftsraum.grants.case import Town
from zukunftsraum.grants.checks import before_proof
from zukunftsraum.grants.checks import before_submission
from zukunftsraum.grants.checks import STEP_OF

import pytest


NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)

EURO = Decimal("1.00")

CALL = CallFacts(
    uid="call",
    path="/foerderung/aufruf",
    title="Aufruf",
    year=2026,
    state="published",
    open_from=datetime(2026, 1, 1, tzinfo=UTC),
    open_to=datetime(2026, 9, 30, tzinfo=UTC),
    return_days=14,
    cap=5000 * EURO,
    project_cap=None,
    project_years=None,
    project_first_year=None,
    total_budget=None,
    day_rate_limit=850 * EURO,
    own_share=0,
    weak_first=False,
    categories={"moderation": "Moderation", "travel": "Reisekosten"},
    day_rate_categories=("moderation",),
    period_from=None,
    period_to=None,
    invoice_deadline=date(2026, 11, 30),
    proof_deadline=None,
    funding_form="notice",
    formal_checklist=(),
    content_checklist=(),
    declarations=("Nicht begonnen.",),
    quotes_above=None,
    quotes=0,
    signed_form=False,
    number_prefix="ZkD",
    sender="",
    texts={},
    standing_conditions="",
    remedy="",
    retention_rejected=2,
    retention_settled=10,
)


def town(ars: str, *, known: bool = True) -> Town:
    return Town(ars, f"Ort {ars[-1]}", f"Ort {ars[-1]}", "99", "Musterland", "no", known)


A, B = town("990000000001"), town("990000000002")

LINE = CostLine("moderation", "Moderation", "Werkstatt", 2 * EURO, 850 * EURO, 1700 * EURO, True)

WHOLE = Facts(
    uid="uid",
    path="/raeume/a/antrag",
    number="",
    state="draft",
    title="Werkstatt",
    summary="Ein Tag.",
    year=2026,
    call=CALL,
    municipality=A,
    carriers=(),
    shares={A.ars: 1700 * EURO},
    partners=(),
    office="Amt",
    contact_name="Kim Beispiel",
    contact_email="kim@example.org",
    contact_phone="",
    signatories=(Signatory("Toni Muster", "Bürgermeisterin"),),
    relation_to_demography="Viele Ältere.",
    topics=("housing",),
    target_groups=("Alle",),
    goals=(Goal("Drei Maßnahmen", "Eine läuft"),),
    measures="Ein Tag.",
    period_start=date(2026, 6, 1),
    period_end=date(2026, 7, 31),
    dates=(Day(date(2026, 6, 20), "Werkstatt"),),
    adviser="",
    adviser_reason="",
    cost_plan=(LINE,),
    own_funds=0 * EURO,
    other_funds=(),
    amount_requested=1700 * EURO,
    declarations=("Nicht begonnen.",),
    early_start=False,
    early_start_from=None,
    early_start_reason="",
    attachments=(),
    payee="Stadtkasse",
    iban_masked="DE89 **** 3000",
    proof_report="",
    proof_goals=(),
    receipts=(),
    repayment=None,
    steps=(),
    conflicts=frozenset(),
)


def with_call(**changes) -> Facts:
    return replace(WHOLE, call=replace(CALL, **changes))


def fields(facts: Facts) -> list[str]:
    return [finding.field for finding in before_submission(facts, NOW)]


def test_nothing_is_missing_from_a_whole_one():
    assert before_submission(WHOLE, NOW) == []


@pytest.mark.parametrize(
    "name",
    [
        "office",
        "contact_name",
        "contact_email",
        "signatories",
        "relation_to_demography",
        "topics",
        "target_groups",
        "goals",
        "measures",
        "payee",
    ],
)
def test_what_is_required_is_missed(name):
    empty = () if isinstance(getattr(WHOLE, name), tuple) else ""
    assert fields(replace(WHOLE, **{name: empty})) == [name]


SHARES_AB = (Share(A, 700 * EURO), Share(B, 1000 * EURO))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (replace(WHOLE, call=None, year=None), ["year"]),
        (with_call(state="draft"), ["year"]),
        (replace(WHOLE, summary=""), ["description"]),
        (replace(WHOLE, iban_masked=""), ["iban"]),
        (replace(WHOLE, goals=(Goal("Ziel", ""),)), ["goals.0.indicator"]),
        (replace(WHOLE, amount_requested=1600 * EURO, shares={}), ["amount_requested"]),
        (replace(WHOLE, own_funds=1 * EURO), ["amount_requested"]),
        (replace(WHOLE, other_funds=(Fund("Kreis", 1 * EURO),)), ["amount_requested"]),
        (with_call(own_share=10), ["own_funds"]),
        (with_call(day_rate_limit=849 * EURO), ["cost_plan.0.rate"]),
        (with_call(day_rate_limit=849 * EURO, day_rate_categories=()), ["cost_plan.0.rate"]),
        (with_call(day_rate_limit=849 * EURO, day_rate_categories=("travel",)), []),
        (with_call(categories={"travel": "Reisekosten"}), ["cost_plan.0.category"]),
        (with_call(cap=1600 * EURO), ["amount_requested"]),
        (with_call(declarations=("Nicht begonnen.", "Sparsam.")), ["declarations"]),
        (with_call(signed_form=True), ["attachments"]),
        (with_call(quotes=1, quotes_above=1699 * EURO), ["attachments"]),
        (with_call(quotes=1, quotes_above=1700 * EURO), []),
        (replace(WHOLE, period_start=date(2026, 8, 1)), ["period_end", "dates.0.date"]),
        (replace(WHOLE, period_end=date(2027, 1, 1)), ["period_end"]),
        (replace(WHOLE, period_start=date(2026, 5, 4)), ["period_start"]),
        (replace(WHOLE, dates=(Day(date(2026, 8, 1), ""),)), ["dates.0.date"]),
        (
            replace(WHOLE, period_start=date(2026, 5, 1), early_start=True),
            ["early_start_from", "early_start_reason"],
        ),
        (
            replace(
                WHOLE,
                period_start=date(2026, 5, 1),
                early_start=True,
                early_start_from=date(2026, 5, 1),
                early_start_reason="Der Saal ist nur im Mai frei.",
            ),
            [],
        ),
        (replace(WHOLE, municipality=town(A.ars, known=False)), ["municipality"]),
        (replace(WHOLE, partners=(town(B.ars, known=False),)), ["partners"]),
        (
            replace(WHOLE, carriers=SHARES_AB, shares={A.ars: 700 * EURO, B.ars: 1000 * EURO}),
            [],
        ),
        (
            replace(WHOLE, carriers=SHARES_AB, shares={A.ars: 700 * EURO, B.ars: 900 * EURO}),
            ["carriers"],
        ),
        (
            replace(
                WHOLE,
                carriers=(Share(A, 1700 * EURO), Share(town(B.ars, known=False), None)),
            ),
            ["carriers.1.municipality", "carriers.1.amount"],
        ),
        (
            replace(WHOLE, carriers=(Share(A, 850 * EURO), Share(A, 850 * EURO))),
            ["carriers.1.municipality"],
        ),
    ],
)
def test_what_is_wrong_is_named(facts, expected):
    assert fields(facts) == expected


def test_quotes_count_when_they_are_called_so():
    facts = with_call(quotes=1, quotes_above=100 * EURO, signed_form=True)
    files = tuple(
        Attachment(kind, f"{kind}.pdf", kind, "application/pdf", 1)
        for kind in ("quote", "signed-form")
    )
    assert fields(facts) == ["attachments", "attachments"]
    assert fields(replace(facts, attachments=files)) == []


def test_every_finding_has_a_step():
    nothing = replace(
        WHOLE,
        **dict.fromkeys(("signatories", "topics", "target_groups", "goals", "cost_plan"), ()),
        summary="",
        call=None,
        amount_requested=None,
    )
    for finding in before_submission(nothing, NOW):
        assert finding.field.partition(".")[0] in STEP_OF


RECEIPT = Receipt(date(2026, 6, 20), "Büro", "Tag", "moderation", "Moderation", 1700 * EURO)

PROOF = replace(
    WHOLE,
    state="proof",
    proof_report="Gut.",
    proof_goals=(ProofGoal("Drei", "Zwei", ""),),
    receipts=(RECEIPT,),
    steps=(
        Step("approve", "x", datetime(2026, 5, 10, tzinfo=UTC), "approved", amount=1700 * EURO),
    ),
)

LATER = datetime(2026, 12, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (PROOF, []),
        (replace(PROOF, proof_report="", receipts=()), ["proof_report", "receipts"]),
        (replace(PROOF, proof_goals=(ProofGoal("Drei", "", ""),)), ["proof_goals.0.result"]),
        (replace(PROOF, receipts=(replace(RECEIPT, amount=None),)), ["receipts.0.amount"]),
        (
            replace(PROOF, receipts=(replace(RECEIPT, date=date(2026, 5, 9)),)),
            ["receipts.0.date"],
        ),
        (
            replace(
                PROOF,
                early_start=True,
                early_start_from=date(2026, 5, 9),
                receipts=(replace(RECEIPT, date=date(2026, 5, 9)),),
            ),
            [],
        ),
        (  # asked for, but the receipt is from before that day too
            replace(
                PROOF,
                early_start=True,
                early_start_from=date(2026, 5, 9),
                receipts=(replace(RECEIPT, date=date(2026, 5, 8)),),
            ),
            ["receipts.0.date"],
        ),
        (  # a day alone asks for nothing
            replace(
                PROOF,
                early_start_from=date(2026, 5, 1),
                receipts=(replace(RECEIPT, date=date(2026, 5, 9)),),
            ),
            ["receipts.0.date"],
        ),
        (  # before the time of the call
            replace(
                PROOF,
                early_start=True,
                early_start_from=date(2025, 12, 1),
                receipts=(replace(RECEIPT, date=date(2025, 12, 31)),),
            ),
            ["receipts.0.date"],
        ),
        (  # approved in autumn for the next year
            replace(
                PROOF,
                call=replace(CALL, period_from=date(2026, 7, 1)),
                receipts=(replace(RECEIPT, date=date(2026, 6, 20)),),
            ),
            ["receipts.0.date"],
        ),
        (  # a municipality that was merged meanwhile proves what it has got
            replace(PROOF, municipality=town("990000000009", known=False)),
            [],
        ),
        (
            replace(PROOF, receipts=(replace(RECEIPT, date=date(2026, 12, 1)),)),
            ["receipts.0.date"],
        ),
        (
            replace(PROOF, receipts=(replace(RECEIPT, date=date(2026, 11, 30)),)),
            [],
        ),
        (  # it has not come yet
            replace(
                PROOF,
                call=replace(CALL, invoice_deadline=None),
                receipts=(replace(RECEIPT, date=date(2026, 12, 5)),),
            ),
            ["receipts.0.date"],
        ),
        (
            replace(PROOF, receipts=(replace(RECEIPT, category="food"),)),
            ["receipts.0.category"],
        ),
    ],
)
def test_the_proof_of_use(facts, expected):
    assert [finding.field for finding in before_proof(facts, LATER)] == expected
