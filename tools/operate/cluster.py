"""A cluster on this machine: PostgreSQL, several Zopes and Voltos, Varnish, haproxy, mail and jobs, of one folder and one Procfile.

with running(folder, zopes=2, voltos=0) as cluster:
    cluster.url, cluster.dsn, cluster.pid("zope1"), cluster.restart("zope2")
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from operate import backend
from operate import postgres
from operate import stamps
from operate import start as portal
from operate.cluster_plan import any_ports
from operate.cluster_plan import DATABASE
from operate.cluster_plan import DEVOPS
from operate.cluster_plan import Plan
from operate.console import say
from operate.console import Steps
from operate.failure import Failure
from operate.failure import Interrupted
from operate.ports import command_of
from operate.ports import demand_free
from operate.processes import last_lines
from operate.processes import pause
from operate.processes import Program
from operate.processes import start
from operate.settings import FRONTEND
from operate.settings import HOST
from operate.settings import PYTHON
from operate.settings import SITE
from pathlib import Path

import json
import os
import shutil
import signal
import subprocess
import time


#: Seconds that a program gets until it answers, or has ended in order.
UNTIL_READY, UNTIL_ENDED = 600, 60
#: Of a Zope.
THREADS = 8
#: In this order the programs are ended: first what lets requests in, last what keeps the data.
LAST_FIRST = ("haproxy", "jobs", "mail", "volto", "varnish", "zope", "postgres")


@dataclass
class Cluster:
    """A cluster that runs, as `cluster.json` tells it."""

    folder: Path
    url: str
    site: str
    dsn: str
    postgres: dict
    programs: dict[str, dict]
    haproxy_stats: str
    mail: str
    blobs: str
    #: Zope's pool behind the cache, for measurements without it.
    zope_url: str = ""
    accounts: str = ""
    _honcho: Program | None = field(default=None, repr=False)

    @classmethod
    def read(cls, folder: Path) -> "Cluster":
        """The cluster that runs in a folder.

        :raises Failure: none does.
        """
        try:
            told = json.loads((folder / "cluster.json").read_text())
        except (OSError, ValueError):
            raise Failure(f"no cluster runs in {folder}; start it with: make cluster") from None
        return cls(folder, **told)

    def pid(self, name: str) -> int:
        """The process of a program, as of now; 0 while it does not run."""
        pid = int(stamps.read(self.folder / "run" / f"{name}.pid") or 0)
        # A keeper that was killed leaves the number of a program that has ended with it.
        return pid if pid and Path(f"/proc/{pid}").exists() else 0

    def restart(self, name: str) -> None:
        """End a program in order and start it anew; returns when it is ready again."""
        self.park(name)
        self.resume(name)

    def park(self, name: str) -> None:
        """End a program in order; it stays ended until `resume`."""
        self._tell(name, signal.SIGUSR1)
        end = time.monotonic() + UNTIL_ENDED
        while self.pid(name):
            if time.monotonic() > end:
                raise Failure(f"{name} did not end within {UNTIL_ENDED} s")
            pause()

    def resume(self, name: str) -> None:
        """Start a program that was parked; returns when it is ready."""
        self.release(name)
        self.wait(name)

    def release(self, name: str) -> None:
        """As `resume`, but returns at once."""
        self._tell(name, signal.SIGUSR2)

    def wait(self, name: str, seconds: float = UNTIL_READY, tick=lambda: None) -> None:
        """Wait until a program does its work.

        :raises Failure: it does not in time.
        """
        end = time.monotonic() + seconds
        while not self.is_ready(name):
            if self._honcho is not None and self._honcho.code is not None:
                raise Failure(
                    f"the cluster ended: honcho {self._honcho.ending}", self._honcho.last_lines()
                )
            if time.monotonic() > end:
                log = self.folder / "log" / f"{name}.log"
                raise Failure(
                    f"{name} was not ready within {seconds:.0f} s; its log is {log}",
                    last_lines(log),
                )
            tick()
            pause(0.2)

    def is_ready(self, name: str) -> bool:
        pid, port = self.pid(name), self.programs[name]["port"]
        if not pid:
            return False
        if name == "postgres":
            ready = [
                f"{self.postgres['programs']}/pg_isready",
                "-q",
                "-h",
                self.postgres["socket"],
            ]
            return subprocess.run(ready, check=False).returncode == 0
        if name.startswith("zope"):
            return portal.site_answers_at(port)
        if name.startswith("volto"):
            return portal.home_page_answers_at(port)
        if name == "varnish":
            return portal.status_at(port, "/.zr/alive") == 200
        # haproxy is asked by who starts the cluster; mail and jobs answer nobody.
        return True

    def _tell(self, name: str, signum: int) -> None:
        keeper = int(stamps.read(self.folder / "run" / f"{name}.keeper") or 0)
        if not keeper:
            raise Failure(f"{name} has no keeper; does the cluster run?")
        os.kill(keeper, signum)

    def stop(self, say=lambda text: None) -> None:
        """End all programs in order, then honcho with the keepers."""
        for kind in LAST_FIRST:
            for name in self.programs:
                if name.rstrip("0123456789") == kind:
                    with suppress(Failure, ProcessLookupError):
                        self._tell(name, signal.SIGUSR1)
            for name in self.programs:
                if name.rstrip("0123456789") == kind:
                    _wait_until(lambda name=name: not self.pid(name), UNTIL_ENDED)
        if self._honcho is not None:
            self._honcho.stop()
        (self.folder / "cluster.json").unlink(missing_ok=True)

    def write(self) -> None:
        """Write cluster.json, at once as a whole."""
        told = {k: v for k, v in vars(self).items() if k not in ("folder", "_honcho")}
        for name, program in self.programs.items():
            program["pid"] = self.pid(name)
        stamps.write(self.folder / "cluster.json", json.dumps(told, indent=1) + "\n")


def command() -> None:
    """`make cluster`: make it, start it, watch it until asked to stop."""
    plan = Plan.from_environment()
    steps = Steps(9 if plan.voltos else 7)
    with own(plan):
        for name, port in plan.ports.items():
            demand_free(HOST, port, f"CLUSTER_PORT (of {name})")
        with steps.step("Backend: Python packages", "about a minute the first time"):
            steps.note(backend.install(steps.alive))
        if plan.voltos:
            portal.prepare_frontend(steps)
        with started(plan, steps) as cluster:
            say()
            say(f"The cluster answers after {steps.elapsed}:")
            say(f"  website       {cluster.url}" + (f" ({plan.website})" if plan.website else ""))
            say(f"  REST API      {cluster.url}/++api++")
            say(f"  Zope          {cluster.zope_url} (inside only)")
            say(f"  balancer      {cluster.haproxy_stats.removesuffix(';csv')}")
            say(f"  logs          {plan.log}")
            say(f"  accounts      {cluster.accounts}")
            say("Stop it with Ctrl-C or: make cluster-stop")
            _watch(cluster)


def stop_command() -> None:
    """`make cluster-stop`."""
    plan = Plan.from_environment()
    pid = int(stamps.read(plan.folder / "start.lock") or 0)
    if not _is_held(plan):
        say(f"No cluster runs in {plan.folder}.")
    else:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        _wait_until(lambda: not _is_held(plan), 4 * UNTIL_ENDED)
    left = leftovers(plan.folder)
    if left or _is_held(plan):
        raise Failure(f"these still run: {', '.join(left) or pid}")
    say("Stopped; nothing of it runs any more.")


def status_command() -> int:
    """`make cluster-status`: a line for each program; 1 where one is not ready."""
    plan = Plan.from_environment()
    cluster = Cluster.read(plan.folder)
    codes = []
    for name, program in cluster.programs.items():
        ready = cluster.is_ready(name)
        codes.append(not ready)
        port = f"port {program['port']}" if program["port"] else ""
        state = "ready" if ready else "not ready"
        say(f"{name:10} {state:10} pid {cluster.pid(name):<8} {port}".rstrip())
    say(f"{cluster.url}")
    return int(any(codes))


@contextmanager
def running(
    folder: Path,
    *,
    zopes: int = 2,
    voltos: int = 0,
    demo: bool = True,
    website: str = "",
    frontend_folder: Path = FRONTEND,
    entry: int | None = None,
    password: str = "",
    **more: str,
) -> Iterator[Cluster]:
    """A cluster that runs while the block does, on ports that are free. The folder keeps its data: the same folder goes on with them.

    voltos: 0 does without the website (and without its build); then only `/++api++` answers. frontend_folder: where the website was built.
    entry: port of the entry. password: of the accounts of a new site, else `$DEMO_PASSWORD` or one that is made. more: further variables of the programs, such as LIMIT_WRITES of the entry.
    """
    ports = any_ports(zopes, voltos, entry)
    plan = Plan(
        folder, ports, zopes, voltos, demo, website, frontend_folder=frontend_folder, more=more
    )
    with own(plan), started(plan, password=password) as cluster:
        yield cluster


@contextmanager
def own(plan: Plan):
    """Keep others from using the same cluster while the block runs."""
    if any(character.isspace() or character in "$%{}'\"" for character in str(plan.folder)):
        raise Failure("CLUSTER_DIR must not contain blanks, quotes, $, %, { or }")
    plan.folder.mkdir(parents=True, exist_ok=True)
    path = plan.folder / "start.lock"
    try:
        with stamps.lock(path):
            yield
    except BlockingIOError:
        pid = int(stamps.read(path) or 0)
        raise Failure(
            f"the cluster in {plan.folder} runs already: process {pid} ({command_of(pid)}); "
            "stop it with `make cluster-stop`, or choose another folder with CLUSTER_DIR"
        ) from None


@contextmanager
def started(plan: Plan, steps: Steps | None = None, password: str = "") -> Iterator[Cluster]:
    """The steps from a folder to a cluster that answers; it is ended with the block."""
    steps = steps or _Silent()
    with steps.step("Cluster: folders and configuration"):
        lay_out(plan, steps.alive)
        steps.note(str(plan.folder))
    cluster = _describe(plan)
    try:
        with steps.step("Start PostgreSQL"):
            cluster._honcho = _start(plan)
            cluster.wait("postgres", tick=steps.alive)
            _create_database(plan)
        with steps.step("Create the site", "about a minute the first time"):
            environment = plan.portal_environment()
            environment |= {"DEMO_PASSWORD": password} if password else {}
            first = plan.instance("zope1")
            steps.note(backend.create_site(first, steps.alive, demo=plan.demo, **environment))
        plan.go.touch()
        with steps.step(f"Start {plan.zopes} Zope"):
            for name in plan.zope_names:
                cluster.wait(name, tick=steps.alive)
        with steps.step(f"Start {plan.voltos} Volto" if plan.voltos else "No website"):
            for name in plan.volto_names:
                cluster.wait(name, tick=steps.alive)
        with steps.step("Start the cache, the balancer, mail and jobs"):
            for name in ("varnish", "haproxy", "mail", "jobs"):
                cluster.wait(name, tick=steps.alive)
            path = "/" if plan.voltos else "/++api++"
            _demand_in_time(
                lambda: portal.status_at(plan.ports["entry"], path, tls=bool(plan.tls)) == 200,
                "the entry",
            )
        cluster.write()
        yield cluster
    except Interrupted:
        say()
        say("Stopping ...")
        raise
    finally:
        cluster.stop()
        if left := leftovers(plan.folder):
            say(f"These still run: {', '.join(left)}")
        elif not isinstance(steps, _Silent):
            say("Stopped.")


class _Silent:
    """Steps that say nothing."""

    @contextmanager
    def step(self, title: str, hint: str = ""):
        yield self

    def note(self, text: str) -> None:
        pass

    def alive(self) -> None:
        pass


def lay_out(plan: Plan, tick) -> None:
    """Folders, the database's data, instances, configuration of the programs."""
    longest = len(os.fsencode(plan.socket / ".s.PGSQL.5432"))
    if longest > 107:
        raise Failure(f"CLUSTER_DIR is too long for a socket ({longest} of 107 bytes)")
    for old in plan.run.glob("*"):
        if old.is_file() or old.is_socket():
            old.unlink()
    (plan.folder / "cluster.json").unlink(missing_ok=True)
    for folder in (plan.run, plan.log, plan.mail, plan.folder / "etc"):
        folder.mkdir(parents=True, exist_ok=True)
    plan.folder.chmod(0o711)
    plan.run.chmod(0o711)
    for private in (plan.mail, plan.log, plan.folder / "etc"):
        private.chmod(0o700)
    _make_database_folder(plan)
    for name in (*plan.zope_names, "worker"):
        backend.render(
            plan.instance(name), tick, database="relstorage", dsn=plan.dsn, **_size(name)
        )
    plan.write()


