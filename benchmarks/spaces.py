"""Times of spaces and their people: joining and leaving, lists with many spaces and with many members.

    make bench-spaces                                        # full size, about an hour on two cores
    make bench-spaces ARGS="--quick"                         # a tenth, a few minutes

It makes an instance of its own (FileStorage) in a temporary folder, fills it, and sends requests through its WSGI
application, so the times are those of the server without the network. Three tables, each with its ratios:

1. joining and leaving a space, with few and with many documents in it, and how many objects were indexed meanwhile;
2. what a member's lists take with few and with many municipal spaces;
3. @admissions, @directory, @spaces with few and with many members.

Times are milliseconds of wall clock. Exit status: 1 if a ratio is above its limit.
"""

from argparse import ArgumentParser
from argparse import Namespace
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from io import BytesIO
from pathlib import Path

import json
import os
import random
import statistics
import sys
import tempfile
import time
import uuid


ZOPE_CONF = """
%define INSTANCE {home}
instancehome $INSTANCE
clienthome $INSTANCE/var
<zodb_db main>
  mount-point /
  cache-size 100000
  cache-size-bytes 1GB
  <filestorage>
    path $INSTANCE/var/Data.fs
    blob-dir $INSTANCE/var/blobs
  </filestorage>
</zodb_db>
"""
SITE_ZCML = (
    Path(__file__).parents[1]
    / "backend/instance-template/{{cookiecutter.instance_name}}/etc/site.zcml"
)
SITE = "Plone"

#: Largest ratios that the project allows itself.
NOISE, LISTS, MEMBERS = 1.5, 1.5, 3.0

#: One member in so many waits for an admission elsewhere.
PENDING_SHARE = 10


@dataclass(frozen=True)
class Times:
    """Wall clock and CPU of calls, in milliseconds."""

    wall: list[float]
    cpu: list[float]


def p50(values: list[float]) -> float:
    return statistics.median(values)


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def measured(calls: list[Callable[[], object]]) -> Times:
    """Time every call."""
    wall, cpu = [], []
    for call in calls:
        began, used = time.perf_counter(), time.process_time()
        call()
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    return Times(wall, cpu)


class Table:
    """Prints pairs of measurements and remembers whether a ratio was too large.

    value: what of the measurements is compared, p50 or p95. On a machine that does other things too the wall clock says
    little, so a ratio is too large when that of the CPU is too.
    """

    def __init__(self, title: str, few: str, many: str, value: Callable, limit: float):
        self.value, self.limit = value, limit
        self.ok = True
        print(f"\n## {title} (limit of the ratio: {limit:g})\n")
        print(
            f"| | {few}: p50 | p95 | {many}: p50 | p95 "
            f"| ratio of {value.__name__} | the same, cpu |"
        )
        print("|---|---|---|---|---|---|---|")

    def row(self, name: str, few: Times, many: Times) -> None:
        ratio = self.value(many.wall) / self.value(few.wall)
        cpu_ratio = self.value(many.cpu) / self.value(few.cpu)
        is_ok = min(ratio, cpu_ratio) <= self.limit
        self.ok = self.ok and is_ok
        times = (p50(few.wall), p95(few.wall), p50(many.wall), p95(many.wall))
        columns = (f"{time:.1f}" for time in times)
        verdict = "" if is_ok else " **above the limit**"
        print(
            f"| {name} | {' | '.join(columns)} | {ratio:.2f} | {cpu_ratio:.2f}{verdict} |",
            flush=True,
        )


# -- the instance ----------------------------------------------------------------------------------


