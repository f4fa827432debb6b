"""What reading an object needs of the database is asked for at once."""

from contextlib import closing
from persistent import Persistent
from plone.app.textfield.value import RichTextValue
from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.adapters.postgresql.mover import PostgreSQLObjectMover
from relstorage.options import Options
from relstorage.storage import RelStorage
from tests.practices.examples import make_example
from tests.practices.examples import RICH
from ZODB import DB
from ZODB.Connection import Connection
from zukunftsraum.content.ahead import fetch_parts

import pytest
import transaction


@pytest.fixture
def example(world):
    """An example of which nothing is in memory, as after a start."""
    example = make_example(world)
    transaction.commit()
    world._p_jar.cacheMinimize()
    return example


@pytest.fixture
def asked(monkeypatch):
    """What the storage was asked to read ahead, object ids of each call."""
    calls = []
    monkeypatch.setattr(
        Connection,
        "prefetch",
        lambda self, *args: calls.append(list(self._prefetch_flatten(args))),
    )
    return calls


def holders(example):
    return [getattr(example, name)._raw_holder for name in RICH]


def test_all_texts_are_asked_for_at_once(example, asked):
    fetch_parts(example)
    (oids,) = asked
    assert {holder._p_oid for holder in holders(example)} <= set(oids)
    assert [holder._p_changed for holder in holders(example)] == [None] * len(RICH)


def test_what_is_in_memory_is_not_asked_for(example, asked):
    example._p_activate()
    for value in vars(example.aq_base).values():
        for part in (value, getattr(value, "_raw_holder", None)):
            if hasattr(part, "_p_activate"):
                part._p_activate()
    fetch_parts(example)
    assert asked == []


def test_a_text_that_is_not_stored_yet(world):
    fetch_parts(make_example(world))


def test_reading_over_rest_asks_ahead(example, as_, asked):
    url = example.absolute_url()
    assert as_("anonymous").get(url).json()["title"] == "Besuchsdienst"
    assert [len(oids) > 1 for oids in asked] == [True]


class Content(Persistent):
    """Something with texts, without a site."""


def test_postgresql_is_asked_once(postgres, monkeypatch):
    dsn = postgres.create("ahead")
    written = Content()
    for number in range(5):
        setattr(written, f"text{number}", RichTextValue(f"<p>{number}</p>"))
    with closing(database(dsn)) as db, db.transaction() as connection:
        connection.root()["content"] = written
    asked = []
    for name in ("load_current", "load_currents"):
        original = getattr(PostgreSQLObjectMover, name)

        def load(self, cursor, oids, original=original):
            asked.append(oids)
            return original(self, cursor, oids)

        monkeypatch.setattr(PostgreSQLObjectMover, name, load)
    with closing(database(dsn)) as db, db.transaction() as connection:
        content = connection.root()["content"]
        content._p_activate()
        asked.clear()
        fetch_parts(content)
        texts = [getattr(content, f"text{number}").raw for number in range(5)]
    assert texts == [f"<p>{number}</p>" for number in range(5)]
    assert [len(oids) for oids in asked] == [5]


def database(dsn):
    options = Options(keep_history=False, cache_local_mb=1)
    return DB(RelStorage(PostgreSQLAdapter(dsn=dsn, options=options), options=options))
