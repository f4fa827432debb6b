"""A call and an application as facts, for documents."""

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


NOW = datetime(2026, 11, 29, 19, 0, tzinfo=UTC)

TOWN = Town("990000000001", "Musterstadt", "Stadt Musterstadt", "99", "Musterland", "yes", True)
OTHER = Town(
    "990000000002", "Beispielhausen", "Gemeinde Beispielhausen", "99", "Musterland", "no", True
)

CALL = CallFacts(
    uid="call-uid",
    path="/foerderung/2026",
    title="Mikroförderung 2026",
    year=2026,
    state="published",
    open_from=datetime(2026, 1, 1, tzinfo=UTC),
    open_to=datetime(2026, 12, 31, tzinfo=UTC),
    return_days=14,
    cap=Decimal("5000.00"),
    project_cap=None,
    project_years=None,
    project_first_year=None,
    total_budget=None,
    day_rate_limit=Decimal("850.00"),
    own_share=0,
    weak_first=True,
    categories={"moderation": "Moderation", "travel": "Reisekosten"},
    day_rate_categories=("moderation",),
    period_from=None,
    period_to=None,
    invoice_deadline=date(2026, 12, 15),
    proof_deadline=date(2027, 3, 31),
    funding_form="notice",
    formal_checklist=(),
    content_checklist=(),
    declarations=("Die Maßnahme hat noch nicht begonnen.",),
    quotes_above=None,
    quotes=0,
    signed_form=False,
    number_prefix="ZkD",
    sender="Förderstelle Demografie\nAmtsweg 1\n12345 Amtsstadt",
    texts={
        "application": "Text zum Antrag.",
        "approval": "Text zur Bewilligung.",
        "rejection": "Text zur Ablehnung.",
        "request": "Text zur Nachforderung.",
        "proof": "Text zum Nachweis.",
        "settlement": "Text zum Abschluss.",
        "reclaim": "Text zur Rückforderung.",
    },
    standing_conditions="Die Mittel sind wirtschaftlich zu verwenden.",
    remedy="Gegen diesen Bescheid kann Widerspruch erhoben werden.",
    retention_rejected=2,
    retention_settled=10,
)


def step(transition: str, state: str, **said) -> Step:
    return Step(transition, "somebody", datetime(2026, 10, 5, 8, 30, tzinfo=UTC), state, **said)


STEPS = (
    step("submit", "submitted"),
    step("return", "returned", comment="Bitte ein Angebot beilegen.", until=date(2026, 10, 19)),
    step("resubmit", "submitted"),
    step(
        "approve",
        "approved",
        amount=Decimal("1500.00"),
        shares={TOWN.ars: Decimal("1000.00"), OTHER.ars: Decimal("500.00")},
        reasons="Die Fahrtkosten sind nicht förderfähig.",
        conditions="Der Werkstatttag ist öffentlich.",
    ),
    step("start_proof", "proof"),
    step("submit_proof", "proof_submitted"),
    step(
        "reclaim",
        "reclaim",
        amount=Decimal("200.00"),
        reasons="Ein Beleg fehlt.",
        until=date(2027, 5, 1),
    ),
    step("settle", "settled", amount=Decimal("1300.00"), comment="Alles ist belegt."),
)

FACTS = Facts(
    uid="application-uid",
    path="/raeume/musterstadt/antrag",
    number="ZkD-2026-0001",
    state="settled",
    title="Moderation einer Bürgerwerkstatt",
    summary="Ein Werkstatttag im Bahnhofsviertel.",
    year=2026,
    call=CALL,
    municipality=TOWN,
    carriers=(Share(TOWN, Decimal("1100.00")), Share(OTHER, Decimal("600.00"))),
    shares={TOWN.ars: Decimal("1100.00"), OTHER.ars: Decimal("600.00")},
    partners=(OTHER,),
    office="Amt für Stadtentwicklung",
    contact_name="Kim Beispiel",
    contact_email="kim.beispiel@example.org",
    contact_phone="",
    signatories=(Signatory("Toni Muster", "Bürgermeisterin"),),
    relation_to_demography="Im Viertel leben viele ältere Menschen allein.",
    topics=("citizen-participation",),
    target_groups=("Bewohnerinnen", "Bewohner"),
    goals=(Goal("Drei Maßnahmen beginnen.", "Nach acht Wochen läuft eine."),),
    measures="Zwei Vorgespräche und ein Werkstatttag.",
    period_start=date(2026, 12, 1),
    period_end=date(2026, 12, 31),
    dates=(Day(date(2026, 12, 12), "Werkstatttag"),),
    adviser="Büro Beispiel",
    adviser_reason="",
    cost_plan=(
        CostLine(
            "moderation",
            "Moderation",
            "Werkstatttag",
            Decimal("2.00"),
            Decimal("850.00"),
            Decimal("1700.00"),
            True,
        ),
        CostLine(
            "travel",
            "Reisekosten",
            "Fahrt",
            Decimal("1.50"),
            Decimal("100.00"),
            Decimal("150.00"),
            False,
        ),
    ),
    own_funds=Decimal("100.00"),
    other_funds=(Fund("Sparkasse", Decimal("50.00")),),
    amount_requested=Decimal("1700.00"),
    declarations=("Die Maßnahme hat noch nicht begonnen.",),
    early_start=True,
    early_start_from=date(2026, 11, 1),
    early_start_reason="Der Saal ist nur dann frei.",
    attachments=(
        Attachment("a", "Angebot.pdf", "quote", "application/pdf", 100),
        Attachment("b", "Rechnung.pdf", "receipt", "application/pdf", 100),
    ),
    payee="Stadtkasse Musterstadt",
    iban_masked="DE89 **** 3000",
    proof_report="Es kamen sechzig Leute.",
    proof_goals=(ProofGoal("Drei Maßnahmen beginnen.", "Zwei haben begonnen.", "Eine später."),),
    receipts=(
        Receipt(
            date(2026, 12, 13),
            "Büro Beispiel",
            "Moderation",
            "moderation",
            "Moderation",
            Decimal("1450.00"),
        ),
        Receipt(date(2026, 12, 14), "Bahn", "Fahrt", "travel", "Reisekosten", Decimal("50.00")),
    ),
    repayment=Decimal("0.00"),
    steps=STEPS,
    conflicts=frozenset(),
)


def until(transition: str, **fields) -> Facts:
    """The facts when this was done last, or with other fields."""
    names = [one.transition for one in STEPS]
    end = len(names) - names[::-1].index(transition)
    return replace(FACTS, steps=STEPS[:end], state=STEPS[end - 1].state, **fields)