class Instance:
    """A Zope of its own in a folder, with a site, seen from inside and over WSGI."""

    def __init__(self, home: Path):
        (home / "etc").mkdir()
        (home / "var").mkdir()
        (home / "etc" / "site.zcml").write_text(SITE_ZCML.read_text())
        conf = home / "etc" / "zope.conf"
        conf.write_text(ZOPE_CONF.format(home=home))
        from Zope2.Startup.run import make_wsgi_app

        self.application = make_wsgi_app({}, str(conf))
        with self.root() as app:
            from zukunftsraum.setup.create_site import create

            os.environ["DEMO_PASSWORD"] = uuid.uuid4().hex
            create(app, SITE, demo=False)

    @contextmanager
    def root(self) -> Iterator:
        """The root of the database, with all rights, in a connection of its own."""
        from AccessControl.SecurityManagement import newSecurityManager
        from AccessControl.SecurityManagement import noSecurityManager
        from AccessControl.SpecialUsers import system
        from Testing.makerequest import makerequest
        from zope.component.hooks import setSite
        from zope.globalrequest import clearRequest
        from zope.globalrequest import setRequest

        import transaction
        import Zope2

        app = makerequest(Zope2.app(), environ={"HTTP_ACCEPT_LANGUAGE": "de"})
        try:
            setRequest(app.REQUEST)
            newSecurityManager(app.REQUEST, system)
            if SITE in app.objectIds():
                setSite(app[SITE])
            yield app
            transaction.commit()
        finally:
            transaction.abort()
            noSecurityManager()
            setSite(None)
            clearRequest()
            app._p_jar.close()

    @contextmanager
    def site(self) -> Iterator:
        with self.root() as app:
            yield app[SITE]

    def token(self, user_id: str) -> str:
        """What the website sends for a person who is logged in."""
        from zukunftsraum.members.sessions import stamped

        with self.site() as portal:
            users = portal.acl_users
            return stamped(users, users.jwt_auth.create_token(user_id))

    def get(self, path: str, token: str) -> dict:
        """The JSON of a GET; raises RuntimeError unless it is 200."""
        path_info, _mark, query = path.partition("?")
        status: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": f"/{SITE}/{path_info}".rstrip("/"),
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8080",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_ACCEPT": "application/json",
            "HTTP_ACCEPT_LANGUAGE": "de",
            "HTTP_AUTHORIZATION": f"Bearer {token}",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
        }
        parts = self.application(environ, lambda line, headers, error=None: status.append(line))
        body = b"".join(parts)
        if not status[0].startswith("200"):
            raise RuntimeError(f"{path}: {status[0]} {body[:300]!r}")
        return json.loads(body)

    def times(self, paths: list[str], token: str) -> Times:
        """Times of requests, after a few that are not counted."""
        for path in paths[:10]:
            self.get(path, token)
        return measured([lambda path=path: self.get(path, token) for path in paths])


# -- filling it ------------------------------------------------------------------------------------


def in_batches(instance: Instance, what: str, numbers: range, work: Callable, size: int = 250):
    """Do something for every number, some in each transaction, and say how far it is."""
    began = time.monotonic()
    for start in range(numbers.start, numbers.stop, size):
        stop = min(start + size, numbers.stop)
        with instance.site() as portal:
            for number in range(start, stop):
                work(portal, number)
        if sys.stderr.isatty() or stop == numbers.stop:
            seconds = time.monotonic() - began
            print(f"  {what}: {stop:,} in {seconds:.0f} s", file=sys.stderr, flush=True)


def ars_of(number: int) -> str:
    """An invented key, Land 99."""
    return f"9901{number:08d}"


def fill_register(instance: Instance, count: int) -> None:
    """Put a municipality for each space into the register."""
    from zukunftsraum.register.store import get_register
    from zukunftsraum.register.store import replace_register

    with instance.site() as portal:
        register = get_register(portal)
        pattern = next(row for row in register.table.values() if len(row.ars) == 12)
        table = dict(register.table)
        for number in range(count):
            ars, name = ars_of(number), f"Probestadt {number}"
            table[ars] = replace(
                pattern, ars=ars, ags=ars[:5] + ars[9:], name=name, official_name=name, demo=True
            )
        replace_register(portal, table, register.status_date, register.origin)


def add_space(portal, number: int) -> None:
    from plone.dexterity.utils import createContentInContainer

    createContentInContainer(
        portal["raeume"],
        "MunicipalSpace",
        checkConstraints=False,
        id=f"stadt-{number}",
        title=f"Probestadt {number}",
        municipality=ars_of(number),
    )


def add_document(portal, number: int, space: str) -> None:
    from plone.dexterity.utils import createContentInContainer

    createContentInContainer(
        portal["raeume"][space],
        "Document",
        checkConstraints=False,
        id=f"d{number}",
        title=f"Protokoll {number}",
    )


FIRST_NAMES = ("Lea", "Tom", "Eva", "Mia", "Jan", "Ute", "Kim", "Max", "Ina", "Uwe", "Ali", "Zoe")
LAST_NAMES = (
    "Muster",
    "Probe",
    "Beispiel",
    "Fischer",
    "Weber",
    "Schulz",
    "Becker",
    "Koch",
    "Wolf",
)


