"""A cluster under load, with little data and with much: what people wait, what grows with the data, and whether anything is lost.

    make bench-load                                                     # 1 % and 100 % of the country; an hour and more, most of it to make the data
    make bench-load ARGS="--data /var/tmp/zr-load --sizes 0.01 1.0"     # keeps the data and uses them again
    make bench-load ARGS="--quick"                                      # 1 % and 2 %, at 5 calls a second, some minutes; figures say less

For each size a cluster (operate.cluster: haproxy, Varnish, two Voltos, two Zopes, PostgreSQL) is filled by benchmarks/generate, and measured through its entry:

1. warm up until every connection has read what is asked for, not counted; with the largest size also which rate it carries (growing until 5 of 100 wait longer than 1.5 s), unless `--rate` says it;
2. the mix at 60 % of that rate, the same for every size: 70 % visitors, 20 % members, 10 % writes, in an open loop (benchmarks/traffic);
3. every operation alone, one call at a time, behind the cache;
4. a seminar that opens to 500 people at once, and what visitors wait meanwhile;
5. the book: whether everything that was answered with success is there exactly once.

Growth is the ratio of the medians, in the mix (where there are at least 30 answers of each size) and alone behind the cache; goals of both: at most 1.5 for reads by path and writes, at most 3 for searches and lists. `--stock` puts a stock Plone of equal size beside it.
Exit status: 1 if a goal is missed or the book finds something lost or doubled (with --quick the goals are only printed), 2 if it cannot run, 128 and the signal (130, 143) if it was told to end.
"""

from argparse import ArgumentParser
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

import json
import os
import platform
import secrets
import sys
import tempfile
import time


ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from load_figures import Figures  # noqa: E402
from load_figures import growths  # noqa: E402
from load_figures import percent  # noqa: E402
from load_figures import table_of_bursts  # noqa: E402
from load_figures import table_of_programs  # noqa: E402
from load_figures import table_of_times  # noqa: E402
from load_measuring import alone  # noqa: E402
from load_measuring import carried  # noqa: E402
from load_measuring import checked  # noqa: E402
from load_measuring import many_at_once  # noqa: E402
from load_measuring import SHARE  # noqa: E402
from load_measuring import under_load  # noqa: E402
from load_measuring import under_way  # noqa: E402
from load_measuring import warm_up  # noqa: E402
from load_programs import conflicts_of  # noqa: E402
from load_programs import memory_of  # noqa: E402
from operate import cluster  # noqa: E402
from operate import frontend  # noqa: E402
from operate import processes  # noqa: E402
from operate.failure import Failure  # noqa: E402
from operate.failure import Interrupted  # noqa: E402
from operate.settings import FRONTEND  # noqa: E402
from traffic.book import Book  # noqa: E402
from traffic.engine import Client  # noqa: E402
from traffic.operations import mix  # noqa: E402
from traffic.stage import NotReady  # noqa: E402
from traffic.stage import Place  # noqa: E402
from traffic.stage import prepare  # noqa: E402
from traffic.writing import Writers  # noqa: E402

import load_stock  # noqa: E402


GENERATE = ROOT / "benchmarks" / "generate"
#: Limits of the entry per address and minute: here all people come from one.
WIDE = dict.fromkeys(
    ("LIMIT_REQUESTS", "LIMIT_SEARCHES", "LIMIT_WRITES", "LIMIT_LOGINS"), "1000000"
)
#: Of the accounts of the data, beside them.
PASSWORD = "password.txt"


def main() -> int:
    arguments = read_arguments()
    processes.prepare()
    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="zr-load-", dir="/tmp") as folder:
            Path(folder).chmod(0o711)  # the server of PostgreSQL is another account, and must come through
            figures = run(arguments, (arguments.data or Path(folder)).resolve())
    except Interrupted as interrupted:
        print("broken off", file=sys.stderr)
        return 128 + interrupted.signum
    except (Failure, NotReady) as error:
        log = getattr(error, "log", [])
        print("\n".join([*log, f"error: {getattr(error, 'line', error)}"]), file=sys.stderr)
        return 2
    missed = verdict(figures)
    print(f"\n{(time.monotonic() - began) / 60:.0f} minutes.")
    broken = any(not one.holds for size in figures for one in size.verdicts)
    return 1 if broken or (missed and not arguments.quick) else 0


