"""The benchmark of the search runs, and the judged set says what it should."""

from pathlib import Path

import pytest
import subprocess
import sys


BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "search.py"


def run(*arguments):
    command = [sys.executable, str(BENCHMARK), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=900)


@pytest.fixture(scope="module")
def judged():
    return run("--judged")


def test_the_judged_set_is_large_enough(judged):
    """At least 60 queries, each with a text that answers it; what is typed is printed with its marks."""
    rows = [line for line in judged.stdout.splitlines() if line.count(" | ") == 3]
    assert len([row for row in rows if not row.startswith("|")]) >= 60


def test_ours_is_far_better_than_stock(judged):
    last = next(line for line in judged.stdout.splitlines() if line.startswith("| all "))
    marks = [float(cell.split(" · ")[0]) for cell in last.split(" | ")[2:5]]
    stock, stock_with_stars, ours = marks
    assert ours >= 0.6 > stock_with_stars > stock
    assert judged.returncode == 0


def test_it_runs():
    done = run("--documents", "120", "--queries", "3")
    assert "| index time beside stock |" in done.stdout, done.stderr[-2000:]
    assert "| recall, 1 words | 0.9 |" in done.stdout
    assert "Traceback" not in done.stderr
