"""The German search beside that of stock Plone: times, recall, index time, size, and a judged set of queries.

    make bench-search                                        # 100,000 documents, most of an hour on two cores
    make bench-search ARGS="--documents 20000"
    make bench-search ARGS="--quick"                         # 1,000 documents, about a minute

It makes an instance (FileStorage) in a temporary folder with two sites, ours and a stock Plone site with Volto's profile, puts the same
generated texts (search_texts.py) into both, and sends the same queries through the WSGI application to both. "stock *" is stock with
a * after each word, as Volto and many add-ons ask. Recall and precision are measured on whole results against what the generator
knows; the judged set (search_judged.yaml) is indexed by the same two indexes.

Printed are milliseconds of wall clock and of CPU, seconds of CPU and megabytes. On a machine that does other things too the wall clock says little,
so a goal counts as met when the CPU meets it. Exit status: 1 if a goal is missed (with --quick the goals are
only printed).
"""

from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from pathlib import Path
from search_texts import Generator
from types import SimpleNamespace
from urllib.parse import quote

import json
import math
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
import yaml


HERE = Path(__file__).parent
ZOPE_CONF = """
%define INSTANCE {home}
instancehome $INSTANCE
clienthome $INSTANCE/var
<zodb_db main>
  mount-point /
  cache-size 400000
  cache-size-bytes 2GB
  <filestorage>
    path $INSTANCE/var/Data.fs
    blob-dir $INSTANCE/var/blobs
  </filestorage>
</zodb_db>
"""
SITE_ZCML = HERE.parent / "backend/instance-template/{{cookiecutter.instance_name}}/etc/site.zcml"
OURS, STOCK = "Plone", "Stock"
BATCH = 500

#: What the project demands, as ratios to stock, and of recall.
MOST_TIME, LEAST_RECALL, MOST_INDEX_TIME, MOST_SIZE = 0.5, 0.9, 1.3, 1.25


class Instance:
    """A Zope of its own in a folder, with two sites."""

    def __init__(self, home: Path):
        (home / "etc").mkdir()
        (home / "var").mkdir()
        (home / "etc" / "site.zcml").write_text(SITE_ZCML.read_text())
        conf = home / "etc" / "zope.conf"
        conf.write_text(ZOPE_CONF.format(home=home))
        from Zope2.Startup.run import make_wsgi_app

        self.application = make_wsgi_app({}, str(conf))
        from Products.CMFPlone.factory import addPloneSite
        from zukunftsraum.setup.create_site import create

        with self.root() as app:
            os.environ["DEMO_PASSWORD"] = uuid.uuid4().hex
            create(app, OURS, demo=False)
        with self.root() as app:
            addPloneSite(app, STOCK, setup_content=False, default_language="de", extension_ids=("plone.volto:initial",))

    @contextmanager
    def root(self):
        from AccessControl.SecurityManagement import newSecurityManager
        from AccessControl.SecurityManagement import noSecurityManager
        from AccessControl.SpecialUsers import system
        from Testing.makerequest import makerequest
        from zope.component.hooks import setSite
        from zope.globalrequest import clearRequest
        from zope.globalrequest import setRequest

        import transaction
        import Zope2

        app = makerequest(Zope2.app(), environ={"HTTP_ACCEPT_LANGUAGE": "de"})
        try:
            setRequest(app.REQUEST)
            newSecurityManager(app.REQUEST, system)
            yield app
            transaction.commit()
        finally:
            transaction.abort()
            noSecurityManager()
            setSite(None)
            clearRequest()
            app._p_jar.close()

    @contextmanager
    def site(self, name):
        from zope.component.hooks import setSite

        with self.root() as app:
            setSite(app[name])
            yield app[name]

    def get(self, site, path):
        path_info, _, query = path.partition("?")
        status = []
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": f"/{site}/{path_info}",
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8080",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_ACCEPT": "application/json",
            "HTTP_ACCEPT_LANGUAGE": "de",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
        }
        body = b"".join(self.application(environ, lambda line, headers, error=None: status.append(line)))
        if not status[0].startswith("200"):
            raise RuntimeError(f"{path}: {status[0]} {body[:300]!r}")
        return json.loads(body)