def read_arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument(
        "--sizes",
        type=float,
        nargs="+",
        default=[0.01, 1.0],
        help="shares of the country (0.01 1.0)",
    )
    parser.add_argument(
        "--data", type=Path, help="keep the data there, and use what is there already"
    )
    parser.add_argument("--rate", type=float, help="calls per second (found by measuring)")
    parser.add_argument("--seconds", type=float, default=120, help="of the mix (120)")
    parser.add_argument(
        "--rounds", type=int, default=20, help="calls of each operation alone (20)"
    )
    parser.add_argument(
        "--people", type=int, default=500, help="who register at once; 0 for none (500)"
    )
    parser.add_argument("--no-pages", action="store_true", help="without the website: REST alone")
    parser.add_argument(
        "--frontend",
        type=Path,
        default=FRONTEND,
        help="where the website was built (the frontend of this checkout, which is built)",
    )
    parser.add_argument(
        "--stock",
        type=float,
        nargs="*",
        default=[],
        metavar="SIZE",
        help="beside stock Plone of these sizes",
    )
    parser.add_argument("--quick", action="store_true", help="1 %% and 2 %%, short")
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.sizes, arguments.seconds, arguments.rounds = [0.01, 0.02], 30, 8
        arguments.people, arguments.rate = min(arguments.people, 100), arguments.rate or 5.0
    arguments.sizes = sorted(set(arguments.sizes))
    return arguments


def run(arguments: Namespace, home: Path) -> list[Figures]:
    """Measure every size, the largest first, since it says which rate all get; prints the tables."""
    if not arguments.no_pages and arguments.frontend == FRONTEND:
        frontend.install()
        frontend.build()
    print(f"# Load, {', '.join(map(percent, arguments.sizes))} of the country\n")
    print(
        f"{platform.system()} {platform.release()}, {os.cpu_count()} processors; clients on the same machine.",
        flush=True,
    )
    figures: list[Figures] = []
    rate = arguments.rate
    for size in reversed(arguments.sizes):
        made, rate = measured(arguments, home / f"size-{size:g}", size, rate)
        figures.insert(0, made)
    small, large = figures[0], figures[-1] if len(figures) > 1 else None
    print(
        f"\n{rate:.1f} calls per second for {arguments.seconds:g} s, after warming up; {arguments.rounds} calls of each alone."
    )
    lines = [
        *table_of_times("The mix, by kind", small, large, "kinds"),
        *table_of_times("The mix, by operation", small, large, "load"),
        *table_of_times(
            "Each operation alone, one call at a time, behind the cache", small, large, "alone"
        ),
        *table_of_programs(figures),
        *table_of_bursts(figures),
    ]
    print("\n".join(lines), flush=True)
    if beside := [one for one in figures if one.size in arguments.stock]:
        for one in beside:
            note(f"{percent(one.size)}: making a stock Plone of that size")
            load_stock.measure(one, arguments.rounds)
        print("\n".join(load_stock.table(beside)), flush=True)
    return figures


def measured(
    arguments: Namespace, home: Path, size: float, rate: float | None
) -> tuple[Figures, float]:
    """The figures of one size, and the rate of the mix."""
    home.mkdir(parents=True, exist_ok=True)
    password = home / PASSWORD
    if not password.exists():
        password.touch(mode=0o600)
        password.write_text(secrets.token_urlsafe(16))
    os.environ["DEMO_PASSWORD"] = password.read_text()
    voltos = 0 if arguments.no_pages else 2
    with cluster.running(
        home, zopes=2, voltos=voltos, demo=False, frontend_folder=arguments.frontend, **WIDE
    ) as running:
        said = filled(home, running, size)
        figures = Figures(size, said.get("counts", {}))
        note(f"{percent(size)}: the cluster runs, with {sum(figures.counts.values()):,} objects")
        rate = processes.run_loop(_measure(arguments, running, said, figures, rate))
        figures.memory, figures.conflicts = memory_of(running), conflicts_of(running)
    return figures, rate