def _size(name: str) -> dict[str, str]:
    """Threads as devops/cluster/haproxy.cfg counts on them; the worker does one thing at a time."""
    if name == "worker":
        return {"threads": "1", "cache_objects": "20000", "shared_cache_mb": "32"}
    return {"threads": str(THREADS)}


def _make_database_folder(plan: Plan) -> None:
    """PostgreSQL's data and the folder of its socket, owned by the account it runs as; a half-made one is made anew."""
    owner = postgres.owner_of()
    for folder in (plan.socket, plan.folder / "postgres"):
        if folder == plan.socket:
            folder.mkdir(exist_ok=True)
            if owner:
                os.chown(folder, owner["user"], owner["group"])
            folder.chmod(0o700)
    data = plan.folder / "postgres"
    if not (data / "PG_VERSION").exists():
        if data.with_name(f"{data.name}{backend.RESTORING}").exists():
            raise Failure(
                "a restore into this cluster was broken off; finish it with: make restore FORCE=1"
            )
        part = plan.folder / "postgres.part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
        if owner:
            os.chown(part, owner["user"], owner["group"])
        if subprocess.run(["test", "-w", part], check=False, **owner).returncode != 0:
            raise Failure(
                f"the account {postgres.USER} cannot reach {plan.folder}; "
                "choose a folder with CLUSTER_DIR that it may enter, such as /srv/zukunftsraum"
            )
        postgres.demand(
            [plan.postgres_programs / "initdb", "-D", part, "-U", postgres.USER, "-A", "trust"]
            + ["-E", "UTF8", "--locale", "C.UTF-8", "--data-checksums"],
            owner,
        )
        part.rename(data)
        # Stamps that say there is a site speak of another database.
        for stamp in plan.folder.glob("*/var/.site-*"):
            stamp.unlink()
    settings = (DEVOPS / "postgres.conf").read_text().replace("@socket@", str(plan.socket))
    settings = settings.replace("@connections@", str(40 + 20 * plan.zopes))
    own_settings = data / "zukunftsraum.conf"
    own_settings.write_text(settings)
    main = data / "postgresql.conf"
    line = "include 'zukunftsraum.conf'"
    if line not in main.read_text():
        with main.open("a") as file:
            file.write(f"\n{line}\n")
    if owner:
        os.chown(own_settings, owner["user"], owner["group"])