class People:
    """Adds members; remembers their ids."""

    def __init__(self, instance: Instance, spaces: int):
        self._instance = instance
        self.spaces = spaces
        self._random = random.Random(3)
        self.ids: list[str] = []

    def add_up_to(self, count: int) -> None:
        """Members spread over the spaces; every second one is in the directory, every tenth waits somewhere else."""
        numbers = range(len(self.ids), count)
        in_batches(self._instance, "members", numbers, self._add)

    def outside(self, first_spaces: tuple, count: int) -> list[str]:
        """So many people, or fewer, who are in none of the first spaces."""
        numbers = range(len(self.ids))
        ids = [self.ids[n] for n in numbers if n % self.spaces >= len(first_spaces)]
        return ids[-count:]

    def _add(self, portal, number: int) -> None:
        from zukunftsraum.members.accounts import create_account
        from zukunftsraum.members.admissions import get_requests
        from zukunftsraum.members.rules import Signup
        from zukunftsraum.spaces.membership import join
        from zukunftsraum.spaces.rules import municipal_groups

        now = datetime.now(UTC)
        name = f"{self._random.choice(FIRST_NAMES)} {self._random.choice(LAST_NAMES)}"
        ars = ars_of(number % self.spaces)
        signup = Signup(
            email=f"p{number}@example.org",
            fullname=f"{name} {number}",
            municipality=ars,
            category="administration",
            function="Sachbearbeitung",
            message="",
            newsletter=False,
            visible_in_directory=number % 2 == 0,
            language="de",
            privacy_version="1",
            privacy_hash="",
            accepted="",
            invitation="",
        )
        user_id = create_account(signup, None, now=now)
        join(municipal_groups(ars), user_id, coordinator=number < self.spaces)
        if number % PENDING_SHARE == 0:
            get_requests().add(
                user_id,
                ars_of((number + 1) % self.spaces),
                category="administration",
                function="Sachbearbeitung",
                message="Ich vertrete dort die Leitung.",
                requested=now - timedelta(seconds=count_down(number)),
            )
        self.ids.append(user_id)


def count_down(number: int) -> int:
    """Seconds ago, so that requests have times of their own."""
    return 1_000_000 - number


# -- measuring -------------------------------------------------------------------------------------


def measure_joining(
    instance: Instance, people: People, sizes: tuple[int, int], cycles: int
) -> bool:
    """Joining and leaving, committed, in two spaces that differ only in what lies in them."""
    from zukunftsraum.spaces.membership import join
    from zukunftsraum.spaces.membership import leave
    from zukunftsraum.spaces.rules import municipal_groups

    import transaction

    results = []
    for number, documents in enumerate(sizes):
        space = f"stadt-{number}"
        in_batches(
            instance,
            f"documents in {space}",
            range(documents),
            lambda portal, n, space=space: add_document(portal, n, space),
            size=100,
        )
    for number, _documents in enumerate(sizes):
        groups = municipal_groups(ars_of(number))
        ids, page = people.outside(sizes, cycles), f"raeume/stadt-{number}/d0"

        def joining(user_id, groups=groups):
            join(groups, user_id)
            transaction.commit()

        def leaving(user_id, groups=groups):
            leave(groups, user_id, hand_to_office=True)
            transaction.commit()

        with counted_indexing() as indexed:
            with instance.site():
                for user_id in ids[:10]:  # not counted: what is loaded once
                    joining(user_id)
                    leaving(user_id)
                joined = measured([lambda u=u: joining(u) for u in ids])
            demand_status(instance, ids[-1], page, "200")
            with instance.site():
                left = measured([lambda u=u: leaving(u) for u in ids])
            demand_status(instance, ids[-1], page, "401")
        results.append((joined, left, len(indexed)))
    few, many = sizes
    table = Table(
        "Joining and leaving a space", f"{few:,} documents", f"{many:,} documents", p50, NOISE
    )
    table.row("join, with commit", results[0][0], results[1][0])
    table.row("leave, with commit", results[0][1], results[1][1])
    indexed = results[0][2], results[1][2]
    print(f"\nObjects indexed meanwhile: {indexed[0]} and {indexed[1]}.", flush=True)
    return table.ok and indexed == (0, 0)


def demand_status(instance: Instance, user_id: str, path: str, status: str) -> None:
    """Whether joining and leaving did what they should, as the next request tells."""
    try:
        instance.get(path, instance.token(user_id))
        answer = "200"
    except RuntimeError as error:
        answer = str(error).removeprefix(f"{path}: ")[:3]
    if answer != status:
        raise RuntimeError(f"{path} answers {answer}, not {status}")


@contextmanager
def counted_indexing() -> Iterator[list]:
    """Paths of all objects that the catalog indexes while the block runs, queued ones included."""
    from Products.CMFCore.indexing import processQueue
    from Products.ZCatalog.ZCatalog import ZCatalog

    indexed: list[str] = []
    stock = ZCatalog.catalog_object

    def counting(self, obj, uid=None, *arguments, **more):
        indexed.append(uid)
        return stock(self, obj, uid, *arguments, **more)

    ZCatalog.catalog_object = counting
    try:
        yield indexed
        processQueue()
    finally:
        ZCatalog.catalog_object = stock


LIST_PATHS = {
    "GET /@spaces": "@spaces",
    "GET /raeume": "raeume",
    "GET /@search, spaces by title": "@search?portal_type=MunicipalSpace&sort_on=sortable_title",
    "GET /@search, everything": "@search?b_size=25",
    "GET /@navigation": "@navigation?expand.navigation.depth=3",
}


