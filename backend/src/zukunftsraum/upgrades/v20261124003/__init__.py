"""The review of texts: its fields, working copies, the lists of the editors, the glossary."""

from plone import api


PROFILE = "profile-zukunftsraum:default"

STEPS = ("rolemap", "typeinfo", "workflow", "catalog")

TYPES = ("WikiArticle", "BestPractice")

INDEXES = ("state_since", "next_review")


def upgrade(setup_tool) -> None:
    """Install working copies, give texts the permissions of their states anew, and index them for the lists."""
    setup_tool.runAllImportStepsFromProfile("profile-plone.app.iterate:default")
    for step in STEPS:
        setup_tool.runImportStepFromProfile(PROFILE, step, run_dependencies=False)
    workflow = api.portal.get_tool("portal_workflow").getWorkflowById("zukunftsraum_knowledge")
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(portal_type=TYPES):
        text = brain._unrestrictedGetObject()
        workflow.updateRoleMappingsFor(text)
        text.reindexObject(idxs=["object_provides", *INDEXES])
