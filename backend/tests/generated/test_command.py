"""The command that makes scale data: a run that is killed goes on, and the same seed gives the same site."""

from tests.generated.conftest import BENCHMARKS
from tests.instance import SITE_ZCML
from tests.instance import ZOPE_CONF
from tests.register.conftest import SampleFile

import json
import os
import pytest
import shutil
import signal
import subprocess
import sys


ARGUMENTS = ("--size", "0.0004", "--batch", "5", "--every", "0")
ENVIRONMENT = {"DEMO_PASSWORD": "Hinterhof-Kranich-Walnuss-7"}


def run(*arguments):
    """Run Python; a busy machine may take minutes."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=1200,
        env=os.environ | ENVIRONMENT,
    )


def instance(home):
    (home / "etc").mkdir(parents=True)
    (home / "etc" / "site.zcml").write_text(SITE_ZCML)
    conf = home / "etc" / "zope.conf"
    conf.write_text(ZOPE_CONF.format(home=home))
    return conf


def generate(conf, *more):
    return run(BENCHMARKS / "generate", "--conf", conf, *ARGUMENTS, *more)


@pytest.fixture(scope="module")
def confs(tmp_path_factory):
    """Two instances with the same empty site."""
    first = instance(tmp_path_factory.mktemp("generated") / "first")
    made = run("-m", "zukunftsraum.setup.create_site", first, "--no-demo")
    assert made.returncode == 0, made.stderr
    second = instance(first.parents[2] / "second")
    for name in ("Data.fs", "blobs"):
        source, target = first.parents[1] / name, second.parents[1] / name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    return first, second


def test_killed_and_started_again(confs, tmp_path):
    """The site is what it is without that, to the last booking."""
    whole, killed = confs
    file = tmp_path / "GV100AD.txt"
    file.write_bytes(SampleFile().data())
    hashes = tmp_path / "whole.json", tmp_path / "killed.json"
    made = generate(whole, "--register", file, "--fingerprint", hashes[0])
    assert made.returncode == 0, made.stderr

    command = [sys.executable, BENCHMARKS / "generate", "--conf", killed, *ARGUMENTS]
    with subprocess.Popen(
        [*command, "--register", file],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | ENVIRONMENT,
    ) as program:
        for line in program.stderr:
            if "documents 10 of" in line:
                program.send_signal(signal.SIGKILL)
                break
    assert program.wait() == -signal.SIGKILL

    said = tmp_path / "said.json"
    made = generate(killed, "--register", file, "--fingerprint", hashes[1], "--said", said)
    assert made.returncode == 0, made.stderr
    first, second = (json.loads(path.read_text()) for path in hashes)
    assert first == second
    assert first["Document"].startswith("40 ") and first["GrantApplication"].startswith("12 ")
    accounts = json.loads(said.read_text())["accounts"]
    assert {"member", "coordinator", "editor", "office"} <= {one["role"] for one in accounts}

    other = generate(killed, "--register", file, "--seed", "2")
    assert other.returncode == 1 and "go on with that" in other.stderr
