"""Many municipalities that submit applications for micro grants at once: no cap is broken, no number is missing.

    make bench-grants                              # some minutes on two cores; needs PostgreSQL
    make bench-grants ARGS="--only file"           # the default storage alone, without PostgreSQL

Two portals of its own are made in a temporary folder, from backend/instance.yaml: two Zope processes on PostgreSQL (RelStorage), and one process on
FileStorage. 20 municipalities have ten coordinators each, and everybody has a draft over 1,000 to 3,000 EUR; a municipality may have 5,000 EUR, all together
80,000 EUR. Then all submit at the same moment, over connections of their own. The laws:

1. everybody is answered 200, or 409 with what was left at that very moment;
2. no municipality is above its cap, all together are not above the total, and whoever was refused asked for more than was left;
3. numbers are given without gap and none twice, to those and only those who were answered 200;
4. what `@grant-budget` tells is the sum of what was submitted;
5. the job `verify-ledger` finds nothing, and no lock is left;
6. who submits again is answered 409, and nothing changes.

Seconds are those of the client, from opening the connection to the end of the answer. Exit status: 1 if a law is broken or a p95 is above the goal, 2 if
there is no PostgreSQL.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from decimal import Decimal
from portals import all_at_once
from portals import Answer
from portals import arguments_of
from portals import ask
from portals import Call
from portals import Laws
from portals import Measurement
from portals import new_instance
from portals import Portal
from portals import row
from portals import run_loop
from portals import say

import random
import sys
import time


#: Seconds, p95 of what people wait for an answer: with each submission a letter is made while the others wait.
GOAL = 60.0

TOWNS, EACH = 20, 10
CAP, TOTAL = Decimal(5000), Decimal(80_000)

#: So many drafts are written at once beforehand.
AT_ONCE = 8

IBAN = "DE89370400440532013000"


def day(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def moment(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")


YEAR = int(day(0)[:4])


def call_for_applications() -> dict:
    return {
        "@type": "GrantCall",
        "title": f"Mikroförderung {YEAR}",
        "year": YEAR,
        "open_from": moment(-10),
        "open_to": moment(10),
        "period_from": f"{YEAR}-01-01",
        "period_to": f"{YEAR + 1}-12-31",
        "cap": str(CAP),
        "total_budget": str(TOTAL),
        "cost_categories": [{"key": "consulting", "title": "Beratung"}],
        "declarations": ["Die Maßnahme hat noch nicht begonnen."],
        "number_prefix": "ZkD",
    }


def application(amount: Decimal) -> dict:
    """Ready for submission."""
    return {
        "@type": "GrantApplication",
        "title": "Beratung zur Nachbarschaftshilfe",
        "description": "Ein Werkstatttag.",
        "year": YEAR,
        "topics": ["volunteering"],
        "office": "Hauptamt",
        "contact_name": "Kim Beispiel",
        "contact_email": "kim.beispiel@example.org",
        "signatories": [{"name": "Toni Muster", "function": "Bürgermeisterin"}],
        "relation_to_demography": "Viele ältere Menschen leben allein.",
        "target_groups": ["Ältere Menschen"],
        "goals": [{"goal": "Eine Nachbarschaftshilfe beginnt.", "indicator": "Zehn Helfende"}],
        "measures": "Zwei Vorgespräche und ein Werkstatttag.",
        "period_start": day(20),
        "period_end": day(60),
        "dates": [{"date": day(40), "description": "Werkstatttag"}],
        "adviser": "Büro Beispiel",
        "cost_plan": [
            {
                "category": "consulting",
                "description": "Werkstatttag",
                "units": "1",
                "rate": str(amount),
            }
        ],
        "amount_requested": str(amount),
        "declarations": ["Die Maßnahme hat noch nicht begonnen."],
        "payee": "Stadtkasse",
        "iban": IBAN,
    }


# -- before ----------------------------------------------------------------------------------------


async def warm_up(portal: Portal) -> None:
    """The call, everybody's draft, and what a portal has behind it that has run for a minute."""
    office = portal.said["office"]
    call = await ask(portal.ports[0], "POST", "foerderung", office, call_for_applications())
    demand(call, 201)
    path = f"foerderung/{call.body['id']}/@workflow/publish"
    demand(await ask(portal.ports[0], "POST", path, office, {}), 200)
    chosen = random.Random(1)
    portal.said["asked"] = {who: amount_of(chosen) for who in portal.tokens}
    drafts = [
        Call(who, "POST", space_of(portal, who), application(amount))
        for who, amount in portal.said["asked"].items()
    ]
    made: list[Answer] = []
    for first in range(0, len(drafts), AT_ONCE):
        made += await all_at_once(portal, drafts[first : first + AT_ONCE])
    for answer in made:
        demand(answer, 201)
    portal.said["paths"] = {
        draft.who: f"{draft.path}/{answer.body['id']}"
        for draft, answer in zip(drafts, made, strict=True)
    }
    some = [Call(who, "GET", path) for who, path in [*portal.said["paths"].items()][:16]]
    for _round in range(2 * len(portal.ports)):
        await all_at_once(portal, some)


