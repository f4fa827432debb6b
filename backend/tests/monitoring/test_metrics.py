"""`/@@metrics`: what it counts, and that it tells nothing of people."""

from prometheus_client.parser import text_string_to_metric_families
from tests.world import PASSWORD
from tests.world import rest_of
from ZODB.POSException import ConflictError
from zope.component import getGlobalSiteManager
from ZPublisher.interfaces import IPubAfterTraversal
from zukunftsraum import concurrency
from zukunftsraum.logs import EventFormatter
from zukunftsraum.logs import RequestFormatter
from zukunftsraum.monitoring import metrics
from zukunftsraum.monitoring.values import FolderSize
from zukunftsraum.monitoring.wsgi import database
from zukunftsraum.tracing import UNKNOWN

import logging
import pytest
import requests
import time


@pytest.fixture
def scrape(functional_portal):
    """`scrape()` → (name of the sample, labels) → value."""
    url = f"{functional_portal.aq_parent.absolute_url()}/@@metrics"

    def scrape():
        answer = requests.get(url)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("text/plain")
        return {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(answer.text)
            for sample in family.samples
        }

    return scrape


@pytest.fixture
def grown(scrape):
    """`grown(before, name, label=…)`: by how much a value is larger than before."""

    def grown(before, name, **labels):
        key = (name, frozenset(labels.items()))
        return scrape().get(key, 0) - before.get(key, 0)

    return grown


@pytest.fixture
def when_asked(functional_portal):
    """`when_asked(do)`: each request does that before it is answered."""
    handlers = []

    def when_asked(do):
        getGlobalSiteManager().registerHandler(do, (IPubAfterTraversal,))
        handlers.append(do)

    yield when_asked
    for do in handlers:
        getGlobalSiteManager().unregisterHandler(do, (IPubAfterTraversal,))


@pytest.mark.parametrize(
    "method, path, accept, kind, status",
    [
        ("GET", "", "application/json", "content", "2xx"),
        ("GET", "@search?SearchableText=x", "application/json", "@search", "2xx"),
        ("GET", "@municipalities/99", "application/json", "@municipalities", "4xx"),
        ("GET", "++api++/@types", "text/html", "@types", "4xx"),
        ("GET", "nothing-here", "application/json", "unknown", "4xx"),
        ("POST", "@search", "application/json", "unknown", "4xx"),
        ("GET", "login", "text/html", "login", "2xx"),
        ("GET", "wissen/@@sharing", "text/html", "sharing", "3xx"),
    ],
)
def test_requests_are_counted(
    functional_portal, scrape, grown, method, path, accept, kind, status
):
    before = scrape()
    answer = requests.request(
        method,
        f"{functional_portal.absolute_url()}/{path}",
        headers={"Accept": accept},
        allow_redirects=False,
    )
    assert f"{answer.status_code // 100}xx" == status
    labels = {"method": method, "kind": kind, "status": status}
    assert grown(before, "zukunftsraum_requests_total", **labels) == 1
    assert grown(before, "zukunftsraum_request_seconds_count", kind=kind) == 1
    assert grown(before, "zukunftsraum_errors_total", kind=kind) == 0


def test_errors_are_counted_and_say_which_request_they_were(
    functional_portal, scrape, grown, when_asked
):
    def fail(event):
        raise ZeroDivisionError

    when_asked(fail)
    before = scrape()
    rest = rest_of(functional_portal, "anonymous")
    answer = rest.get("@types", headers={"X-Request-ID": "of-the-proxy-1"})
    assert answer.status_code == 500
    assert answer.json()["request_id"] == "of-the-proxy-1"
    assert answer.headers["X-Request-ID"] == "of-the-proxy-1"
    assert grown(before, "zukunftsraum_errors_total", kind="@types") == 1


def test_methods_that_somebody_made_up_take_no_room():
    metrics.count_request("MADE-UP", UNKNOWN, 405, 0.1)
    before = metrics._of_kind.cache_info().currsize
    for turn in range(100):
        metrics.count_request(f"MADE-UP-{turn}", UNKNOWN, 405, 0.1)
    assert metrics._of_kind.cache_info().currsize == before


