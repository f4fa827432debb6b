"""The browser tests: a portal of their own, made anew, and Debian's chromium."""

from contextlib import contextmanager
from dataclasses import dataclass
from operate import backend
from operate import frontend
from operate import start
from operate.console import Steps
from operate.ports import free_ports
from operate.processes import run
from operate.programs import path_of
from operate.settings import child_environment
from operate.settings import FRONTEND
from operate.settings import HOST
from operate.settings import Settings
from operate.settings import WORK
from pathlib import Path

import os
import secrets
import shutil
import tempfile


NAMES = ("chromium", "chromium-browser", "google-chrome")
#: Where the logs of a portal are kept whose tests failed.
KEPT_LOGS = WORK / "log" / "acceptance"


def chromium() -> str:
    """Path of the browser."""
    return path_of("chromium", NAMES, "CHROMIUM", ("chromium", "fonts-liberation"))


@dataclass(frozen=True)
class Portal:
    """A running portal that the tests may change as they like."""

    settings: Settings
    password: str


@contextmanager
def fresh_portal():
    """A portal with the demo, in a temporary folder and on free ports; it is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="zukunftsraum-"))
    password = secrets.token_urlsafe(15)
    port, backend_port = free_ports(HOST, 2)
    settings = Settings(folder / "instance", port, backend_port)
    steps = Steps(4)
    for name in ("ZUKUNFTSRAUM_SMTP", "ZUKUNFTSRAUM_MAIL_DIR"):
        os.environ.pop(name, None)  # mails of tests reach nobody and lie in their own instance
    try:
        with start.servers() as programs:
            with steps.step("Instance"):
                backend.render(settings, steps.alive)
            with steps.step("Demo site", "about a minute"):
                backend.create_site(settings, steps.alive, DEMO_PASSWORD=password)
            start.start_backend(settings, steps, programs)
            start.start_frontend(settings, steps, programs)
            yield Portal(settings, password)
            start.demand_alive(programs)
    finally:
        shutil.rmtree(KEPT_LOGS, ignore_errors=True)
        if settings.logs.exists():
            shutil.copytree(settings.logs, KEPT_LOGS)
        shutil.rmtree(folder, ignore_errors=True)


def test(report: Path, *arguments: str) -> int:
    """Run the browser tests against a fresh portal; returns Playwright's exit code.

    Packages and build must be up to date.
    """
    browser = chromium()
    report.parent.mkdir(parents=True, exist_ok=True)
    with fresh_portal() as portal:
        environment = child_environment(
            BASE_URL=portal.settings.url,
            BACKEND_URL=portal.settings.backend_url,
            PORT=str(portal.settings.port),
            BACKEND_PORT=str(portal.settings.backend_port),
            INSTANCE_DIR=str(portal.settings.instance),
            DEMO_PASSWORD=portal.password,
            CHROMIUM=browser,
            PLAYWRIGHT_JUNIT_OUTPUT_FILE=str(report),
        )
        command = [
            *(frontend.PNPM, "--silent", "exec", "playwright", "test"),
            *("--config", "acceptance/playwright.config.ts", "--reporter", "list,junit"),
            *arguments,
        ]
        return run("Playwright", command, cwd=FRONTEND, env=environment)
