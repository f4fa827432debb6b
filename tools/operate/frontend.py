"""The frontend: its own Makefile installs and builds it; here it is called and run."""

from operate import stamps
from operate.backend import bootstrap
from operate.disk import demand_room
from operate.failure import Failure
from operate.processes import demand
from operate.processes import Program
from operate.processes import start
from operate.settings import child_environment
from operate.settings import FRONTEND
from operate.settings import HOST
from operate.settings import Settings
from operate.settings import TOOLS
from operate.settings import WORK
from pathlib import Path

import os


NODE = TOOLS / "bin" / "node"
PNPM = TOOLS / "bin" / "pnpm"
MODULES = FRONTEND / "node_modules"
BUILD = FRONTEND / "build"
#: Room that a fresh install and a build need, in MB, with pnpm's store.
INSTALL_ROOM = 2500
BUILD_ROOM = 300


def install(tick=lambda: None) -> str:
    """Install what pnpm-lock.yaml pins; returns what was done."""
    bootstrap("uv", "node", tick=tick)
    stamp = MODULES / ".installed"
    _distrust(stamp, MODULES, "node_modules")
    before = _identity(stamp)
    if not before:
        demand_room(FRONTEND, INSTALL_ROOM, "the frontend")
    make("install", "installing the frontend", tick)
    _remember(stamp, MODULES, "node_modules")
    return "unchanged" if before == _identity(stamp) else "installed"


def build(tick=lambda: None) -> str:
    """Build for production if the sources changed; returns what was done."""
    stamp = BUILD / ".sources"
    _distrust(stamp, BUILD, "build")
    before = _identity(stamp)
    if not before:
        demand_room(FRONTEND, BUILD_ROOM, "the build of the frontend")
    make("build", "building the frontend", tick)
    _remember(stamp, BUILD, "build")
    return "unchanged" if before == _identity(stamp) else "built"


def make(target: str, purpose: str, tick=lambda: None) -> None:
    """Run a target of the frontend's Makefile; its output goes to a log."""
    command = ["make", "--no-print-directory", target]
    log = WORK / "log" / f"frontend-{target}.log"
    demand(purpose, command, cwd=FRONTEND, env=child_environment(), log=log, tick=tick)


def lock() -> None:
    """Write pnpm-lock.yaml from the package.json files; it names no address."""
    command = [PNPM, "install", "--lockfile-only", "--reporter=append-only"]
    log = WORK / "log" / "frontend-lock.log"
    purpose = "resolving the packages of the website"
    demand(purpose, command, cwd=FRONTEND, env=child_environment(), log=log)
    if "tarball:" in (FRONTEND / "pnpm-lock.yaml").read_text():
        raise Failure("frontend/pnpm-lock.yaml names addresses (tarball: ...)")


def start_server(settings: Settings, folder: Path = FRONTEND) -> Program:
    """Start the production server that was built in a folder; its output goes to var/log/volto.log."""
    environment = child_environment(
        NODE_ENV="production",
        PORT=str(settings.port),
        RAZZLE_BIND_ADDRESS=HOST,
        RAZZLE_API_PATH=settings.url,
        RAZZLE_INTERNAL_API_PATH=settings.backend_url,
        RAZZLE_DEV_PROXY_API_PATH=settings.backend_url,
        SITE_DEFAULT_LANGUAGE="de",
    )
    return start(
        "Volto",
        [NODE, "build/server.js"],
        cwd=folder,
        env=environment,
        log=settings.logs / "volto.log",
    )


# -- damage ----------------------------------------------------------------------------------------
# The scripts of the frontend trust their stamps. A file that was lost or cut off after the stamp was written would break
# every later run; so we remember number and size of the files, and remove a stamp that they belie.


def _distrust(stamp: Path, folder: Path, name: str) -> None:
    known, _, inventory = stamps.read(_note(name)).partition(" ")
    if stamp.exists() and known == _identity(stamp) and inventory != stamps.inventory(folder):
        stamp.unlink()


def _remember(stamp: Path, folder: Path, name: str) -> None:
    known = stamps.read(_note(name)).partition(" ")[0]
    if known != _identity(stamp):
        stamps.write(_note(name), f"{_identity(stamp)} {stamps.inventory(folder)}")


def _note(name: str) -> Path:
    return WORK / f"frontend-{name}.inventory"


def _identity(stamp: Path) -> str:
    """Tells one writing of a stamp from the next; empty if there is none."""
    try:
        status = os.stat(stamp)
    except OSError:
        return ""
    return f"{status.st_mtime_ns}-{status.st_ino}"
