"""From the state before: administrators could modify what was submitted."""

from plone import api
from tests.grants.cases import put_in_state
from tests.world import create_world
from zukunftsraum.upgrades.v20261201002 import upgrade


MODIFY = "Modify portal content"


def holders(application):
    return [role["name"] for role in application.rolesOfPermission(MODIFY) if role["selected"]]


def test_upgrade(portal):
    create_world(portal)
    with api.env.adopt_roles(["Manager"]):
        application = api.content.create(
            portal["raeume"]["musterstadt"], "GrantApplication", title="Alter Antrag"
        )
    put_in_state(application, "submitted")
    workflow = portal.portal_workflow.getWorkflowById("zukunftsraum_grant")
    workflow.states["submitted"].permission_roles[MODIFY] = ("Manager", "Site Administrator")
    workflow.updateRoleMappingsFor(application)
    assert holders(application) == ["Manager", "Site Administrator"]
    upgrade(portal.portal_setup)
    upgrade(portal.portal_setup)
    assert holders(application) == []
    assert not workflow.states["submitted"].permission_roles[MODIFY]
