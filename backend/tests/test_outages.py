"""While the database is away Zope answers 503, whatever it was doing, and never 500: a PostgreSQL of its own, really killed."""

from App.ZApplication import ZApplicationWrapper
from contextlib import suppress
from OFS.Application import Application
from OFS.interfaces import IApplication
from operate.postgres import cluster
from operate.postgres import NoPostgres
from Products.Five import BrowserView
from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.options import Options
from relstorage.storage import RelStorage
from tests.cut import way_to
from tests.monitoring.test_health_postgres import Server
from tests.test_closed import ZOPE_INI
from webtest import TestApp
from ZODB.POSException import ConflictError
from ZODB.POSException import POSKeyError
from ZODB.POSException import StorageError
from zope.component import getGlobalSiteManager
from zope.component.hooks import setSite
from zope.interface import Interface
from zope.publisher.interfaces.browser import IBrowserRequest
from ZPublisher import WSGIPublisher
from zukunftsraum import concurrency
from zukunftsraum.outages import is_outage
from zukunftsraum.outages import make_filter

import psycopg2
import pytest
import signal
import time
import transaction
import ZODB


class Counter(BrowserView):
    """Counts on POST."""

    __roles__ = None

    def __call__(self):
        if self.request.method == "POST":
            self.context.number += 1
        return str(self.context.number)


@pytest.fixture
def server():
    try:
        with cluster() as made, way_to(made.folder) as way:
            server = Server(made)
            server.way = way
            yield server
            with suppress(Exception):
                server.stop()
    except NoPostgres as error:
        pytest.skip(str(error))


@pytest.fixture
def zope(integration, server, monkeypatch):
    """A Zope on this PostgreSQL, asked through WSGI, with the views of errors that the portal has."""
    dsn = f"host='{server.way.folder}' dbname='postgres' user='postgres'"
    database = ZODB.DB(RelStorage(PostgreSQLAdapter(dsn=dsn, options=Options())))
    with database.transaction() as connection:
        app = connection.root()["Application"] = Application()
        app.number = 0
    wrapper = ZApplicationWrapper(database, "Application", Application)
    monkeypatch.setattr(WSGIPublisher, "get_module_info", lambda name: (wrapper, "Zope", False))
    registry = getGlobalSiteManager()
    view = (Counter, (IApplication, IBrowserRequest), Interface, "count")
    registry.registerAdapter(*view)
    transaction.abort()
    setSite(None)
    yield TestApp(make_filter({})(WSGIPublisher.publish_module))
    registry.unregisterAdapter(*view)
    transaction.abort()
    with suppress(KeyError):  # ZODB misses connections that it could not open
        database.close()


def ask(zope, method="GET", **headers):
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return zope.request("/@@count", method=method, headers=told, status="*")


def met_until_well(zope, method) -> set[int]:
    """Ask until that goes well; what was answered until then."""
    end, met = time.monotonic() + 30, set()
    while (status := ask(zope, method, Accept="application/json").status_int) != 200:
        met.add(status)
        assert time.monotonic() < end
    return met


def test_a_database_that_is_killed_and_comes_back(zope, server):
    assert ask(zope).text == "0"
    server.stop()
    for kind, accept in (("application/json",) * 2, ("text/plain", "text/html")):
        answer = ask(zope, Accept=accept, Accept_Language="en")
        assert (answer.status_int, answer.content_type) == (503, kind)
        assert int(answer.headers["Retry-After"]) > 0
        assert answer.headers["Cache-Control"] == "no-store"
        assert "try again shortly" in answer.text
    assert ask(zope, Accept="application/json").json["type"] == "ServiceUnavailable"
    assert "Datenbank" in ask(zope).text
    server.start()
    assert met_until_well(zope, "GET") <= {503}
    # A connection that writes may be found broken once more.
    assert met_until_well(zope, "POST") <= {503}
    assert ask(zope).text == "1"


def test_connections_that_are_broken_off_amid_work(zope, server):
    """Processes of PostgreSQL die, those that hold the connections: then it breaks all others off, and recovers."""
    for _time in range(3):
        assert ask(zope).status_int in (200, 503)
        server.send_to_connections(signal.SIGKILL)
        assert met_until_well(zope, "POST") <= {503}
    assert ask(zope).text == "3"


@pytest.mark.parametrize("how,stored", [("before", "0"), ("after", "1")])
def test_a_write_whose_commit_is_cut_off_is_not_said_to_have_failed(zope, server, how, stored):
    server.way.cut = how
    answer = ask(zope, "POST", Accept="application/json", Accept_Language="en")
    assert answer.status_int == 503
    assert "look in a moment whether your input is stored" in answer.json["message"]
    assert ask(zope).text == stored


def test_what_people_do_together_is_not_done_twice_when_its_commit_is_cut_off(monkeypatch):
    """Each has a transaction of their own where something else breaks."""
    note = concurrency.Note("", "")
    turns = [concurrency._Turn(lambda subject: None, (), None, note) for _ in range(3)]
    for error, times in ((ValueError(), 4), (psycopg2.OperationalError(), 1)):
        tried = []

        def fail(work, note, tried=tried, error=error):
            tried.append(work)
            raise error

        monkeypatch.setattr(concurrency, "_commit", fail)
        concurrency._run_turns(turns, None)
        assert len(tried) == times
        assert {turn.error for turn in turns} == {error}


def test_which_errors_say_that_the_database_is_away():
    broken = (psycopg2.InterfaceError(), psycopg2.DatabaseError(), psycopg2.errors.AdminShutdown())
    for error in (StorageError(), *broken):
        assert is_outage(error)
    for error in (ValueError(), ConflictError(), POSKeyError(b"0" * 8), psycopg2.DataError()):
        assert not is_outage(error)


def test_every_instance_has_it_before_zope():
    text = ZOPE_INI.read_text()
    assert "paste.filter_factory = zukunftsraum.outages:make_filter" in text
    pipeline = text.partition("pipeline =")[2].split("[")[0].split()
    assert pipeline.index("monitoring") < pipeline.index("outages") < pipeline.index("zope")
