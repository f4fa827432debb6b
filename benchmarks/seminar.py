"""Many people who register for a seminar at once, and cancel at once; and a process that is killed meanwhile.

    make bench-seminar                              # some minutes on two cores; needs PostgreSQL
    make bench-seminar ARGS="--only file"           # the default storage alone, without PostgreSQL

Two portals of its own are made in a temporary folder, from backend/instance.yaml: two Zope processes on PostgreSQL (RelStorage), and one process on
FileStorage. Every person has a connection of their own; the clients run on the same machine. For each portal:

1. all register at once: every answer is 2xx, as many are confirmed as there are seats, the positions told are 1, 2, 3 … without gap or double, they
   are those stored, and everybody has one mail that says the same;
2. many cancel at once, of those with a seat and of those who wait: the first ones of those who are left have moved up, and each of them was told once;
3. all register at once for another seminar, and a process is killed (SIGKILL) meanwhile and started again: nothing is missing that was answered with
   success, who asks again gets the place that is stored, and no lock is left.

Seconds are those of the client, from opening the connection to the end of the answer. Exit status: 1 if a law is broken or a p95 is above the goal, 2 if
there is no PostgreSQL.
"""

from argparse import ArgumentParser
from argparse import Namespace
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import ExitStack
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid


ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from operate import backend  # noqa: E402
from operate import processes  # noqa: E402
from operate.failure import Failure  # noqa: E402
from operate.ports import free_ports  # noqa: E402
from operate.postgres import cluster  # noqa: E402
from operate.postgres import Cluster  # noqa: E402
from operate.postgres import NoPostgres  # noqa: E402
from operate.settings import HOST  # noqa: E402
from operate.settings import Settings  # noqa: E402
from operate.settings import SITE  # noqa: E402
from operate.start import site_answers  # noqa: E402


#: Seconds, p95 of what people wait for an answer.
GOAL = 5.0

SEMINAR, SECOND = "veranstaltungen/rush", "veranstaltungen/kill"

#: Subjects of mails begin so.
SUBJECTS = {
    "Sie haben einen Platz": "confirmed",
    "Sie stehen auf der Warteliste": "waiting",
    "Sie sind nachgerückt": "moved up",
    "Ihre Abmeldung": "cancelled",
}


class Laws:
    """Collects which laws hold."""

    def __init__(self):
        self.broken: list[str] = []

    def check(self, holds: bool, law: str, seen: object = "") -> None:
        if not holds:
            self.broken.append(law)
            print(f"BROKEN: {law}{f' – {seen}' if seen != '' else ''}", flush=True)


# -- one portal ------------------------------------------------------------------------------------


@dataclass
class Portal:
    """The processes of a portal, and who is in it."""

    home: Path
    settings: list[Settings]
    programs: list = field(default_factory=list)
    tokens: dict[str, str] = field(default_factory=dict)  # mail address → token
    office: str = ""

    @property
    def ports(self) -> list[int]:
        return [settings.backend_port for settings in self.settings]

    @property
    def environment(self) -> dict[str, str]:
        return {"ZUKUNFTSRAUM_MAIL_DIR": str(self.home / "mail")}

    def start(self, number: int) -> None:
        """Start one process; returns when it answers."""
        settings = self.settings[number]
        program = backend.start_zope(settings, **self.environment)
        self.programs[number : number + 1] = [program]
        end = time.monotonic() + 120
        while not site_answers(settings):
            if program.code is not None or time.monotonic() > end:
                raise Failure(f"Zope does not answer; {program.ending}", program.last_lines())
            processes.pause(0.2)

    def mails(self) -> list[tuple[str, str, str]]:
        """Address, what the mail says (of SUBJECTS), and its text; the oldest first."""
        found = []
        for path in sorted((self.home / "mail" / "new").glob("*")):
            # The envelope: two lines, from whom and for whom.
            _sender, recipient, message = path.read_bytes().split(b"\n", 2)
            address = recipient.partition(b":")[2].strip().decode()
            mail = message_from_bytes(message, policy=default)
            said = next((v for k, v in SUBJECTS.items() if str(mail["Subject"]).startswith(k)), "")
            if said:
                found.append((address, said, mail.get_body(("plain",)).get_content()))
        return found

    def forget_mails(self) -> None:
        for path in (self.home / "mail" / "new").glob("*"):
            path.unlink()

    def stored(self, seminar: str, status: str) -> list[str]:
        """Mail addresses of those with a status, in order."""
        found, total = [], 1
        while len(found) < total:
            query = f"status={status}&b_size=100&b_start={len(found)}"
            path = f"{seminar}/@registrations?{query}"
            answer = asyncio.run(ask(self.ports[0], "GET", path, self.office))
            if answer.status != 200:
                raise Failure(f"{path}: {answer.status} {answer.body}")
            total = answer.body["items_total"]
            found += [item["email"] for item in answer.body["items"]]
        return found


