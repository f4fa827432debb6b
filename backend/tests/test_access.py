"""Role × state × permission, and every transition allowed and forbidden, from one table."""

from AccessControl.PermissionRole import rolesForPermissionOn
from plone import api
from plone.app.testing import login
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.testing import TEST_USER_NAME
from Products.CMFCore.WorkflowCore import WorkflowException
from tests.access_table import COPIES
from tests.access_table import OPERATORS
from tests.access_table import ROLES
from tests.access_table import STATES
from tests.access_table import TRANSITIONS
from tests.access_table import TYPES
from tests.practices.examples import whole
from tests.world import ARS_A
from tests.world import ARS_B
from tests.world import COMPLETE
from tests.world import create_space

import pytest


PERMISSIONS_TO_SEE = ("View", "Access contents information")
PERMISSIONS_OF_COPIES = ("iterate : Check out content", "iterate : Check in content")
PERMISSIONS_TO_EDIT = ("Modify portal content",)

TYPE_STATES = [
    (type_id, state) for type_id, (_, workflow) in TYPES.items() for state in STATES[workflow]
]


def make(portal, type_id):
    """Content of the type in the place where it belongs."""
    place, _ = TYPES[type_id]
    fields = dict(COMPLETE)
    if type_id == "MunicipalSpace":
        fields["municipality"] = ARS_B
    elif type_id == "GrantCall":
        fields = {"description": "Kurz gesagt.", "year": 2026}
    elif type_id == "BestPractice":
        fields = {**whole(), **COMPLETE}
        del fields["title"]
    with api.env.adopt_roles(["Manager"]):
        return api.content.create(
            portal.unrestrictedTraverse(place),
            type_id,
            id="content",
            title="Ein Beispiel",
            **fields,
        )


def put_into(content, workflow_id, state):
    """Set the state directly: how to get there is tested by itself."""
    tool = api.portal.get_tool("portal_workflow")
    workflow = tool.getWorkflowById(workflow_id)
    tool.setStatusOf(workflow_id, content, {"review_state": state, "action": None})
    workflow.updateRoleMappingsFor(content)


def holders(permission, content):
    """Roles of the table that hold a permission; whoever comes with Anonymous is not repeated."""
    roles = set(rolesForPermissionOn(permission, content)) - set(OPERATORS)
    return {"Anonymous"} if "Anonymous" in roles else roles & set(ROLES)


def leave_all_groups(user_id):
    """Whoever opens an exchange room is in its group of hosts."""
    source = api.portal.get_tool("acl_users").source_groups
    for group in source.getGroupIds():
        if user_id in source.getGroupMembers(group):
            source.removePrincipalFromGroup(user_id, group)


@pytest.fixture
def site(portal):
    create_space(portal, "musterstadt", "Musterstadt", ARS_A)
    return portal


@pytest.mark.parametrize("type_id", TYPES)
def test_each_type_has_one_workflow(site, type_id):
    content = make(site, type_id)
    chain = api.portal.get_tool("portal_workflow").getChainFor(content)
    assert tuple(chain) == (TYPES[type_id][1],)


@pytest.mark.parametrize(("type_id", "state"), TYPE_STATES)
def test_who_sees_and_who_edits(site, type_id, state):
    content = make(site, type_id)
    workflow = TYPES[type_id][1]
    put_into(content, workflow, state)
    readers, editors = STATES[workflow][state]
    for permission in PERMISSIONS_TO_SEE:
        assert holders(permission, content) == set(readers), permission
    for permission in PERMISSIONS_TO_EDIT:
        assert holders(permission, content) == set(editors), permission
    for permission in PERMISSIONS_TO_SEE:
        assert set(OPERATORS) <= set(rolesForPermissionOn(permission, content)) or (
            "Anonymous" in rolesForPermissionOn(permission, content)
        )
    for permission in PERMISSIONS_TO_EDIT:  # what nobody edits, operators do not either
        operators = set(OPERATORS) & set(rolesForPermissionOn(permission, content))
        assert operators == (set(OPERATORS) if editors else set()), permission


@pytest.mark.parametrize("type_id", ["WikiArticle", "BestPractice"])
@pytest.mark.parametrize("state", COPIES)
def test_who_makes_working_copies_and_takes_them_over(site, type_id, state):
    content = make(site, type_id)
    put_into(content, TYPES[type_id][1], state)
    for permission, roles in zip(PERMISSIONS_OF_COPIES, COPIES[state], strict=True):
        assert holders(permission, content) == set(roles), permission
        operators = set(OPERATORS) & set(rolesForPermissionOn(permission, content))
        assert operators == (set(OPERATORS) if roles else set()), permission


def test_the_table_names_every_state_and_transition(site):
    tool = api.portal.get_tool("portal_workflow")
    for workflow_id, states in STATES.items():
        workflow = tool.getWorkflowById(workflow_id)
        assert set(workflow.states.objectIds()) == set(states)
        defined = {
            (state, transition, workflow.transitions[transition].new_state_id)
            for state in states
            for transition in workflow.states[state].getTransitions()
        }
        assert defined == {row[:3] for row in TRANSITIONS[workflow_id]}


