"""`make upgrade`: bring the stored state to what the code of this checkout expects.

Without YES=1 it only tries: all pending steps run in a transaction that cannot be stored. With it they run for good, and visitors of a cluster are told to come
back in a moment.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextlib import ExitStack
from functools import partial
from operate import backend
from operate import stamps
from operate import start
from operate.cluster import Cluster
from operate.cluster_plan import Plan
from operate.console import say
from operate.console import Steps
from operate.failure import Failure
from operate.processes import run
from operate.settings import BACKEND
from operate.settings import child_environment
from operate.settings import Settings
from operate.settings import VENV
from pathlib import Path

import os
import socket


COMMAND = VENV / "bin" / "zukunftsraum-upgrade"
#: Servers of haproxy through which every visitor comes.
ENTRANCE = ("cache/varnish", "cache/without-cache")
#: Programs of a cluster that write, apart from the Zopes.
WRITERS = ("jobs", "mail")


def upgrade(environ: Mapping[str, str] = os.environ) -> None:
    """Try the pending steps; with YES=1 run them, in the portal that CLUSTER_DIR or INSTANCE_DIR names.

    That of INSTANCE_DIR must be stopped. A cluster runs meanwhile, and its Zopes are started anew with the code of this checkout.

    :raises Failure: a step fails; then nothing of its profile is stored.
    """
    settings = Settings.from_environment(environ)
    in_earnest = environ.get("YES") == "1"
    steps = Steps(3 if in_earnest else 2)
    with ExitStack() as stack:
        with steps.step("Backend: Python packages"):
            steps.note(backend.install(steps.alive))
        if environ.get("CLUSTER_DIR"):
            plan = Plan.from_environment(environ)
            stack.enter_context(_alone(plan.folder))
            cluster = Cluster.read(plan.folder)
            conf, variables = plan.instance("zope1").zope_conf, plan.portal_environment()
        else:
            cluster = None
            conf = settings.zope_conf
            if not conf.exists():
                raise Failure(f"there is no portal in {settings.instance}")
            stack.enter_context(start.own_instance(settings))
            variables = backend.secrets(settings) | backend.website(settings)
        with steps.step("Try what is pending"):
            _run(conf, variables, "--dry-run")
        if not in_earnest:
            say()
            say("Nothing was changed. To do it: make backup, then make upgrade YES=1")
            return
        if cluster:
            stack.enter_context(in_maintenance(cluster))
        with steps.step("Upgrade"):
            _run(conf, variables)
    say()
    say(f"The stored state fits the code, after {steps.elapsed}.")


def _run(conf: Path, variables: dict[str, str], *options: str) -> None:
    """Run the command of the package; what it prints is seen at once."""
    command = [COMMAND, "--conf", conf, *options]
    if run("upgrade", command, cwd=BACKEND, env=child_environment(**variables)) != 0:
        raise Failure(
            "a step failed; nothing of its profile was stored, the steps are named above"
        )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep others from upgrading the same cluster while the block runs: the first of two would let visitors in amid the steps of the second."""
    try:
        with stamps.lock(folder / "upgrade.lock"):
            yield
    except BlockingIOError:
        raise Failure(f"another upgrade works on the cluster in {folder}") from None


@contextmanager
def in_maintenance(cluster: Cluster) -> Iterator[None]:
    """Nobody writes while the block runs: visitors get the page of devops/cluster/unavailable.html with 503 and Retry-After, the Zopes and what
    else writes are ended. Afterwards, also after a failure, all are started with the code as it is then."""
    names = [*WRITERS, *(name for name in cluster.programs if name.startswith("zope"))]
    try:
        for server in ENTRANCE:
            _tell(cluster, f"set server {server} state maint")
        for name in names:
            cluster.park(name)
        yield
    finally:
        _leave_maintenance(cluster, names)


def _leave_maintenance(cluster: Cluster, names: list[str]) -> None:
    """Start all of them and let visitors in, also where one does not start, or we are asked to stop meanwhile."""
    failures = []

    def attempt(action: Callable[[], None]) -> bool:
        try:
            action()
        except (Failure, OSError) as error:
            failures.append(error)
            return False
        return True

    try:
        started = [name for name in names if attempt(partial(cluster.release, name))]
        for name in started:
            attempt(partial(cluster.wait, name))
    finally:
        for server in ENTRANCE:
            attempt(partial(_tell, cluster, f"set server {server} state ready"))
    if failures:
        raise failures[0]


def _tell(cluster: Cluster, command: str) -> None:
    """Tell haproxy something over its socket.

    :raises Failure: it does not want it.
    """
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(10)
            connection.connect(str(cluster.folder / "run" / "haproxy.sock"))
            connection.sendall(f"{command}\n".encode())
            answer = connection.recv(4096).decode().strip()
    except OSError as error:
        raise Failure(f"haproxy does not answer: {error}") from None
    if answer:
        raise Failure(f"haproxy does not take {command!r}: {answer}")
