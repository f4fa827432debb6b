"""Programs that are started, watched and ended; none may stay behind."""

from operate import disk
from operate import processes
from operate.failure import Failure
from pathlib import Path
from tests.conftest import eventually
from tests.conftest import is_running

import asyncio
import os
import pytest
import signal
import subprocess
import sys
import textwrap


#: A program whose child ends only when it is told to; it writes the child's number into a file.
WITH_CHILD = "sleep 600 & echo $! > child; wait"
STUBBORN = "trap '' TERM INT; echo $$ > child; while :; do sleep 1; done"


@pytest.fixture
def here(tmp_path):
    return {"cwd": tmp_path, "env": dict(os.environ)}


def child_of(folder: Path) -> int:
    assert eventually(lambda: (folder / "child").exists() and (folder / "child").read_text() != "")
    return int((folder / "child").read_text())


def test_exit_code_and_log(here, tmp_path):
    log = tmp_path / "logs" / "log"
    assert (
        processes.run("sh", ["sh", "-c", "echo out; echo err >&2; exit 3"], log=log, **here) == 3
    )
    assert log.read_text().split() == ["out", "err"]


def test_a_failure_shows_the_end_of_the_log(here, tmp_path):
    command = ["sh", "-c", "seq 1 100; exit 1"]
    with pytest.raises(Failure) as caught:
        processes.demand("counting", command, log=tmp_path / "log", **here)
    assert caught.value.line.startswith("counting failed (exit code 1)")
    assert caught.value.log[-1] == "100"
    assert len(caught.value.log) == 15


@pytest.mark.parametrize("word", disk.FULL_WORDS)
def test_a_full_disk_is_called_so(here, tmp_path, word):
    command = ["sh", "-c", f"echo 'write: {word}'; exit 1"]
    with pytest.raises(Failure, match="the disk is full"):
        processes.demand("writing", command, log=tmp_path / "log", **here)


def test_a_missing_network_is_called_so(here, tmp_path):
    command = ["sh", "-c", "echo 'error: Failed to fetch: the index'; exit 2"]
    with pytest.raises(Failure, match="is the network there"):
        processes.demand("installing", command, log=tmp_path / "log", **here)


def test_a_disk_so_full_that_no_log_could_be_written(here, tmp_path, monkeypatch):
    monkeypatch.setattr(disk, "NEARLY_FULL", 10**9)
    with pytest.raises(Failure, match="the disk is full"):
        processes.demand("writing", ["false"], log=tmp_path / "log", **here)


def test_a_missing_program_is_named(here):
    with pytest.raises(Failure, match="'no-such-program' is missing"):
        processes.run("it", ["no-such-program"], **here)


def test_stopping_ends_the_children_too(here, tmp_path):
    program = processes.start("sh", ["sh", "-c", WITH_CHILD], **here)
    child = child_of(tmp_path)
    program.stop()
    assert program.code is not None
    assert not is_running(child)


def test_children_end_with_a_program_that_ended_by_itself(here, tmp_path):
    command = ["sh", "-c", "sleep 600 & echo $! > child"]
    assert processes.run("sh", command, **here) == 0
    assert not is_running(child_of(tmp_path))


def test_who_does_not_listen_is_killed(here, tmp_path):
    program = processes.start("sh", ["sh", "-c", STUBBORN], **here)
    child = child_of(tmp_path)
    program.stop(grace=0.5)
    assert not is_running(child)
    assert program.ending == "was ended by SIGKILL"


def test_the_first_signal_can_be_chosen(here, tmp_path):
    command = [
        "sh",
        "-c",
        "trap 'echo bye; exit 0' INT; echo > child; while :; do sleep 0.1; done",
    ]
    log = tmp_path / "log"
    program = processes.start("sh", command, log=log, stop_signal=signal.SIGINT, **here)
    assert eventually((tmp_path / "child").exists)
    program.stop()
    assert log.read_text() == "bye\n"
    assert program.ending == "ended with exit code 0"


def test_last_lines_of_a_log_that_is_not_text(tmp_path):
    (tmp_path / "log").write_bytes(b"one\n\n\xff\xfe two\n")
    assert processes.last_lines(tmp_path / "log", 1) == ["\ufffd\ufffd two"]
    assert processes.last_lines(tmp_path / "none") == []


# -- this command is ended -------------------------------------------------------------------------

COMMAND = """
from operate import processes
from operate.failure import Interrupted
from pathlib import Path
import os, sys

processes.GRACE = 1
processes.prepare()
try:
    processes.run("sh", ["sh", "-c", {shell!r}], cwd=Path.cwd(), env=dict(os.environ))
except Interrupted as interrupted:
    print("interrupted by", interrupted.signum)
    sys.exit(128 + interrupted.signum)
"""


@pytest.mark.parametrize("shell", [WITH_CHILD, STUBBORN], ids=["with child", "stubborn"])
def test_nothing_outlives_a_command_that_is_killed(script, tmp_path, shell):
    command = script(COMMAND.format(shell=shell))
    child = child_of(tmp_path)
    command.kill()
    # a stubborn one gets its time, then it is killed
    assert eventually(lambda: not is_running(child))