def measure_lists(instance: Instance, token: str, requests: int) -> dict[str, Times]:
    for path in ("@spaces?kind=municipality", LIST_PATHS["GET /@search, spaces by title"]):
        if (total := instance.get(path, token)["items_total"]) != 1:
            raise RuntimeError(f"the member is in one space, but {path} tells of {total}")
    return {name: instance.times([path] * requests, token) for name, path in LIST_PATHS.items()}


def member_paths(requests: int) -> dict[str, tuple[str, list[str]]]:
    """What is asked of many members: name of the row → who asks, and what."""
    chosen = random.Random(5)
    names = [*FIRST_NAMES, *LAST_NAMES]
    keys = [ars_of(chosen.randrange(100)) for _number in range(requests)]
    typed = [chosen.choice(names)[: chosen.choice((2, 3, 9))] for _number in range(requests)]
    pages = [25 * chosen.randrange(2) for _number in range(requests)]
    return {
        "GET /@admissions, office": ("office", [f"@admissions?b_start={p}" for p in pages]),
        "GET /@admissions, coordinator": ("member", ["@admissions"] * requests),
        "GET /@directory": ("member", [f"@directory?b_start={p}" for p in pages]),
        "GET /@directory?q=": ("member", [f"@directory?q={word}" for word in typed]),
        "GET /@directory?ars=": ("member", [f"@directory?ars={key}" for key in keys]),
        "GET /@spaces": ("member", ["@spaces"] * requests),
    }


def measure_members(instance: Instance, tokens: dict[str, str], requests: int) -> dict[str, Times]:
    rows = member_paths(requests).items()
    return {name: instance.times(paths, tokens[who]) for name, (who, paths) in rows}


def compare(table: Table, few: dict[str, Times], many: dict[str, Times]) -> bool:
    for name, times in few.items():
        table.row(name, times, many[name])
    return table.ok


def add_office(instance: Instance) -> str:
    from plone import api

    with instance.site():
        api.user.create(username="office", email="office@example.org", password=uuid.uuid4().hex)
        api.group.add_user(groupname="team-geschaeftsstelle", username="office")
    return instance.token("office")


def run(arguments: Namespace, home: Path) -> bool:
    few_spaces, many_spaces = arguments.spaces
    few_members, many_members = arguments.members
    instance = Instance(home)
    fill_register(instance, many_spaces)
    in_batches(instance, "spaces", range(few_spaces), add_space, size=100)
    people = People(instance, few_spaces)
    people.add_up_to(few_members)
    tokens = {"office": add_office(instance), "member": instance.token(people.ids[0])}

    results = [measure_joining(instance, people, arguments.documents, arguments.requests)]

    few = measure_lists(instance, tokens["member"], arguments.requests)
    in_batches(instance, "spaces", range(few_spaces, many_spaces), add_space, size=100)
    many = measure_lists(instance, tokens["member"], arguments.requests)
    title = "The lists of a member"
    table = Table(title, f"{few_spaces:,} spaces", f"{many_spaces:,} spaces", p50, LISTS)
    results.append(compare(table, few, many))

    people.spaces = many_spaces
    few = measure_members(instance, tokens, arguments.requests)
    people.add_up_to(many_members)
    many = measure_members(instance, tokens, arguments.requests)
    title = "Lists of people and spaces"
    table = Table(title, f"{few_members:,} members", f"{many_members:,} members", p95, MEMBERS)
    results.append(compare(table, few, many))
    return all(results)


def pair(text: str) -> tuple[int, int]:
    few, _comma, many = text.partition(",")
    return int(few), int(many)


def main() -> int:
    parser = ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--documents", type=pair, default=(10, 10_000), metavar="FEW,MANY")
    parser.add_argument("--spaces", type=pair, default=(100, 10_751), metavar="FEW,MANY")
    parser.add_argument("--members", type=pair, default=(500, 50_000), metavar="FEW,MANY")
    parser.add_argument("--requests", type=int, default=200, help="number of each measurement")
    parser.add_argument("--quick", action="store_true", help="a tenth of the sizes")
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.documents, arguments.spaces = (10, 1000), (100, 1075)
        arguments.members, arguments.requests = (500, 5000), 60
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="zukunftsraum-bench-") as folder:
        os.environ["ZUKUNFTSRAUM_MAIL_DIR"] = f"{folder}/mail"
        ok = run(arguments, Path(folder))
    print(
        f"\n{'Every ratio is within its limit' if ok else 'A ratio is above its limit'}; "
        f"{(time.monotonic() - began) / 60:.0f} minutes."
    )
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