def test_conflicts_and_retries_are_counted(functional_portal, scrape, grown, when_asked):
    left = [2]

    def conflict(event):
        if left[0]:
            left[0] -= 1
            raise ConflictError

    when_asked(conflict)
    before = scrape()
    assert rest_of(functional_portal, "anonymous").get("@search").status_code == 200
    assert grown(before, "zukunftsraum_conflicts_total") == 2
    assert grown(before, "zukunftsraum_retries_total") == 2
    assert (
        grown(before, "zukunftsraum_requests_total", method="GET", kind="@search", status="2xx")
        == 1
    )


def test_conflicts_of_work_that_runs_alone_are_counted(functional_portal, scrape, grown):
    left = [3]

    def work():
        if left[0]:
            left[0] -= 1
            raise ConflictError

    before = scrape()
    concurrency.run_alone("test", work)
    assert grown(before, "zukunftsraum_turn_conflicts_total") == 3


def test_the_state_of_the_process_is_told(functional_portal, scrape):
    database().setActivityMonitor(metrics.Transfers())  # of the layer of this test
    rest_of(functional_portal, "anonymous").get("@types")
    told = {name: value for (name, _labels), value in scrape().items()}
    assert told["zukunftsraum_threads"] >= 1
    assert told["zukunftsraum_requests_queued"] == 0
    assert "zukunftsraum_storage_bytes" in told
    assert told["zukunftsraum_disk_free_bytes"] > 0
    assert told["zukunftsraum_requests_in_progress"] == 0
    assert told["process_resident_memory_bytes"] > 10**7
    assert told["zukunftsraum_ready"] == 1
    assert told["zukunftsraum_job_last_success_timestamp_seconds"] == 0
    assert told["zukunftsraum_zodb_loads_total"] > 0


def test_the_size_of_a_folder_is_known_after_a_walk(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "blob").write_bytes(b"x" * 1000)
    (tmp_path / "blob").write_bytes(b"x" * 234)
    size, end = FolderSize(), time.monotonic() + 10
    while (known := size.of(tmp_path)) is None and time.monotonic() < end:
        time.sleep(0.01)
    assert known == 1234


@pytest.fixture
def everything_logged():
    """The lines of all loggers, as the files of an instance have them, in both forms."""
    lines = []

    class Handler(logging.Handler):
        def emit(self, record):
            for formatter in formatters[record.name == "wsgi"]:
                lines.append(formatter.format(record))

    formatters = {True: [], False: []}
    for is_json in (False, True):
        for is_request, kind in ((True, RequestFormatter), (False, EventFormatter)):
            formatter = kind("%(asctime)s %(message)s" if not is_request else "%(message)s")
            formatter._is_json = is_json
            formatters[is_request].append(formatter)
    handler, root, wsgi = Handler(), logging.getLogger(), logging.getLogger("wsgi")
    levels = root.level, wsgi.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    wsgi.setLevel(logging.INFO)
    yield lines
    root.removeHandler(handler)
    root.setLevel(levels[0])
    wsgi.setLevel(levels[1])


#: What no log and no metric may hold: of accounts, addresses and searches.
PERSONAL = ("member-a", "Zitronella", "lea@example.org", "lea%40example.org", "geheim")


@pytest.mark.parametrize("who", ["anonymous", "member-a"])
def test_neither_metrics_nor_logs_tell_of_people(world, everything_logged, who):
    rest = rest_of(world, who)
    root = world.aq_parent.absolute_url()
    for method, path in (
        ("GET", "@search?SearchableText=Zitronella"),
        ("GET", "@users/member-a"),
        ("GET", "@users?query=Zitronella"),
        ("GET", "@directory?q=Zitronella"),
        ("GET", "author/member-a"),
        ("GET", "@portrait/member-a"),
        ("GET", "lea@example.org"),
        ("GET", "acl_users/lea%40example.org"),
        ("POST", "@users/lea@example.org/reset-password"),
        ("POST", "@password-reset/geheim"),
        ("POST", "@login"),
        ("GET", "@users/member-a/@@zitronella?x=geheim"),
    ):
        body = {"login": "lea@example.org", "password": PASSWORD} if method == "POST" else None
        rest.request(method, path, json=body)
    # Those who are nobody here
    requests.get(f"{world.absolute_url()}/@users/member-a", auth=("lea@example.org", "geheim"))
    text = requests.get(f"{root}/@@metrics").text
    log = "\n".join(everything_logged)
    assert log.count("/@users/...") >= 4, log
    assert '"kind": "@search"' in log
    for word in PERSONAL:
        assert word.lower() not in text.lower()
        assert word.lower() not in log.lower(), [
            line for line in everything_logged if word.lower() in line.lower()
        ]
