"""What becomes of a portal when a part of it dies amid traffic, and whether anything that was answered with success is lost or doubled.

    python benchmarks/drill.py [--quick] [--only NAME ...] [--rate CALLS_PER_SECOND]

Starts a cluster of its own with the demo in a temporary folder (as root on a small file system of its own, so that it can be full), sends traffic to it in an open
loop, makes one fault after the other, and prints a table in markdown. Exit status 1 where something is lost or doubled, or does not come back,
and where the traffic could not have shown it; 128 and the signal (130, 143) if it was told to end.
"""

from argparse import ArgumentParser
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

import asyncio
import os
import secrets
import shutil
import sys
import tempfile
import time


ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from faults.clock import Clock  # noqa: E402
from faults.faults import BEFORE  # noqa: E402
from faults.faults import CLOCK_JUMP  # noqa: E402
from faults.faults import Disk  # noqa: E402
from faults.faults import Drill  # noqa: E402
from faults.faults import Fault  # noqa: E402
from faults.faults import FAULTS  # noqa: E402
from faults.faults import MailServer  # noqa: E402
from faults.report import Outcome  # noqa: E402
from faults.report import table  # noqa: E402
from operate import cluster  # noqa: E402
from operate import processes  # noqa: E402
from operate.failure import Failure  # noqa: E402
from operate.failure import Interrupted  # noqa: E402
from operate.ports import free_ports  # noqa: E402
from operate.settings import FRONTEND  # noqa: E402
from operate.settings import HOST  # noqa: E402
from traffic.book import Book  # noqa: E402
from traffic.engine import arrivals  # noqa: E402
from traffic.engine import Client  # noqa: E402
from traffic.engine import noted  # noqa: E402
from traffic.engine import run  # noqa: E402
from traffic.engine import Sample  # noqa: E402
from traffic.observing import seen  # noqa: E402
from traffic.operations import mix  # noqa: E402
from traffic.stage import NotReady  # noqa: E402
from traffic.stage import Place  # noqa: E402
from traffic.stage import prepare  # noqa: E402
from traffic.stage import said_of_demo  # noqa: E402
from traffic.writing import Writers  # noqa: E402


#: Of 100 calls, those of visitors, of members, and writes: more than in earnest, so that a fault meets some.
SHARES = (40, 20, 40)
#: Of the file system of the cluster, in MB; and seconds until all must be ready again.
DISK, UNTIL_READY = 1500, 240
#: All comes from one address, which nobody else does.
NO_LIMITS = {f"LIMIT_{what}": "1000000" for what in ("REQUESTS", "SEARCHES", "WRITES", "LOGINS")}


def main() -> int:
    arguments = _arguments()
    processes.prepare()
    folder = Path(tempfile.mkdtemp(prefix="zr-drill-", dir="/tmp"))
    folder.chmod(0o711)
    disk = Disk(folder / "disk", DISK)
    has_disk = disk.mount()
    clock = Clock(folder)
    has_clock = CLOCK_JUMP in _names(arguments) and clock.make()
    mails = MailServer(free_ports(HOST, 1)[0])
    password = secrets.token_urlsafe(12)
    environment = NO_LIMITS | {"ZUKUNFTSRAUM_SMTP": f"smtp://{HOST}:{mails.port}"}
    outcomes: list[Outcome] = []
    try:
        mails.start()
        print("Starting a cluster with the demo ...", flush=True)
        began = time.monotonic()
        if has_clock:
            os.environ.update(clock.environment)
        with cluster.running(
            folder / "disk",
            voltos=arguments.voltos,
            password=password,
            frontend_folder=arguments.frontend,
            **environment,
        ) as made:
            for name in clock.environment:  # it is the clock of what was started until here
                os.environ.pop(name, None)
            print(f"It answers after {time.monotonic() - began:.0f} s.", flush=True)
            drill = Drill(
                made, folder / "disk" if has_disk else None, mails, clock if has_clock else None
            )
            processes.run_loop(drill_all(drill, arguments, password, folder / "book", outcomes))
        if left := cluster.leftovers(folder / "disk"):
            print(f"drill: these were not ended with the cluster: {', '.join(left)}")
            return 1
    except Interrupted as interrupted:
        print("drill: broken off", file=sys.stderr)
        return 128 + interrupted.signum
    except (Failure, NotReady) as problem:
        for line in getattr(problem, "log", ()):
            print(f"  | {line}")
        print(f"drill: {problem}", file=sys.stderr)
        return 1
    finally:
        mails.stop()
        disk.unmount()
        shutil.rmtree(folder, ignore_errors=True)
        if outcomes:  # also those of a drill that was broken off
            print("", *table(outcomes), sep="\n", flush=True)
    holds = bool(outcomes) and all(outcome.holds for outcome in outcomes)
    print()
    if holds:
        print("Nothing that was answered with success was lost or doubled.")
    return 0 if holds else 1


