"""The test command: nothing is hidden, and the last line tells the truth."""

from operate import reports
from operate import suite
from operate.failure import Failure
from operate.reports import Count
from tests.conftest import eventually

import pytest
import threading


REPORT = """<testsuites><testsuite tests="5">
<testcase name="a"/><testcase name="b"/>
<testcase name="c"><failure message="no"/></testcase>
<testcase classname="tests.x" name="d"><error message="not&#10;at all"/></testcase>
<testcase name="e"><skipped/></testcase>
</testsuite></testsuites>"""


def test_counting(tmp_path):
    path = tmp_path / "report.xml"
    path.write_text(REPORT)
    failures = ("c: no", "tests.x d: not")
    assert reports.read(path) == Count(passed=2, failed=2, skipped=1, failures=failures)


@pytest.mark.parametrize("text", [None, "", "<testsuites><testca"])
def test_no_report_has_no_tests(tmp_path, text):
    path = tmp_path / "report.xml"
    if text is not None:
        path.write_text(text)
    assert reports.read(path) == Count()


def test_the_form_of_a_count():
    assert str(Count(3, 0)) == "3 passed, 0 failed"
    assert str(Count(3, 1, 2) + Count(1, 1)) == "4 passed, 2 failed, 2 skipped"


@pytest.fixture
def step(tmp_path):
    """Make a step; tests: the report that it writes."""

    def make(name, code=0, tests=None, needs=(), error=None):
        report = None if tests is None else tmp_path / f"{name}.xml"

        def work():
            if error:
                raise error
            if tests:
                report.write_text(tests)
            return code

        return suite.Step(name, work, report, needs)

    return make


def last_line(capsys) -> str:
    return capsys.readouterr().out.splitlines()[-1]


def cases(count: int, failing: int = 0) -> str:
    bad = "<testcase><failure/></testcase>" * failing
    return f"<testsuites>{'<testcase/>' * count}{bad}</testsuites>"


def test_all_is_well(step, capsys):
    steps = [step("lint"), step("one", tests=cases(3)), step("two", tests=cases(4))]
    assert suite.run_all(steps) == 0
    assert last_line(capsys) == "7 passed, 0 failed"


def test_a_failure_does_not_hide_what_comes_later(step, capsys):
    steps = [step("one", 1, cases(3, 2)), step("two", tests=cases(4))]
    assert suite.run_all(steps) == 1
    assert last_line(capsys) == "7 passed, 2 failed"


@pytest.mark.parametrize("code", [0, 1])
def test_failed_tests_fail_the_suite_whatever_the_exit_code(step, capsys, code):
    assert suite.run_all([step("one", code, cases(3, 1))]) == 1
    assert last_line(capsys) == "3 passed, 1 failed"


def test_a_check_that_fails_counts_as_one(step, capsys):
    assert suite.run_all([step("lint", 1), step("one", tests=cases(3))]) == 1
    assert last_line(capsys) == "3 passed, 1 failed"


def test_tests_that_break_off_count_as_one_failure(step, capsys):
    assert suite.run_all([step("one", 139, cases(3))]) == 1
    assert last_line(capsys) == "3 passed, 1 failed"


def test_a_step_that_runs_no_test_fails(step, capsys):
    assert suite.run_all([step("one", 0, tests="")]) == 1
    assert last_line(capsys) == "0 passed, 1 failed"


def test_a_report_of_an_earlier_run_does_not_count(step, tmp_path, capsys):
    (tmp_path / "one.xml").write_text(cases(9))
    assert suite.run_all([step("one", 1, tests="")]) == 1
    assert last_line(capsys) == "0 passed, 1 failed"


def test_failed_tests_are_named_before_the_last_line(step, capsys):
    assert suite.run_all([step("one", 1, tests=REPORT), step("two", tests=cases(1))]) == 1
    *_, first, second, last = capsys.readouterr().out.splitlines()
    assert (first, second) == ("failed: c: no", "failed: tests.x d: not")
    assert last == "3 passed, 2 failed, 1 skipped"


def test_what_needs_a_failed_step_does_not_run(step, capsys):
    steps = [
        step("install", error=Failure("no network")),
        step("one", tests=cases(3), needs=("install",)),
        step("two", tests=cases(4)),
    ]
    assert suite.run_all(steps) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines()[-1] == "4 passed, 2 failed"
    assert "NOT RUN" in captured.out
    assert "error: no network" in captured.err


def test_a_step_beside_another_runs_meanwhile_and_is_shown_after_it(tmp_path, capsys):
    log, both = tmp_path / "drill.log", threading.Barrier(2, timeout=30)

    def shown() -> int:
        both.wait()
        print("tests")
        return 0

    def kept() -> int:
        both.wait()
        log.write_text("drilled\n")
        return 1

    steps = [suite.Step("tests", shown), suite.Step("drill", kept, beside=log)]
    assert suite.run_all(steps) == 1
    out = capsys.readouterr().out
    assert out.index("tests\n") < out.index("drilled\n") < out.index("== summary")
    assert out.splitlines()[-1] == "0 passed, 1 failed"


def test_what_runs_beside_a_step_is_told_to_stop_too(script, tmp_path):
    command = script(
        """
        from operate import processes
        from operate import suite
        from operate.failure import Interrupted
        from pathlib import Path
        import os, sys

        def runs(name):
            shell = f"echo > {name}; sleep 600"
            here = {"cwd": Path.cwd(), "env": dict(os.environ)}
            return suite.Step(name, lambda: processes.run(name, ["sh", "-c", shell], **here))

        processes.prepare()
        other = suite.Step("drill", runs("drill").work, beside=Path("drill.log"))
        try:
            suite.run_all([runs("tests"), other])
        except Interrupted as interrupted:
            sys.exit(128 + interrupted.signum)
        """
    )
    assert eventually((tmp_path / "tests").exists) and eventually((tmp_path / "drill").exists)
    command.terminate()
    command.communicate(timeout=30)
    assert command.returncode == 143


def test_needs_name_earlier_steps():
    seen = set()
    for one in suite._steps():
        assert set(one.needs) <= seen
        seen.add(one.name)
