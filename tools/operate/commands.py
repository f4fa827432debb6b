"""The commands of tools/run, one for each target of the Makefile."""

from operate import backend
from operate import disk
from operate import processes
from operate import quality
from operate.console import complain
from operate.console import say
from operate.console import Steps
from operate.failure import Failure
from operate.failure import Interrupted
from operate.settings import BACKEND
from operate.settings import child_environment
from operate.settings import PYTHON
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
        return 128 + interrupted.signum
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
    "backend-test": backend_test,
    "format": format_,
    "lint": lint,
    "lock": lock,
}
