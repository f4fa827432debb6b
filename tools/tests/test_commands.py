"""The command line: whatever goes wrong, one clear line and a non-zero exit code."""

from operate import commands
from operate import processes
from operate.failure import Failure
from operate.failure import Interrupted

import errno
import pytest
import re
import signal


MAKEFILE = commands.TOOLS.parent / "Makefile"


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command that does this; returns exit code and what it printed to standard error."""
    monkeypatch.setattr(processes, "prepare", lambda: None)

    def go(work) -> tuple[int, list[str]]:
        monkeypatch.setitem(commands.COMMANDS, "start", work)
        code = commands.main(["start"])
        return code, capsys.readouterr().err.splitlines()

    return go


def raising(error: BaseException):
    def work():
        raise error

    return work


def test_success(run):
    assert run(lambda: None) == (0, [])


def test_an_exit_code_is_passed_on(run):
    assert run(lambda: 3) == (3, [])


def test_a_failure_is_one_line_after_the_end_of_the_log(run):
    assert run(raising(Failure("it broke", ["a", "b"]))) == (
        1,
        ["  | a", "  | b", "error: it broke"],
    )


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk(run, number):
    code, lines = run(raising(OSError(number, "whatever", "/some/file")))
    assert code == 1
    assert lines == ["error: the disk is full; make room and run the command again"]


def test_a_folder_of_another_user(run):
    code, lines = run(raising(PermissionError(errno.EACCES, "Permission denied", "/some/file")))
    assert (code, lines) == (1, ["error: Permission denied: /some/file"])


def test_interrupted_work_is_no_success(run):
    code, lines = run(raising(Interrupted(signal.SIGINT)))
    assert code == 130
    assert len(lines) == 1


def test_stopping_servers_is_a_success(run):
    interrupted = Interrupted(signal.SIGTERM)
    interrupted.in_service = True
    assert run(raising(interrupted)) == (0, [])


@pytest.mark.parametrize("arguments", [[], ["no-such"], ["start", "now"]])
def test_a_bad_call_lists_the_commands(arguments, capsys):
    assert commands.main(arguments) == 2
    assert "backend-install" in capsys.readouterr().err


def test_every_target_of_the_makefile_has_its_command_and_its_help():
    text = MAKEFILE.read_text()
    targets = dict(re.findall(r"^([a-z-]+): ## (.+)\n\t@tools/run ", text, re.MULTILINE))
    assert set(targets) == set(commands.COMMANDS)
    assert set(re.findall(r"tools/run ([a-z-]+)", text)) == set(commands.COMMANDS)
    phony = re.search(r"\.PHONY: ((?:.*\\\n)*.*)", text)[1].replace("\\\n", " ").split()
    assert set(phony) == {"help", *targets}
