"""Checks of the code's form, and their mending."""

from collections.abc import Iterator
from operate import compose
from operate.console import say
from operate.processes import run
from operate.settings import BACKEND
from operate.settings import child_environment
from operate.settings import ROOT
from operate.settings import VENV
from pathlib import Path


RUFF = VENV / "bin" / "ruff"
HADOLINT = VENV / "bin" / "hadolint"
ZPRETTY = VENV / "bin" / "zpretty"
PYTHON_CODE = ("backend/src", "backend/tests", "tools")


def lint() -> Iterator[tuple[str, int]]:
    """Check; yields the name and the exit code of each check."""
    yield "ruff check", _run(RUFF, "check", "--config", _config(), *PYTHON_CODE)
    yield "ruff format", _run(RUFF, "format", "--check", "--config", _config(), *PYTHON_CODE)
    yield "zpretty", _run(ZPRETTY, "--check", *_xml())
    yield "hadolint", _run(HADOLINT, *compose.dockerfiles())
    yield "haproxy.cfg of compose", compose.check()


def format_() -> Iterator[tuple[str, int]]:
    """Mend what the checks of `lint` complain about and can mend."""
    yield "ruff check", _run(RUFF, "check", "--fix", "--config", _config(), *PYTHON_CODE)
    yield "ruff format", _run(RUFF, "format", "--config", _config(), *PYTHON_CODE)
    yield "zpretty", _run(ZPRETTY, "--inplace", *_xml())
    yield "haproxy.cfg of compose", compose.write()


def report(results: Iterator[tuple[str, int]]) -> int:
    """Say how each went; returns 1 if any failed."""
    failed = []
    for name, code in results:
        say(f"{name}: {'ok' if code == 0 else 'failed'}")
        if code != 0:
            failed.append(name)
    return 1 if failed else 0


def _run(*command: str | Path) -> int:
    return run(str(command[0]), command, cwd=ROOT, env=child_environment())


def _config() -> Path:
    return BACKEND / "pyproject.toml"


def _xml() -> list[Path]:
    files = [path for kind in ("*.xml", "*.zcml") for path in (BACKEND / "src").rglob(kind)]
    return sorted(path for path in files if ".egg-info" not in str(path))
