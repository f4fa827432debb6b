"""Calls for micro grants of three years, and applications in all states, with what was booked for them.

Each step is made by the code that makes it on the website: rules, ledger, numbers, record, audit. Only the letters are not written anew for every
application: the first of each kind stands for all of that kind, since writing one takes as long as all the rest of the step.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import ExitStack
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from decimal import Decimal
from generate.acting import acting_as
from generate.acting import add
from generate.acting import date_history
from generate.acting import open_since
from generate.acting import transition
from generate.people import member
from generate.people import team
from generate.plan import Plan
from generate.plan import some
from generate.texts import Texts
from unittest.mock import patch


#: Where the site keeps the first letter of each kind.
LETTERS = "zukunftsraum.generated.letters"
#: Years before the one of the plan in which there were calls too.
YEARS = 2
CAP, PROJECT_CAP = Decimal(5000), Decimal(15_000)
IBAN = "DE89370400440532013000"
DECLARATION = "Die Maßnahme hat noch nicht begonnen."

#: State → the steps that lead there.
DECIDED = ("submit", "examine", "propose")
PROVEN = (*DECIDED, "approve", "start_proof", "submit_proof")
WAYS = {
    "draft": (),
    "submitted": ("submit",),
    "returned": ("submit", "examine", "return"),
    "examination": ("submit", "examine"),
    "decision": DECIDED,
    "approved": (*DECIDED, "approve"),
    "rejected": (*DECIDED, "reject"),
    "withdrawn": ("submit", "withdraw"),
    "proof": PROVEN[:-1],
    "proof_submitted": PROVEN,
    "settled": (*PROVEN, "settle"),
    "reclaim": (*PROVEN, "reclaim"),
}
#: Of 100 applications so many are in a state: of this year, and of the years before.
THIS_YEAR = {
    "draft": 20, "submitted": 14, "returned": 6, "examination": 10, "decision": 10, "approved": 18, "proof": 8,
    "proof_submitted": 4, "rejected": 6, "withdrawn": 4,
}  # fmt: skip
EARLIER = {"draft": 8, "withdrawn": 5, "rejected": 12, "reclaim": 3, "settled": 72}
#: Step → role of who makes it, and days after the application was begun.
STEPS = {
    "submit": ("Space Coordinator", 3),
    "examine": ("Grant Examiner", 5),
    "return": ("Grant Examiner", 6),
    "withdraw": ("Space Coordinator", 6),
    "propose": ("Grant Examiner", 7),
    "approve": ("Grant Approver", 10),
    "reject": ("Grant Approver", 10),
    "start_proof": ("Grant Examiner", 40),
    "submit_proof": ("Space Coordinator", 50),
    "settle": ("Grant Examiner", 60),
    "reclaim": ("Grant Examiner", 60),
}
#: Days after the beginning of an application on which the measure begins and ends.
MEASURE = (16, 38)
TEAM_OF = {"Grant Examiner": "examiner", "Grant Approver": "approver"}


def years(plan: Plan) -> list[int]:
    """Years of the calls, the newest first; that of the next year has no applications yet."""
    return [plan.now.year + 1 - number for number in range(YEARS + 2)]


def add_call(plan: Plan, portal, number: int) -> None:
    """The call of a year: open all the year, the next one since a month ago."""
    from zukunftsraum.grants.rows import read_table

    year = years(plan)[number]
    created = min(datetime(year, 1, 1, tzinfo=UTC), plan.now) - timedelta(days=40)
    categories = [{"key": "consulting", "title": "Beratung"}, {"key": "travel", "title": "Reisekosten"}]
    with acting_as(portal, team(plan, "office")[0].id):
        call = add(
            portal["foerderung"],
            "GrantCall",
            f"mikrofoerderung-{year}",
            plan.uid("calls", number),
            created,
            title=f"Mikroförderung {year}",
            description="Beratung, Moderation und Reisen.",
            year=year,
            open_from=created + timedelta(days=10),
            open_to=datetime(year, 12, 31, 22, tzinfo=UTC),
            cap=CAP,
            project_cap=PROJECT_CAP,
            project_years=YEARS + 1,
            project_first_year=plan.now.year - YEARS if year <= plan.now.year else year,
            cost_categories=read_table("cost_categories", categories),
            declarations=[DECLARATION],
            number_prefix="ZkD",
        )
        transition(call, "publish", created + timedelta(days=9), created)
        open_since(call, created + timedelta(days=9))


def add_application(plan: Plan, portal, number: int, towns: list, texts: Texts) -> None:
    from generate.content import space_id

    # One a year and space: the caps hold, and what lies together is made together.
    space, age = number // (YEARS + 1) % plan.count("spaces"), number % (YEARS + 1)
    year, chance = plan.now.year - age, plan.chance("applications", number)
    shares = EARLIER if age else THIS_YEAR
    state = chance.choices(list(shares), list(shares.values()))[0]
    days = chance.randint(15, 240)
    begun = datetime(year, 1, 1, chance.randint(8, 16), chance.randint(0, 59), tzinfo=UTC) + timedelta(days=days)
    coordinator = member(plan, space, towns)
    with acting_as(portal, coordinator.id):
        application = add(
            portal["raeume"][space_id(towns[space])],
            "GrantApplication",
            f"antrag-{number}",
            plan.uid("applications", number),
            begun,
            **_fields(chance, texts.of("applications", number), year, begun),
        )
    moments = [begun]
    for step in WAYS[state]:
        moments.append(begun + timedelta(days=STEPS[step][1]))
        _take(plan, portal, application, step, moments[-1], chance, coordinator.id)
    date_history(application, *moments)
    if len(moments) > 1:
        from DateTime import DateTime

        application.modification_date = DateTime(moments[-1])
        application.reindexObject(idxs=["modified", "review_state"])


def _fields(chance, text, year: int, begun: datetime) -> dict:
    from zukunftsraum.grants.fields import pack
    from zukunftsraum.grants.rows import read_table
    from zukunftsraum.vocabulary.terms import TOPICS

    amount = Decimal(chance.randint(10, 100) * 50)
    first, last = ((begun + timedelta(days=days)).date() for days in MEASURE)
    tables = {
        "signatories": [{"name": "Toni Muster", "function": "Bürgermeisterin"}],
        "goals": [{"goal": text.sentences[1], "indicator": "Zehn Menschen helfen mit."}],
        "dates": [{"date": first.isoformat(), "description": "Werkstatttag"}],
        "cost_plan": [{"category": "consulting", "description": "Werkstatttag", "units": "1", "rate": str(amount)}],
    }
    return {
        "title": text.title,
        "description": text.summary(),
        "year": year,
        "topics": some(chance, list(TOPICS), 1, 2),
        "office": "Hauptamt",
        "contact_name": "Kim Beispiel",
        "contact_email": "kim.beispiel@example.org",
        "relation_to_demography": " ".join(text.sentences[2:5]),
        "target_groups": ["Ältere Menschen"],
        "measures": " ".join(text.sentences[3:]),
        "period_start": first,
        "period_end": last,
        "adviser": "Büro Beispiel",
        "amount_requested": amount,
        "declarations": [DECLARATION],
        "payee": "Stadtkasse",
        "iban": pack(IBAN),
        **{name: read_table(name, rows) for name, rows in tables.items()},
    }


def _take(plan: Plan, portal, application, step: str, when: datetime, chance, coordinator: str) -> None:
    """Make a step, as who may make it."""
    from zukunftsraum.grants.acting import act_in_turn

    role = STEPS[step][0]
    who = coordinator if role == "Space Coordinator" else chance.choice(team(plan, TEAM_OF[role])).id
    if step == "submit_proof":
        _prove(application, when)
    asked = application.amount_requested
    said = {
        "return": {"comment": "Bitte ergänzen Sie den Zeitplan."},
        "withdraw": {"comment": "Wir verschieben das Vorhaben."},
        "propose": {"amount": str(asked), "reasons": "Das Vorhaben passt zum Aufruf."},
        "reject": {"reasons": "Die Mittel reichen nicht."},
        "settle": {"amount": str(asked)},
        "reclaim": {"amount": str(asked / 2), "reasons": "Ein Beleg fehlt."},
    }
    with acting_as(portal, who, role):
        act_in_turn(application, step, said.get(step, {}), now=when, quietly=True)


def _prove(application, when: datetime) -> None:
    """Write the proof of use."""
    from zukunftsraum.grants.rows import read_table

    goals = [{"goal": row["goal"], "result": "Erreicht.", "deviation": ""} for row in application.goals]
    day = application.period_end
    receipt = {"date": day.isoformat(), "payee": "Büro Beispiel", "reason": "Werkstatttag", "category": "consulting"}
    application.proof_report = f"Der Werkstatttag fand wie geplant statt. {application.measures[:500]}"
    application.proof_goals = read_table("proof_goals", goals)
    application.receipts = read_table("receipts", [{**receipt, "amount": str(application.amount_requested)}])


@contextmanager
def swiftly(portal) -> Iterator[None]:
    """In one transaction: calls are looked up once, and letters written once of each kind."""
    from BTrees.OOBTree import OOBTree
    from zope.annotation.interfaces import IAnnotations
    from zukunftsraum.grants import calls
    from zukunftsraum.grants import papers

    found = calls.all_calls()
    letters = IAnnotations(portal).setdefault(LETTERS, OOBTree())
    write = papers.make_letter

    def letter(kind: str, *arguments, **more) -> bytes:
        if kind not in letters:
            letters[kind] = write(kind, *arguments, **more)
        return letters[kind]

    with ExitStack() as stack:
        stack.enter_context(patch("zukunftsraum.grants.calls.all_calls", lambda: found))
        stack.enter_context(patch("zukunftsraum.grants.papers.make_letter", letter))
        yield
