"""A stock Plone beside ours, for what stock can do: pages by path, lists, searches, creating and changing documents. Part of load.py.

A Plone that does not load this package, one Zope process on PostgreSQL, with as many folders, documents and published articles as our site of that size has spaces, documents, and articles with practice
examples; texts of the same generator. Both are asked behind the cache, one call at a time: stock at its Zope, ours at the pool of its Zopes.
"""

from api import new_stock
from api import paragraphs
from api import STOCK_ZCML
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import contextmanager
from load_figures import cell
from load_figures import Figures
from load_figures import percent
from load_figures import ratio_cell
from load_figures import Times
from load_figures import times_of
from pathlib import Path
from portals import Portal
from portals import portal
from portals import say
from random import Random
from search_texts import Generator
from traffic.engine import Call
from traffic.engine import Client
from traffic.engine import Operation
from traffic.engine import Sample
from traffic.reading import search
from traffic.stage import JSON

import itertools
import sys
import tempfile
import uuid


MEMBER = "mitglied"
#: Of our operations, what stock is asked instead of.
OPERATIONS = (
    "article",
    "list of articles",
    "@search",
    "document",
    "search of a member",
    "create a document",
    "edit a document",
)
BATCH = 100


def operations(base: str, token: str, articles: list[str]) -> list[Operation]:
    """What stock is asked; the names are those of our operations."""
    member = JSON | {"Authorization": f"Bearer {token}"}
    numbers = itertools.count(1)

    def get(path: Callable[[Random], str], headers: dict) -> Callable[[Random], Call]:
        return lambda chance: Call("GET", f"{base}/{path(chance)}", headers)

    def create(_chance: Random) -> Call:
        body = {
            "@type": "Document",
            "title": f"Protokoll {next(numbers)}",
            "description": "Fassung 1",
        }
        return Call("POST", f"{base}/raeume/r0", member, body, frozenset({201}))

    def edit(_chance: Random) -> Call:
        body = {"description": f"Fassung {next(numbers)}"}
        return Call("PATCH", f"{base}/raeume/r0/d0", member, body, frozenset({204}))

    newest = "@search?portal_type=Document&path=/Plone/wissen&sort_on=effective&sort_order=descending&b_size=25"
    makers = (
        get(lambda chance: chance.choice(articles), JSON),
        get(lambda _chance: newest, JSON),
        get(lambda chance: f"@search?{search(chance)}", JSON),
        get(lambda _chance: "raeume/r0/d0", member),
        get(lambda chance: f"@search?{search(chance)}", member),
        create,
        edit,
    )
    return [
        Operation(name, "stock", 1, make) for name, make in zip(OPERATIONS, makers, strict=True)
    ]


@contextmanager
def stock(home: Path, dsn: str, counts: dict[str, int]):
    """A stock Plone with so many folders, documents and articles."""

    async def nothing(_portal: Portal) -> None:
        """What is measured is asked beforehand."""

    script = str(Path(__file__).resolve())
    arguments = [str(counts[kind]) for kind in ("folders", "documents", "articles")]
    with portal(home, 1, script, arguments, nothing, database="relstorage", dsn=dsn) as made:
        yield made


async def asked(made: Portal, articles: int, rounds: int) -> dict[str, Times]:
    """Times of each operation, one call at a time, after some that are not counted."""
    base = f"http://127.0.0.1:{made.ports[0]}/Plone/++api++"
    paths = [f"wissen/t{number}" for number in range(min(articles, 200))]
    operations_ = operations(base, made.tokens[MEMBER], paths)
    chance, samples = Random(13), []
    async with Client() as client:
        for number in range(rounds + 3):
            for operation in operations_:
                answer = await client.ask(operation.make(chance))
                if number >= 3:
                    samples.append(Sample(operation.name, operation.kind, answer))
    return times_of(samples)


def counts_of(figures: Figures) -> dict[str, int]:
    counts = figures.counts
    return {
        "folders": counts["spaces"],
        "documents": counts["documents"],
        "articles": counts["articles"] + counts["practices"],
    }


