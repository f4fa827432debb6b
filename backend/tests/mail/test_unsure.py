"""The database breaks off while it commits: nobody is told whether it has. Mails go out if it has, and only then; really broken, on PostgreSQL."""

from operate.postgres import cluster
from operate.postgres import NoPostgres
from persistent.mapping import PersistentMapping
from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.options import Options
from relstorage.storage import RelStorage
from tests.cut import way_to
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer
from zukunftsraum.mail import journal
from zukunftsraum.mail.outbox import post
from zukunftsraum.mail.processor import recover
from zukunftsraum.mail.queue import Envelope
from zukunftsraum.mail.queue import Queue

import os
import psycopg2
import pytest
import time
import transaction
import ZODB


@implementer(IAnnotations)
class Site(PersistentMapping):
    """Its annotations are all there is of it."""


@pytest.fixture(scope="module")
def way():
    try:
        with cluster(durable=False) as made, way_to(made.folder) as way:
            yield way
    except NoPostgres as error:
        pytest.skip(str(error))


@pytest.fixture
def database(way):
    dsn = f"host='{way.folder}' dbname='postgres' user='postgres'"
    database = ZODB.DB(RelStorage(PostgreSQLAdapter(dsn=dsn, options=Options())))
    yield database
    transaction.abort()
    database.close()


@pytest.fixture
def root(database):
    root = database.open().root()
    root["site"] = Site()
    root["people"] = ()
    transaction.commit()
    return root


@pytest.fixture
def queue(tmp_path):
    return Queue(tmp_path)


@pytest.fixture
def settle(database, queue):
    """What the thread that delivers does before each round; who gets a mail then. seconds: how much later."""

    def settle(seconds=0):
        for path in queue.unsure():
            os.utime(path, (time.time() - seconds,) * 2)

        def find_committed():
            with database.transaction() as connection:
                return journal.committed([connection.root()["site"]])

        recover(queue, find_committed)
        return recipients(queue.waiting())

    return settle


def recipients(paths) -> list[str]:
    return [Envelope.from_bytes(path.read_bytes()).recipient.partition("@")[0] for path in paths]


def register(root, queue, name: str) -> None:
    root["people"] += (name,)
    post(
        queue.folder,
        Envelope("n@example.org", f"{name}@example.org", b"Subject: S\r\n\r\n"),
        root["site"],
    )
    transaction.commit()


def broken_off(way, root, queue, name: str, cut: str) -> None:
    way.cut = cut
    with pytest.raises(psycopg2.Error):
        register(root, queue, name)
    transaction.abort()


def test_a_mail_goes_out_once_where_the_transaction_is_stored(way, root, queue, settle):
    broken_off(way, root, queue, "lea", "after")
    assert root["people"] == ("lea",)
    assert queue.waiting() == []
    assert settle() == ["lea"]
    assert settle(journal.LIVING + 1) == ["lea"]
    assert queue.unsure() == queue.unfinished() == []


def test_no_mail_where_it_is_not(way, root, queue, settle):
    broken_off(way, root, queue, "lea", "before")
    assert root["people"] == ()
    assert settle() == []
    # PostgreSQL might still be at it.
    assert recipients(queue.unsure()) == ["lea"]
    assert settle(journal.LIVING + 1) == []
    assert queue.unsure() == queue.unfinished() == []


def test_the_next_mails_of_the_thread_do_not_make_it_forget(way, root, queue, settle):
    broken_off(way, root, queue, "lea", "after")
    broken_off(way, root, queue, "tom", "before")
    broken_off(way, root, queue, "ida", "after")
    register(root, queue, "eva")
    register(root, queue, "jan")
    assert root["people"] == ("lea", "ida", "eva", "jan")
    assert sorted(settle(journal.LIVING + 1)) == ["eva", "ida", "jan", "lea"]
    assert queue.unsure() == queue.unfinished() == []
    register(root, queue, "kai")
    (place,) = root["site"][journal.KEY].values()
    assert len(place.names) == 1


def test_a_disk_that_is_full_leaves_nothing_behind(root, queue, settle, monkeypatch):
    write, written = Queue.write, []

    def fill(self, envelope, name=None):
        if written:
            raise OSError("No space left on device")
        written.append(write(self, envelope, name))
        return written[-1]

    monkeypatch.setattr(Queue, "write", fill)
    for name in ("lea", "tom"):
        envelope = Envelope("n@example.org", f"{name}@example.org", b"")
        post(queue.folder, envelope, root["site"])
    with pytest.raises(OSError):
        transaction.commit()
    transaction.abort()
    assert written and not written[0].exists()
    assert queue.unsure() == []
