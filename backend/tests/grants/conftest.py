"""A call of the office, and applications of Musterstadt."""

from tests.grants.examples import a_call
from tests.grants.examples import a_proof
from tests.grants.examples import an_application
from tests.grants.examples import PROPOSAL

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


#: The way from draft to settlement: transition, who goes it, what is said.
WAY = (
    ("submit", "coordinator-a", {}),
    ("examine", "examiner", {}),
    ("propose", "examiner", PROPOSAL),
    ("approve", "approver", {}),
    ("start_proof", "finance", {}),
    ("submit_proof", "coordinator-a", {}),
    ("settle", "examiner", {"amount": "1500,00"}),
)


@pytest.fixture
def go(as_):
    """`go(url, "approve")` goes the way up to and with a transition; the last answer. start: the first transition of it."""

    def go(url, last, start="submit", **said):
        names = [name for name, _person, _body in WAY]
        for name, person, body in WAY[names.index(start) : names.index(last) + 1]:
            if name == "submit_proof":
                written = as_("coordinator-a").patch(url, a_proof())
                assert written.status_code == 204, written.text
            body = {**body, **said} if name == last else body
            answer = as_(person).post(f"{url}/@workflow/{name}", body)
            assert answer.status_code == 200, (name, answer.text)
        return answer

    return go
