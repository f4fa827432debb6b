"""Finished answers in the memory of a process: the same as made ones, never anybody else's, and gone with whatever is committed."""

from dataclasses import replace
from hypothesis import given
from hypothesis import strategies as st
from plone import api
from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.options import Options
from relstorage.storage import RelStorage
from tests.headless.test_caching import TEXTS
from tests.isolation import media_type
from tests.isolation import shows_secrets
from tests.isolation import Walk
from tests.spaces.test_isolation import DOMAINS
from tests.world import COMPLETE
from tests.world import create_world
from ZODB.FileStorage import FileStorage
from zukunftsraum.headless.caching import memory
from zukunftsraum.headless.caching.memory import Answer
from zukunftsraum.headless.caching.memory import key_of
from zukunftsraum.headless.caching.memory import MEMORY
from zukunftsraum.headless.caching.memory import Memory
from zukunftsraum.headless.caching.memory import OVERHEAD
from zukunftsraum.headless.caching.memory import snapshot_of

import pytest
import transaction
import ZODB


ENVIRON = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": "/Plone/wissen",
    "QUERY_STRING": "",
    "SERVER_NAME": "example.org",
    "SERVER_PORT": "443",
    "wsgi.url_scheme": "https",
    "HTTP_ACCEPT": "application/json",
}
TID, NOW = b"\0" * 8, 1_000_000.0


class TestMemory:
    def test_what_was_asked_for_longest_ago_makes_room(self):
        kept = Memory(most_bytes=3 * (OVERHEAD + 10), largest=10)
        for key in (b"a", b"b", b"c"):
            kept.keep(key, Answer((), b"x" * 10))
        assert kept.get(b"a")
        kept.keep(b"d", Answer((), b"x" * 10))
        assert [bool(kept.get(key)) for key in (b"a", b"b", b"c", b"d")] == [
            True,
            False,
            True,
            True,
        ]

    def test_the_same_answer_twice_takes_the_room_of_one(self):
        kept = Memory()
        for _turn in range(3):
            kept.keep(b"a", Answer((), b"x" * 10))
        assert kept.size == OVERHEAD + 10

    def test_large_ones_are_not_kept(self):
        kept = Memory(largest=10)
        kept.keep(b"a", Answer((), b"x" * 11))
        assert kept.get(b"a") is None
        assert kept.size == 0

    @given(st.lists(st.tuples(st.binary(max_size=1), st.integers(0, 60))))
    def test_it_never_grows_beyond_its_limit_and_knows_its_size(self, asked):
        kept = Memory(most_bytes=2 * OVERHEAD + 50, largest=50)
        for key, length in asked:
            kept.keep(key, Answer((), b"x" * length))
            assert kept.size <= 2 * OVERHEAD + 50
            assert kept.size == sum(len(a.body) + OVERHEAD for a in kept._answers.values())


class TestKey:
    @pytest.mark.parametrize(
        "changed",
        [
            {"REQUEST_METHOD": "HEAD"},
            {"PATH_INFO": "/Plone/++api++/wissen"},
            {"QUERY_STRING": "b_size=5"},
            {"SERVER_NAME": "example.com"},
            {"wsgi.url_scheme": "http"},
            {"HTTP_HOST": "example.com"},
            {"HTTP_ACCEPT": "text/html"},
            {"HTTP_ACCEPT_LANGUAGE": "en"},
            {"HTTP_COOKIE": "I18N_LANGUAGE=en"},
            {"HTTP_X_FORWARDED_HOST": "example.com"},
            {"HTTP_NOBODY_KNOWS": "1"},
        ],
    )
    def test_what_a_request_says_makes_it_another_one(self, changed):
        assert key_of(ENVIRON | changed, TID, NOW) != key_of(ENVIRON, TID, NOW)

    def test_another_snapshot_or_another_time(self):
        key = key_of(ENVIRON, TID, NOW)
        assert key_of(ENVIRON, b"\1" * 8, NOW) != key
        assert key_of(ENVIRON, TID, NOW + 300) != key

    def test_who_asks_with_which_program_does_not_matter(self):
        for name in memory.IGNORED:
            assert key_of(ENVIRON | {name: "x"}, TID, NOW) == key_of(ENVIRON, TID, NOW)

    def test_a_request_with_a_body_has_none(self):
        assert key_of(ENVIRON | {"CONTENT_LENGTH": "3"}, TID, NOW) is None
        assert key_of(ENVIRON | {"HTTP_TRANSFER_ENCODING": "chunked"}, TID, NOW) is None
        assert key_of(ENVIRON | {"CONTENT_LENGTH": "0"}, TID, NOW) is not None

    def test_without_a_snapshot_there_is_none(self):
        assert key_of(ENVIRON, None, NOW) is None


