"""Every transition × person × state through REST: who is refused, and how; nothing changes."""

from plone import api
from tests.access_table import TRANSITIONS as TABLE
from tests.grants.examples import a_call
from tests.grants.examples import an_application
from tests.world import create_world
from tests.world import rest_of
from zukunftsraum.grants.process import APPROVER
from zukunftsraum.grants.process import COORDINATOR
from zukunftsraum.grants.process import EXAMINER
from zukunftsraum.grants.process import FINANCE
from zukunftsraum.grants.process import TRANSITIONS

import pytest
import transaction


#: Person → the role that counts in an application of Musterstadt, or None.
PEOPLE = {
    "coordinator-a": COORDINATOR,
    "examiner": EXAMINER,
    "approver": APPROVER,
    "finance": FINANCE,
}

NOBODY = (
    "anonymous",
    "stranger",
    "member-a",
    "coordinator-b",
    "network-member",
    "editor",
    "office",
    "admin",
)

STATES = sorted({source for each in TRANSITIONS.values() for source in each.sources} | {"settled"})

#: Says something that no transition knows: who may go on is told so (400), and nothing happens.
NONSENSE = {"nonsense": 1}


def test_the_table_of_access_and_the_process_are_the_same():
    rows = {
        (state, name, each.target, role)
        for name, each in TRANSITIONS.items()
        for state, roles in each.sources.items()
        for role in roles
        if not (name == "start_proof" and role == FINANCE)
    }
    assert rows == set(TABLE["zukunftsraum_grant"])


def test_the_workflow_has_the_transitions_of_the_process(portal):
    workflow = portal.portal_workflow.getWorkflowById("zukunftsraum_grant")
    for name, each in TRANSITIONS.items():
        found = workflow.transitions[name]
        assert found.new_state_id == each.target
        assert set(found.guard.roles) == {r for roles in each.sources.values() for r in roles}
        for state in workflow.states.objectIds():
            assert (name in workflow.states[state].transitions) == (state in each.sources)


class TestWho:
    @pytest.fixture(scope="class")
    def world(self, functional_portal_class):
        """The site, and the address of the application."""
        portal = functional_portal_class
        create_world(portal)
        transaction.commit()
        assert rest_of(portal, "office").post("foerderung", a_call()).status_code == 201
        made = rest_of(portal, "member-a").post("raeume/musterstadt", an_application())
        assert made.status_code == 201, made.text
        return portal, made.json()["@id"]

    def put_into(self, portal, state):
        (application,) = portal["raeume"]["musterstadt"].objectValues()
        tool = portal.portal_workflow
        workflow = tool.getWorkflowById("zukunftsraum_grant")
        tool.setStatusOf(
            "zukunftsraum_grant", application, {"review_state": state, "action": None}
        )
        workflow.updateRoleMappingsFor(application)
        transaction.commit()

    def expected(self, name, state, role) -> int:
        if role != COORDINATOR and state == "draft":
            return 401
        sources = TRANSITIONS[name].sources
        if not any(role in roles for roles in sources.values()):
            return 403
        if state not in sources:
            return 409
        return 400 if role in sources[state] else 403

    @pytest.mark.parametrize("state", STATES)
    def test_roles(self, world, state):
        portal, url = world
        self.put_into(portal, state)
        told, wanted = {}, {}
        for person, role in PEOPLE.items():
            rest = rest_of(portal, person)
            for name in TRANSITIONS:
                answer = rest.post(f"{url}/@workflow/{name}", NONSENSE)
                told[person, name] = answer.status_code
                wanted[person, name] = self.expected(name, state, role)
                if answer.status_code == 409:
                    assert answer.json()["state"] == state
        assert told == wanted
        (application,) = portal["raeume"]["musterstadt"].objectValues()
        assert api.content.get_state(application) == state

    @pytest.mark.parametrize("state", ["draft", "decision", "proof_submitted"])
    def test_everybody_else(self, world, state):
        portal, url = world
        self.put_into(portal, state)
        for person in NOBODY:
            rest = rest_of(portal, person)
            for name in TRANSITIONS:
                answer = rest.post(f"{url}/@workflow/{name}", NONSENSE)
                assert answer.status_code == 401, (person, name)

    def test_what_is_offered_is_what_is_allowed(self, world):
        portal, url = world
        for state in ("submitted", "decision"):
            self.put_into(portal, state)
            for person, role in PEOPLE.items():
                workflow = rest_of(portal, person).get(f"{url}/@workflow").json()
                offered = {each["@id"].rpartition("/")[2] for each in workflow["transitions"]}
                allowed = {name for name in TRANSITIONS if self.expected(name, state, role) == 400}
                assert offered == allowed, (state, person)
