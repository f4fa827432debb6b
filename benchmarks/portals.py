"""What measurements of many people at once share: portals of their own, and people who ask them over connections of their own.

A portal is made in a temporary folder from backend/instance.yaml: one Zope process on FileStorage, or several on a PostgreSQL of its own (RelStorage).
The measurement fills it in a process of its own (`--fill`), so that Zope is never loaded into the one that asks.
"""

from argparse import ArgumentParser
from argparse import Namespace
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Awaitable
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import ExitStack
from dataclasses import dataclass
from dataclasses import field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import asyncio
import json
import os
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
from operate.failure import Interrupted  # noqa: E402
from operate.ports import free_ports  # noqa: E402
from operate.postgres import Cluster  # noqa: E402
from operate.postgres import cluster  # noqa: E402
from operate.postgres import NoPostgres  # noqa: E402
from operate.processes import run_loop  # noqa: E402
from operate.settings import HOST  # noqa: E402
from operate.settings import Settings  # noqa: E402
from operate.settings import SITE  # noqa: E402
from operate.start import site_answers  # noqa: E402


#: Where the process that fills a portal writes what the measurement needs of it, as JSON.
SAID = "ZR_BENCH_FILE"


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
    """The processes of a portal.

    said: what the process that filled it wrote. tokens: people → what the website sends for them. key: seals bank accounts.
    """

    home: Path
    settings: list[Settings]
    programs: list = field(default_factory=list)
    said: dict = field(default_factory=dict)
    key: str = field(default_factory=lambda: urlsafe_b64encode(os.urandom(32)).decode())

    @property
    def tokens(self) -> dict[str, str]:
        return self.said["tokens"]

    @property
    def ports(self) -> list[int]:
        return [settings.backend_port for settings in self.settings]

    @property
    def environment(self) -> dict[str, str]:
        return {
            "ZUKUNFTSRAUM_MAIL_DIR": str(self.home / "mail"),
            "ZUKUNFTSRAUM_SECRET_KEYS": self.key,
        }

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

    def mails(self) -> Iterator[tuple[str, EmailMessage]]:
        """Address and mail, the oldest first."""
        for path in sorted((self.home / "mail" / "new").glob("*")):
            # The envelope: two lines, from whom and for whom.
            _sender, recipient, message = path.read_bytes().split(b"\n", 2)
            address = recipient.partition(b":")[2].strip().decode()
            yield address, message_from_bytes(message, policy=default)

    def wait_for_mails(self) -> None:
        """Wait until the mails that a killed process has left are recovered: some seconds."""
        end = time.monotonic() + 60
        while any((self.home / "mail" / "tmp").glob("*")) and time.monotonic() < end:
            processes.pause(0.5)

    def forget_mails(self) -> None:
        for path in (self.home / "mail" / "new").glob("*"):
            path.unlink()

    def read(self, path: str, token: str) -> dict:
        """What a GET answers, which must be 200."""
        answer = run_loop(ask(self.ports[0], "GET", path, token))
        if answer.status != 200:
            raise Failure(f"{path}: {answer.status} {answer.body}")
        return answer.body


@contextmanager
def portal(
    home: Path,
    processes_: int,
    script: str,
    arguments: list[str],
    warm_up: Callable[[Portal], Awaitable],
    **more: str,
) -> Iterator[Portal]:
    """A portal that a script fills, as `python <script> --fill <zope.conf> <arguments>`; its processes run while the block does.

    :param warm_up: has the portal behind it what one has that has run for a minute.
    :param more: of backend/instance.yaml.
    """
    ports = free_ports(HOST, 1 + processes_)
    settings = [Settings(home / f"instance{n}", ports[0], p) for n, p in enumerate(ports[1:])]
    made = Portal(home, settings)
    for one in settings:
        backend.render(one, **more)
    fill = [sys.executable, script, "--fill", settings[0].zope_conf, *arguments]
    environment = os.environ | made.environment | {SAID: str(home / "said.json")}
    began = time.monotonic()
    processes.demand("filling", fill, cwd=home, env=environment, log=home / "fill.log")
    made.said = json.loads((home / "said.json").read_text())
    seconds = time.monotonic() - began
    print(f"  {len(made.tokens)} people in {seconds:.0f} s", file=sys.stderr, flush=True)
    try:
        for number in range(processes_):
            made.start(number)
        run_loop(warm_up(made))
        made.forget_mails()
        yield made
    finally:
        for program in made.programs:
            program.stop()


# -- filling ---------------------------------------------------------------------------------------


def new_instance(conf: str):
    """A Zope that runs from this zope.conf, with a site without content; for the process that fills it. A `spaces.Instance`."""
    from Zope2.Startup.run import make_wsgi_app

    import spaces

    class New(spaces.Instance):
        def __init__(self):
            from zukunftsraum.setup.create_site import create

            self.application = make_wsgi_app({}, conf)
            os.environ["DEMO_PASSWORD"] = uuid.uuid4().hex
            with self.root() as app:
                create(app, SITE, demo=False)

    return New()


