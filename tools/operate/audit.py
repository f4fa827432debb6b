"""`make audit`: known vulnerabilities of the packages that the locks pin, by pip-audit and by pnpm.

Says what was found, what of it is accepted (devops/security/accepted.toml), and what could not be looked up: a register of vulnerabilities that does
not answer is told, never taken for "none".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operate import backend
from operate import frontend
from operate.console import complain
from operate.console import say
from operate.failure import Failure
from operate.processes import run
from operate.settings import BACKEND
from operate.settings import child_environment
from operate.settings import FRONTEND
from operate.settings import ROOT
from operate.settings import TOOLS
from operate.settings import WORK
from pathlib import Path

import json
import tomllib


#: Run by uv in an environment of its own; no package of the portal.
PIP_AUDIT = "pip-audit==2.9.0"
ACCEPTED = ROOT / "devops" / "security" / "accepted.toml"
#: Exit codes.
CLEAN, VULNERABLE, UNKNOWN = 0, 1, 2


@dataclass(frozen=True)
class Finding:
    """A vulnerability of a package. names: its ids in the registers. mended: the versions without it, as text."""

    package: str
    version: str
    names: tuple[str, ...]
    mended: str
    title: str = ""


@dataclass(frozen=True)
class Acceptance:
    """Why a vulnerability does not matter here, and until when that was judged."""

    name: str
    package: str
    reason: str
    until: date


@dataclass(frozen=True)
class Result:
    """What one register said. checked: how many packages it knows; unknown: what could not be looked up, and why."""

    checked: int
    findings: list[Finding]
    unknown: list[str]


def audit(today: date | None = None) -> int:
    """Look everything up and say what came out; returns an exit code."""
    accepted = read_acceptances(ACCEPTED.read_text())
    results = {
        "Python packages": python_packages(),
        "packages of the website": website_packages(),
    }
    lines, code = report(results, accepted, today or date.today())
    for line in lines:
        (complain if line.startswith("!") else say)(line)
    return code


# -- asking ------------------------------------------------------------------------------------------


def python_packages() -> Result:
    backend.bootstrap("uv")
    output = WORK / "audit" / "python.json"
    command = [
        *(TOOLS / "bin" / "uv", "tool", "run", "--python", "3.11", PIP_AUDIT),
        *("--requirement", BACKEND / "constraints.txt", "--disable-pip", "--require-hashes"),
        *("--format", "json", "--output", output, "--progress-spinner", "off"),
    ]
    return _ask("pip-audit", command, BACKEND, output, of_pip_audit)


def website_packages() -> Result:
    backend.bootstrap("node")
    output = WORK / "log" / "audit-pnpm.log"
    command = [frontend.PNPM, "audit", "--json"]
    return _ask("pnpm audit", command, FRONTEND, output, of_pnpm, log=output)


def _ask(name, command, folder, output: Path, read, log: Path | None = None) -> Result:
    log = log or WORK / "log" / f"audit-{name}.log"
    output.parent.mkdir(parents=True, exist_ok=True)
    output.unlink(missing_ok=True)
    run(name, command, cwd=folder, env=child_environment(), log=log)
    try:
        return read(json.loads(output.read_text()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Result(0, [], [f"{name} gave no answer that can be read; see {log}"])


def of_pip_audit(answer: dict) -> Result:
    """The JSON of pip-audit. Packages that its register does not know are named, not counted as checked."""
    findings, unknown, checked = [], [], 0
    for one in answer["dependencies"]:
        if reason := one.get("skip_reason"):
            unknown.append(f"{one['name']}: {reason}")
            continue
        checked += 1
        for vulnerability in one["vulns"]:
            findings.append(
                Finding(
                    one["name"],
                    one["version"],
                    (vulnerability["id"], *vulnerability.get("aliases", ())),
                    ", ".join(vulnerability.get("fix_versions", ())) or "none yet",
                    vulnerability.get("description", "").partition("\n")[0][:100],
                )
            )
    return Result(checked, findings, unknown)


def of_pnpm(answer: dict) -> Result:
    """The JSON of `pnpm audit`."""
    if error := answer.get("error"):
        return Result(0, [], [str(error.get("message", error)).strip().rstrip(":")])
    findings = [
        Finding(
            advisory["module_name"],
            ", ".join(sorted({found["version"] for found in advisory["findings"]})),
            (advisory.get("github_advisory_id") or str(advisory["id"]), *advisory.get("cves", ())),
            advisory.get("patched_versions") or "none yet",
            advisory.get("title", ""),
        )
        for advisory in answer["advisories"].values()
    ]
    return Result(answer["metadata"]["totalDependencies"], findings, [])


# -- judging -----------------------------------------------------------------------------------------


def read_acceptances(text: str) -> list[Acceptance]:
    """:raises Failure: an entry lacks its reason or its day."""
    found = []
    for one in tomllib.loads(text).get("accepted", []):
        entry = Acceptance(*(one.get(name) for name in ("id", "package", "reason", "until")))
        if not (entry.name and entry.package and entry.reason and isinstance(entry.until, date)):
            raise Failure(f"{ACCEPTED.name}: an entry needs id, package, reason, until: {one}")
        found.append(entry)
    return found


def report(
    results: dict[str, Result], accepted: Iterable[Acceptance], today: date
) -> tuple[list[str], int]:
    """Lines to print, those that ask for something begin with "!", and the exit code."""
    lines, code = [], CLEAN
    waiting = {(entry.package, entry.name): entry for entry in accepted}
    for title, result in results.items():
        lines.append(f"{title}: {result.checked} looked up, {len(result.findings)} findings")
        for finding in result.findings:
            keys = [(finding.package, name) for name in finding.names]
            entry = next((waiting.pop(key) for key in keys if key in waiting), None)
            what = f"{finding.package} {finding.version}  {finding.names[0]}  mended in: {finding.mended}  {finding.title}"
            if entry and entry.until >= today:
                lines.append(f"  accepted until {entry.until}: {what.rstrip()} ({entry.reason})")
            else:
                since = f" (accepted until {entry.until} only)" if entry else ""
                lines.append(f"! {what.rstrip()}{since}")
                code = VULNERABLE
        if result.unknown:
            lines += [f"! not looked up: {one}" for one in result.unknown[:3]]
            if more := len(result.unknown) - 3:
                lines += [f"! … and {more} more"] if more > 0 else []
            code = code or UNKNOWN
    if code != UNKNOWN:
        lines += [
            f"  no longer found, remove it from {ACCEPTED.name}: {package} {name}"
            for package, name in waiting
        ]
    lines.append(
        {
            CLEAN: "Nothing is known against what the locks pin.",
            VULNERABLE: "! There are findings to judge: upgrade (make lock UPGRADE=name), or accept with a reason.",
            UNKNOWN: "! Not everything could be looked up: this says nothing about those packages.",
        }[code]
    )
    return lines, code
