"""Fill the site of an instance with the data of a whole country, or a part of it, the same from the same seed.

    python benchmarks/generate --conf backend/instance/etc/zope.conf --size 0.01
    make bench-data SIZE=0.01                                # the same, for the instance in INSTANCE_DIR

The site is made where there is none. Works on a FileStorage that nobody else has open, and on PostgreSQL also while the portal runs. A run that is ended
at any moment, however it is ended, goes on when it is started again with the same seed and size.

All accounts have the password in $DEMO_PASSWORD, or the one that var/demo-accounts.txt of the instance names. Exit status: 0 all is there; 1 it is not.
"""

from argparse import ArgumentParser
from argparse import ArgumentTypeError
from argparse import RawDescriptionHelpFormatter
from datetime import datetime
from datetime import UTC
from pathlib import Path

import json
import os
import resource
import subprocess
import sys
import time


BENCHMARKS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(BENCHMARKS), str(BENCHMARKS.parent / "tools")]

from generate import checking  # noqa: E402
from generate.filling import BATCH  # noqa: E402
from generate.filling import Files  # noqa: E402
from generate.filling import Filling  # noqa: E402
from generate.filling import OtherPlan  # noqa: E402
from generate.plan import NOW  # noqa: E402
from generate.plan import Plan  # noqa: E402
from generate.progress import PAUSE  # noqa: E402
from generate.progress import progress  # noqa: E402
from operate import backend  # noqa: E402
from operate.failure import Failure  # noqa: E402
from operate.settings import Settings  # noqa: E402


#: Bytes of an object in memory, about; no more objects are kept than fit by this.
OBJECT = 4_096


def main(argv: list[str] | None = None) -> int:
    parser = ArgumentParser("generate", description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--conf", type=Path, required=True, help="zope.conf of the instance")
    parser.add_argument("--site", default="Plone", help="id of the site (Plone)")
    parser.add_argument("--size", type=_size, default=0.01, help="share of the country: 0.01, 0.1, 1.0")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--now", type=_moment, default=NOW, help=f"the day of which the data are ({NOW:%Y-%m-%d})")
    parser.add_argument("--register", type=Path, help="official GV100AD file instead of an invented one")
    parser.add_argument("--grw", type=Path, help="official GRW list")
    parser.add_argument("--said", type=Path, help="write accounts and paths to this file, as JSON")
    parser.add_argument("--batch", type=int, default=BATCH, help=f"things made in one transaction ({BATCH})")
    parser.add_argument("--every", type=float, default=PAUSE, help=f"seconds between two lines without a terminal ({PAUSE:g})")
    parser.add_argument("--resume", action="store_true", help="go on where a run was ended; always done")
    parser.add_argument("--fingerprint", type=Path, help="write a hash of what is there to this file, by kind, as JSON")
    arguments = parser.parse_args(argv)
    try:
        return run(arguments)
    except (Failure, OtherPlan, ValueError) as error:
        print(f"generate: {error}", file=sys.stderr)
        return 1


def _size(text: str) -> float:
    size = float(text)
    if not 0 < size <= 1:
        raise ArgumentTypeError("a size is above 0 and at most 1")
    return size


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(hour=NOW.hour, tzinfo=UTC)


def run(arguments) -> int:
    if not arguments.conf.is_file():
        raise Failure(f"{arguments.conf} is no file; make an instance with: make backend-start")
    conf = arguments.conf.resolve()
    settings = Settings(conf.parents[1], 0, 0)
    os.environ.update(backend.secrets(settings))
    _make_site(conf, arguments.site)
    password = os.environ.get("DEMO_PASSWORD") or backend.kept_password(settings)
    plan = Plan(arguments.size, arguments.seed, arguments.now)
    with opened(conf):
        files = Files(arguments.register, arguments.grw)
        filling = Filling(plan, arguments.site, hashed(password), files, arguments.batch)
        made = fill(filling, arguments.every)
        print(made)
        with filling.site() as portal:
            wrong = checking.wrong_counts(portal, filling)
            if arguments.said is not None:
                checking.write_said(arguments.said, portal, filling)
            if arguments.fingerprint is not None:
                arguments.fingerprint.write_text(json.dumps(checking.fingerprint(portal), indent=1))
    for line in wrong:
        print(f"WRONG: {line}", file=sys.stderr)
    return 1 if wrong else 0


def _make_site(conf: Path, site: str) -> None:
    command = [sys.executable, "-m", "zukunftsraum.setup.create_site", conf, "--site", site, "--no-demo"]
    said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if said.returncode != 0:
        raise Failure("the site cannot be made: " + "".join(said.stdout.splitlines(True)[-3:]).strip())


class opened:
    """The database of an instance, while the block runs; indexes of the whole country shall stay in memory, so it may have a quarter of the machine's.

    :raises Failure: a process has it open that does not share it.
    """

    def __init__(self, conf: Path):
        self._conf = conf

    def __enter__(self):
        from Zope2.Startup.run import configure_wsgi

        import zc.lockfile

        try:
            configure_wsgi(str(self._conf))
        except zc.lockfile.LockError:
            raise Failure("the portal is running and holds its database: stop it first") from None
        import Zope2

        Zope2.startup_wsgi()
        database, room = Zope2.DB, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 4
        database.setCacheSize(room // OBJECT)
        database.setCacheSizeBytes(room)

    def __exit__(self, *_exception):
        import Zope2

        for database in Zope2.opened:
            database.close()


def hashed(password: str) -> str:
    """As the user folder stores it; once for all accounts, since it takes long on purpose.

    :raises Failure: there is no password.
    """
    if not password:
        raise Failure("set DEMO_PASSWORD: the password of the generated accounts")
    from AuthEncoding import AuthEncoding

    stored = AuthEncoding.pw_encrypt(password)
    return stored.decode() if isinstance(stored, bytes) else stored


def fill(filling: Filling, every: float) -> str:
    """Make what is missing; what was made, and how fast. every: seconds between two lines without a terminal."""
    began = time.monotonic()
    filling.begin()
    stages = filling.stages()
    made, spent = dict.fromkeys([stage.name for stage in stages], 0), {}
    with progress(sum(stage.count for stage in stages), every) as shown:
        for stage in stages:

            def tick(number: int, name: str = stage.name) -> None:
                made[name] += number
                shown.tick(number)

            shown.begin(stage.name, filling.done(stage), stage.count)
            clocks = time.monotonic(), time.process_time()
            filling.fill(stage, tick)
            spent[stage.name] = time.monotonic() - clocks[0], time.process_time() - clocks[1]
    lines = ["| | made | each second | each second of CPU |", "|---|---|---|---|"]
    for name, (wall, cpu) in spent.items():
        if made[name]:
            lines.append(f"| {name} | {made[name]:,} | {made[name] / wall:.1f} | {made[name] / cpu:.1f} |")
    seconds, total = time.monotonic() - began, sum(made.values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines.append(f"{total:,} made in {seconds:,.0f} s: {total / seconds:.0f}/s; largest memory {memory:,.0f} MB")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
