"""The commands of tools/run, one for each target of the Makefile."""

from operate import backend
from operate import disk
from operate import frontend
from operate import processes
from operate import quality
from operate import start
from operate.console import complain
from operate.console import say
from operate.console import Steps
from operate.failure import Failure
from operate.failure import Interrupted
from operate.settings import BACKEND
from operate.settings import child_environment
from operate.settings import PYTHON
from operate.settings import Settings

import os
import shlex


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit code."""
    name, *rest = arguments or ["help"]
    command = COMMANDS.get(name)
    if command is None:
        complain(f"error: unknown command {name!r}; known are: {' '.join(COMMANDS)}")
        return 2
    processes.prepare()
    try:
        return command(*rest) or 0
    except Interrupted as interrupted:
        # Servers that were told to stop did what they should; work that was broken off did not.
        return 0 if interrupted.in_service else 128 + interrupted.signum
    except Failure as failure:
        for line in failure.log:
            complain(f"  | {line}")
        complain(f"error: {failure.line}")
    except OSError as error:
        if not disk.is_full(error):
            raise
        complain("error: the disk is full; make room and run the command again")
    return 1


def backend_install() -> None:
    steps = Steps(1)
    with steps.step("Backend: Python packages", "about a minute the first time"):
        steps.note(backend.install(steps.alive))


def start_portal() -> None:
    start.portal(Settings.from_environment())


def backend_start() -> None:
    start.backend_alone(Settings.from_environment())


def frontend_start() -> None:
    start.frontend_alone(Settings.from_environment())


def frontend_install() -> None:
    steps = Steps(1)
    with steps.step("Website: packages", "about a minute the first time"):
        steps.note(frontend.install(steps.alive))


def frontend_build() -> None:
    steps = Steps(2)
    with steps.step("Website: packages", "about a minute the first time"):
        steps.note(frontend.install(steps.alive))
    with steps.step("Website: build", "two to four minutes when something changed"):
        steps.note(frontend.build(steps.alive))


def backend_test() -> int:
    """pytest, with the arguments of $ARGS."""
    backend_install()
    command = [PYTHON, "-m", "pytest", *shlex.split(os.environ.get("ARGS", ""))]
    return processes.run("pytest", command, cwd=BACKEND, env=child_environment())


def lint() -> int:
    backend_install()
    return quality.report(quality.lint())


def format_() -> int:
    backend_install()
    return quality.report(quality.format_())


def lock() -> None:
    backend.bootstrap("uv")
    backend.lock()
    say("backend/constraints.txt is written")


COMMANDS = {
    "backend-install": backend_install,
    "backend-start": backend_start,
    "backend-test": backend_test,
    "format": format_,
    "frontend-build": frontend_build,
    "frontend-install": frontend_install,
    "frontend-start": frontend_start,
    "lint": lint,
    "lock": lock,
    "start": start_portal,
}
