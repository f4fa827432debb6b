"""The page of an article on our website beside a stock Volto of the same versions: time of the server, bytes in the browser. Part of api.py.

The stock Volto is built in .build/stock-volto from our own front-end project without our add-on: the same Volto, volto-light-theme and tools, in hard links.
"""

from contextlib import ExitStack
from operate import browser
from operate import frontend
from operate.failure import Failure
from operate.ports import free_ports
from operate.processes import demand
from operate.processes import pause
from operate.settings import child_environment
from operate.settings import FRONTEND
from operate.settings import HOST
from operate.settings import Settings
from operate.settings import WORK
from pathlib import Path
from portals import Portal

import json
import shutil
import statistics
import subprocess
import time
import urllib.request


FOLDER = WORK / "stock-volto"
#: The parts of our project that are not our add-on.
PROJECT = ("babel.config.js", "package.json", "razzle.config.js", "public", "src")
VOLTO_CONFIG = """module.exports = {
  addons: ['@kitconcept/volto-light-theme'],
  theme: '@kitconcept/volto-light-theme',
};
"""
#: As Volto's generator of projects writes it; ours starts with texts that come as a file of their own.
CLIENT = """import client from '@plone/volto/start-client';

client();
"""
PAGE = "wissen/t7"


def build_stock() -> None:
    """Build the stock Volto, unless it is there from the same lock file."""
    stamp = FOLDER / ".lock"
    lock = (FRONTEND / "pnpm-lock.yaml").read_text()
    if stamp.exists() and stamp.read_text() == lock:
        return
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name in PROJECT:
        source = FRONTEND / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, FOLDER / name)
    (FOLDER / "volto.config.js").write_text(VOLTO_CONFIG)
    (FOLDER / "src" / "client.js").write_text(CLIENT)
    for language in ("de", "en"):
        place = FOLDER / "locales" / language / "LC_MESSAGES"
        place.mkdir(parents=True)
        shutil.copy(FRONTEND / "locales" / language / "LC_MESSAGES" / "volto.po", place)
    subprocess.run(["cp", "-al", FRONTEND / "node_modules", FOLDER / "node_modules"], check=True)
    (FOLDER / "node_modules" / "volto-zukunftsraum").unlink()
    environment = child_environment(CI="true", NODE_OPTIONS="--max-old-space-size=4096")
    command = [frontend.NODE, "node_modules/@plone/razzle/bin/razzle.js", "build", "--noninteractive"]
    demand("building the stock Volto", command, cwd=FOLDER, env=environment, log=WORK / "log" / "stock-volto.log")
    stamp.write_text(lock)


def measure(home: Path, ours: Portal, stock: Portal, quick: bool, limit: float) -> list[tuple[str, float, float, bool]]:
    """Print the table of the pages; returns the goals as (what, limit, measured, is_met)."""
    frontend.install()
    frontend.build()
    build_stock()
    with ExitStack() as stack:
        urls = {}
        for name, of, folder in (("stock", stock, FOLDER), ("ours", ours, FRONTEND)):
            (port,) = free_ports(HOST, 1)
            settings = Settings(home / f"website-{name}", port, of.ports[0])
            program = frontend.start_server(settings, folder)
            stack.callback(program.stop)
            urls[name] = f"{settings.url}/{PAGE}"
            wait(urls[name], program)
        times = page_times(urls, 5 if quick else 60)
        sizes = {name: len(read(url)) for name, url in urls.items()}
        rows = page_bytes(urls)
    print("\n| page of an article | stock Volto | ours | ratio |\n|---|---|---|---|")
    goals = []
    figures = {
        "milliseconds of the server, median": times,
        "bytes of HTML, as it is": sizes,
        "bytes that a browser transfers": {name: row["bytes"] for name, row in rows.items()},
        "of them scripts": {name: row["script_bytes"] for name, row in rows.items()},
        "requests": {name: row["requests"] for name, row in rows.items()},
    }
    for what, figure in figures.items():
        ratio = figure["ours"] / figure["stock"]
        print(f"| {what} | {figure['stock']:,.0f} | {figure['ours']:,.0f} | {ratio:.2f} |")
        if what.startswith(("milliseconds", "bytes that")):
            goals.append((f"page: {what}", limit, ratio, ratio <= limit))
    return goals


def read(url: str) -> bytes:
    request = urllib.request.Request(url, headers={"Accept": "text/html", "Accept-Language": "de"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


def wait(url: str, program) -> None:
    """Wait until the website answers."""
    end = time.monotonic() + 60
    while True:
        try:
            read(url)
            return
        except OSError:
            if program.code is not None or time.monotonic() > end:
                raise Failure(f"the website does not answer; {program.ending}", program.last_lines()) from None
            pause(0.3)


def page_times(urls: dict[str, str], count: int) -> dict[str, float]:
    """Milliseconds of the server for the page, median of so many, in turn."""
    times: dict[str, list[float]] = {name: [] for name in urls}
    for number in range(count + 3):
        for name, url in urls.items():
            began = time.perf_counter()
            read(url)
            if number >= 3:
                times[name].append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(values) for name, values in times.items()}


def page_bytes(urls: dict[str, str]) -> dict[str, dict]:
    """What Chromium transfers for the page, by name."""
    command = [frontend.NODE, "scripts/page-bytes.cjs", *urls.values()]
    environment = child_environment(CHROMIUM=browser.chromium())
    done = subprocess.run(command, cwd=FRONTEND, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure("the browser could not load the pages", done.stderr.splitlines()[-10:])
    return dict(zip(urls, json.loads(done.stdout), strict=True))