class TestSnapshot:
    """On real storages: what a connection sees has the same name for as long, and only as long, as it sees the same."""

    @pytest.fixture(params=["filestorage", "relstorage"])
    def open_storage(self, request, tmp_path):
        if request.param == "filestorage":
            database = ZODB.DB(FileStorage(str(tmp_path / "Data.fs")))
            yield lambda manager: database.open(manager)
            database.close()
            return
        dsn = request.getfixturevalue("postgres").create(f"memory{abs(hash(tmp_path)) % 10**8}")
        storages = []

        def connect(manager):
            """Of a process of its own."""
            storages.append(ZODB.DB(RelStorage(PostgreSQLAdapter(dsn=dsn, options=Options()))))
            return storages[-1].open(manager)

        yield connect
        for storage in storages:
            storage.close()

    def test_it_is_of_what_is_seen(self, open_storage):
        writing, reading = (transaction.TransactionManager() for _ in range(2))
        writing.begin()
        reading.begin()
        writer, reader = open_storage(writing), open_storage(reading)
        writer.root()["x"] = 1
        writing.commit()
        reading.abort()
        reading.begin()
        first = snapshot_of(reader)
        assert first is not None
        assert reader.root()["x"] == 1
        writing.begin()
        writer.root()["x"] = 2
        writing.commit()
        # Somebody has committed, but this one still reads what was.
        assert reader.root()["x"] == 1
        assert snapshot_of(reader) == first
        reading.abort()
        reading.begin()
        assert reader.root()["x"] == 2
        assert snapshot_of(reader) != first
        again = snapshot_of(reader)
        reading.abort()
        reading.begin()
        assert snapshot_of(reader) == again
        for manager, connection in ((writing, writer), (reading, reader)):
            manager.abort()
            connection.close()

    @pytest.mark.parametrize("open_storage", ["relstorage"], indirect=True)
    def test_what_is_seen_is_not_known(self, open_storage):
        """RelStorage forgets it where it finds its memory of changes wrong; its own last transaction may be long ago."""
        manager = transaction.TransactionManager()
        manager.begin()
        connection = open_storage(manager)
        connection.root()["x"] = 1
        manager.commit()
        manager.begin()
        assert snapshot_of(connection) is not None
        cache = connection._storage._cache
        cache.polling_state.reset_viewer(cache)
        assert snapshot_of(connection) is None
        manager.abort()
        connection.close()


@pytest.fixture
def article(world):
    with api.env.adopt_roles(["Manager"]):
        article = api.content.create(
            world["wissen"], "WikiArticle", id="a", title="Artikel", **COMPLETE
        )
        api.content.transition(article, to_state="published")
    transaction.commit()
    MEMORY.clear()
    return article


class Counting(Memory):
    """Counts what was found."""

    found = 0

    def get(self, key):
        answer = super().get(key)
        self.found += answer is not None
        return answer


@pytest.fixture
def counting(monkeypatch, no_period_ends):
    counting = Counting()
    monkeypatch.setattr(memory, "MEMORY", counting)
    return counting


