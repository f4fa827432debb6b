"""Sending a form twice does it once."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone.app.testing import login
from plone.app.testing import logout
from tests.forms.models import make_form
from tests.forms.models import model
from tests.forms.models import text
from transaction.interfaces import TransientError
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage
from zukunftsraum.errors import Conflict
from zukunftsraum.forms.idempotency import keep
from zukunftsraum.forms.idempotency import recall
from zukunftsraum.forms.store import Expiring
from zukunftsraum.inputs import InvalidInput

import io
import pytest
import transaction


NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
ANSWER = {"thanks": {"title": "Danke"}, "redirect": None}
BODY = {"data": {"name": "Erna", "menge": ["a"]}, "guard": {"token": "eins"}}


class TestOneKey:
    @pytest.fixture
    def form(self, portal):
        return make_form(portal, model(text("name")), model())

    @pytest.fixture
    def sent(self, portal, form):
        """A request with a key; what was kept under `12345678` before."""

        def request(key="12345678"):
            request = portal.REQUEST.clone()
            if key is not None:
                request.environ["HTTP_IDEMPOTENCY_KEY"] = key
            return request

        logout()
        keep(form, request(), BODY, ANSWER, NOW)
        return request

    def test_the_same_again_answers_as_before(self, form, sent):
        request = sent()
        assert recall(form, request, BODY, NOW) == ANSWER
        assert request.response.getHeader("Idempotency-Replayed") == "true"

    def test_a_page_that_was_loaded_again_has_another_token(self, form, sent):
        assert recall(form, sent(), {**BODY, "guard": {"token": "zwei"}}, NOW) == ANSWER

    def test_other_values_are_a_conflict(self, form, sent):
        with pytest.raises(Conflict):
            recall(form, sent(), {"data": {"name": "Otto"}}, NOW)

    def test_files_count(self, form, sent):
        part = io.BytesIO(b"eins")
        keep(form, sent("dateidatei"), {"data": {}, "files": {"f": part}}, ANSWER, NOW)
        assert part.read() == b"eins"
        same = {"data": {}, "files": {"f": io.BytesIO(b"eins")}}
        assert recall(form, sent("dateidatei"), same, NOW) == ANSWER
        with pytest.raises(Conflict):
            recall(
                form, sent("dateidatei"), {"data": {}, "files": {"f": io.BytesIO(b"zwei")}}, NOW
            )

    def test_without_a_key_nothing_is_kept(self, form, sent):
        keep(form, sent(None), BODY, ANSWER, NOW)
        assert recall(form, sent(None), BODY, NOW) is None

    def test_another_key_another_form_another_person(self, portal, form, sent):
        assert recall(form, sent("87654321"), BODY, NOW) is None
        login(portal, "test-user")
        assert recall(form, sent(), BODY, NOW) is None
        other = make_form(portal, model(text("name")), model(), id="andere")
        logout()
        assert recall(other, sent(), BODY, NOW) is None

    def test_after_a_day_it_is_forgotten(self, form, sent):
        assert recall(form, sent(), BODY, NOW + timedelta(hours=23)) == ANSWER
        assert recall(form, sent(), BODY, NOW + timedelta(hours=25)) is None

    @pytest.mark.parametrize("key", ["kurz", "", "a" * 129, "mit leerzeichen", "ümläute123"])
    def test_bad_keys(self, form, sent, key):
        with pytest.raises(InvalidInput):
            recall(form, sent(key), BODY, NOW)


def test_two_at_once_with_one_key_conflict_and_others_do_not():
    """Two connections to a real database: the second of the same key is refused, and finds the answer when it tries again."""
    database = DB(DemoStorage())
    managers = [transaction.TransactionManager() for _number in range(2)]
    with database.transaction() as connection:
        connection.root()["kept"] = Expiring()
    one, two = (database.open(manager).root() for manager in managers)
    one["kept"].put("same", "eins", NOW.timestamp() + 9)
    two["kept"].put("same", "zwei", NOW.timestamp() + 9)
    managers[0].commit()
    with pytest.raises(TransientError):
        managers[1].commit()
    managers[1].abort()
    assert two["kept"].get("same", NOW) == "eins"
    one["kept"].put("this", 1, NOW.timestamp() + 9)
    two["kept"].put("that", 2, NOW.timestamp() + 8)
    for manager in managers:
        manager.commit()
