"""A call of the office, and applications of Musterstadt."""

from tests.grants.examples import a_call
from tests.grants.examples import an_application

import pytest


SPACE_A = "raeume/musterstadt"


@pytest.fixture
def make_call(as_):
    """`make_call(cap="1000")` makes a published call; its address."""

    def make(publish=True, **fields):
        made = as_("office").post("foerderung", a_call(**fields))
        assert made.status_code == 201, made.text
        url = made.json()["@id"]
        if publish:
            answer = as_("office").post(f"{url}/@workflow/publish")
            assert answer.status_code == 200, answer.text
        return url

    return make


@pytest.fixture
def make_application(as_):
    """`make_application("member-a", title="…")` makes a draft; its address."""

    def make(person="coordinator-a", space=SPACE_A, **fields):
        made = as_(person).post(space, an_application(**fields))
        assert made.status_code == 201, made.text
        return made.json()["@id"]

    return make
