"""Times of the municipal register: reading a file, searching, and answering requests.

    python benchmarks/register.py --file GV100AD.zip --grw grw.csv
    python benchmarks/register.py --conf backend/instance/etc/zope.conf

--file reads an official file and searches in its table, without a site. --conf opens an instance (the
portal must not be running on its storage) and sends requests through its WSGI application, so the times are those of the
server without the network. Prints a table; times are milliseconds of wall clock.
"""

from argparse import ArgumentParser
from collections.abc import Callable
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import json
import random
import statistics
import time


#: What people type: names, beginnings, other spellings, keys, words of the kind, nothing that exists.
QUERIES = (
    "Zwickau",
    "zwick",
    "Köln",
    "koeln",
    "koln",
    "Frankfurt",
    "frankfurt oder",
    "Neustadt",
    "bad",
    "St. Wendel",
    "Landkreis Zwickau",
    "Verbandsgemeinde",
    "Koenigsbruck",
    "Giessen",
    "08056",
    "14524",
    "0951",
    "145240330330",
    "ober",
    "a",
    "Atlantis",
)
CONDITIONS = (
    "",
    "&state=14",
    "&kind=municipality",
    "&structurally_weak=yes&state=09",
    "&participating=false",
    "&b_size=100",
    "&b_start=200",
)


def main() -> None:
    parser = ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--file", type=Path, help="GV100AD file, plain or zipped")
    parser.add_argument("--grw", type=Path, help="GRW list")
    parser.add_argument("--conf", type=Path, help="zope.conf of an instance")
    parser.add_argument("--site", default="Plone", help="id of the site")
    parser.add_argument("--requests", type=int, default=2000)
    arguments = parser.parse_args()
    if arguments.file is None and arguments.conf is None:
        parser.error("give --file or --conf")
    print(f"{'what':44} {'n':>6} {'p50 ms':>9} {'p95 ms':>9} {'max ms':>9}")
    if arguments.file is not None:
        measure_file(arguments.file, arguments.grw)
    if arguments.conf is not None:
        measure_requests(arguments.conf, arguments.site, arguments.requests)


def measure(name: str, calls: Iterable[Callable[[], object]]) -> None:
    """Time every call and print one line of the table."""
    times = []
    for call in calls:
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1000)
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
    print(f"{name:44} {len(times):6} {statistics.median(times):9.2f} {p95:9.2f} {max(times):9.2f}")


def measure_file(file: Path, grw: Path | None) -> None:
    """Reading, indexing and searching, without a site."""
    from zukunftsraum.register.reader import read_register
    from zukunftsraum.register.store import Register

    reading = read_register(file, grw)
    rows = reading.table.values()
    print(f"# {len(rows):,} rows, territorial status {reading.status_date}")
    measure("read and check the file", [lambda: read_register(file, grw)] * 3)
    measure("build the index", [lambda: Register(rows)] * 3)
    register = Register(rows)
    mixed = beginnings(register)
    measure("search, first time", [searching(register, query) for query in mixed])
    measure("search, again", [searching(register, query) for query in mixed[-200:]])
    keys = random.Random(1).sample(sorted(register.table), 1000)
    measure("get by key", [getting(register, key) for key in keys])


def searching(register, query: str) -> Callable[[], object]:
    return lambda: register.search(query)


def getting(register, key: str) -> Callable[[], object]:
    return lambda: register.get(key)


def beginnings(register, number: int = 400) -> list[str]:
    """The fixed queries and what one types while choosing a municipality, each once."""
    chosen = random.Random(1).sample(sorted(register.table), number)
    typed = {register.table[key].name[:length] for key in chosen for length in (2, 4, 8)}
    return [*QUERIES, *sorted(typed - set(QUERIES))]


def measure_requests(conf: Path, site: str, number: int) -> None:
    """Requests through the WSGI application of an instance."""
    from Zope2.Startup.run import make_wsgi_app

    application = make_wsgi_app({}, str(conf))
    total = json.loads(request(application, f"/{site}/@municipalities"))["items_total"]
    print(f"# {total:,} rows in the site {site}")
    random_ = random.Random(2)
    names = json.loads(request(application, f"/{site}/@municipalities?b_size=100"))
    words = [*QUERIES, *(item["name"][:4] for item in names["items"])]
    paths = [
        f"/{site}/@municipalities?q={quote(random_.choice(words))}{random_.choice(CONDITIONS)}"
        for _number in range(number)
    ]
    measure("GET /@municipalities, mixed", [requesting(application, p) for p in paths])
    for title, query in (
        ("GET /@municipalities, default page", ""),
        ("GET /@municipalities?b_size=100", "?b_size=100"),
        ("GET /@municipalities/<key>", f"/{names['items'][0]['ars']}"),
    ):
        path = f"/{site}/@municipalities{query}"
        measure(title, [requesting(application, path)] * (number // 10))


def requesting(application, path: str) -> Callable[[], object]:
    return lambda: request(application, path)


def request(application, path: str) -> bytes:
    """Body of the answer to a GET; raises RuntimeError unless it is 200."""
    path_info, _mark, query = path.partition("?")
    status = []
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path_info,
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
    parts = application(environ, lambda line, headers, error=None: status.append(line))
    body = b"".join(parts)
    if not status[0].startswith("200"):
        raise RuntimeError(f"{path}: {status[0]}")
    return body


if __name__ == "__main__":
    main()
