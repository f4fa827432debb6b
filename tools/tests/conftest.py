"""Helpers of the tests of the commands."""

from collections.abc import Callable
from pathlib import Path

import os
import pytest
import signal
import subprocess
import sys
import textwrap
import time


TOOLS = Path(__file__).resolve().parents[1]


def eventually(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """True as soon as the condition holds, False if it does not within the time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def is_running(pid: int) -> bool:
    """True if the process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def script(tmp_path):
    """Start Python code that uses the commands in a process of its own; it is killed in the end."""
    running = []

    def start(code: str, **options) -> subprocess.Popen:
        path = tmp_path / f"script{len(running)}.py"
        path.write_text(textwrap.dedent(code))
        process = subprocess.Popen(
            [sys.executable, "-B", path],
            env=os.environ | {"PYTHONPATH": str(TOOLS), "MAKELEVEL": ""},
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            **options,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
