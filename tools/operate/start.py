"""Start the portal, watch over it, stop it."""

from collections.abc import Callable
from contextlib import contextmanager
from operate import backend
from operate import frontend
from operate import stamps
from operate.console import say
from operate.console import Steps
from operate.failure import Failure
from operate.failure import Interrupted
from operate.ports import command_of
from operate.ports import demand_free
from operate.processes import pause
from operate.processes import Program
from operate.settings import HOST
from operate.settings import Settings
from operate.settings import SITE

import http.client
import json
import ssl
import threading
import time


#: Seconds that a server gets until it answers.
PATIENCE = 300


@contextmanager
def own_instance(settings: Settings):
    """Keep others from using the same instance while the block runs."""
    path = settings.var / "start.lock"
    try:
        with stamps.lock(path):
            yield
    except BlockingIOError:
        pid = int(stamps.read(path) or 0)
        raise Failure(
            f"the instance {settings.instance} is in use by process {pid} ({command_of(pid)}); "
            "stop it, or choose another instance with INSTANCE_DIR=<folder>"
        ) from None


def portal(settings: Settings) -> None:
    """Everything: install, create, build, start both servers and watch them until asked to stop."""
    demand_free(HOST, settings.backend_port, "BACKEND_PORT")
    demand_free(HOST, settings.port, "PORT")
    steps = Steps(7)
    with own_instance(settings):
        prepare_backend(settings, steps)
        prepare_frontend(steps)
        with servers() as programs:
            start_backend(settings, steps, programs)
            start_frontend(settings, steps, programs)
            say()
            say(f"The portal answers after {steps.elapsed}:")
            say(f"  website  {settings.url}")
            say(f"  REST API {settings.backend_url}")
            say(f"  logs     {settings.logs}")
            _tell_accounts(settings)
            say("Stop it with Ctrl-C.")
            watch(programs)


def backend_alone(settings: Settings) -> None:
    """Zope with the demo site, no website."""
    demand_free(HOST, settings.backend_port, "BACKEND_PORT")
    steps = Steps(4)
    with own_instance(settings):
        prepare_backend(settings, steps)
        with servers() as programs:
            start_backend(settings, steps, programs)
            say()
            say(f"Zope answers after {steps.elapsed}: {settings.backend_url}")
            say(f"Its logs are in {settings.logs}.")
            _tell_accounts(settings)
            say("Stop it with Ctrl-C.")
            watch(programs)


def frontend_alone(settings: Settings) -> None:
    """Volto for a Zope that runs already."""
    demand_free(HOST, settings.port, "PORT")
    if not site_answers(settings):
        raise Failure(f"no site answers at {settings.backend_url}; start it: make backend-start")
    steps = Steps(3)
    prepare_frontend(steps)
    with servers() as programs:
        start_frontend(settings, steps, programs)
        say()
        say(f"The website answers after {steps.elapsed}: {settings.url}")
        say("Stop it with Ctrl-C.")
        watch(programs)


def prepare_backend(settings: Settings, steps: Steps) -> None:
    """Three steps: packages, instance, site."""
    with steps.step("Backend: Python packages", "about a minute the first time"):
        steps.note(backend.install(steps.alive))
    with steps.step("Backend: instance"):
        backend.render(settings, steps.alive)
        steps.note(str(settings.instance))
    with steps.step("Backend: demo site", "about a minute the first time"):
        steps.note(backend.create_site(settings, steps.alive))


def prepare_frontend(steps: Steps) -> None:
    """Two steps: packages, build."""
    with steps.step("Website: packages", "about a minute the first time"):
        steps.note(frontend.install(steps.alive))
    with steps.step("Website: build", "two to four minutes when something changed"):
        steps.note(frontend.build(steps.alive))


