"""The REST API and the pages beside stock Plone and stock Volto of the same versions, with equal texts.

    make bench-api                                        # about ten minutes; needs varnish and wrk (installed where that is possible)
    make bench-api ARGS="--no-pages"                      # the API alone
    make bench-api ARGS="--quick"                         # few texts, one second each: figures say little

Two portals are made in a temporary folder, each one Zope process on FileStorage with the same settings: ours, and a stock Plone that does not
load this package. Both get the same texts, ours as articles of the wiki, stock as documents; and a member. `wrk` asks each address over four connections, in turn of
ours, stock and, for visitors, ours through the cache (Varnish as in devops/varnish), several rounds; told is the median of the requests per second.
Visitors ask ours twice: for answers that are made each time (`Cache-Control: no-cache`), and for such as Zope may have in memory. Goals are about the former.

Then the page of an article is asked of both websites (Volto's server), ours and a Volto with volto-light-theme alone: seconds of one request at a time, and
what Chromium transfers until the page is loaded.

Goals: ours at least as many requests per second as stock for the article, the list and the search, as visitor and as member; through the
cache at least 50 times as many as stock through Zope; pages at most 1.1 times the time and the bytes. Exit status: 1 if a goal is missed (with --quick the goals
are only printed).
"""

from argparse import ArgumentParser
from argparse import Namespace
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from portals import new_instance
from portals import Portal
from portals import portal
from portals import say
from search_texts import Generator

import re
import statistics
import subprocess
import sys
import tempfile
import time
import uuid


ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from operate import cache  # noqa: E402
from operate import processes  # noqa: E402
from operate import programs  # noqa: E402
from operate.failure import Failure  # noqa: E402
from operate.failure import Interrupted  # noqa: E402
from operate.ports import free_ports  # noqa: E402
from operate.settings import HOST  # noqa: E402
from operate.settings import SITE  # noqa: E402


OURS, STOCK = "ours", "stock"
#: Further ways to ask ours.
MEMORY, CACHE = "memory", "cache"
#: Where the texts lie in both portals.
FOLDER = "wissen"
MEMBER = "mitglied"

#: What the project demands, as ratios to stock.
LEAST_THROUGH_ZOPE, LEAST_THROUGH_CACHE, MOST_OF_PAGES = 1.0, 50.0, 1.1

#: The profile that the distribution "volto" of stock Plone takes: its documents have all behaviors that an editor gets.
STOCK_PROFILES = ("plone.volto:initial",)

#: Stock Plone alone: nothing that announces itself is included but what Volto needs.
STOCK_ZCML = """
<configure
    xmlns="http://namespaces.zope.org/zope"
    xmlns:five="http://namespaces.zope.org/five"
    xmlns:meta="http://namespaces.zope.org/meta"
    >
  <meta:provides feature="disable-autoinclude" />
  <include package="Zope2.App" />
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <include package="plone.volto" />
  <five:loadProductsOverrides />
</configure>
"""


@dataclass(frozen=True)
class Ask:
    """An address of both portals, with whether the project has a goal for it."""

    name: str
    ours: str
    stock: str
    has_goal: bool = True


ASKED = (
    Ask("article", f"{FOLDER}/t7", f"{FOLDER}/t7"),
    Ask("list of 25", FOLDER, FOLDER),
    Ask("@search", "@search?SearchableText=Pflege", "@search?SearchableText=Pflege"),
    Ask("feed", "@feed", "search_rss?SearchableText=Pflege", has_goal=False),
)


# -- filling ---------------------------------------------------------------------------------------