async def drill_all(
    drill: Drill, arguments: Namespace, password: str, path: Path, outcomes: list[Outcome]
) -> None:
    """One fault after the other, with one book for all; what came of each is added to the outcomes."""
    place = Place.entry(drill.cluster.url)
    if not arguments.voltos:
        place = Place(None, place.api)
    book = Book(path)
    async with Client() as client:
        stage = await prepare(client, place, await said_of_demo(client, place), password)
        writers = Writers(stage)
        operations = mix(stage, writers, SHARES)
        for number, fault in enumerate(_chosen(arguments, drill)):
            plan = arrivals(operations, arguments.rate, fault.seconds, arguments.seed + number)
            outcome = await one(drill, fault, plan, client, book, stage, writers)
            outcomes.append(outcome)
            _tell(outcome)
    book.close()


async def one(drill: Drill, fault: Fault, plan, client, book, stage, writers) -> Outcome:
    """Traffic, the fault amid it, until all is ready again; then what is there."""
    drill.notes.clear()
    drill.broken.clear()
    before = {name: drill.cluster.pid(name) for name in drill.cluster.programs}
    done_before = book.done
    moments = {}

    async def act() -> None:
        await asyncio.sleep(BEFORE)
        moments["began"] = client.now
        await asyncio.to_thread(fault.make, drill)
        end = time.monotonic() + UNTIL_READY
        while not await asyncio.to_thread(_is_well, drill, fault, before):
            if time.monotonic() > end:
                drill.broken.append(f"not ready after {UNTIL_READY} s")
                break
            await asyncio.sleep(0.3)
        moments["ready"] = client.now

    samples, _ = await asyncio.gather(run(plan, client, seed=1, book=book), act())
    await asyncio.to_thread(fault.check, drill)
    for call in writers.again():
        await noted(call, client, book)
    verdict = book.check(await seen(client, stage))
    drill.broken += vacuous(fault, samples, verdict.done - done_before)
    return Outcome(
        fault.name,
        fault.what,
        moments["began"],
        moments["ready"] - moments["began"],
        samples,
        verdict,
        tuple(drill.notes),
        tuple(drill.broken),
    )


def vacuous(fault: Fault, samples: Sequence[Sample], done: int) -> list[str]:
    """Why what was found says nothing: nothing was written that could be lost, or requests fail without any fault. done: writes answered with success meanwhile."""
    reasons = []
    if not done:
        reasons.append("no write was answered with success, so none could be lost")
    failed = [one for one in samples if one.answer is not None and one.answer.status >= 400]
    if fault.is_none and failed:
        first = failed[0]
        reasons.append(
            f"{len(failed)} requests fail without a fault ({first.answer.error}: {first.operation})"
        )
    return reasons


def _is_well(drill: Drill, fault: Fault, before: dict[str, int]) -> bool:
    """Whether every program does its work, and one that hung or was killed is another process."""
    made = drill.cluster
    hit = {"zope-killed": "zope1", "zope-hung": "zope2", "postgres-killed": "postgres"}
    name = hit.get(fault.name) or {"volto-killed": "volto1"}.get(fault.name)
    if name and made.pid(name) in (0, before[name]):
        return False
    return all(made.is_ready(name) for name in made.programs)


def _names(arguments: Namespace) -> list[str]:
    """Of the faults that are wanted."""
    if arguments.only:
        return arguments.only
    return [fault.name for fault in FAULTS if fault.quick or not arguments.quick]


def _chosen(arguments: Namespace, drill: Drill) -> list[Fault]:
    names = _names(arguments)
    chosen = [fault for fault in FAULTS if fault.name in names]
    left_out = {"disk-full": drill.disk is None, "volto-killed": not arguments.voltos}
    left_out["cache-down"] = not arguments.voltos
    left_out[CLOCK_JUMP] = drill.clock is None
    for fault in chosen:
        if left_out.get(fault.name):
            print(f"{fault.name} is left out: it needs {NEEDS[fault.name]}", flush=True)
    return [fault for fault in chosen if not left_out.get(fault.name)]


#: What a fault needs that is not everywhere.
NEEDS = {
    "disk-full": "root, who may mount a small file system",
    "volto-killed": "the website",
    "cache-down": "the website",
    CLOCK_JUMP: "a C compiler (cc)",
}


def _tell(outcome: Outcome) -> None:
    print(f"\n{outcome.name}: {outcome.what}")
    print(f"  failed: {outcome.by_group()} ({outcome.by_class()})")
    print(f"  noticed for {outcome.recovered:.1f} s, all ready after {outcome.ready:.1f} s, slowest answer {outcome.slowest:.1f} s")  # fmt: skip
    for (error, operation), count in outcome.by_operation():
        print(f"    {count} × {error}: {operation}")
    for note in outcome.notes:
        print(f"  {note}")
    for broken in outcome.broken:
        print(f"  BROKEN: {broken}")
    print(f"  {outcome.verdict}", flush=True)


def _arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="the faults that make test tries")
    parser.add_argument(
        "--only", nargs="+", metavar="NAME", help=", ".join(f.name for f in FAULTS)
    )
    parser.add_argument("--rate", type=float, default=4.0, help="calls per second")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--voltos", type=int, default=2, help="0: without the website")
    parser.add_argument("--frontend", type=Path, default=FRONTEND, help="where it was built")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
