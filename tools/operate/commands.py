"""The commands of tools/run, one for each target of the Makefile."""

from operate import audit
from operate import backend
from operate import browser
from operate import cluster
from operate import disk
from operate import frontend
from operate import packing
from operate import processes
from operate import quality
from operate import start
from operate import suite
from operate import upgrade
from operate.backup import commands as backup
from operate.backup import moving
from operate.console import complain
from operate.console import say
from operate.console import Steps
from operate.failure import Failure
from operate.failure import Interrupted
from operate.settings import BACKEND
from operate.settings import child_environment
from operate.settings import FRONTEND
from operate.settings import PYTHON
from operate.settings import ROOT
from operate.settings import Settings
from operate.settings import TOOLS
from operate.settings import VENV
from operate.settings import WORK
from pathlib import Path

import os
import shlex
import shutil


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit code."""
    name = arguments[0] if len(arguments) == 1 else ""
    if name not in COMMANDS:
        complain(f"usage: tools/run COMMAND, one of: {' '.join(COMMANDS)}")
        return 2
    processes.prepare()
    try:
        return COMMANDS[name]() or 0
    except Interrupted as interrupted:
        # Servers that were told to stop did what they should; work that was broken off did not.
        if interrupted.in_service:
            return 0
        complain("Interrupted; the next run goes on from here.")
        return 128 + interrupted.signum
    except Failure as failure:
        for line in failure.log:
            complain(f"  | {line}")
        complain(f"error: {failure.line}")
    except OSError as error:
        if disk.is_full(error):
            complain("error: the disk is full; make room and run the command again")
        elif error.filename:
            complain(f"error: {error.strerror}: {error.filename}")
        else:
            raise
    return 1


def _arguments() -> list[str]:
    """$ARGS, further arguments for pytest, vitest or Playwright."""
    return shlex.split(os.environ.get("ARGS", ""))


def backend_install() -> None:
    steps = Steps(1)
    with steps.step("Backend: Python packages", "about a minute the first time"):
        steps.note(backend.install(steps.alive))


def frontend_install() -> None:
    steps = Steps(1)
    with steps.step("Website: packages", "about a minute the first time"):
        steps.note(frontend.install(steps.alive))


def backend_test() -> int:
    backend_install()
    return suite.backend_test(suite.REPORTS / "backend-tests.xml", *_arguments())


def api_test() -> int:
    """Call every service with much that schemathesis makes up; $API_TEST_EXAMPLES of each kind, 20 where nothing is said."""
    backend_install()
    os.environ.setdefault("API_TEST_EXAMPLES", "20")
    report = suite.REPORTS / "api-tests.xml"
    arguments = ("-s", "tests/headless/test_fuzz.py", *_arguments())
    return suite.backend_test(report, *arguments)


def tools_test() -> int:
    backend_install()
    return suite.tools_test(suite.REPORTS / "tools-tests.xml", *_arguments())


def frontend_test() -> int:
    frontend_install()
    return suite.frontend_test(suite.REPORTS / "frontend-tests.xml", *_arguments())


def acceptance_test() -> int:
    backend_install()
    start.prepare_frontend(Steps(2))
    return browser.test(suite.REPORTS / "browser-tests.xml", *_arguments())


def lint() -> int:
    backend_install()
    frontend_install()
    codes = [suite.backend_lint(), suite.frontend_lint()]
    return max(codes)


def format_() -> int:
    backend_install()
    frontend_install()
    code = quality.report(quality.format_())
    environment = child_environment()
    return code or processes.run("format", ["make", "-s", "format"], cwd=FRONTEND, env=environment)


def lock() -> None:
    backend.bootstrap("uv", "node")
    backend.lock()
    frontend.lock()
    say("Written: backend/constraints.txt, frontend/pnpm-lock.yaml, tools/pins/python.txt")


def register() -> int:
    """Import $FILE (and $GRW) with the command of the package.

    A portal that runs holds its database; then the file goes to the portal itself.
    """
    file, grw = os.environ.get("FILE"), os.environ.get("GRW")
    if not file:
        raise Failure("say which file: make register FILE=<GV100AD file or .zip> GRW=<list.csv>")
    here = Path(os.environ.get("PWD", "."))
    arguments = [here / file]
    arguments += ["--grw", here / grw] if grw else []
    return _console("zukunftsraum-register", *arguments)


def jobs() -> int:
    """Run $JOB, or list the jobs, with the command of the package; a portal that runs does it itself."""
    return _console("zukunftsraum-jobs", os.environ.get("JOB") or "--list")


def _console(program: str, *arguments: str | Path) -> int:
    """Run a command of the package on the instance, or where the portal runs, on the portal."""
    settings = Settings.from_environment()
    if not settings.zope_conf.exists():
        raise Failure(
            f"there is no instance in {settings.instance}; make it with: make backend-start"
        )
    backend.install()
    command = [VENV / "bin" / program, "--conf", settings.zope_conf, *arguments]
    command += ["--url", settings.backend_url, "--user", "admin"]
    environment = child_environment(**backend.secrets(settings), **backend.website(settings))
    if password := os.environ.get("DEMO_PASSWORD") or backend.kept_password(settings):
        environment.setdefault("ZUKUNFTSRAUM_PASSWORD", password)
    return processes.run(program, command, cwd=BACKEND, env=environment)


def mailbox() -> int:
    """List the mails that wait in the instance, or print the one that $MAIL numbers."""
    settings = Settings.from_environment()
    backend.install()
    folder = os.environ.get("ZUKUNFTSRAUM_MAIL_DIR") or settings.mail
    command = [PYTHON, "-m", "zukunftsraum.mail.mailbox", folder]
    # $MAIL is also where a login shell keeps the mailbox of the system.
    number = os.environ.get("MAIL", "")
    command += [number] if number.isdecimal() else []
    return processes.run("mailbox", command, cwd=BACKEND, env=child_environment())


def bench_spaces() -> int:
    """The measurements of spaces and lists of people."""
    backend.install()
    command = [PYTHON, ROOT / "benchmarks" / "spaces.py", *_arguments()]
    return processes.run("benchmark", command, cwd=BACKEND, env=child_environment())


def bench_facets() -> int:
    """The measurements of counting a search by facets."""
    backend.install()
    command = [PYTHON, ROOT / "benchmarks" / "facets.py", *_arguments()]
    return processes.run("benchmark", command, cwd=BACKEND, env=child_environment())


def bench_search() -> int:
    """The measurements of the German search beside stock."""
    backend.install()
    command = [PYTHON, ROOT / "benchmarks" / "search.py", *_arguments()]
    return processes.run("benchmark", command, cwd=BACKEND, env=child_environment())


def bench_api() -> int:
    """The measurements of the REST API and the pages beside stock."""
    backend.install()
    command = [PYTHON, ROOT / "benchmarks" / "api.py", *_arguments()]
    return processes.run("benchmark", command, cwd=BACKEND, env=child_environment())


def bench_seminar() -> int:
    """The measurement of many people who register at once."""
    backend.install()
    command = [PYTHON, ROOT / "benchmarks" / "seminar.py", *_arguments()]
    return processes.run("benchmark", command, cwd=BACKEND, env=child_environment())


def bench_grants() -> int:
    """The measurement of many municipalities that submit applications at once."""
    backend.install()
    command = [PYTHON, ROOT / "benchmarks" / "grants.py", *_arguments()]
    return processes.run("benchmark", command, cwd=BACKEND, env=child_environment())


def bench_data() -> int:
    """Fill the site of the instance with generated data."""
    settings = Settings.from_environment()
    backend.install()
    if not settings.zope_conf.exists():
        backend.render(settings)
    size, seed = os.environ.get("SIZE") or "0.01", os.environ.get("SEED") or "1"
    command = [PYTHON, ROOT / "benchmarks" / "generate", "--conf", settings.zope_conf]
    command += ["--size", size, "--seed", seed, *_arguments()]
    return processes.run("generate", command, cwd=BACKEND, env=child_environment())


def bench_load() -> int:
    """The measurement of a cluster under load, with little data and with much."""
    backend.install()
    command = [PYTHON, ROOT / "benchmarks" / "load.py", *_arguments()]
    return _with_cluster("benchmark", command)


def drill() -> int:
    """Faults of a cluster amid traffic."""
    backend_install()
    start.prepare_frontend(Steps(2))
    command = [PYTHON, ROOT / "benchmarks" / "drill.py", *_arguments()]
    return _with_cluster("drill", command)


def _with_cluster(name: str, command: list[str | Path]) -> int:
    """Run a program that starts a cluster, and let it end that in order when we are asked to stop."""
    more = {"cwd": BACKEND, "env": child_environment(), "grace": processes.LONG_GRACE}
    return processes.run(name, command, **more)


def clean() -> None:
    """Remove what install, build and tests have made; instances stay."""
    settings = Settings.from_environment()
    with start.own_instance(settings):
        processes.run("clean", ["make", "-s", "clean"], cwd=FRONTEND, env=child_environment())
        for path in (VENV, TOOLS, BACKEND / "sources"):
            shutil.rmtree(path, ignore_errors=True)
        for path in BACKEND.glob("*-mxdev.txt"):
            path.unlink()
    shutil.rmtree(WORK, ignore_errors=True)


COMMANDS = {
    "start": lambda: start.portal(Settings.from_environment()),
    "test": suite.run_all,
    "backend-install": backend_install,
    "backend-start": lambda: start.backend_alone(Settings.from_environment()),
    "backend-test": backend_test,
    "api-test": api_test,
    "frontend-install": frontend_install,
    "frontend-build": lambda: start.prepare_frontend(Steps(2)),
    "cluster": cluster.command,
    "cluster-stop": cluster.stop_command,
    "cluster-status": cluster.status_command,
    "drill": drill,
    "frontend-start": lambda: start.frontend_alone(Settings.from_environment()),
    "frontend-test": frontend_test,
    "acceptance-test": acceptance_test,
    "tools-test": tools_test,
    "lint": lint,
    "format": format_,
    "lock": lock,
    "audit": audit.audit,
    "register": register,
    "jobs": jobs,
    "mailbox": mailbox,
    "bench-api": bench_api,
    "bench-search": bench_search,
    "backup": backup.back_up,
    "backups": backup.list_,
    "restore": backup.restore,
    "to-postgres": moving.to_postgres,
    "pack": packing.pack,
    "upgrade": upgrade.upgrade,
    "bench-spaces": bench_spaces,
    "bench-facets": bench_facets,
    "bench-seminar": bench_seminar,
    "bench-grants": bench_grants,
    "bench-data": bench_data,
    "bench-load": bench_load,
    "clean": clean,
}
