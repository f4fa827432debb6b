"""Grant applications that were submitted stay as they are."""

from plone import api


PROFILE = "profile-zukunftsraum:default"
WORKFLOW = "zukunftsraum_grant"


def upgrade(setup_tool) -> None:
    """Nobody modifies an application that is not written now, administrators neither; coordinators delete files where they may be added."""
    setup_tool.runImportStepFromProfile(PROFILE, "workflow", run_dependencies=False)
    portal = api.portal.get()
    workflow = portal.portal_workflow.getWorkflowById(WORKFLOW)
    for brain in portal.portal_catalog.unrestrictedSearchResults(portal_type="GrantApplication"):
        workflow.updateRoleMappingsFor(brain._unrestrictedGetObject())