def amount_of(chosen: random.Random) -> Decimal:
    return Decimal(chosen.randint(100_000, 300_000)) / 100


def space_of(portal: Portal, who: str) -> str:
    return f"raeume/stadt-{portal.said['towns'][who]}"


def demand(answer: Answer, status: int) -> None:
    if answer.status != status:
        raise RuntimeError(f"{answer.status} instead of {status}: {answer.body}")


# -- the run ---------------------------------------------------------------------------------------


def run(portal: Portal, setting: str, laws: Laws, locks: Callable[[], int]) -> list[float]:
    people = list(portal.tokens)
    random.Random(2).shuffle(people)
    calls = [
        Call(who, "POST", f"{portal.said['paths'][who]}/@workflow/submit", {}) for who in people
    ]
    began = time.perf_counter()
    answers = dict(zip(people, run_loop(all_at_once(portal, calls)), strict=True))
    seconds = time.perf_counter() - began
    p95 = row(f"{len(people)} submit", setting, [*answers.values()], seconds)
    demand_laws(portal, answers, laws)
    again = run_loop(
        all_at_once(portal, [call for call in calls if answers[call.who].status == 200])
    )
    laws.check(
        {answer.status for answer in again} == {409},
        "who submits again is answered 409",
        dict(Counter(answer.status for answer in again)),
    )
    demand_ledger(portal, answers, laws)
    laws.check(locks() == 0, "no lock is left", locks())
    done = sum(answer.status == 200 for answer in answers.values())
    print(f"\n{setting}: {done} submitted, {len(answers) - done} refused.\n", flush=True)
    return [p95]


def demand_laws(portal: Portal, answers: dict[str, Answer], laws: Laws) -> None:
    """What was answered, against the applications as they are stored."""
    asked, towns = portal.said["asked"], portal.said["towns"]
    statuses = Counter(answer.status for answer in answers.values())
    laws.check(set(statuses) <= {200, 409}, "everybody is answered 200 or 409", dict(statuses))
    stored = {
        who: portal.read(path, portal.tokens[who]) for who, path in portal.said["paths"].items()
    }
    done = {who for who, answer in answers.items() if answer.status == 200}
    laws.check(
        {who for who, one in stored.items() if one["review_state"] == "submitted"} == done,
        "those and only those are submitted who were told so",
    )
    numbers = {one["number"]: who for who, one in stored.items() if one.get("number")}
    laws.check(
        sorted(numbers) == [f"ZkD-{YEAR}-{n + 1:04d}" for n in range(len(done))]
        and set(numbers.values()) == done,
        "numbers without gap, none twice",
        f"{len(numbers)} numbers, {len(done)} submitted",
    )
    # What was left after each submission, in the order in which they had their turn.
    order = [numbers[number] for number in sorted(numbers)]
    moments = [(Counter(), Decimal(0))]
    for who in order:
        used, total = moments[-1]
        moments.append((used + Counter({towns[who]: asked[who]}), total + asked[who]))
    used, total = moments[-1]
    laws.check(max(used.values()) <= CAP, "no municipality is above its cap", max(used.values()))
    laws.check(total <= TOTAL, "all together are not above the total", total)
    wrong = [
        (who, answer.body)
        for who, answer in answers.items()
        if answer.status == 409 and not is_right(answer, asked[who], towns[who], moments)
    ]
    laws.check(
        not wrong, "who is refused is told the right rest, which is less than asked for", wrong[:3]
    )


