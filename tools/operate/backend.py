"""The backend: install it, render its instance, create its site, run Zope."""

from operate import stamps
from operate.disk import demand_room
from operate.failure import Failure
from operate.processes import demand
from operate.processes import last_lines
from operate.processes import pause
from operate.processes import Program
from operate.processes import start
from operate.settings import BACKEND
from operate.settings import child_environment
from operate.settings import host_python
from operate.settings import PYTHON
from operate.settings import ROOT
from operate.settings import Settings
from operate.settings import SITE
from operate.settings import TOOLS
from operate.settings import VENV
from operate.settings import WORK
from pathlib import Path

import base64
import json
import os
import shutil
import signal
import sys


UV = TOOLS / "bin" / "uv"
STAMP = VENV / ".installed"
#: Room that a fresh install needs, in MB, with uv's cache.
INSTALL_ROOM = 1100
INSTANCE_ROOM = 300
#: Where the package looks for the keys that seal bank accounts.
SECRET_KEYS = "ZUKUNFTSRAUM_SECRET_KEYS"
#: Renders what its environment tells: everybody sees the arguments of a program, and among them may be the password of a database.
RENDERING = "import cookiecutter.main, json, os; cookiecutter.main.cookiecutter(**json.loads(os.environ['RENDERING']))"
#: End of the name of a folder that is just being restored from a backup.
RESTORING = ".restoring"


# -- install ---------------------------------------------------------------------------------------


def bootstrap(*tools: str, tick=lambda: None) -> None:
    """Bring uv (and "node" with pnpm) into .tools/."""
    log = WORK / "log" / "bootstrap.log"
    command = [ROOT / "tools" / "bootstrap", *tools]
    try:
        demand("tools/bootstrap", command, cwd=ROOT, env=_environment(), log=log, tick=tick)
    except Failure as failure:
        said = [line for line in failure.log if line.startswith("bootstrap: ")]
        if said and "disk is full" not in failure.line:
            raise Failure(said[-1].removeprefix("bootstrap: "), failure.log) from None
        raise


def wanted() -> str:
    """What an up-to-date install is made of."""
    names = ("constraints.txt", "requirements.in", "mx.ini", "pyproject.toml")
    return stamps.fingerprint(
        [BACKEND / name for name in names], host_python(), sys.version, str(BACKEND)
    )


def site_packages() -> Path:
    return VENV / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def is_installed() -> bool:
    return (
        stamps.read(STAMP) == wanted()
        and PYTHON.exists()
        and not stamps.damaged_packages(site_packages())
    )


def install(tick=lambda: None) -> str:
    """Install what constraints.txt pins, hashes verified, and our package editable.

    Returns what was done. A half-finished or damaged install is made anew.
    """
    bootstrap("uv", tick=tick)
    with stamps.lock(WORK / "backend-install.lock", wait=lambda: (tick(), pause())):
        if is_installed():
            return "unchanged"
        demand_room(BACKEND, INSTALL_ROOM, "the backend")
        STAMP.unlink(missing_ok=True)
        if not _python_fits() or stamps.damaged_packages(site_packages()):
            _remove(VENV, tick)
        _install(tick)
        if damaged := stamps.damaged_packages(site_packages()):
            # What was there before was half-finished in a way that uv does not see.
            _remove(VENV, tick)
            _install(tick)
            damaged = stamps.damaged_packages(site_packages())
            if damaged:
                raise Failure(f"these Python packages are incomplete: {', '.join(damaged)}")
        stamps.write(STAMP, wanted())
    return "installed"


def _remove(folder: Path, tick) -> None:
    """Remove a large folder; a program does it, so that Ctrl-C is heard meanwhile."""
    command = ["rm", "-rf", folder]
    demand("rm", command, cwd=ROOT, env=_environment(), log=WORK / "log" / "rm.log", tick=tick)


def _python_fits() -> bool:
    """True if the virtual environment is one of our Python, and in this place."""
    try:
        config = (VENV / "pyvenv.cfg").read_text()
        activate = (VENV / "bin" / "activate").read_text()
    except OSError:
        return False
    version = ".".join(str(part) for part in sys.version_info[:3])
    return f"version_info = {version}" in config and str(VENV) in activate and PYTHON.exists()


