"""Programs of Debian that some checks need: the machine's own, or what apt-get installs."""

from operate.console import say
from operate.failure import Failure
from operate.processes import run
from operate.settings import child_environment
from operate.settings import ROOT
from operate.settings import WORK

import os
import shutil


def path_of(
    name: str, commands: tuple[str, ...], variable: str, packages: tuple[str, ...] = ()
) -> str:
    """Path of a program: what a variable of the environment names, or what the machine has, or what apt-get installs.

    commands: its names. packages: of Debian, if not `name` alone.
    """
    if given := os.environ.get(variable):
        if found := shutil.which(given):
            return found
        raise Failure(f"{variable} is {given}, which is no program")
    if found := _installed(commands):
        return found
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Failure(f"{name} is missing; install it, for example with: apt-get install {name}")
    say(f"Installing {name} with apt-get (a minute or two) ...")
    log = WORK / "log" / f"{name}.log"
    install = f"apt-get install -y -qq --no-install-recommends {' '.join(packages or (name,))}"
    script = f"apt-get update -qq && {install}"
    environment = child_environment(DEBIAN_FRONTEND="noninteractive")
    run("apt-get", ["sh", "-c", script], cwd=ROOT, env=environment, log=log)
    if found := _installed(commands):
        return found
    raise Failure(f"apt-get could not install {name}; its log is {log}")


def _installed(commands: tuple[str, ...]) -> str | None:
    folders = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin"))
    return next((path for path in (shutil.which(c, path=folders) for c in commands) if path), None)
