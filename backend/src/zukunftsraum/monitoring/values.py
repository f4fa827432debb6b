"""What is measured when somebody asks for metrics: the state of database, queue, jobs, disks and threads.

Nothing here grows with the site: sizes are those that the storage knows, and the folder of the blobs is walked in a thread, once an hour.
What the database has to tell is left out while it does not answer.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from prometheus_client.core import CounterMetricFamily
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.core import Metric
from zukunftsraum import concurrency
from zukunftsraum.jobs import records
from zukunftsraum.jobs import running
from zukunftsraum.jobs.schedule import overdue
from zukunftsraum.monitoring.health import Reader
from zukunftsraum.monitoring.health import Readiness
from zukunftsraum.monitoring.health import sites
from zukunftsraum.monitoring.probing import Prober

import os
import threading
import time


#: Seconds for the checks, and for what the database tells; together less than a scraper waits.
SECONDS = 1.5
#: Seconds between two walks through the folder of the blobs.
WALK_AGAIN = 3600


@dataclass(frozen=True)
class Collected:
    """What `generate_latest` takes."""

    metrics: list[Metric]

    def collect(self) -> Iterable[Metric]:
        return self.metrics


class Values:
    """Measures, each time it is asked. mail_folder, var_folder: answer a path."""

    def __init__(
        self,
        readiness: Readiness,
        reader: Reader,
        mail_folder: Callable[[], Path],
        var_folder: Callable[[], Path],
    ):
        self._readiness, self._reader = readiness, reader
        self._folders = {"mail": mail_folder, "var": var_folder}
        self._database = Prober("metrics-database", self._ask_database)
        self._blobs = FolderSize()

    def now(self, environ: dict) -> Collected:
        """environ: of the request that asks, which knows its server."""
        health = self._readiness.health(SECONDS)
        stored: list[Metric] = []
        if health["checks"]["storage"]["ok"]:
            with suppress(Exception):  # whatever drivers raise: `zukunftsraum_ready` tells of it
                stored = self._database.answer(SECONDS)
        return Collected([*_health(health), *stored, *self._process(), *_threads(environ)])

    def _process(self) -> Iterator[Metric]:
        yield counter(
            "zukunftsraum_turn_conflicts",
            "Write conflicts of work that runs alone; it is repeated at once.",
            concurrency.conflicts,
        )
        free = GaugeMetricFamily(
            "zukunftsraum_disk_free_bytes", "Room on the disk of a folder.", labels=["folder"]
        )
        for name, folder in self._folders.items():
            place = folder()
            while not place.exists():
                place = place.parent
            room = os.statvfs(place)
            free.add_metric([name], room.f_bavail * room.f_frsize)
        yield free

    def _ask_database(self) -> list[Metric]:
        with self._reader.reading() as connection:
            return [*_jobs(sites(connection)), *self._storage(connection.db())]

    def _storage(self, database) -> Iterator[Metric]:
        storage = database.storage
        yield gauge("zukunftsraum_storage_bytes", "Size of the database.", storage.getSize())
        yield gauge("zukunftsraum_storage_objects", "Objects in the database.", len(storage))
        yield gauge(
            "zukunftsraum_zodb_cached_objects",
            "Objects in the memory of the connections.",
            database.cacheSize(),
        )
        adapter = getattr(storage, "_adapter", None)
        if adapter is not None:
            told = storage._cache.stats()
            for name in ("hits", "misses"):
                what = f"{name.capitalize()} of the cache of this process before PostgreSQL."
                yield counter(f"zukunftsraum_storage_cache_{name}", what, told.get(name, 0))
            size = adapter.connmanager.open_and_call(_size_of_large_objects)
            yield gauge(
                "zukunftsraum_archive_failing_seconds",
                "Since when PostgreSQL has archived none of its log, where that fails; 0 where it does not.",
                adapter.connmanager.open_and_call(_archive_failing),
            )
        else:
            helper = getattr(storage, "fshelper", None)
            size = self._blobs.of(Path(helper.base_dir)) if helper else None
        if size is not None:
            yield gauge("zukunftsraum_blob_bytes", "Size of files and images.", size)


class FolderSize:
    """The size of a folder, known some time after it was first asked for, and measured again every hour."""

    def __init__(self):
        self._guard = threading.Lock()
        self._begun: float | None = None
        self._bytes: int | None = None

    def of(self, folder: Path) -> int | None:
        """In bytes; None while it is not known yet."""
        with self._guard:
            now = time.monotonic()
            if self._begun is None or now - self._begun > WALK_AGAIN:
                self._begun = now
                threading.Thread(target=self._walk, args=(folder,), daemon=True).start()
            return self._bytes

    def _walk(self, folder: Path) -> None:
        self._bytes = sum(_sizes(folder))


def _sizes(folder: Path) -> Iterator[int]:
    """Sizes of the files in a folder; what goes meanwhile has none."""
    for place, _folders, names in os.walk(folder):
        for name in names:
            try:
                yield os.stat(os.path.join(place, name)).st_size
            except FileNotFoundError:
                continue


def _size_of_large_objects(_connection, cursor) -> int:
    cursor.execute("SELECT pg_total_relation_size('pg_largeobject')")
    return cursor.fetchone()[0]


def _archive_failing(_connection, cursor) -> float:
    """Seconds since the archive last got a part of the log, where a try after that failed; 0 also where nothing is archived."""
    cursor.execute(
        "SELECT extract(epoch FROM now() - coalesce(last_archived_time, stats_reset))"
        " FROM pg_stat_archiver WHERE last_failed_time > coalesce(last_archived_time, '-infinity')"
    )
    row = cursor.fetchone()
    return max(0.0, float(row[0] or 0)) if row else 0.0


def _health(health) -> Iterator[Metric]:
    checks = health["checks"]
    ready = GaugeMetricFamily(
        "zukunftsraum_ready", "1 where a check of /@@ready went well.", labels=["check"]
    )
    for name, check in checks.items():
        ready.add_metric([name], check["ok"])
    yield ready
    draining = health["draining"]
    yield gauge("zukunftsraum_draining", "1 while it takes no more requests.", draining)
    mails = checks["mail-queue"]
    if "waiting" in mails:
        yield gauge("zukunftsraum_mails_waiting", "Mails in the queue.", mails["waiting"])
        yield gauge(
            "zukunftsraum_mails_rejected",
            "Mails that were put aside: no server takes them.",
            mails["rejected"],
        )
        yield gauge(
            "zukunftsraum_mail_oldest_seconds",
            "Age of the mail that waits longest.",
            mails["oldest_seconds"],
        )


def _jobs(found: list) -> Iterator[Metric]:
    labels = ["site", "task"]  # `job` is a label of Prometheus itself
    succeeded = GaugeMetricFamily(
        "zukunftsraum_job_last_success_timestamp_seconds",
        "When a job was last done, to five minutes; 0 for never.",
        labels=labels,
    )
    failed = GaugeMetricFamily(
        "zukunftsraum_job_last_failure_timestamp_seconds",
        "When a job last failed; 0 for never.",
        labels=labels,
    )
    late = GaugeMetricFamily(
        "zukunftsraum_job_overdue_seconds",
        "Since when a job is due that was not done; 0 while it is not due.",
        labels=labels,
    )
    schedules, now = running.schedules(), time.time()
    for site in found:
        for name, record in records.listed(site):
            if schedule := schedules.get(name):
                last = max(record.succeeded, record.known)
                late.add_metric([site.getId(), name], overdue(schedule, last, now))
            succeeded.add_metric([site.getId(), name], record.succeeded)
            failed.add_metric([site.getId(), name], record.failed)
    yield from (succeeded, failed, late)


def _threads(environ: dict) -> Iterator[Metric]:
    """Of waitress, where it is the server; it does not show itself in another way."""
    channel = getattr(environ.get("waitress.client_disconnected"), "__self__", None)
    server = getattr(channel, "server", None)
    dispatcher = getattr(server, "task_dispatcher", None)
    if dispatcher is None:
        return
    queued, threads = len(dispatcher.queue), len(dispatcher.threads)
    yield gauge("zukunftsraum_requests_queued", "Requests that wait for a thread.", queued)
    yield gauge("zukunftsraum_threads", "Threads for requests.", threads)


def gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(name, what, value=value)


def counter(name: str, what: str, value: float) -> Metric:
    return CounterMetricFamily(name, what, value=value)