def is_right(answer: Answer, asked: Decimal, town: int, moments: list) -> bool:
    """Whether there was a moment at which this was left, and less than was asked for."""
    try:
        told = Decimal(answer.body["available"])
    except (KeyError, ArithmeticError, TypeError):
        return False
    rests = {min(CAP - used[town], TOTAL - total) for used, total in moments}
    return told in rests and told < asked


def demand_ledger(portal: Portal, answers: dict[str, Answer], laws: Laws) -> None:
    """What the ledger tells, against what was answered."""
    asked, towns = portal.said["asked"], portal.said["towns"]
    for number, ars in enumerate(portal.said["keys"]):
        path = f"@grant-budget?municipality={ars}&year={YEAR}"
        told = portal.read(path, portal.said["examiner"])
        held = sum(
            (asked[who] for who, a in answers.items() if a.status == 200 and towns[who] == number),
            Decimal(0),
        )
        laws.check(
            (Decimal(told["reserved"]), told["committed"], told["spent"])
            == (held, "0.00", "0.00"),
            f"what is told of {ars} is what was submitted",
            told,
        )
    token = portal.said["operator"]
    verified = run_loop(ask(portal.ports[0], "POST", "@jobs/verify-ledger", token, {}))
    laws.check(verified.status == 200, "the ledger is verified", verified.body)
    count = sum(answer.status == 200 for answer in answers.values())
    laws.check(f" {count} bookings" in str(verified.body), "a booking each", verified.body)


# -- filling ---------------------------------------------------------------------------------------


def fill(conf: str) -> int:
    """Make the site, municipalities with coordinators, and the people of the programme; runs in a process of its own."""
    instance = new_instance(conf)
    from zukunftsraum.spaces.membership import join
    from zukunftsraum.spaces.rules import municipal_groups

    import spaces

    spaces.fill_register(instance, TOWNS)
    spaces.in_batches(instance, "spaces", range(TOWNS), spaces.add_space)
    members = spaces.People(instance, TOWNS)
    members.add_up_to(TOWNS * EACH)
    towns = {f"p{number}": number % TOWNS for number in range(TOWNS * EACH)}
    keys = [spaces.ars_of(number) for number in range(TOWNS)]
    with instance.site():
        for who, id in zip(towns, members.ids, strict=True):
            join(municipal_groups(keys[towns[who]]), id, coordinator=True)
    spaces.add_office(instance)
    add(instance, "examiner", groups=["team-foerderpruefung"])
    add(instance, "operator", roles=["Manager"])
    tokens = {who: instance.token(id) for who, id in zip(towns, members.ids, strict=True)}
    programme = {name: instance.token(name) for name in ("office", "examiner", "operator")}
    say(tokens, towns=towns, keys=keys, **programme)
    return 0


def add(instance, name: str, groups: list[str] = (), roles: list[str] = ()) -> None:
    """An account of the programme or of the operation."""
    from plone import api

    import secrets

    with instance.site():
        password = secrets.token_urlsafe(20)
        api.user.create(username=name, email=f"{name}@example.org", password=password)
        for group in groups:
            api.group.add_user(groupname=group, username=name)
        if roles:
            api.user.grant_roles(username=name, roles=list(roles))


def main() -> int:
    arguments = arguments_of(__doc__).parse_args()
    if arguments.fill:
        return fill(arguments.fill)
    return Measurement(__file__, GOAL, [], [], warm_up, run).main(arguments)


if __name__ == "__main__":
    sys.exit(main())
