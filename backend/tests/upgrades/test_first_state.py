"""From the first state to now: a site of the first code that had a version is opened with today's, and upgraded."""

from base64 import b64encode
from operate.ports import free_ports
from pathlib import Path
from tests import instance
from tests.upkeep import portal

import json
import pytest
import subprocess
import sys
import tarfile
import time
import urllib.error
import urllib.parse
import urllib.request


STATE = Path(__file__).parent / "first_state" / "var.tar.xz"
PASSWORD = "Erster-Stand-2026"
#: Seconds for the upgrade on a busy machine.
PATIENCE = 900
BINARIES = Path(sys.executable).parent
#: One process, since Zope takes its time to start: counts, upgrades twice, counts, then serves.
UPGRADE_AND_SERVE = """
import json, sys, waitress
from argparse import Namespace
from pathlib import Path
from zukunftsraum.console import opened_site
from zukunftsraum.upkeep import upgrade
from zukunftsraum.upkeep.fingerprint import fingerprint

conf, answer, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
earnest = Namespace(list=False, dry_run=False)
with opened_site(conf, "Plone") as portal:
    count = lambda: fingerprint(portal, lambda count: None, lambda line: None)
    told = {"before": count()}
    told["codes"] = [upgrade._upgrade(portal, earnest) for _ in range(2)]
    told["after"] = count()
answer.with_suffix(".part").write_text(json.dumps(told))
answer.with_suffix(".part").rename(answer)
from ZPublisher.WSGIPublisher import publish_module
waitress.serve(publish_module, host="127.0.0.1", port=port, threads=2)
"""


def command(name: str, *arguments):
    return subprocess.run(
        [BINARIES / name, *map(str, arguments)], capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = portal.make(tmp_path_factory.mktemp("first") / "portal")
    with tarfile.open(STATE) as archive:
        archive.extractall(home / "var", filter="data")
    (home / "etc" / "site.zcml").write_text(instance.SITE_ZCML)
    return home


@pytest.fixture(scope="module")
def conf(home):
    return home / "etc" / "zope.conf"


def records(conf) -> str:
    found = command("zukunftsraum-fingerprint", "--conf", conf, "--records")
    assert found.returncode == 0, found.stderr
    return found.stdout


@pytest.fixture(scope="module")
def tried(conf):
    """The trial, and whether the database is as it was."""
    before = records(conf)
    run = command("zukunftsraum-upgrade", "--conf", conf, "--dry-run")
    return run, records(conf) == before


@pytest.fixture(scope="module")
def upgraded(conf, tried, tmp_path_factory):
    """What the upgrade told, what it printed, and the port where the upgraded portal answers."""
    (port,) = free_ports("127.0.0.1", 1)
    folder = tmp_path_factory.mktemp("upgrade")
    answer, log = folder / "answer.json", folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-c", UPGRADE_AND_SERVE, conf, answer, str(port)],
            stdout=output,
            stderr=output,
        )
    end = time.monotonic() + PATIENCE
    try:
        while not answer.exists():
            assert server.poll() is None, log.read_text()[-3000:]
            assert time.monotonic() < end, "the upgrade takes too long"
            time.sleep(0.2)
        yield json.loads(answer.read_text()), log.read_text(), port
    finally:
        server.terminate()
        server.wait()


def test_trying_changes_nothing(tried):
    run, same = tried
    assert run.returncode == 0, run.stderr
    assert "nothing was stored" in run.stdout
    assert "zukunftsraum:default 20261122001 → " in run.stdout
    assert same


def test_all_steps_run_once(upgraded):
    told, printed, _port = upgraded
    assert told["codes"] == [0, 0]
    assert "zukunftsraum:default 20261122001 → " in printed
    assert printed.rstrip().endswith("nothing is pending")


def test_nothing_is_lost(upgraded):
    """What there was is there; the types that came since may be added."""
    before, after = upgraded[0]["before"], upgraded[0]["after"]
    assert before["counts"]["WikiArticle"]
    for kind, states in before["counts"].items():
        there = sum(after["counts"].get(kind, {}).values())
        assert there >= sum(states.values()), kind
    assert set(before["stores"]) <= set(after["stores"])
    assert before["stores"]["zukunftsraum.register"]


@pytest.fixture(scope="module")
def get(upgraded):
    """Ask the upgraded portal over REST: path and login → status and JSON."""
    port = upgraded[2]

    def get(path: str, login: str = "") -> tuple[int, dict]:
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/Plone{path}", headers={"Accept": "application/json"}
        )
        if login:
            key = b64encode(f"{login}:{PASSWORD}".encode()).decode()
            request.add_header("Authorization", f"Basic {key}")
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, {}

    end = time.monotonic() + 60
    while True:
        try:
            get("/@types")
            return get
        except OSError:
            assert time.monotonic() < end, "Zope does not answer"
            time.sleep(0.3)


def test_pages_answer_and_the_search_finds(get):
    assert get("")[0] == 200
    _, found = get("/@search?portal_type=WikiArticle&b_size=100")
    assert found["items_total"] > 0
    for item in found["items"]:
        assert get(item["@id"].partition("/Plone")[2])[0] == 200
    title = found["items"][0]["title"]
    word = max(title.split(), key=len).strip(".,:!?")
    _, hits = get(f"/@search?SearchableText={urllib.parse.quote(word)}&b_size=100")
    assert title in [item["title"] for item in hits["items"]]


def test_spaces_stay_closed(get):
    """Members find what lies in their own space; others do not, and strangers neither."""

    def spaces(login: str) -> set[str]:
        _, found = get("/@search?portal_type=MunicipalSpace&b_size=100", login)
        return {item["@id"].partition("/Plone")[2] for item in found["items"]}

    ours, theirs = spaces("mitglied-a"), spaces("mitglied-b")
    assert ours
    assert theirs
    assert not ours & theirs
    assert not spaces("")
    for path in ours:
        assert get(path, "mitglied-a")[0] == 200
        assert get(path, "mitglied-b")[0] in (401, 403, 404)
        assert get(path)[0] in (401, 403, 404)
        _, inside = get(f"{path}/@search?b_size=100", "mitglied-a")
        for item in inside["items"]:
            assert get(item["@id"].partition("/Plone")[2], "mitglied-b")[0] in (401, 403, 404)