def measure(figures: Figures, rounds: int) -> None:
    """Put stock's times of the same size beside ours."""
    from operate.postgres import cluster
    from operate.processes import run_loop

    counts = counts_of(figures)
    with (
        tempfile.TemporaryDirectory(prefix="zr-stock-", dir="/tmp") as folder,
        cluster() as postgres,
    ):
        (home := Path(folder) / "stock").mkdir()
        with stock(home, postgres.create("stock"), counts) as made:
            figures.stock = run_loop(asked(made, counts["articles"], rounds))


def table(sizes: list[Figures]) -> list[str]:
    """Ours and stock's medians, and how both grow."""
    sizes = [one for one in sizes if one.stock]
    lines = [
        "",
        "### Beside stock Plone of equal size, behind the cache, one call at a time, p50 ms",
        "",
    ]
    head = [f"{percent(one.size)}: stock | ours | ratio" for one in sizes]
    both = len(sizes) > 1
    lines.append(f"| | {' | '.join(head)} |{' growth of stock | of ours |' if both else ''}")
    lines.append("|---|" + "---|" * (3 * len(sizes) + 2 * both))
    for name in OPERATIONS:
        cells, medians = [], []
        for one in sizes:
            pair = [times[name].part(50) for times in (one.stock, one.alone)]
            medians.append(pair)
            cells += [*map(cell, pair), ratio_cell(pair[1] / pair[0])]
        if both:
            cells += [ratio_cell(medians[-1][n] / medians[0][n]) for n in (0, 1)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


# -- filling ---------------------------------------------------------------------------------------


def fill(conf: str, folders: int, documents: int, articles: int) -> None:
    """Make the site; in a process of its own."""
    (Path(conf).parent / "site.zcml").write_text(STOCK_ZCML)
    instance = new_stock(conf)
    generator, numbers = Generator(), itertools.count()
    from plone import api
    from plone.dexterity.utils import createContentInContainer

    def add(container, id: str, portal_type: str = "Document", publish: bool = False):
        text = generator.text(next(numbers))
        fields = paragraphs(text.body) if portal_type == "Document" else {}
        made = createContentInContainer(
            container,
            portal_type,
            checkConstraints=False,
            id=id,
            title=text.title,
            description=text.body[:150],
            **fields,
        )
        if publish:
            api.content.transition(made, "publish")
        return made

    def in_batches(what: str, count: int, work: Callable) -> None:
        for start in range(0, count, BATCH):
            with instance.site() as site:
                for number in range(start, min(start + BATCH, count)):
                    work(site, number)
                site._p_jar.cacheMinimize()
        print(f"{what}: {count:,}", flush=True)

    with instance.site() as site:
        for id in ("wissen", "raeume"):
            add(site, id, publish=True)
        api.user.create(
            username=MEMBER, email="mitglied@example.org", password=f"{uuid.uuid4()}Aa1!"
        )
    in_batches("folders", folders, lambda site, n: add(site["raeume"], f"r{n}"))
    with instance.site() as site:
        site["raeume"]["r0"].manage_setLocalRoles(MEMBER, ["Contributor", "Editor", "Reader"])
        site["raeume"]["r0"].reindexObjectSecurity()
    in_batches(
        "documents", documents, lambda site, n: add(site["raeume"][f"r{n % folders}"], f"d{n}")
    )
    in_batches("articles", articles, lambda site, n: add(site["wissen"], f"t{n}", publish=True))
    with instance.site() as site:
        token = site.acl_users.jwt_auth.create_token(MEMBER)
    say({MEMBER: token})


if __name__ == "__main__":
    parser = ArgumentParser(description="Fills a stock Plone; used by load.py")
    parser.add_argument("--fill", metavar="ZOPE_CONF", required=True)
    parser.add_argument("counts", type=int, nargs=3)
    arguments = parser.parse_args()
    fill(arguments.fill, *arguments.counts)
    sys.exit(0)