def _create_database(plan: Plan) -> None:
    """The owner and the database, where there are none."""
    to = ["-h", plan.socket, "-U", postgres.USER]

    def ask(question: str) -> str:
        command = [plan.postgres_programs / "psql", *to, "-d", "postgres", "-tAc", question]
        return postgres.demand(command, postgres.owner_of()).strip()

    if not ask(f"SELECT 1 FROM pg_roles WHERE rolname = '{DATABASE}'"):
        ask(f"CREATE ROLE {DATABASE} LOGIN")
    if not ask(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"):
        ask(f"CREATE DATABASE {DATABASE} OWNER {DATABASE}")


def _describe(plan: Plan) -> Cluster:
    programs = {
        name: {"pid": 0, "port": plan.ports.get({"haproxy": "entry"}.get(name, name))}
        for name in plan.names
    }
    for name in plan.zope_names:
        programs[name]["conf"] = str(plan.instance(name).zope_conf)
    return Cluster(
        folder=plan.folder,
        url=plan.url,
        site=SITE,
        dsn=plan.dsn,
        postgres={
            "folder": str(plan.folder / "postgres"),
            "socket": str(plan.socket),
            "port": 5432,
            "programs": str(plan.postgres_programs),
        },
        programs=programs,
        haproxy_stats=f"http://{HOST}:{plan.ports['stats']}/;csv",
        mail=str(plan.mail),
        blobs=str(plan.folder / "zope1" / "var" / "blobcache"),
        zope_url=f"http://{HOST}:{plan.ports['zope_pool']}/{SITE}",
        accounts=str(plan.instance("zope1").accounts),
    )


def _start(plan: Plan) -> Program:
    """Start honcho with the Procfile; its id is told to the keepers, which end with it."""
    honcho = [PYTHON, "-m", "honcho", "start", "-f", DEVOPS / "Procfile", "-d", plan.folder]
    honcho += ["-c", f"zope={plan.zopes},volto={plan.voltos}"]
    return start(
        "honcho",
        ["sh", "-c", 'CLUSTER_SUPERVISOR=$$ exec "$@"', "sh", *honcho],
        cwd=plan.folder,
        env=plan.environment(),
        log=plan.log / "honcho.log",
    )


def _watch(cluster: Cluster) -> None:
    """Wait until we are asked to stop; say what was started again."""
    seen = {name: cluster.pid(name) for name in cluster.programs}
    try:
        while True:
            if cluster._honcho.code is not None:
                raise Failure(f"honcho {cluster._honcho.ending}", cluster._honcho.last_lines())
            for name, before in seen.items():
                if (now := cluster.pid(name)) and now != before:
                    say(f"{time.strftime('%H:%M:%S')} {name} was started again")
                    seen[name] = now
                    cluster.write()
            pause(0.5)
    except Interrupted as interrupted:
        interrupted.in_service = True
        raise


def leftovers(folder: Path) -> list[str]:
    """Programs of the cluster that still run, as "name (process id)"."""
    found = []
    for path in sorted((folder / "run").glob("*.pid")) + sorted((folder / "run").glob("*.keeper")):
        pid = int(stamps.read(path) or 0)
        with suppress(OSError):
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            if state != "Z":
                found.append(f"{path.name} ({pid})")
    return found


def _is_held(plan: Plan) -> bool:
    """Whether a process watches over the cluster."""
    if not plan.folder.exists():
        return False
    try:
        with stamps.lock(plan.folder / "start.lock"):
            return False
    except BlockingIOError:
        return True


def _wait_until(condition, seconds: float) -> bool:
    """Also while we are asked to stop."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def _demand_in_time(condition, name: str) -> None:
    end = time.monotonic() + UNTIL_READY
    while not condition():
        if time.monotonic() > end:
            raise Failure(f"{name} did not answer within {UNTIL_READY} s")
        pause(0.3)