class TestAnswers:
    @pytest.mark.parametrize("path", [*TEXTS, "@feed", "@feed?format=atom", "@calendar"])
    def test_a_kept_answer_is_as_a_made_one(self, article, as_, counting, path):
        visitor = as_("anonymous")
        made, kept = visitor.get(path), visitor.get(path)
        assert counting.found == 1
        assert made.status_code == kept.status_code == 200
        assert kept.content == made.content
        assert kept.headers["X-Request-ID"] != made.headers["X-Request-ID"]
        assert "Age" not in made.headers
        kept.headers.pop("Age")
        for answer in (made, kept):
            answer.headers.pop("Date")
            answer.headers.pop("X-Request-ID")
            answer.headers.pop("Last-Modified", None)  # not in the two seconds after a change
        assert kept.headers == made.headers
        fresh = visitor.get(path, headers={"Cache-Control": "no-cache"})
        assert (fresh.content, counting.found) == (made.content, 1)

    def test_a_kept_answer_says_how_old_it_is(self, article, as_, counting):
        """So that a cache in front does not count its time anew."""
        visitor = as_("anonymous")
        visitor.get("wissen/a")
        [(key, answer)] = counting._answers.items()
        counting._answers[key] = replace(answer, made=answer.made - 100)
        assert 100 <= int(visitor.get("wissen/a").headers["Age"]) < 200

    def test_whatever_is_committed_shows_at_once(self, article, as_, counting):
        visitor, editor = as_("anonymous"), as_("admin")
        for path in ("wissen/a", "@search", "@site", "@feed"):
            visitor.get(path)
        assert editor.patch("wissen/a", json={"title": "Neu"}).ok
        for path in ("wissen/a", "@search", "@feed"):
            assert "Neu" in visitor.get(path).text, path
        # Settings too, of which the catalog knows nothing.
        api.portal.set_registry_record("plone.site_title", "Ein anderer Name")
        transaction.commit()
        assert visitor.get("@site").json()["plone.site_title"] == "Ein anderer Name"
        assert counting.found == 0

    def test_what_is_archived_is_gone_at_once(self, article, as_, counting):
        visitor = as_("anonymous")
        assert visitor.get("wissen/a").status_code == 200
        assert as_("admin").post("wissen/a/@workflow/archive").ok
        assert visitor.get("wissen/a").status_code == 410
        assert counting.found == 0

    @pytest.mark.parametrize("person", ["member-a", "admin", "network-key", "open-key"])
    def test_nobody_who_says_who_they_are_is_served_from_it_or_fills_it(
        self, article, as_, counting, person
    ):
        for _turn in range(2):
            assert as_(person).get("wissen/a").status_code == 200
        assert (counting.found, counting.size) == (0, 0)
        as_("anonymous").get("wissen/a")
        assert as_(person).get("wissen/a").headers["Cache-Control"] == "private, no-store"
        assert counting.found == 0

    def test_a_cookie_of_a_login_is_enough(self, article, as_, counting):
        visitor = as_("anonymous")
        visitor.get("wissen/a")
        for name in ("auth_token", "__ac"):
            visitor.get("wissen/a", headers={"Cookie": f"{name}=x"})
        assert counting.found == 0

    def test_a_language_by_header_or_cookie(self, article, as_, counting):
        visitor = as_("anonymous")
        german = visitor.get("wissen/a/@visibility").json()["label"]
        english = {"Accept-Language": "en"}
        for _turn in range(2):
            answer = visitor.get("wissen/a/@visibility", headers=english)
            assert answer.json()["label"] != german
        assert visitor.get("wissen/a/@visibility").json()["label"] == german

    def test_what_reads_its_body_is_made(self, article, as_, counting):
        visitor = as_("anonymous")
        for names in (["_all"], ["UID"]):
            answer = visitor.request("GET", "@search", json={"metadata_fields": names})
            assert answer.status_code == 200
        assert (counting.found, counting.size) == (0, 0)

    def test_errors_are_not_kept(self, article, as_, counting):
        visitor = as_("anonymous")
        for path in ("wissen/nichts", "@municipalities?b_size=x", "raeume/musterstadt"):
            for _turn in range(2):
                assert visitor.get(path).status_code >= 400
        assert counting.size == 0


class TestIsolation:
    def test_who_may_see_and_who_may_not_ask_for_the_same_in_turn(
        self, functional_portal, counting
    ):
        create_world(functional_portal)
        walk = Walk(functional_portal, DOMAINS)
        transaction.commit()
        visitor, told = walk.rest("anonymous"), []
        for person, path in walk.all("seen"):
            path = path.format(**walk.names)
            headers = {"Accept": media_type(path)}
            visitor.get(path, headers=headers)
            assert shows_secrets(walk.rest(person).get(path, headers=headers)), path
            told.append(walk.leaks("anonymous", [(path, headers["Accept"])] * 2))
        assert not any(told)
        # What visitors may ask for: twice, so that the second answer is one from memory.
        open_places = list(walk.views(walk.all("open_places"), walk.all("on_site")))
        for _turn in range(2):
            assert not walk.leaks("anonymous", open_places)
        assert counting.found > 20