def say(tokens: dict[str, str], **more) -> None:
    """Tell the measurement who is in the portal, and what else it needs."""
    Path(os.environ[SAID]).write_text(json.dumps({"tokens": tokens, **more}))


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
    if status == 204:  # says nothing more
        return Answer(status, {}, seconds)
    try:
        return Answer(status, json.loads(text), seconds)
    except ValueError:
        # An answer that broke off is none.
        return Answer(status if status >= 400 else 0, {"raw": said.decode()[:300]}, seconds)


@dataclass(frozen=True)
class Call:
    """What somebody asks. who: a name of `Portal.tokens`."""

    who: str
    method: str
    path: str
    body: dict | None = None


async def all_at_once(portal: Portal, calls: list[Call]) -> list[Answer]:
    """What each call is answered; they go to the processes in turn."""
    ports = portal.ports
    return await asyncio.gather(
        *(
            ask(
                ports[number % len(ports)],
                call.method,
                call.path,
                portal.tokens[call.who],
                call.body,
            )
            for number, call in enumerate(calls)
        )
    )


# -- telling ---------------------------------------------------------------------------------------


HEADER = (
    "| portal | what | answers | per second | p50 s | p95 s | longest s |\n"
    "|---|---|---|---|---|---|---|"
)


def row(name: str, setting: str, answers: list[Answer], seconds: float) -> float:
    """Print a row of the table; returns the p95."""
    times = [answer.seconds for answer in answers]
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
    kinds = Counter(f"{a.status // 100}xx" if a.status else "none" for a in answers)
    said = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    print(
        f"| {setting} | {name} | {said} | {len(answers) / seconds:.0f} | "
        f"{statistics.median(times):.2f} | {p95:.2f} | {max(times):.2f} |",
        flush=True,
    )
    return p95


# -- all of it -------------------------------------------------------------------------------------


def advisory_locks(postgres: Cluster, dsn: str) -> int:
    """How many advisory locks are held in the database."""
    query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
    psql = [postgres.programs / "psql", "-Atc", query, dsn.replace("'", "")]
    said = subprocess.run(psql, capture_output=True, text=True, check=True, cwd="/")
    return int(said.stdout)


@dataclass(frozen=True)
class Measurement:
    """A measurement on the two kinds of portals.

    script: the file that is called with `--fill`. goal: seconds, of every p95. on_postgres, on_file: arguments of the filling.
    warm_up: of each portal. run: measures one portal; takes it, its description, the laws, and what counts the locks that are held; returns
    the p95s.
    """

    script: str
    goal: float
    on_postgres: list[str]
    on_file: list[str]
    warm_up: Callable[[Portal], Awaitable]
    run: Callable[[Portal, str, Laws, Callable[[], int]], list[float]]

    def main(self, arguments: Namespace) -> int:
        """Measure; returns the exit status: 1 if a law is broken or a p95 above the goal, 2 if there is no PostgreSQL."""
        processes.prepare()
        laws = Laws()
        began = time.monotonic()
        try:
            if arguments.keep:
                arguments.keep.mkdir(parents=True, exist_ok=True)
                times = self._run(arguments, arguments.keep.resolve(), laws)
            else:
                with tempfile.TemporaryDirectory(prefix="zukunftsraum-bench-") as folder:
                    times = self._run(arguments, Path(folder), laws)
        except NoPostgres as error:
            print(f"error: {error}", file=sys.stderr)
            return 2
        except Interrupted as interrupted:
            print("broken off", file=sys.stderr)
            return 128 + interrupted.signum
        except Failure as failure:
            print("\n".join([*failure.log, f"error: {failure.line}"]), file=sys.stderr)
            return 1
        law = f"every p95 is at most {self.goal:g} s"
        laws.check(max(times) <= self.goal, law, f"{max(times):.2f} s")
        verdict = f"{len(laws.broken)} laws are broken" if laws.broken else "Every law holds"
        print(f"{verdict}; {(time.monotonic() - began) / 60:.0f} minutes.")
        return 1 if laws.broken else 0

    def _run(self, arguments: Namespace, home: Path, laws: Laws) -> list[float]:
        times = []
        print(HEADER, flush=True)
        if arguments.only != "file":
            with ExitStack() as stack:
                postgres = stack.enter_context(cluster())
                dsn = postgres.create("zukunftsraum")
                made = stack.enter_context(
                    self._portal(
                        home / "postgres", 2, self.on_postgres, database="relstorage", dsn=dsn
                    )
                )
                setting = "2 processes, PostgreSQL"
                times += self.run(made, setting, laws, lambda: advisory_locks(postgres, dsn))
        if arguments.only != "postgres":
            with self._portal(home / "file", 1, self.on_file, database="filestorage") as made:
                times += self.run(made, "1 process, FileStorage", laws, lambda: 0)
        return times

    def _portal(self, home: Path, processes_: int, arguments: list[str], **more: str):
        home.mkdir()
        return portal(home, processes_, self.script, arguments, self.warm_up, **more)


def arguments_of(description: str) -> ArgumentParser:
    """What every measurement of this kind takes."""
    parser = ArgumentParser(description=description.split("\n", 1)[0])
    parser.add_argument("--only", choices=("postgres", "file"), help="one of the two portals")
    parser.add_argument("--keep", metavar="FOLDER", type=Path, help="keep logs and data there")
    parser.add_argument("--fill", metavar="ZOPE_CONF", help="used by the measurement itself")
    return parser