def test_nothing_outlives_a_command_that_is_killed_while_it_starts_it(script, tmp_path):
    """Just after the fork, before it could note whom it has started."""
    code = """
    import signal, subprocess, time

    class KilledAfterStart(subprocess.Popen):
        def __init__(self, *arguments, **more):
            super().__init__(*arguments, **more)
            while not (Path.cwd() / "child").exists():
                time.sleep(0.01)
            os.kill(os.getpid(), signal.SIGKILL)

    processes.subprocess.Popen = KilledAfterStart
    """
    before, _, after = COMMAND.partition("processes.prepare()")
    script(before + textwrap.dedent(code) + "processes.prepare()" + after.format(shell=STUBBORN))
    child = child_of(tmp_path)
    assert eventually(lambda: not is_running(child))


@pytest.mark.parametrize("signum", processes.STOP_SIGNALS)
def test_a_signal_to_stop_ends_the_program_first(script, tmp_path, signum):
    command = script(COMMAND.format(shell=WITH_CHILD))
    child = child_of(tmp_path)
    command.send_signal(signum)
    out, _ = command.communicate(timeout=20)
    assert out == f"interrupted by {signum.value}\n"
    assert command.returncode == 128 + signum
    assert not is_running(child)


def test_ctrl_c_works_although_the_caller_ignored_it(script, tmp_path):
    """As for a command that a shell script starts in the background."""
    ignore = lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)  # noqa: E731
    command = script(COMMAND.format(shell=WITH_CHILD), preexec_fn=ignore)
    child_of(tmp_path)
    command.send_signal(signal.SIGINT)
    command.communicate(timeout=20)
    assert command.returncode == 130


def test_the_watchdog_leaves_with_the_command(script, tmp_path):
    command = script(COMMAND.format(shell="echo 1 > child"))
    command.communicate(timeout=20)
    assert command.returncode == 0

    def watchdogs() -> list[Path]:
        mark = str(tmp_path).encode()
        return [p for p in Path("/proc").glob("[0-9]*/cmdline") if mark in _content(p)]

    assert eventually(lambda: not watchdogs())


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_a_pause_ends_at_once_when_asked_to_stop(script):
    command = script(
        """
        from operate import processes
        from operate.failure import Interrupted
        import time
        processes.listen_for_signals()
        print("ready", flush=True)
        try:
            processes.pause(600)
        except Interrupted:
            print("stopped")
        """
    )
    assert command.stdout.readline() == "ready\n"
    command.terminate()
    assert command.communicate(timeout=20)[0] == "stopped\n"


# -- work in a loop of asyncio ---------------------------------------------------------------------

LOOP = """
from operate import processes
from operate.failure import Interrupted
import asyncio, sys

processes.prepare()

def blocking():
    processes.pause(600)

async def visitor():
    try:
        await asyncio.sleep(600)
    finally:
        print("visitor leaves")

async def work():
    visits = [asyncio.create_task(visitor()) for _ in range(2)]
    await asyncio.sleep(0)
    print("ready", flush=True)
    await asyncio.gather(*visits, asyncio.to_thread(blocking))

try:
    processes.run_loop(work())
except Interrupted as interrupted:
    processes.pause()  # what is to be ended is ended in order
    print("interrupted by", interrupted.signum)
    sys.exit(128 + interrupted.signum)
"""


@pytest.mark.parametrize("signum", processes.STOP_SIGNALS)
def test_a_signal_to_stop_breaks_off_work_in_a_loop(script, signum):
    command = script(LOOP)
    assert command.stdout.readline() == "ready\n"
    command.send_signal(signum)
    out, _ = command.communicate(timeout=20)
    assert out == f"visitor leaves\nvisitor leaves\ninterrupted by {signum.value}\n"
    assert command.returncode == 128 + signum


def test_work_in_a_loop_is_returned_or_raised():
    async def work(given):
        await asyncio.sleep(0)
        return 1 / given

    assert processes.run_loop(work(2)) == 0.5
    with pytest.raises(ZeroDivisionError):
        processes.run_loop(work(0))


def test_make_that_alone_is_told_to_stop_is_obeyed(script, tmp_path):
    """GNU make passes a SIGTERM on, and no SIGINT: it waits until its command has ended."""
    (tmp_path / "command.py").write_text(COMMAND.format(shell=WITH_CHILD))
    (tmp_path / "Makefile").write_text(f"all:\n\t@{sys.executable} -B command.py\n")
    environment = os.environ | {"PYTHONPATH": str(Path(processes.__file__).parents[1])}
    for signum in (signal.SIGINT, signal.SIGTERM):
        make = subprocess.Popen(
            ["make", "-s"],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
            # Who runs the tests in the background may have had it ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        child = child_of(tmp_path)
        make.send_signal(signum)
        out, _ = make.communicate(timeout=20)
        assert out == f"interrupted by {signum.value}\n"
        assert make.returncode == -signum
        assert not is_running(child)
        (tmp_path / "child").unlink()
