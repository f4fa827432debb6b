"""Many people who register for a seminar at once, and cancel at once; and a process that is killed meanwhile.

    make bench-seminar                              # some minutes on two cores; needs PostgreSQL
    make bench-seminar ARGS="--only file"           # the default storage alone, without PostgreSQL

Two portals of its own are made in a temporary folder, from backend/instance.yaml: two Zope processes on PostgreSQL (RelStorage), and one process on
FileStorage. Every person has a connection of their own; the clients run on the same machine. For each portal:

1. all register at once: every answer is 2xx, as many are confirmed as there are seats, the positions told are 1, 2, 3 … without gap or double, they
   are those stored, and everybody has one mail that says the same;
2. many cancel at once, of those with a seat and of those who wait: the first ones of those who are left have moved up, and each of them was told once;
3. all register at once for another seminar, and a process is killed (SIGKILL) meanwhile and started again: nothing is missing that was answered with
   success, who asks again gets the place that is stored, and no lock is left;
4. the office moves that seminar to another time twice and calls it off, while some cancel and mails go out to all: nobody is answered with an error, and
   everybody who is left is told once that it does not take place, and afterwards nothing of another time.

Before, all read the seminar's page at once: a yardstick, since machines differ. Seconds are those of the client, from opening the connection to the end of the answer. Exit status: 1 if a law is broken or a p95 is above the goal, 2 if
there is no PostgreSQL.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from datetime import timedelta
from datetime import UTC
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

import asyncio
import random
import sys
import time


#: Seconds, p95 of what people wait for an answer.
GOAL = 5.0

SEMINAR, SECOND = "veranstaltungen/rush", "veranstaltungen/kill"

#: Subjects of mails begin so.
SUBJECTS = {
    "Sie haben einen Platz": "confirmed",
    "Sie stehen auf der Warteliste": "waiting",
    "Sie sind nachgerückt": "moved up",
    "Ihre Abmeldung": "cancelled",
    "Zeit oder Ort geändert": "changed",
    "Abgesagt": "called off",
}


def mails_of(portal: Portal) -> list[tuple[str, str, str]]:
    """Address, what the mail says (of SUBJECTS), and its text; the oldest first."""
    found = []
    for address, mail in portal.mails():
        said = next((v for k, v in SUBJECTS.items() if str(mail["Subject"]).startswith(k)), "")
        if said:
            found.append((address, said, mail.get_body(("plain",)).get_content()))
    return found


def stored(portal: Portal, seminar: str, status: str) -> list[str]:
    """Mail addresses of those with a status, in order."""
    found, total = [], 1
    while len(found) < total:
        query = f"status={status}&b_size=100&b_start={len(found)}"
        answer = portal.read(f"{seminar}/@registrations?{query}", portal.said["office"])
        total = answer["items_total"]
        found += [item["email"] for item in answer["items"]]
    return found


async def warm_up(portal: Portal) -> None:
    """What a portal has behind it that has run for a minute: every thread has read the seminar for some people."""
    tokens = list(portal.tokens.values())[:16]
    for port in portal.ports:
        for _round in range(3):
            await asyncio.gather(*(ask(port, "GET", SEMINAR, token) for token in tokens))


def all_ask(
    portal: Portal, method: str, path: str, people: list[str], body=None
) -> dict[str, Answer]:
    """What each person is answered who asks at the same time as the others."""
    calls = [Call(person, method, path, body) for person in people]
    return dict(zip(people, run_loop(all_at_once(portal, calls)), strict=True))


CONSENT = {"consent_version": "1"}


# -- the runs --------------------------------------------------------------------------------------


def read(portal: Portal, setting: str) -> None:
    """All read the seminar at once: what this machine takes for as many requests that write nothing."""
    began = time.perf_counter()
    answers = all_ask(portal, "GET", SEMINAR, list(portal.tokens))
    row(f"{len(answers)} read the page", setting, [*answers.values()], time.perf_counter() - began)


def register(portal: Portal, setting: str, seats: int, laws: Laws) -> float:
    people = list(portal.tokens)
    random.Random(1).shuffle(people)
    began = time.perf_counter()
    path = f"{SEMINAR}/@registration"
    answers = all_ask(portal, "POST", path, people, CONSENT)
    p95 = row(f"{len(people)} register", setting, [*answers.values()], time.perf_counter() - began)
    demand_places(portal, SEMINAR, seats, answers, laws)
    return p95


def demand_places(portal: Portal, seminar: str, seats: int, answers: dict, laws: Laws) -> None:
    """That all have one place each, which is what they were answered, what is stored, and what their mail says."""
    count = len(answers)
    statuses = Counter(answer.status for answer in answers.values())
    laws.check(statuses == {201: count}, "everybody is answered 201", dict(statuses))
    told = {p: (a.body.get("status"), a.body.get("position")) for p, a in answers.items()}
    sure = [p for p, (status, _position) in told.items() if status == "confirmed"]
    laws.check(len(sure) == seats, f"{seats} are confirmed", len(sure))
    positions = sorted(position for status, position in told.values() if status == "waiting")
    laws.check(
        positions == list(range(1, count - seats + 1)),
        f"the positions told are 1 to {count - seats}",
    )
    laws.check(
        set(stored(portal, seminar, "confirmed")) == set(sure), "who was told so has the seat"
    )
    waiting = stored(portal, seminar, "waiting")
    laws.check(
        all(told[p] == ("waiting", n) for n, p in enumerate(waiting, 1))
        and len(waiting) == count - seats,
        "the positions stored are those told",
    )
    mails = mails_of(portal)
    laws.check(
        Counter((address, said) for address, said, _text in mails)
        == Counter((p, status) for p, (status, _position) in told.items()),
        "everybody has one mail, which fits the answer",
    )
    laws.check(
        all(
            f"Platz {told[address][1]} der Warteliste" in text.replace("*", "")
            for address, said, text in mails
            if said == "waiting" and address in told
        ),
        "the mails name the positions that were told",
    )
    portal.forget_mails()


def cancel(portal: Portal, setting: str, seats: int, count: int, laws: Laws) -> float:
    """Cancel at once: a bit more than half of them have a seat."""
    chosen = random.Random(2)
    sure, waiting = (stored(portal, SEMINAR, status) for status in ("confirmed", "waiting"))
    leaving = chosen.sample(sure, min(len(sure), count * 8 // 15))
    leaving += chosen.sample(waiting, count - len(leaving))
    chosen.shuffle(leaving)
    gone = set(leaving)
    stay = [person for person in sure if person not in gone]
    line = [person for person in waiting if person not in gone]
    free = seats - len(stay)

    began = time.perf_counter()
    path = f"{SEMINAR}/@registration"
    answers = all_ask(portal, "DELETE", path, leaving)
    p95 = row(f"{count} cancel", setting, [*answers.values()], time.perf_counter() - began)

    statuses = Counter(answer.status for answer in answers.values())
    laws.check(statuses == {200: count}, "who cancels is answered 200", dict(statuses))
    now = stored(portal, SEMINAR, "confirmed")
    laws.check(
        set(now) == {*stay, *line[:free]} and len(now) == seats,
        "the next ones, and only they, have moved up",
    )
    laws.check(stored(portal, SEMINAR, "waiting") == line[free:], "the others keep their order")
    told = Counter((address, said) for address, said, _text in mails_of(portal))
    laws.check(
        all(told[person, "moved up"] == 1 for person in line[:free])
        and not any(told[person, "moved up"] for person in (*stay, *line[free:])),
        "who moved up was told once, nobody else",
    )
    laws.check(
        all(told[p, "cancelled"] == 1 and told[p, "moved up"] <= 1 for p in gone),
        "who cancelled was told once",
    )
    portal.forget_mails()
    return p95


def kill(portal: Portal, setting: str, seats: int, laws: Laws, locks: Callable[[], int]) -> None:
    """All register at once; a process is killed when a third has an answer, and started again."""
    people = list(portal.tokens)
    random.Random(3).shuffle(people)
    answers = run_loop(_register_and_kill(portal, people))
    portal.programs[-1].process.wait()
    portal.start(len(portal.programs) - 1)
    lost = [person for person, answer in answers.items() if not answer.status]
    repeated = all_ask(portal, "POST", f"{SECOND}/@registration", lost, CONSENT)
    laws.check(
        all(answer.status in (0, 201) for answer in answers.values()),
        "in spite of the kill nobody is answered with an error",
        dict(Counter(answer.status for answer in answers.values())),
    )
    laws.check(
        all(answer.status in (201, 409) for answer in repeated.values()),
        "who asks again is answered 201, or 409 with their place",
        dict(Counter(answer.status for answer in repeated.values())),
    )
    final = {**answers, **repeated}
    told = {p: (a.body.get("status"), a.body.get("position")) for p, a in final.items()}
    sure, waiting = (stored(portal, SECOND, status) for status in ("confirmed", "waiting"))
    places = dict.fromkeys(sure, ("confirmed", None))
    places |= {person: ("waiting", position) for position, person in enumerate(waiting, 1)}
    missing = [person for person in told if person not in places]
    laws.check(not missing, "nothing that was answered with success is missing", len(missing))
    laws.check(places == told, "what is stored after the kill is what was told")
    laws.check(len(sure) == seats, f"{seats} are confirmed in spite of the kill", len(sure))
    portal.wait_for_mails()
    mails = Counter((address, said) for address, said, _text in mails_of(portal))
    laws.check(
        mails == Counter((p, status) for p, (status, _position) in told.items()),
        "everybody has one mail in spite of the kill",
        sum(mails.values()),
    )
    laws.check(locks() == 0, "no lock is left", locks())
    portal.forget_mails()
    kept = sum(answer.status == 409 for answer in repeated.values())
    print(
        f"\n{setting}, a process killed after a third of {len(people)} answers: {len(lost)} had no answer; asked again, {kept} of "
        f"them were registered already, {len(lost) - kept} were registered then.\n",
        flush=True,
    )


async def _register_and_kill(portal: Portal, people: list[str]) -> dict[str, Answer]:
    done = 0
    path, enough = f"{SECOND}/@registration", len(people) // 3

    async def one(number: int, person: str) -> Answer:
        nonlocal done
        port = portal.ports[number % len(portal.ports)]
        answer = await ask(port, "POST", path, portal.tokens[person], CONSENT)
        done += 1
        if done == enough:
            portal.programs[-1].process.kill()
        return answer

    answers = await asyncio.gather(*map(one, range(len(people)), people))
    return dict(zip(people, answers, strict=True))


def call_off(portal: Portal, setting: str, laws: Laws) -> None:
    """Two changes of the time and calling off, one right after the other, while a tenth cancel."""
    portal.forget_mails()
    people = [*stored(portal, SECOND, "confirmed"), *stored(portal, SECOND, "waiting")]
    leaving = random.Random(4).sample(people, len(people) // 10)
    of_office, of_people = run_loop(_change_and_call_off(portal, leaving))
    row("2 changes and calling off", setting, of_office, sum(a.seconds for a in of_office))
    laws.check(
        [answer.status for answer in of_office] == [204, 204, 200],
        "changing and calling off is answered with success while mails go out",
        [(answer.status, answer.body) for answer in of_office],
    )
    laws.check(
        all(answer.status == 200 for answer in of_people),
        "who cancels while mails go out is answered 200",
        dict(Counter(answer.status for answer in of_people)),
    )
    stay = set(people) - set(leaving)
    said: dict[str, list[str]] = {}
    end = time.monotonic() + 120
    while sum("called off" in said.get(p, ()) for p in stay) < len(stay) and time.monotonic() < end:
        time.sleep(1)
        said = {}
        for address, kind, _text in mails_of(portal):
            said.setdefault(address, []).append(kind)
    laws.check(
        all(said.get(person, []).count("called off") == 1 for person in stay),
        "everybody who is left is told once that it does not take place",
        dict(Counter(said.get(person, []).count("called off") for person in stay)),
    )
    laws.check(
        all(said.get(person, [""])[-1] == "called off" for person in stay),
        "afterwards nobody is told of another time",
    )
    laws.check(
        all(kinds.count("changed") <= 2 for kinds in said.values()),
        "of each change everybody is told once at most",
    )
    portal.forget_mails()


async def _change_and_call_off(
    portal: Portal, leaving: list[str]
) -> tuple[list[Answer], list[Answer]]:
    """What the office is answered, and what those who cancel are."""
    office, port = portal.said["office"], portal.ports[0]
    start = datetime.now(UTC) + timedelta(days=40)

    async def of_office() -> list[Answer]:
        answers = []
        for days in (0, 1):
            first = start + timedelta(days=days)
            times = {"start": first.isoformat(), "end": (first + timedelta(hours=2)).isoformat()}
            answers.append(await ask(port, "PATCH", SECOND, office, times))
        answers.append(await ask(portal.ports[-1], "POST", f"{SECOND}/@workflow/cancel", office))
        return answers

    calls = [Call(person, "DELETE", f"{SECOND}/@registration") for person in leaving]
    return await asyncio.gather(of_office(), all_at_once(portal, calls))


# -- filling ---------------------------------------------------------------------------------------


def fill(conf: str, people: int, seats: int) -> int:
    """Make the site, people in municipalities, and two seminars; runs in a process of its own."""
    instance = new_instance(conf)
    import spaces

    towns = 50
    spaces.fill_register(instance, towns)
    spaces.in_batches(instance, "spaces", range(towns), spaces.add_space)
    members = spaces.People(instance, towns)
    members.add_up_to(people)
    spaces.add_office(instance)
    start = datetime.now(UTC) + timedelta(days=30)
    with instance.site() as portal:
        from plone import api

        for path in (SEMINAR, SECOND):
            section, _slash, id = path.partition("/")
            with api.env.adopt_user("office"):
                seminar = api.content.create(
                    portal[section],
                    "Seminar",
                    id=id,
                    title="Ehrenamt gewinnen und halten",
                    start=start,
                    end=start + timedelta(hours=2),
                    seats=seats,
                )
                api.content.transition(seminar, "announce")
    # One address is one person; `People` gives p0@, p1@, … in the order of its ids.
    tokens = {f"p{n}@example.org": instance.token(id) for n, id in enumerate(members.ids)}
    say(tokens, office=instance.token("office"))
    return 0


# -- all of it -------------------------------------------------------------------------------------


def run(portal: Portal, setting: str, laws: Laws, locks: Callable[[], int]) -> list[float]:
    seats = 100
    cancelling = len(portal.tokens) * 3 // 10
    read(portal, setting)
    times = [
        register(portal, setting, seats, laws),
        cancel(portal, setting, seats, cancelling, laws),
    ]
    kill(portal, setting, seats, laws, locks)
    call_off(portal, setting, laws)
    return times


def main() -> int:
    parser = arguments_of(__doc__)
    parser.add_argument("--people", type=int, help="used by the measurement itself")
    arguments = parser.parse_args()
    if arguments.fill:
        return fill(arguments.fill, arguments.people, 100)
    on_postgres, on_file = (["--people", count] for count in ("500", "200"))
    return Measurement(__file__, GOAL, on_postgres, on_file, warm_up, run).main(arguments)


if __name__ == "__main__":
    sys.exit(main())
