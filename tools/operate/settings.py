"""Where things are, and what can be set from outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from operate.failure import Failure
from pathlib import Path

import os
import sys


ROOT = Path(__file__).resolve().parents[2]
BACKEND = ROOT / "backend"
FRONTEND = ROOT / "frontend"
TOOLS = ROOT / ".tools"
#: What the commands keep for themselves: logs of steps, reports, locks.
WORK = ROOT / ".build"
VENV = BACKEND / ".venv"
PYTHON = VENV / "bin" / "python"

HOST = "127.0.0.1"
SITE = "Plone"

#: Variables of the caller's environment that would lead our own tools astray.
MISLEADING = (
    "MAKEFLAGS",
    "MFLAGS",
    "MAKELEVEL",
    "MAKEOVERRIDES",
    "NODE_PATH",
    "PYTHONHOME",
    "PYTHONPATH",
    "VIRTUAL_ENV",
)


@dataclass(frozen=True)
class Settings:
    """What a command line or the environment sets.

    instance: folder of the Zope instance; port: of the website; backend_port: of Zope; website_url: where people
    find the website, if it is not `url`.
    """

    instance: Path
    port: int
    backend_port: int
    website_url: str = ""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        instance = environ.get("INSTANCE_DIR") or str(BACKEND / "instance")
        settings = cls(
            instance=Path(os.path.abspath(os.path.expanduser(instance))),
            port=_port(environ, "PORT", 3000),
            backend_port=_port(environ, "BACKEND_PORT", 8080),
            website_url=environ.get("WEBSITE_URL", ""),
        )
        if settings.port == settings.backend_port:
            raise Failure(f"PORT and BACKEND_PORT are both {settings.port}")
        # They would be taken for markup in the configuration of Zope.
        if forbidden := set(str(settings.instance)) & set("$%{}'\"\n"):
            raise Failure(f"INSTANCE_DIR must not contain {' '.join(sorted(forbidden))}")
        return settings

    @property
    def zope_conf(self) -> Path:
        return self.instance / "etc" / "zope.conf"

    @property
    def zope_ini(self) -> Path:
        return self.instance / "etc" / "zope.ini"

    @property
    def var(self) -> Path:
        return self.instance / "var"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def accounts(self) -> Path:
        return self.var / "demo-accounts.txt"

    @property
    def secret_keys(self) -> Path:
        """Keys that seal bank accounts; whoever has the database must not have them by that alone."""
        return self.instance / "etc" / "secret-keys.txt"

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def website(self) -> str:
        """Address of the website in mails."""
        return self.website_url or self.url

    @property
    def mail(self) -> Path:
        return self.var / "mail"

    @property
    def backend_url(self) -> str:
        return f"http://{HOST}:{self.backend_port}/{SITE}"


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Failure(f"{name} is {text!r}, not a port (1 to 65535)")
    return int(text)


def child_environment(**extra: str) -> dict[str, str]:
    """The environment of the programs we start: the caller's, less what misleads, our tools first."""
    environment = {
        # make exports what is not set as an empty text
        key: value
        for key, value in os.environ.items()
        if value and key not in MISLEADING
    }
    environment["PATH"] = f"{TOOLS / 'bin'}{os.pathsep}{environment.get('PATH', os.defpath)}"
    environment["UV_PYTHON_DOWNLOADS"] = "never"
    environment["PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD"] = "1"
    return environment | extra


def host_python() -> str:
    """The Python that runs this command; the virtual environment is made from it."""
    return os.path.realpath(sys.executable)
