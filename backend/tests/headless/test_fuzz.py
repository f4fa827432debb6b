"""Whatever strangers, members and editors send: no 5xx, and no answer that the description does not say.

A few calls of each kind here; `make api-test` makes more of them.
"""

from functools import partial
from tests import conformity
from tests.grants.examples import a_call
from tests.grants.examples import an_application
from tests.grants.examples import moment
from tests.headless import fuzz
from tests.knowledge import texts
from tests.practices.examples import make_example
from tests.world import ARS_A
from tests.world import create_room
from tests.world import create_world
from tests.world import rest_of

import os
import pytest
import transaction


SEMINAR = {
    "@type": "Seminar",
    "title": "Ehrenamt gewinnen",
    "topics": ["volunteering"],
    "start": moment(days=10),
    "end": moment(days=10, hours=2),
}

EXAMPLES = int(os.environ.get("API_TEST_EXAMPLES", "2"))


@pytest.fixture(scope="class")
def site(functional_portal_class):
    """One of each type of content."""
    portal = functional_portal_class
    create_world(portal)
    create_room(portal, "raum", "Ein Raum", "open", "member-a")
    for state in ("draft", "published", "archived"):
        make_example(portal, state, author="member-a", title="Beispiel", municipality=ARS_A)
    transaction.commit()
    as_ = partial(rest_of, portal)
    texts.published(as_("editor"))
    made = as_("member-a").post("raeume/musterstadt", {"@type": "Document", "title": "Notiz"})
    assert made.status_code == 201
    for person, place, values, transition in (
        ("office", "foerderung", a_call(), "publish"),
        ("coordinator-a", "raeume/musterstadt", an_application(), None),
        ("coordinator-a", "raeume/musterstadt", an_application(title="Noch einer"), "submit"),
        ("office", "veranstaltungen", SEMINAR, "announce"),
        ("office", "veranstaltungen", {**SEMINAR, "guests": True}, "announce"),
    ):
        made = as_(person).post(place, values)
        assert made.status_code == 201, made.text
        if transition:
            done = as_(person).post(f"{made.json()['@id']}/@workflow/{transition}", {})
            assert done.status_code == 200, done.text
    return portal


@pytest.fixture(scope="class")
def document(site):
    return fuzz.description(site)


@pytest.fixture(autouse=True)
def made_up_parameters_are_passed_over(contracts_kept):
    """They are no part of any contract."""
    yield
    conformity.take()


class TestFuzz:
    @pytest.mark.parametrize("person", ["anonymous", "member-a", "editor"])
    def test_every_answer_is_described(self, site, document, person):
        report = fuzz.run(site, document, person, examples=EXAMPLES)
        print(f"{person}: {report}")  # noqa: T201
        assert report.failures == {}
        assert report.calls > 200