def _install(tick) -> None:
    env = _environment()
    log = WORK / "log" / "backend-install.log"

    def step(*command: str | Path) -> None:
        demand("installing the backend", command, cwd=BACKEND, env=env, log=log, tick=tick)

    if not VENV.exists():
        step(UV, "venv", "--quiet", "--python", host_python(), VENV)
    pip = (UV, "pip")
    into = ("--quiet", "--python", PYTHON)
    # mxdev comes first, since it writes what the others are installed from.
    step(*pip, "install", *into, "--no-build", "--constraint", "constraints.txt", "mxdev")
    step(VENV / "bin" / "mxdev", "--silent")
    # The constraints are the whole set, so nothing is resolved: what they name is installed and nothing else.
    step(*pip, "sync", *into, "--no-build", "--require-hashes", "constraints-mxdev.txt")
    for line in (BACKEND / "requirements-mxdev.txt").read_text().splitlines():
        if line.startswith("-e "):
            source = line.removeprefix("-e ").strip().removesuffix("[test]")
            step(
                *pip,
                "install",
                *into,
                "--no-index",
                "--no-deps",
                "--no-build-isolation",
                "-e",
                source,
            )


def _environment(**extra: str) -> dict[str, str]:
    # Copies, not hard links: a file changed in the virtual environment must not change uv's cache.
    return child_environment(UV_LINK_MODE="copy", **extra)


# -- instance --------------------------------------------------------------------------------------


def render(settings: Settings, tick=lambda: None, **more: str) -> None:
    """Write etc/ of the instance from instance.yaml, and its folders. more: settings other than in instance.yaml."""
    demand_room(settings.instance, INSTANCE_ROOM, "the instance")
    if any(settings.var.glob(f"*{RESTORING}")):
        raise Failure(
            "a restore into this instance was broken off; finish it with: make restore FORCE=1"
        )
    for folder in ("var/filestorage", "var/blobstorage", "var/log", "var/cache", "etc"):
        (settings.instance / folder).mkdir(parents=True, exist_ok=True)
    home = WORK / "cookiecutter"
    home.mkdir(parents=True, exist_ok=True)
    # The configuration may hold the password of a database, the others hold what members wrote.
    for folder in (home, settings.instance / "etc", settings.var):
        folder.chmod(0o700)
    told = {
        "template": str(BACKEND / "instance-template"),
        "no_input": True,
        "overwrite_if_exists": True,
        "config_file": str(BACKEND / "instance.yaml"),
        "output_dir": str(settings.instance.parent),
        "extra_context": {
            "instance_name": settings.instance.name,
            "instance_dir": str(settings.instance),
            "port": str(settings.backend_port),
        }
        | more,
    }
    demand(
        "rendering the instance",
        [PYTHON, "-c", RENDERING],
        cwd=BACKEND,
        env=_environment(HOME=str(home), RENDERING=json.dumps(told)),
        log=WORK / "log" / "instance.log",
        tick=tick,
    )


def create_site(
    settings: Settings, tick=lambda: None, *, demo: bool = True, **environment: str
) -> str:
    """Create the site if the instance has none, with the demo if wanted; returns what was done.

    A stamp spares the look into the database. Creation is one transaction: after an interruption there is no site,
    and the next run makes it.
    """
    stamp = settings.var / f".site-{SITE}"
    lines = [line.strip() for line in settings.zope_conf.read_text().splitlines()]
    database = stamps.fingerprint(
        [], *(line for line in lines if line.startswith(("dsn ", "path ")))
    )
    elsewhere = "<relstorage>" in lines
    data = settings.var / "filestorage" / "Data.fs"
    if stamps.read(stamp) == database and (elsewhere or data.exists()):
        return "there already"
    stamp.unlink(missing_ok=True)
    log = settings.logs / "create-site.log"
    command = [PYTHON, "-m", "zukunftsraum.setup.create_site", settings.zope_conf, "--site", SITE]
    command += [] if demo else ["--no-demo"]
    if SECRET_KEYS not in environment:
        environment |= secrets(settings)
    try:
        demand(
            "creating the site",
            command,
            cwd=BACKEND,
            env=_environment(**environment),
            log=log,
            tick=tick,
        )
    except Failure as failure:
        ours = [line for line in failure.log if line.startswith("create_site: ")]
        if ours:
            raise Failure(ours[-1].removeprefix("create_site: ")) from None
        raise
    stamps.write(stamp, database)
    return "created" if any("created" in line for line in last_lines(log, 3)) else "there already"