#: Types whose transitions are walked: one of each workflow, and both kinds of knowledge. Those of grants are in tests/grants/test_who.py.
TYPES_OF_TRANSITIONS = (
    "WikiArticle",
    "BestPractice",
    "Seminar",
    "Document",
    "ExchangeRoom",
    "GrantCall",
)

ROWS = [
    (type_id, *row) for type_id in TYPES_OF_TRANSITIONS for row in TRANSITIONS[TYPES[type_id][1]]
]


@pytest.mark.parametrize(("type_id", "state", "transition", "new_state", "role"), ROWS)
def test_only_the_role_may_make_the_transition(site, type_id, state, transition, new_state, role):
    content = make(site, type_id)
    workflow_id = TYPES[type_id][1]
    tool = api.portal.get_tool("portal_workflow")
    allowed = {
        "Reviewer": {"Reviewer"},
        "Programme Office": {"Programme Office"}
        if type_id == "GrantCall"
        else {"Programme Office", "Reviewer"},
    }.get(role, {role})
    login(site, TEST_USER_NAME)
    for obj in (content, content.aq_parent):
        obj.manage_delLocalRoles([TEST_USER_ID])
    leave_all_groups(TEST_USER_ID)
    for other in ROLES:
        if other in ("Anonymous", "Authenticated") or other in allowed:
            continue
        put_into(content, workflow_id, state)
        setRoles(site, TEST_USER_ID, [other])
        with pytest.raises(WorkflowException):
            tool.doActionFor(content, transition, comment="Bitte.")
        assert api.content.get_state(content) == state
    for each in allowed:
        put_into(content, workflow_id, state)
        setRoles(site, TEST_USER_ID, [each])
        tool.doActionFor(content, transition, comment="Bitte.")
        assert api.content.get_state(content) == new_state


@pytest.mark.parametrize("type_id", ["WikiArticle", "BestPractice"])
@pytest.mark.parametrize("state", STATES["zukunftsraum_knowledge"])
def test_nobody_makes_a_transition_that_the_state_does_not_have(site, type_id, state):
    """Not even the administration."""
    content = make(site, type_id)
    tool = api.portal.get_tool("portal_workflow")
    rows = TRANSITIONS["zukunftsraum_knowledge"]
    missing = {row[1] for row in rows} - {row[1] for row in rows if row[0] == state}
    login(site, TEST_USER_NAME)
    setRoles(site, TEST_USER_ID, [*ROLES[3:], *OPERATORS])
    put_into(content, "zukunftsraum_knowledge", state)
    for transition in missing:
        with pytest.raises(WorkflowException):
            tool.doActionFor(content, transition, comment="Bitte.")
    assert api.content.get_state(content) == state


class TestSeminarAudience:
    """A seminar that is over is seen by those who could see its announcement."""

    @pytest.mark.parametrize("last", ["complete", "cancel"])
    @pytest.mark.parametrize(
        ("announcement", "readers"),
        [
            ("announce", {"Anonymous"}),
            ("announce_network", {"Network Member", "Editor", "Seminar Host"}),
        ],
    )
    def test_it_stays(self, site, announcement, readers, last):
        seminar = make(site, "Seminar")
        with api.env.adopt_roles(["Manager"]):
            api.content.transition(seminar, announcement)
            api.content.transition(seminar, last)
        assert holders("View", seminar) == readers

    def test_the_last_announcement_counts(self, site):
        seminar = make(site, "Seminar")
        with api.env.adopt_roles(["Manager"]):
            for step in ("announce", "announce_network", "complete"):
                api.content.transition(seminar, step)
        assert holders("View", seminar) == {"Network Member", "Editor", "Seminar Host"}


class TestOwnerInSpace:
    """Who wrote something in a space has no right from that, in no state."""

    @pytest.mark.parametrize("type_id", ["Document", "Folder", "File", "GrantApplication"])
    def test_no_permission_comes_from_being_the_owner(self, site, type_id):
        content = make(site, type_id)
        workflow = TYPES[type_id][1]
        everybody = {"Anonymous", "Authenticated", "Member"}
        for state in STATES[workflow]:
            put_into(content, workflow, state)
            given = [
                permission
                for permission in site.possible_permissions()
                if "Owner" in rolesForPermissionOn(permission, content)
                and not everybody & set(rolesForPermissionOn(permission, content))
            ]
            assert given == [], state

    @pytest.mark.parametrize("type_id", ["MunicipalSpace", "ExchangeRoom"])
    def test_nor_in_the_space_itself(self, site, type_id):
        content = make(site, type_id)
        given = [
            permission
            for permission in site.possible_permissions()
            if "Owner" in rolesForPermissionOn(permission, content)
            and not {"Anonymous", "Authenticated", "Member"}
            & set(rolesForPermissionOn(permission, content))
        ]
        assert given == []