class Stub:
    """What an index reads of a document, with its text at hand: the time of making it is the same everywhere."""

    Language = "de"

    def __init__(self, title, body):
        self.Title = title
        self.SearchableText = f"{title} {body}"


def say(text):
    print(f"  {text}", file=sys.stderr, flush=True)


class Row:
    """What the catalog knows of a document: all that a real one says, with another title and place."""

    def __init__(self, said: dict, path: tuple[str, ...], title: str):
        self.__dict__.update(said, id=path[-1], getId=path[-1], UID=uuid.uuid4().hex)
        self.Title = self.title = title
        self.sortable_title = title.lower()
        self._path = path

    def getPhysicalPath(self):
        return self._path


def said_by(document, catalog) -> dict:
    """Name → value of all that indexes and columns of the catalog read of a document."""
    from plone.indexer.interfaces import IIndexableObject
    from zope.component import getMultiAdapter

    wrapped = getMultiAdapter((document, catalog), IIndexableObject)
    inner = catalog._catalog
    names = set(inner.schema).union(*(index.getIndexSourceNames() for index in inner.indexes.values()))
    said = {}
    for name in names - {"path", "getPhysicalPath"}:
        value = getattr(wrapped, name, None)
        said[name] = value() if callable(value) else value
    return said


def fill(instance, site, generator, documents) -> float:
    """Put public documents into the catalog of a site, in all indexes but the text; returns seconds of wall clock.

    One is a real document, the others are rows as it would make them: no search wakes a document, and making 100,000 takes an hour.
    """
    from plone.dexterity.utils import createContentInContainer
    from plone.indexer.interfaces import IIndexableObject
    from zope.interface import classImplements

    classImplements(Row, IIndexableObject)
    began = time.monotonic()
    with instance.site(site) as portal:
        createContentInContainer(portal, "Document", checkConstraints=False, id="bench", title="Bench")
        document = createContentInContainer(portal["bench"], "Document", checkConstraints=False, id="d0", title="First")
        for permission in ("View", "Access contents information"):
            document.manage_permission(permission, ["Anonymous", "Manager"])
        said = said_by(document, portal.portal_catalog)
        folder = portal["bench"].getPhysicalPath()
    for start in range(0, documents, BATCH):
        with instance.site(site) as portal:
            catalog = portal.portal_catalog._catalog
            indexes = [name for name in catalog.indexes if name != "SearchableText"]
            for number in range(start, min(start + BATCH, documents)):
                row = Row(said, (*folder, f"d{number}"), generator.text(number).title)
                catalog.catalogObject(row, "/".join(row.getPhysicalPath()), idxs=indexes)
        if (start // BATCH) % 20 == 19:
            say(f"{site}: {start + BATCH:,} documents in {time.monotonic() - began:.0f} s")
    return time.monotonic() - began


def rids(portal, documents) -> list[int]:
    """Number of a text → its id in the catalog."""
    uids = portal.portal_catalog._catalog.uids
    return [uids[f"/{portal.getId()}/bench/d{number}"] for number in range(documents)]


def index_texts(instance, site, generator, documents) -> float:
    """Index all texts, a transaction each few hundred; returns seconds of CPU, commits included, without making the texts."""
    used = 0.0
    for start in range(0, documents, BATCH):
        stubs = [(n, (t := generator.text(n)).title, t.body) for n in range(start, min(start + BATCH, documents))]
        began = time.process_time()
        with instance.site(site) as portal:
            catalog = portal.portal_catalog._catalog
            index = catalog.getIndex("SearchableText")
            uids = catalog.uids
            for number, title, body in stubs:
                index.index_object(uids[f"/{site}/bench/d{number}"], Stub(title, body))
        used += time.process_time() - began
    return used


def relearn(instance) -> float:
    """Run the job; returns seconds of CPU."""
    from zukunftsraum.jobs.running import run

    began = time.process_time()
    with instance.site(OURS):
        say(run("search-relearn"))
    return time.process_time() - began


def megabytes(instance, site) -> float:
    """What the index and its words take in the database: the pickles of all that hangs on them."""
    from ZODB.serialize import referencesf

    with instance.site(site) as portal:
        catalog = portal.portal_catalog
        index = catalog._catalog.indexes["SearchableText"]
        waiting = [index._p_oid]
        if site == STOCK:
            waiting.append(catalog["plone_lexicon"]._p_oid)
        storage = portal._p_jar._storage
        stop = {portal._p_oid, catalog._p_oid, catalog._catalog._p_oid}
        seen, size = set(stop), 0
        while waiting:
            oid = waiting.pop()
            if oid in seen:
                continue
            seen.add(oid)
            data = storage.load(oid)[0]
            size += len(data)
            waiting.extend(referencesf(data))
    return size / 1e6


# -- times, recall ---------------------------------------------------------------------------------


def p50(values):
    return statistics.median(values)


def p95(values):
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def timed(work):
    """Milliseconds of wall clock and of CPU that work takes, and its result."""
    began, used = time.perf_counter(), time.thread_time()
    result = work()
    return ((time.perf_counter() - began) * 1000, (time.thread_time() - used) * 1000), result


WAYS = (("stock", STOCK, False), ("stock *", STOCK, True), ("ours", OURS, False), ("ours *", OURS, True))


def typed(words, with_stars):
    return " ".join(f"{w}*" for w in words.split()) if with_stars else words


def measure(instance, generator, documents, queries) -> dict:
    """Way, number of words → times of requests and of the catalog alone, recall, precision, recall@10, titles@10."""
    texts = [generator.text(n) for n in range(documents)]
    found = {}
    asked = {words: [generator.query(n, words) for n in range(queries)] for words in (1, 2, 3)}
    for words, some in asked.items():
        for query, _ in some:  # what is measured is a portal in use, with its records in memory
            for _, site, stars in WAYS:
                instance.get(site, f"@search?SearchableText={quote(typed(query, stars))}")
        times = {name: [] for name, _, _ in WAYS}
        for query, ideas in some:  # in turn, so that what else the machine does hits all alike
            for name, site, stars in WAYS:
                path = f"@search?SearchableText={quote(typed(query, stars))}"
                times[name].append(timed(lambda path=path, site=site: instance.get(site, path))[0])
        for name, site, stars in WAYS:
            with instance.site(site) as portal:
                ids = rids(portal, documents)
                number_of = {rid: n for n, rid in enumerate(ids)}
                index = portal.portal_catalog._catalog.getIndex("SearchableText")
                alone, quality = [], []
                for query, ideas in some:
                    took, result = timed(lambda q=query: text_result(index, typed(q, stars)))
                    alone.append(took)
                    right = {n for n, text in enumerate(texts) if ideas <= text.ideas}
                    if not right:
                        continue
                    got = {number_of[rid] for rid in result if rid in number_of}
                    best = [
                        number_of[rid]
                        for _, rid in sorted(((s, r) for r, s in result.items()), reverse=True)[:10]
                        if rid in number_of
                    ]
                    titled = {n for n in right if ideas <= texts[n].titled}
                    quality.append(
                        (
                            len(got & right) / len(right),
                            len(got & right) / len(got) if got else 1.0,
                            len(right.intersection(best)) / min(10, len(right)),
                            len(titled.intersection(best)) / min(10, len(titled)) if titled else None,
                        )
                    )
                found[name, words] = (times[name], alone, quality)
    return found


def text_result(index, query):
    """What the index alone finds: a mapping with scores."""
    result = index._apply_index({"SearchableText": query})
    return result[0] if result and result[0] is not None else {}


def mean(values):
    values = [v for v in values if v is not None]
    return sum(values) / len(values) if values else float("nan")


# -- the judged set --------------------------------------------------------------------------------


def judged_texts():
    """Texts as (topic, title, body), and the queries."""
    data = yaml.safe_load((HERE / "search_judged.yaml").read_text(encoding="utf-8"))
    rng = random.Random(7)
    texts = []
    for topic, parts in data["topics"].items():
        for number in range(6):
            place = rng.choice(data["places"])
            title = parts["titles"][number % len(parts["titles"])].replace("ORT", place)
            some = parts["sentences"]
            body = [some[(number + step) % len(some)] for step in range(3)]
            body.insert(rng.randint(0, 3), rng.choice(data["fillers"]))
            texts.append((topic, title, " ".join(body)))
    rng.shuffle(texts)
    return texts, data["queries"]


def judged_indexes(texts):
    """Way → what finds texts for a query, best first; the indexes by themselves."""
    from Products.CMFPlone.UnicodeSplitter import I18NNormalizer
    from Products.CMFPlone.UnicodeSplitter import Splitter
    from Products.ZCTextIndex.ParseTree import ParseError
    from Products.ZCTextIndex.ZCTextIndex import PLexicon
    from Products.ZCTextIndex.ZCTextIndex import ZCTextIndex
    from zukunftsraum.search import relearn
    from zukunftsraum.search.index import GermanTextIndex

    lexicon = PLexicon("plone_lexicon", "", Splitter(), I18NNormalizer())
    extra = SimpleNamespace(index_type="Okapi BM25 Rank", lexicon_id="plone_lexicon")
    stock = ZCTextIndex("SearchableText", extra, SimpleNamespace(plone_lexicon=lexicon))
    ours = GermanTextIndex("SearchableText")
    for number, (_, title, body) in enumerate(texts, start=1):
        for index in (stock, ours):
            index.index_object(number, Stub(title, body))
    relearn.begin(ours, list(range(1, len(texts) + 1)))
    while relearn.convert(ours, BATCH):
        pass
    relearn.finish(ours)

    def asks(index, stars) -> Callable[[str], list[int]]:
        def ask(query):
            try:
                result = text_result(index, query if '"' in query else typed(query, stars))
            except ParseError:
                return []
            return [n - 1 for _, n in sorted((-score, n) for n, score in result.items())]

        return ask

    return {"stock": asks(stock, False), "stock *": asks(stock, True), "ours": asks(ours, False)}


def judge(texts, queries, ask):
    """Query → (nDCG@10, recall@10, recall of the whole result)."""
    marks = []
    for query in queries:
        grades = [query["topics"].get(topic, 0) for topic, _, _ in texts]
        found = ask(query["q"])
        gain = sum((2 ** grades[n] - 1) / math.log2(rank + 2) for rank, n in enumerate(found[:10]))
        best = sum((2**g - 1) / math.log2(rank + 2) for rank, g in enumerate(islice(sorted(grades, reverse=True), 10)))
        right = {n for n, grade in enumerate(grades) if grade}
        marks.append(
            (gain / best, len(right.intersection(found[:10])) / min(10, len(right)), len(right.intersection(found)) / len(right))
        )
    return marks


def print_judged(details) -> bool:
    texts, queries = judged_texts()
    ways = judged_indexes(texts)
    marks = {name: judge(texts, queries, ask) for name, ask in ways.items()}
    print(f"\n## {len(queries)} judged queries over {len(texts)} texts: nDCG@10 · recall@10 · recall\n")
    print("| kind | queries | " + " | ".join(ways) + " |")
    print("|---|---" * 1 + "|---" * len(ways) + "|")
    kinds = dict.fromkeys(query["kind"] for query in queries)
    for kind in (*kinds, "all"):
        chosen = [i for i, query in enumerate(queries) if kind in ("all", query["kind"])]
        cells = [" · ".join(f"{mean(marks[name][i][m] for i in chosen):.2f}" for m in range(3)) for name in ways]
        print(f"| {kind} | {len(chosen)} | " + " | ".join(cells) + " |")
    if details:
        for i, query in enumerate(queries):
            print(query["q"], *(" · ".join(f"{m:.2f}" for m in marks[name][i]) for name in ways), sep=" | ")
    return mean(m[0] for m in marks["ours"]) > mean(m[0] for m in marks["stock"])


# -- all of it -------------------------------------------------------------------------------------


def main(argv=None) -> int:
    parser = ArgumentParser(prog="bench-search", description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=100, help="queries of each length")
    parser.add_argument("--quick", action="store_true", help="1,000 documents, 15 queries of each length")
    parser.add_argument("--judged", action="store_true", help="the judged set alone, with every query")
    arguments = parser.parse_args(argv)
    if arguments.judged:
        return 0 if print_judged(details=True) else 1
    documents, queries = (1000, 15) if arguments.quick else (arguments.documents, arguments.queries)
    with tempfile.TemporaryDirectory() as folder:
        is_ok = bench(Path(folder), documents, queries)
    return 0 if is_ok or arguments.quick else 1


def bench(home, documents, queries) -> bool:
    generator = Generator()
    instance = Instance(home)
    for site in (STOCK, OURS):
        fill(instance, site, generator, documents)
    cpu = {site: index_texts(instance, site, generator, documents) for site in (STOCK, OURS)}
    size_before = megabytes(instance, OURS)
    learning = relearn(instance)
    size = {site: megabytes(instance, site) for site in (STOCK, OURS)}
    found = measure(instance, generator, documents, queries)

    print(f"# German search beside stock, {documents:,} documents, {queries} queries of each length\n")
    print(
        "| | words | `@search` p50 | p95 | CPU p50 | p95 | index alone, CPU p50 | p95 "
        "| recall | precision | recall@10 | titles@10 |"
    )
    print("|---" * 12 + "|")
    for name, _, _ in WAYS:
        for words in (1, 2, 3):
            requests, alone, quality = found[name, words]
            wall, cpu_of_requests = zip(*requests, strict=True)
            cpu_alone = [took[1] for took in alone]
            times = (f"{p(v):.1f}" for v in (wall, cpu_of_requests) for p in (p50, p95))
            figures = (f"{mean(row[i] for row in quality):.2f}" for i in range(4))
            columns = (*times, f"{p50(cpu_alone):.2f}", f"{p95(cpu_alone):.2f}", *figures)
            print(f"| {name} | {words} | " + " | ".join(columns) + " |")
    goals = []
    for words in (1, 2, 3):
        for name in ("stock", "stock *"):
            ours = found["ours *" if name.endswith("*") else "ours", words]
            for what, column in (("@search", 0), ("index alone", 1)):
                stock = found[name, words][column]
                ratio = min(p95([t[i] for t in ours[column]]) / p95([t[i] for t in stock]) for i in (0, 1))
                goals.append((f"p95 of {what}, {words} words, beside {name}", ratio, ratio <= MOST_TIME, MOST_TIME))
        recall = mean(row[0] for row in found["ours", words][2])
        goals.append((f"recall, {words} words", recall, recall >= LEAST_RECALL, LEAST_RECALL))
    goals.append(("index time beside stock", cpu[OURS] / cpu[STOCK], cpu[OURS] <= MOST_INDEX_TIME * cpu[STOCK], MOST_INDEX_TIME))
    goals.append(("size beside stock", size[OURS] / size[STOCK], size[OURS] <= MOST_SIZE * size[STOCK], MOST_SIZE))
    print(
        f"\nIndexing the texts, CPU: stock {cpu[STOCK]:.0f} s, ours {cpu[OURS]:.0f} s, then once search-relearn {learning:.0f} s. "
        f"Size: stock {size[STOCK]:.1f} MB, ours {size_before:.1f} MB, after learning {size[OURS]:.1f} MB (the text for snippets included).\n"
    )
    print("| goal | limit | measured | |\n|---|---|---|---|")
    for what, figure, is_met, limit in goals:
        print(f"| {what} | {limit:g} | {figure:.2f} | {'met' if is_met else '**missed**'} |")
    is_better = print_judged(details=False)
    return is_better and all(is_met for _, _, is_met, _ in goals)


if __name__ == "__main__":
    sys.exit(main())