def kept_password(settings: Settings) -> str:
    """The password in the file of the demo accounts, empty if it names none."""
    for line in stamps.read(settings.accounts).splitlines():
        label, _, password = line.partition("Passwort: ")
        if not label and " " not in password:
            return password
    return ""


def secrets(settings: Settings) -> dict[str, str]:
    """The variable with the keys that seal bank accounts: that of the environment, else one that is made once for the instance.

    The file is readable for the owner only, and lies in etc/, not with the database in var/: a copy of that tells no account.

    :raises Failure: when it is there, but cannot be read. A new key would make what it sealed unreadable for good.
    """
    if keys := os.environ.get(SECRET_KEYS):
        return {SECRET_KEYS: keys}
    path = settings.secret_keys
    if not path.exists():
        part = path.with_name(f"{path.name}.part")
        part.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(base64.urlsafe_b64encode(os.urandom(32)) + b"\n")
        os.replace(part, path)
    try:
        keys = path.read_text().strip()
    except (OSError, UnicodeDecodeError):
        keys = ""
    if not keys:
        raise Failure(
            f"{path} holds no keys; bring it back, since bank accounts cannot be read without it"
        )
    return {SECRET_KEYS: keys}


def website(settings: Settings) -> dict[str, str]:
    """Variables that say where the website is: for links in our mails, and in those of plone.volto."""
    return {"WEBSITE_URL": settings.website, "VOLTO_FRONTEND_DOMAIN": settings.website}


def start_zope(settings: Settings, **environment: str) -> Program:
    """Start Zope; its console goes to var/log/zope.log."""
    return start(
        "Zope",
        [PYTHON, "-m", "Zope2.Startup.serve", settings.zope_ini],
        cwd=settings.instance,
        env=_environment(
            PYTHONUNBUFFERED="1", **(secrets(settings) | website(settings) | environment)
        ),
        log=settings.logs / "zope.log",
        # SIGINT lets Zope close its database; it knows no other way.
        stop_signal=signal.SIGINT,
    )


# -- lock file -------------------------------------------------------------------------------------


def lock() -> None:
    """Write constraints.txt from pyproject.toml and requirements.in, and the pins of our tools.

    Every package comes with its hashes; no file names an address.
    """
    _compile("the tools", ROOT / "tools" / "pins" / "python.txt", ["python.in"])
    work = WORK / "lock"
    # What mxdev reads beside the names of packages is nothing to resolve.
    lines = (BACKEND / "requirements.in").read_text().splitlines()
    source = work / "requirements.in"
    source.write_text("".join(f"{line}\n" for line in lines if not line.startswith("-")))
    _compile(
        "the backend", BACKEND / "constraints.txt", ["pyproject.toml", source], "--extra", "test"
    )


def _compile(purpose: str, lock_file: Path, sources: list[str | Path], *options: str) -> None:
    """Resolve into a lock file. Versions that it names stay, unless $UPGRADE lists them ("all" for every one)."""
    result = WORK / "lock" / lock_file.name
    result.parent.mkdir(parents=True, exist_ok=True)
    result.unlink(missing_ok=True)
    if lock_file.exists():
        shutil.copyfile(lock_file, result)
    names = os.environ.get("UPGRADE", "").split()
    upgrade = ["--upgrade"] if names == ["all"] else [f"--upgrade-package={n}" for n in names]
    demand(
        f"resolving the packages of {purpose}",
        [
            *(UV, "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
            *("--python-version", "3.11", "--no-header", "--no-annotate"),
            *("--no-emit-index-url", "--no-emit-find-links"),
            *(*upgrade, *options, "--output-file", result, *sources),
        ],
        cwd=lock_file.parent,
        env=_environment(),
        log=WORK / "log" / "lock.log",
    )
    text = result.read_text()
    if "://" in text:
        raise Failure(f"{lock_file} would name an address; is a package given by its URL?")
    stamps.write(lock_file, f"# Written by `make lock`: do not edit.\n{text}")
