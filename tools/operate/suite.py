"""`make test`: every check and every test, and a summary at the end."""

from collections.abc import Callable
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from operate import backend
from operate import browser
from operate import frontend
from operate import quality
from operate import reports
from operate.console import complain
from operate.console import duration
from operate.console import say
from operate.failure import Failure
from operate.processes import LONG_GRACE
from operate.processes import run
from operate.settings import BACKEND
from operate.settings import child_environment
from operate.settings import FRONTEND
from operate.settings import PYTHON
from operate.settings import ROOT
from operate.settings import WORK
from pathlib import Path

import time


REPORTS = WORK / "reports"
#: Failed tests that the summary names.
MOST_NAMED = 20


@dataclass(frozen=True)
class Step:
    """A part of the suite.

    work: returns an exit code; report: where it writes its tests, if it runs any;
    needs: names of steps without whose success it cannot run;
    beside: where what it prints is kept until it has ended, for a step that begins with the one before it and runs beside it.
    """

    name: str
    work: Callable[[], int]
    report: Path | None = None
    needs: tuple[str, ...] = ()
    beside: Path | None = None


@dataclass(frozen=True)
class Result:
    """How a step went. ran: False if a step that it needs had failed."""

    step: Step
    ok: bool
    seconds: float
    count: reports.Count
    ran: bool = True


# -- the parts -------------------------------------------------------------------------------------


def backend_install() -> int:
    say(f"Python packages: {backend.install()}")
    return 0


def frontend_install() -> int:
    say(f"packages of the website: {frontend.install()}")
    return 0


def frontend_build() -> int:
    say(f"website: {frontend.build()}")
    return 0


def chromium() -> int:
    say(f"browser: {browser.chromium()}")
    return 0


def backend_lint() -> int:
    return quality.report(quality.lint())


def frontend_lint() -> int:
    return run("lint", ["make", "-s", "lint"], cwd=FRONTEND, env=child_environment())


def backend_test(report: Path, *arguments: str) -> int:
    """pytest for the package; all of it in two processes, each with a site of its own, file by file, in the order of `tests/conftest.py`."""
    in_two = ("-n2", "--dist=loadfile", "--no-loadscope-reorder")
    return _pytest(BACKEND, report, *(arguments or in_two))


def tools_test(report: Path, *arguments: str) -> int:
    """pytest for these commands."""
    return _pytest(ROOT / "tools", report, *arguments)


def frontend_test(report: Path, *arguments: str) -> int:
    """vitest."""
    report.parent.mkdir(parents=True, exist_ok=True)
    command = [
        *(frontend.PNPM, "--silent", "--recursive", "--if-present", "run", "test"),
        *("--reporter=default", "--reporter=junit", f"--outputFile.junit={report}"),
        *arguments,
    ]
    return run("vitest", command, cwd=FRONTEND, env=child_environment())


def drill(log: Path) -> int:
    """Parts of a cluster die amid traffic: nothing that was answered with success may be lost or doubled."""
    command = [PYTHON, ROOT / "benchmarks" / "drill.py", "--quick"]
    environment = child_environment()
    return run("drill", command, cwd=BACKEND, env=environment, log=log, grace=LONG_GRACE)


def _pytest(folder: Path, report: Path, *arguments: str) -> int:
    command = [PYTHON, "-m", "pytest", f"--junitxml={report}", *arguments]
    return run("pytest", command, cwd=folder, env=child_environment())


def _steps() -> list[Step]:
    def testing(name: str, work: Callable[[Path], int], *needs: str) -> Step:
        report = REPORTS / f"{name.replace(' ', '-')}.xml"
        return Step(name, lambda: work(report), report, needs)

    log = WORK / "log" / "drill.log"
    python, website, build = "install backend", "install frontend", "build"
    return [
        Step(python, backend_install),
        Step(website, frontend_install),
        Step("install chromium", chromium),
        Step("lint backend", backend_lint, needs=(python,)),
        Step("lint and types frontend", frontend_lint, needs=(website,)),
        testing("tools tests", tools_test, python),
        testing("backend tests", backend_test, python),
        testing("frontend tests", frontend_test, website),
        Step(build, frontend_build, needs=(website,)),
        testing("browser tests", browser.test, python, build, "install chromium"),
        # It waits most of the time.
        Step("drill", lambda: drill(log), needs=(python, build), beside=log),
    ]


# -- running them ----------------------------------------------------------------------------------


def run_all(steps: list[Step] | None = None) -> int:
    """Run the steps, each even if an earlier one failed; print the summary; returns the exit code."""
    began = time.monotonic()
    steps = _steps() if steps is None else steps
    results: list[Result] = []
    running: dict[str, Future[Result]] = {}
    with ThreadPoolExecutor() as beside:
        for step, following in pairwise([*steps, None]):
            if following and following.beside:
                running[following.name] = beside.submit(_run, following, tuple(results))
            if step.beside is None:
                say(f"\n== {step.name}")
                results.append(_run(step, results))
                continue
            say(f"\n== {step.name}, beside what was before")
            results.append(running[step.name].result())
            say(step.beside.read_text() if step.beside.exists() else "")
    for line in summary(results, time.monotonic() - began):
        say(line)
    return 0 if all(result.ok for result in results) else 1


def _run(step: Step, before: Sequence[Result]) -> Result:
    for old in filter(None, (step.report, step.beside)):
        old.unlink(missing_ok=True)
    broken = [result.step.name for result in before if not result.ok]
    if missing := [name for name in step.needs if name in broken]:
        complain(f"{step.name} is not run, because this failed: {', '.join(missing)}")
        return Result(step, False, 0, reports.Count(failed=1), ran=False)
    began = time.monotonic()
    try:
        code = step.work()
    except Failure as failure:
        for line in failure.log:
            complain(f"  | {line}")
        complain(f"error: {failure.line}")
        code = 1
    except OSError as error:  # no room, for example: the rest, and the summary, go on
        complain(f"error: {error}")
        code = 1
    count = reports.Count() if step.report is None else reports.read(step.report)
    if code == 0 and step.report is not None and count.total == 0:
        complain(f"error: {step.name} ran no test")
        code = 1
    if code != 0 and count.failed == 0:
        # Failed as a whole: a check, or tests that broke off.
        count += reports.Count(failed=1)
    return Result(step, code == 0 and count.failed == 0, time.monotonic() - began, count)


def summary(results: list[Result], seconds: float) -> list[str]:
    """A table of the steps, the tests that failed, and as last line the sum of the tests.

    A check that failed, and a step that could not run, counts as one failed.
    """
    lines = ["", "== summary"]
    for result in results:
        state = "ok" if result.ok else "FAILED" if result.ran else "NOT RUN"
        count = str(result.count) if result.step.report is not None and result.ran else ""
        taken = duration(result.seconds)
        lines.append(f"{result.step.name:26}{state:9}{taken:>13}   {count}".rstrip())
    lines.append(f"{'all':26}{'':9}{duration(seconds):>13}")
    count = sum((result.count for result in results), reports.Count())
    lines += [f"failed: {failure}" for failure in count.failures[:MOST_NAMED]]
    if len(count.failures) > MOST_NAMED:
        lines.append(f"failed: {len(count.failures) - MOST_NAMED} more")
    return [*lines, str(count)]