def start_backend(settings: Settings, steps: Steps, programs: list[Program]) -> None:
    with steps.step("Start Zope"):
        demand_free(HOST, settings.backend_port, "BACKEND_PORT")
        programs.append(backend.start_zope(settings))
        wait_until(programs, "Zope", lambda: site_answers(settings), steps.alive)


def start_frontend(settings: Settings, steps: Steps, programs: list[Program]) -> None:
    with steps.step("Start Volto"):
        demand_free(HOST, settings.port, "PORT")
        programs.append(frontend.start_server(settings))
        wait_until(programs, "Volto", lambda: home_page_answers(settings), steps.alive)


def _tell_accounts(settings: Settings) -> None:
    lines = [line for line in stamps.read(settings.accounts).splitlines() if line.strip()]
    if lines:
        say(f"  accounts ({settings.accounts}):")
        for line in lines:
            say(f"    {line}")


# -- watching --------------------------------------------------------------------------------------


@contextmanager
def servers():
    """A list for the running servers; however the block ends, they are stopped, the last one first."""
    programs: list[Program] = []
    try:
        yield programs
    except Interrupted:
        say()
        say("Stopping ...")
        raise
    finally:
        for program in reversed(programs):
            program.stop()
        if programs:
            say("Stopped.")


def demand_alive(programs: list[Program]) -> None:
    """Raise Failure if one of the servers has ended."""
    for program in programs:
        if program.code is not None:
            log = f"; its log is {program.log}" if program.log else ""
            raise Failure(f"{program.name} {program.ending}{log}", program.last_lines())


def watch(programs: list[Program]) -> None:
    """Wait until we are asked to stop (Interrupted) or a server ends (Failure)."""
    try:
        while True:
            demand_alive(programs)
            pause(0.3)
    except Interrupted as interrupted:
        interrupted.in_service = True
        raise


def wait_until(
    programs: list[Program],
    name: str,
    answers: Callable[[], bool],
    tick: Callable[[], None],
    patience: float = PATIENCE,
) -> None:
    """Wait until a server answers. Asked in a thread, so that an end of a server is noticed at once."""
    found = threading.Event()
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            if answers():
                found.set()
                return
            over.wait(0.3)

    threading.Thread(target=ask, daemon=True).start()
    end = time.monotonic() + patience
    try:
        while not found.is_set():
            demand_alive(programs)
            tick()
            pause()
            if time.monotonic() > end:
                program = programs[-1]
                raise Failure(
                    f"{name} did not answer within {patience:.0f} s; its log is {program.log}",
                    program.last_lines(),
                )
        demand_alive(programs)
    finally:
        over.set()


def site_answers(settings: Settings) -> bool:
    """True if Zope answers with the site as JSON."""
    return site_answers_at(settings.backend_port)


def site_answers_at(port: int) -> bool:
    """As `site_answers`, of the Zope that listens there."""
    status, body = _get(port, f"/{SITE}")
    if status != 200:
        return False
    try:
        return json.loads(body).get("@type") == "Plone Site"
    except (ValueError, AttributeError):
        return False


def home_page_answers(settings: Settings) -> bool:
    """True if Volto answers with a home page that it rendered from the site."""
    return home_page_answers_at(settings.port)


def home_page_answers_at(port: int) -> bool:
    """As `home_page_answers`, of the Volto that listens there."""
    status, body = _get(port, "/", accept="text/html")
    return status == 200 and b"<main" in body


def status_at(port: int, path: str, *, tls: bool = False) -> int:
    """The status of what a server answers, 0 if it does not."""
    return _get(port, path, tls=tls)[0]


def _get(
    port: int, path: str, accept: str = "application/json", *, tls: bool = False
) -> tuple[int, bytes]:
    if tls:
        # It is our own entry, asked at an address that is not in its certificate.
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection(HOST, port, timeout=60, context=context)
    else:
        connection = http.client.HTTPConnection(HOST, port, timeout=60)
    try:
        connection.request("GET", path, headers={"Accept": accept})
        response = connection.getresponse()
        return response.status, response.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()