def filled(home: Path, running, size: float) -> dict:
    """What benchmarks/generate says of the data of a cluster; it makes them where they are not there."""
    said = home / "said.json"
    if not said.exists():
        note(f"{percent(size)}: making the data")
        conf = running.programs["zope1"]["conf"]
        command = [sys.executable, GENERATE, "--conf", conf, "--size", str(size), "--said", said]
        environment = dict(os.environ)
        processes.demand("filling", command, cwd=home, env=environment, log=home / "fill.log")
        for name in running.programs:
            if name.startswith("zope"):  # begins with what it had not read before
                running.restart(name)
    return json.loads(said.read_text())


async def _measure(
    arguments: Namespace, running, said: dict, figures: Figures, rate: float | None
) -> float:
    place = Place.entry(running.url)
    if arguments.no_pages:
        place = Place(None, place.api)
    path = Path(running.folder) / f"book-{time.time_ns()}"
    book, crowd_book = Book(path), Book(path.with_suffix(".burst"))
    async with Client() as client:
        password = os.environ["DEMO_PASSWORD"]
        stage = await prepare(
            client, place, said, password, submissions=int(arguments.seconds * 4)
        )
        operations = mix(stage, Writers(stage))
        stage.place = behind(running)  # the cache would answer for the connections
        await warm_up(operations, client, book)
        stage.place = place
        await under_way(operations, client, book, rate or 4, min(20, arguments.seconds))
        if rate is None:
            most = await carried(operations, client, book, min(10, arguments.seconds / 3))
            rate = SHARE * most
            note(
                f"{percent(figures.size)}: {most:.1f} calls per second are carried, measured with {rate:.1f}"
            )
        await under_load(figures, operations, client, book, rate, arguments.seconds)
        note(f"{percent(figures.size)}: the mix is measured")
        stage.place = behind(running)
        figures.alone = await alone(operations, client, book, arguments.rounds)
        figures.verdicts.append(await checked(client, stage, book))
        stage.place = place
        if arguments.people:
            burst, crowd = await many_at_once(
                client, stage, said["accounts"], password, crowd_book, arguments.people
            )
            figures.burst = burst
            figures.verdicts.append(await checked(client, crowd, crowd_book))
    return rate


def behind(running) -> Place:
    """A cluster without its cache: a Volto, and the pool of the Zopes."""
    volto = running.programs.get("volto1")
    website = f"http://127.0.0.1:{volto['port']}" if volto else None
    return Place(website, Place.zope(running.zope_url).api)


def verdict(figures: Sequence[Figures]) -> list[str]:
    """Print what holds and what does not; returns the goals that are missed."""
    print("\n### Verdict\n")
    for one in figures:
        for said in one.verdicts:
            print(f"- {percent(one.size)}: {said}.")
        errors = sum((times.errors.total() for times in one.load.values()), 0)
        print(
            f"- {percent(one.size)}: {errors} errors of {sum(t.count for t in one.load.values())} calls of the mix."
        )
    if len(figures) < 2:
        print("- Growth: needs two sizes.")
        return []
    small, large = figures[0], figures[-1]
    missed = []
    print(f"- Growth from {percent(small.size)} to {percent(large.size)}, of the medians:")
    for which, where in (("load", "in the mix"), ("alone", "alone")):
        grown = [one for one in growths(small, large, which) if one.ratio == one.ratio]
        bad = [
            f"{one.operation} ({one.ratio:.2f} > {one.limit:g})" for one in grown if one.is_missed
        ]
        rest = len(getattr(large, which)) - len(grown)
        too_few = f"; {rest} have too few answers to tell" if rest else ""
        print(
            f"  - {where} {len(grown) - len(bad)} of {len(grown)} operations meet their goal{too_few}."
        )
        if bad:
            print(f"  - {where} **missed:** {', '.join(bad)}.")
        missed += bad
    return missed


def note(text: str) -> None:
    print(f"  {time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
