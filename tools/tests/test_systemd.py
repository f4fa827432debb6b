"""The services of Debian with our files, as docs/operators/cluster.md says: what it tells to type makes files that haproxy and Varnish take."""

from operate import cache
from operate.programs import path_of
from operate.settings import ROOT
from pathlib import Path

import pytest
import re
import shlex
import shutil
import subprocess


GUIDE = (ROOT / "docs" / "operators" / "cluster.md").read_text()
SYSTEMD = ROOT / "devops" / "systemd"


@pytest.fixture(scope="module")
def etc(tmp_path_factory) -> Path:
    """What stands for /etc when the commands of the guide were typed."""
    etc = tmp_path_factory.mktemp("etc")
    (etc / "varnish").mkdir()
    (commands,) = re.findall(r"```\n(mkdir -p /etc/haproxy.*?)```", GUIDE, re.S)
    script = commands.replace("/etc/", f"{etc}/")
    subprocess.run(["bash", "-euc", script], cwd=ROOT, check=True)
    return etc


@pytest.fixture(scope="module")
def entry(etc) -> dict[str, str]:
    lines = (etc / "zukunftsraum" / "entry.env").read_text().splitlines()
    told = (line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return {name: " ".join(shlex.split(value)).replace("/etc/", f"{etc}/") for name, value in told}


def test_haproxy_takes_them(entry):
    haproxy = path_of("haproxy", ("haproxy",), "HAPROXY")
    said = subprocess.run(
        [haproxy, "-c", "-f", entry["CONFIG"]], env=entry, capture_output=True, text=True
    )
    assert said.returncode == 0, said.stderr


def test_haproxy_knows_the_zopes_and_voltos_of_the_units(entry):
    text = (Path(entry["CONFIG"]) / "haproxy.cfg").read_text()
    assert set(re.findall(r"^    server ([\w-]+) (\S+)", text, re.M)) == {
        ("varnish", '"${VARNISH_ADDRESS}:${VARNISH_PORT}"'),
        ("without-cache", '"${INNER_ADDRESS}:${WEBSITE_PORT}"'),
        *((f"zope{n}", f"127.0.0.1:800{n}") for n in (1, 2)),
        *((f"volto{n}", f"127.0.0.1:820{n}") for n in (1, 2)),
    }
    volto = (SYSTEMD / "zukunftsraum-volto@.service").read_text()
    assert "PORT=820%i" in volto and f"127.0.0.1:{entry['ZOPE_PORT']}/Plone" in volto


def test_varnish_takes_them(etc, entry, tmp_path):
    vcl = etc / "varnish" / "zukunftsraum.vcl"
    said = subprocess.run(
        [
            cache.varnishd(),
            "-C",
            "-j",
            "none",
            "-n",
            tmp_path,
            "-p",
            f"vcl_path={vcl.parent}",
            "-f",
            vcl,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    backends = (vcl.parent / "backends.vcl").read_text()
    assert re.findall(r'port = "(\d+)"', backends) == [entry["ZOPE_PORT"], entry["WEBSITE_PORT"]]
    unit = (SYSTEMD / "varnish.service.d" / "zukunftsraum.conf").read_text()
    assert f"-a 127.0.0.1:{entry['VARNISH_PORT']} " in unit


@pytest.mark.parametrize("name", ["haproxy", "varnish"])
def test_systemd_takes_the_drop_ins(name, tmp_path):
    unit = Path("/lib/systemd/system") / f"{name}.service"
    analyze = shutil.which("systemd-analyze")
    if not (analyze and unit.exists()):
        pytest.skip(f"there is no systemd-analyze, or no {unit}")
    shutil.copy(unit, tmp_path)
    shutil.copytree(SYSTEMD / f"{name}.service.d", tmp_path / f"{name}.service.d")
    said = subprocess.run(
        [analyze, "verify", "--man=no", "--recursive-errors=no", tmp_path / unit.name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert str(tmp_path) not in said.stderr and unit.name not in said.stderr
