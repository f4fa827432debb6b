"""A call that is open, and an application with nothing missing, as REST takes them."""

from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import UTC
from tests.world import ARS_A
from zukunftsraum.grants.rules import day_of


def today() -> date:
    """The day in Germany: for an hour or two it is another than in UTC. Not a constant: midnight may come while tests run."""
    return day_of(datetime.now(UTC))


YEAR = today().year

DECLARATIONS = [
    "Die Maßnahme hat noch nicht begonnen.",
    "Es gibt keine weitere Förderung für dieselben Kosten.",
]


def noon() -> datetime:
    """Of today."""
    return datetime.combine(today(), time(12), UTC)


def day(days: int) -> str:
    """A day from today on."""
    return (today() + timedelta(days=days)).isoformat()


def moment(**delta) -> str:
    """A time from now on."""
    return (datetime.now(UTC) + timedelta(**delta)).isoformat(timespec="seconds")


def a_call(**fields) -> dict:
    """A call whose applications are taken from ten days ago for ten days from now."""
    return {
        "@type": "GrantCall",
        "title": f"Mikroförderung {YEAR}",
        "year": YEAR,
        # At noon: in the week before the clocks change, ten times 24 hours may end on another day.
        "open_from": (noon() - timedelta(days=10)).isoformat(),
        "open_to": (noon() + timedelta(days=10)).isoformat(),
        "period_from": date(YEAR, 1, 1).isoformat(),
        "period_to": date(YEAR + 1, 12, 31).isoformat(),
        "proof_deadline": day(200),
        "cap": "5000.00",
        "day_rate_limit": "850",
        "day_rate_categories": ["consulting", "moderation"],
        "cost_categories": [
            {"key": "consulting", "title": "Beratung"},
            {"key": "moderation", "title": "Moderation"},
            {"key": "travel", "title": "Reisekosten"},
        ],
        "declarations": DECLARATIONS,
        "formal_checklist": ["Die Frist ist eingehalten."],
        "content_checklist": ["Das Vorhaben hat mit dem demografischen Wandel zu tun."],
        **fields,
    }


def an_application(**fields) -> dict:
    """An application of Musterstadt over 1,700 EUR, ready for submission."""
    return {
        "@type": "GrantApplication",
        "title": "Moderation einer Bürgerwerkstatt",
        "description": "Ein Werkstatttag im Bahnhofsviertel.",
        "year": YEAR,
        "topics": ["citizen-participation"],
        "office": "Amt für Stadtentwicklung",
        "contact_name": "Kim Beispiel",
        "contact_email": "kim.beispiel@example.org",
        "signatories": [{"name": "Toni Muster", "function": "Bürgermeisterin"}],
        "relation_to_demography": "Im Viertel leben viele ältere Menschen allein.",
        "target_groups": ["Bewohnerinnen und Bewohner"],
        "goals": [
            {"goal": "Drei Maßnahmen beginnen.", "indicator": "Nach acht Wochen läuft eine."}
        ],
        "measures": "Zwei Vorgespräche und ein Werkstatttag.",
        "period_start": day(20),
        "period_end": day(60),
        "dates": [{"date": day(40), "description": "Werkstatttag"}],
        "adviser": "Büro Beispiel",
        "cost_plan": [
            {
                "category": "moderation",
                "description": "Vorbereitung und Werkstatttag",
                "units": "2",
                "rate": "850,00",
            },
            {"category": "travel", "description": "Fahrt", "units": 1, "rate": 100},
        ],
        "own_funds": "100",
        "amount_requested": "1.700,00",
        "declarations": DECLARATIONS,
        "payee": "Stadtkasse Musterstadt",
        "iban": "DE89 3704 0044 0532 0130 00",
        **fields,
    }


SHARES = {ARS_A: "1700.00"}

#: What examiners say with a proposal of all that was asked for.
PROPOSAL = {
    "amount": "1700.00",
    "reasons": "Der Bezug ist klar, die Kosten sind angemessen.",
    "conditions": "Bitte nennen Sie die Förderung in der Einladung.",
    "checklist": ["Die Frist ist eingehalten."],
}


def a_proof() -> dict:
    """What the municipality writes in the proof of use."""
    return {
        "proof_report": "Der Werkstatttag fand statt.",
        "proof_goals": [{"goal": "Drei Maßnahmen beginnen.", "result": "Zwei laufen."}],
        "receipts": [
            {
                "date": day(0),
                "payee": "Büro Beispiel",
                "reason": "Moderation",
                "category": "moderation",
                "amount": "1500",
            }
        ],
    }