def paragraphs(body: str) -> dict:
    """The blocks of a text, a paragraph each few sentences, as the editor stores them."""
    sentences = re.split(r"(?<=[.!?]) ", body)
    texts = [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    blocks = {
        f"b{number}": {
            "@type": "slate",
            "plaintext": text,
            "value": [{"type": "p", "children": [{"text": text}]}],
        }
        for number, text in enumerate(texts)
    }
    blocks = {"title": {"@type": "title"}, **blocks}
    return {"blocks": blocks, "blocks_layout": {"items": list(blocks)}}


def fill(conf: str, kind: str, texts: int) -> None:
    """Make the site of one portal, its texts and its member; tells the member's token."""
    instance = new_instance(conf) if kind == OURS else new_stock(conf)
    generator = Generator()
    with instance.site() as site:
        add_texts(site, kind, generator, range(texts))
        add_member(site, kind)
    with instance.site() as site:
        token = site.acl_users.jwt_auth.create_token(MEMBER)
    say({MEMBER: instance.token(MEMBER) if kind == OURS else token})


def new_stock(conf: str):
    """A Zope that runs from this zope.conf, with a stock site; a `spaces.Instance`."""
    from Products.CMFPlone.factory import addPloneSite
    from Zope2.Startup.run import make_wsgi_app

    import spaces

    class New(spaces.Instance):
        def __init__(self):
            self.application = make_wsgi_app({}, conf)
            with self.root() as app:
                addPloneSite(app, SITE, setup_content=False, default_language="de", extension_ids=STOCK_PROFILES)

    return New()


def add_texts(site, kind: str, generator: Generator, numbers) -> None:
    from plone import api
    from plone.dexterity.utils import createContentInContainer
    from zope.interface import alsoProvides

    if kind == OURS:
        from zukunftsraum.interfaces import IBrowserLayer

        alsoProvides(site.REQUEST, IBrowserLayer)
    if FOLDER not in site:
        createContentInContainer(site, "Document", checkConstraints=False, id=FOLDER, title="Wissen")
        api.content.transition(site[FOLDER], to_state="published")
    for number in numbers:
        text = generator.text(number)
        made = createContentInContainer(
            site[FOLDER],
            "WikiArticle" if kind == OURS else "Document",
            checkConstraints=False,
            id=f"t{number}",
            title=text.title,
            description=f"{text.body[:150]} Pflege",
            creators=("redaktion",),
            **({"topics": ["housing"]} if kind == OURS else {"subjects": ("Wohnen",)}),
            **paragraphs(text.body),
        )
        api.content.transition(made, "publish")


def add_member(site, kind: str) -> None:
    from plone import api

    api.user.create(username=MEMBER, email="mitglied@example.org", password=f"{uuid.uuid4()}Aa1!")
    if kind == OURS:
        api.group.add_user(groupname="mitglieder", username=MEMBER)


# -- the portals -----------------------------------------------------------------------------------


async def nothing(_portal: Portal) -> None:
    """What is measured is asked beforehand."""


def made(home: Path, kind: str, texts: int):
    """A portal with one process, filled and running."""
    home.mkdir()
    script = str(Path(__file__).resolve())
    arguments = ["--kind", kind, "--texts", str(texts)]
    if kind == STOCK:
        arguments += ["--zcml"]
    return portal(home, 1, script, arguments, nothing, database="filestorage")


# -- asking ----------------------------------------------------------------------------------------


def wrk(url: str, seconds: float, headers: dict[str, str], connections: int = 4) -> float:
    """Requests per second; every answer must be one of success."""
    program = programs.path_of("wrk", ("wrk",), "WRK")
    command = [program, "-t1", f"-c{connections}", f"-d{seconds:g}s"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    done = subprocess.run([*command, url], capture_output=True, text=True, check=False)
    found = re.search(r"Requests/sec:\s*([\d.]+)", done.stdout)
    if done.returncode or not found or "Non-2xx" in done.stdout:
        raise Failure(f"wrk {url}: {done.stdout[-400:]} {done.stderr[-400:]}")
    return float(found[1])


def measure(ours: Portal, stock: Portal, cached: str, seconds: float, rounds: int) -> list[tuple[str, float, float, bool]]:
    """Print the table of the API; returns the goals as (what, limit, measured, is_met)."""
    goals = []
    print(
        "| | who | stock, Zope: requests/s | ours, Zope, made | ratio | ours, Zope, from memory | ratio | ours, cache | ratio |\n"
        "|---|---|---|---|---|---|---|---|---|"
    )
    places = {
        STOCK: f"http://{HOST}:{stock.ports[0]}/{SITE}/++api++",
        OURS: f"http://{HOST}:{ours.ports[0]}/{SITE}/++api++",
        MEMORY: f"http://{HOST}:{ours.ports[0]}/{SITE}/++api++",
        CACHE: f"{cached}/++api++",
    }
    for ask in ASKED:
        for who in ("visitor", "member"):
            ways = [STOCK, OURS, *([MEMORY, CACHE] if who == "visitor" else [])]
            rates: dict[str, list[float]] = {way: [] for way in ways}
            for number in range(rounds + 1):  # the first one fills what a portal has in memory
                for way in ways:
                    of = stock if way == STOCK else ours
                    headers = {"Accept": "application/json", "Accept-Language": "de"}
                    if who == "member":
                        headers["Authorization"] = f"Bearer {of.tokens[MEMBER]}"
                    if way == OURS:
                        headers["Cache-Control"] = "no-cache"
                    path = ask.stock if way == STOCK else ask.ours
                    base = places[way]
                    if path.startswith("search_rss"):  # the feed of the classic interface
                        base, headers["Accept"] = base.removesuffix("/++api++"), "text/html"
                    rate = wrk(f"{base}/{path}", seconds if number else 1, headers)
                    if number:
                        rates[way].append(rate)
            rate = {way: statistics.median(values) for way, values in rates.items()}
            ratio = rate[OURS] / rate[STOCK]
            cells = ["", "", "", ""]
            if ask.has_goal:
                goals.append((f"{ask.name}, {who}, through Zope", LEAST_THROUGH_ZOPE, ratio, ratio >= LEAST_THROUGH_ZOPE))
            if who == "visitor":
                times = rate[CACHE] / rate[STOCK]
                kept = rate[MEMORY] / rate[STOCK]
                cells = [f"{rate[MEMORY]:.0f}", f"{kept:.2f}", f"{rate[CACHE]:,.0f}", f"{times:.0f}"]
                goals.append((f"{ask.name}, through the cache", LEAST_THROUGH_CACHE, times, times >= LEAST_THROUGH_CACHE))
            print(
                f"| {ask.name} | {who} | {rate[STOCK]:.0f} | {rate[OURS]:.0f} | {ratio:.2f} | {' | '.join(cells)} |",
                flush=True,
            )
    return goals


# -- all of it -------------------------------------------------------------------------------------


def main() -> int:
    parser = ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--texts", type=int, default=1000, help="texts in each portal (1000)")
    parser.add_argument("--seconds", type=float, default=3, help="of each measurement (3)")
    parser.add_argument("--rounds", type=int, default=3, help="the median of so many is told (3)")
    parser.add_argument("--no-pages", action="store_true", help="the API alone, without the websites")
    parser.add_argument("--quick", action="store_true", help="60 texts, one round of a second")
    parser.add_argument("--fill", metavar="ZOPE_CONF", help="used by the measurement itself")
    parser.add_argument("--kind", choices=(OURS, STOCK), help="used by the measurement itself")
    parser.add_argument("--zcml", action="store_true", help="used by the measurement itself")
    arguments = parser.parse_args()
    if arguments.fill:
        if arguments.zcml:
            (Path(arguments.fill).parent / "site.zcml").write_text(STOCK_ZCML)
        fill(arguments.fill, arguments.kind, arguments.texts)
        return 0
    if arguments.quick:
        arguments.texts, arguments.seconds, arguments.rounds = 60, 1, 1
    processes.prepare()
    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="zr-api-") as folder:
            goals = run(arguments, Path(folder))
    except Interrupted as interrupted:
        print("broken off", file=sys.stderr)
        return 128 + interrupted.signum
    except Failure as failure:
        print("\n".join([*failure.log, f"error: {failure.line}"]), file=sys.stderr)
        return 1
    print("\n| goal | limit | measured | |\n|---|---|---|---|")
    for what, limit, figure, is_met in goals:
        print(f"| {what} | {limit:g} | {figure:.2f} | {'met' if is_met else '**missed**'} |")
    print(f"\n{(time.monotonic() - began) / 60:.0f} minutes.")
    return 0 if arguments.quick or all(goal[-1] for goal in goals) else 1


def run(arguments: Namespace, home: Path) -> list[tuple[str, float, float, bool]]:
    with ExitStack() as stack:
        stock = stack.enter_context(made(home / STOCK, STOCK, arguments.texts))
        ours = stack.enter_context(made(home / OURS, OURS, arguments.texts))
        (home / "cache").mkdir()
        (port,) = free_ports(HOST, 1)
        cached = stack.enter_context(cache.running(home / "cache", port=port, zope=ours.ports[0]))
        print(f"# REST API beside stock, {arguments.texts:,} texts, {arguments.seconds:g} s each, 4 connections\n")
        goals = measure(ours, stock, cached, arguments.seconds, arguments.rounds)
        if not arguments.no_pages:
            import api_pages

            goals += api_pages.measure(home, ours, stock, arguments.quick, MOST_OF_PAGES)
    return goals


if __name__ == "__main__":
    sys.exit(main())