@contextmanager
def portal(home: Path, processes_: int, people: int, **more: str) -> Iterator[Portal]:
    """A portal with people who may register, and two seminars; its processes run while the block does."""
    ports = free_ports(HOST, 1 + processes_)
    settings = [Settings(home / f"instance{n}", ports[0], p) for n, p in enumerate(ports[1:])]
    made = Portal(home, settings)
    for one in settings:
        backend.render(one, **more)
    fill = [sys.executable, __file__, "--fill", settings[0].zope_conf, "--people", str(people)]
    environment = os.environ | made.environment | {"ZR_BENCH_FILE": str(home / "people.json")}
    began = time.monotonic()
    log = home / "fill.log"
    processes.demand("filling", fill, cwd=home, env=environment, log=log)
    print(f"  {people} people in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    said = json.loads((home / "people.json").read_text())
    made.tokens, made.office = said["tokens"], said["office"]
    try:
        for number in range(processes_):
            made.start(number)
        asyncio.run(warm_up(made))
        made.forget_mails()
        yield made
    finally:
        for program in made.programs:
            program.stop()


async def warm_up(portal: Portal) -> None:
    """What a portal has behind it that has run for a minute: every thread has read the seminar for some people."""
    tokens = list(portal.tokens.values())[:16]
    for port in portal.ports:
        for _round in range(3):
            await asyncio.gather(*(ask(port, "GET", SEMINAR, token) for token in tokens))


# -- asking ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """status: of HTTP, 0 where there was none; seconds: until it was read."""

    status: int
    body: dict
    seconds: float


async def ask(port: int, method: str, path: str, token: str, body: dict | None = None) -> Answer:
    """Send a request over a connection of its own."""
    content = json.dumps(body).encode() if body is not None else b""
    head = (
        f"{method} /{SITE}/{path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nConnection: close\r\n"
        "Accept: application/json\r\nAccept-Language: de\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {token}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    began = time.perf_counter()
    status, said = 0, b""
    try:
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(head.encode() + content)
        await writer.drain()
        said = await reader.read()
        writer.close()
    except OSError as error:
        said = str(error).encode()
    seconds = time.perf_counter() - began
    header, _, text = said.partition(b"\r\n\r\n")
    if header.startswith(b"HTTP/1.1 "):
        status = int(header[9:12])
    try:
        return Answer(status, json.loads(text), seconds)
    except ValueError:
        # An answer that broke off is none.
        return Answer(status if status >= 400 else 0, {"raw": said.decode()[:300]}, seconds)


async def all_at_once(portal: Portal, method: str, path: str, people: list[str], body=None):
    """What each person is answered; they ask the processes in turn."""
    ports = portal.ports
    answers = await asyncio.gather(
        *(
            ask(ports[number % len(ports)], method, path, portal.tokens[person], body)
            for number, person in enumerate(people)
        )
    )
    return dict(zip(people, answers, strict=True))


CONSENT = {"consent_version": "1"}


def row(name: str, setting: str, answers: dict[str, Answer], seconds: float) -> float:
    """Print a row of the table; returns the p95."""
    times = [answer.seconds for answer in answers.values()]
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
    kinds = Counter(f"{a.status // 100}xx" if a.status else "none" for a in answers.values())
    said = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    print(
        f"| {setting} | {name} | {said} | {len(answers) / seconds:.0f} | "
        f"{statistics.median(times):.2f} | {p95:.2f} | {max(times):.2f} |",
        flush=True,
    )
    return p95


# -- the three runs --------------------------------------------------------------------------------


def register(portal: Portal, setting: str, seats: int, laws: Laws) -> float:
    people = list(portal.tokens)
    random.Random(1).shuffle(people)
    began = time.perf_counter()
    path = f"{SEMINAR}/@registration"
    answers = asyncio.run(all_at_once(portal, "POST", path, people, CONSENT))
    p95 = row(f"{len(people)} register", setting, answers, time.perf_counter() - began)
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
        set(portal.stored(seminar, "confirmed")) == set(sure), "who was told so has the seat"
    )
    waiting = portal.stored(seminar, "waiting")
    laws.check(
        all(told[p] == ("waiting", n) for n, p in enumerate(waiting, 1))
        and len(waiting) == count - seats,
        "the positions stored are those told",
    )
    mails = portal.mails()
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
    sure, waiting = (portal.stored(SEMINAR, status) for status in ("confirmed", "waiting"))
    leaving = chosen.sample(sure, min(len(sure), count * 8 // 15))
    leaving += chosen.sample(waiting, count - len(leaving))
    chosen.shuffle(leaving)
    gone = set(leaving)
    stay = [person for person in sure if person not in gone]
    line = [person for person in waiting if person not in gone]
    free = seats - len(stay)

    began = time.perf_counter()
    path = f"{SEMINAR}/@registration"
    answers = asyncio.run(all_at_once(portal, "DELETE", path, leaving))
    p95 = row(f"{count} cancel", setting, answers, time.perf_counter() - began)

    statuses = Counter(answer.status for answer in answers.values())
    laws.check(statuses == {200: count}, "who cancels is answered 200", dict(statuses))
    now = portal.stored(SEMINAR, "confirmed")
    laws.check(
        set(now) == {*stay, *line[:free]} and len(now) == seats,
        "the next ones, and only they, have moved up",
    )
    laws.check(portal.stored(SEMINAR, "waiting") == line[free:], "the others keep their order")
    told = Counter((address, said) for address, said, _text in portal.mails())
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
    answers = asyncio.run(_register_and_kill(portal, people))
    portal.programs[-1].process.wait()
    portal.start(len(portal.programs) - 1)
    lost = [person for person, answer in answers.items() if not answer.status]
    again = all_at_once(portal, "POST", f"{SECOND}/@registration", lost, CONSENT)
    repeated = asyncio.run(again)
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
    sure, waiting = (portal.stored(SECOND, status) for status in ("confirmed", "waiting"))
    places = {person: ("confirmed", None) for person in sure}
    places |= {person: ("waiting", position) for position, person in enumerate(waiting, 1)}
    missing = [person for person in told if person not in places]
    laws.check(not missing, "nothing that was answered with success is missing", len(missing))
    laws.check(places == told, "what is stored after the kill is what was told")
    laws.check(len(sure) == seats, f"{seats} are confirmed in spite of the kill", len(sure))
    mails = Counter((address, said) for address, said, _text in portal.mails())
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


# -- filling ---------------------------------------------------------------------------------------


def fill(conf: str, people: int, seats: int) -> int:
    """Make the site, people in municipalities, and two seminars; runs in a process of its own."""
    sys.path.insert(0, str(Path(__file__).parent))
    from Zope2.Startup.run import make_wsgi_app

    import spaces

    class Filled(spaces.Instance):
        def __init__(self):
            from zukunftsraum.setup.create_site import create

            self.application = make_wsgi_app({}, conf)
            os.environ["DEMO_PASSWORD"] = uuid.uuid4().hex
            with self.root() as app:
                create(app, SITE, demo=False)

    instance = Filled()
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
    said = {"tokens": tokens, "office": instance.token("office")}
    Path(os.environ["ZR_BENCH_FILE"]).write_text(json.dumps(said))
    return 0


# -- all of it -------------------------------------------------------------------------------------


HEADER = (
    "| portal | what | answers | per second | p50 s | p95 s | longest s |\n"
    "|---|---|---|---|---|---|---|"
)


def advisory_locks(postgres: Cluster, dsn: str) -> int:
    """How many advisory locks are held in the database."""
    query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
    psql = [postgres.programs / "psql", "-Atc", query, dsn.replace("'", "")]
    said = subprocess.run(psql, capture_output=True, text=True, check=True, cwd="/")
    return int(said.stdout)


def run_on(
    portal_: Portal, setting: str, seats: int, cancelling: int, laws: Laws, locks
) -> list[float]:
    times = [
        register(portal_, setting, seats, laws),
        cancel(portal_, setting, seats, cancelling, laws),
    ]
    kill(portal_, setting, seats, laws, locks)
    return times


def run(arguments: Namespace, home: Path, laws: Laws) -> list[float]:
    times = []
    print(HEADER, flush=True)
    if arguments.only != "file":
        with ExitStack() as stack:
            postgres = stack.enter_context(cluster())
            dsn = postgres.create("zukunftsraum")
            (home / "postgres").mkdir()
            made = stack.enter_context(
                portal(home / "postgres", 2, 500, database="relstorage", dsn=dsn)
            )
            times += run_on(
                made, "2 processes, PostgreSQL", 100, 150, laws, lambda: advisory_locks(postgres, dsn)
            )
    if arguments.only != "postgres":
        (home / "file").mkdir()
        with portal(home / "file", 1, 200, database="filestorage") as made:
            times += run_on(made, "1 process, FileStorage", 100, 60, laws, lambda: 0)
    return times


def main() -> int:
    parser = ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--only", choices=("postgres", "file"), help="one of the two portals")
    parser.add_argument("--keep", metavar="FOLDER", type=Path, help="keep logs and data there")
    parser.add_argument("--fill", metavar="ZOPE_CONF", help="used by the benchmark itself")
    parser.add_argument("--people", type=int, help="used by the benchmark itself")
    arguments = parser.parse_args()
    if arguments.fill:
        return fill(arguments.fill, arguments.people, 100)
    processes.prepare()
    laws = Laws()
    began = time.monotonic()
    try:
        if arguments.keep:
            arguments.keep.mkdir(parents=True, exist_ok=True)
            times = run(arguments, arguments.keep.resolve(), laws)
        else:
            with tempfile.TemporaryDirectory(prefix="zukunftsraum-bench-") as folder:
                times = run(arguments, Path(folder), laws)
    except NoPostgres as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except Failure as failure:
        print("\n".join([*failure.log, f"error: {failure.line}"]), file=sys.stderr)
        return 1
    laws.check(max(times) <= GOAL, f"every p95 is at most {GOAL:g} s", f"{max(times):.2f} s")
    verdict = f"{len(laws.broken)} laws are broken" if laws.broken else "Every law holds"
    print(f"{verdict}; {(time.monotonic() - began) / 60:.0f} minutes.")
    return 1 if laws.broken else 0


if __name__ == "__main__":
    sys.exit(main())
