"""From the state before: a request for more that nobody answered was a dead end."""

from zukunftsraum.upgrades.v20261201004 import upgrade


def test_upgrade(portal):
    returned = portal.portal_workflow.getWorkflowById("zukunftsraum_grant").states["returned"]
    returned.transitions = ("withdraw", "resubmit")
    upgrade(portal.portal_setup)
    upgrade(portal.portal_setup)
    returned = portal.portal_workflow.getWorkflowById("zukunftsraum_grant").states["returned"]
    assert set(returned.transitions) == {"withdraw", "resubmit", "return", "reject"}
