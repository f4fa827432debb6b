"""Registrations for seminars: the store, the settings, the hosts."""

from plone import api
from zukunftsraum.seminars import store


PROFILE = "profile-zukunftsraum:default"

STEPS = ("rolemap", "workflow", "plone.app.registry", "controlpanel")


def upgrade(setup_tool) -> None:
    """Create the store, and give seminars the permissions of their states anew: hosts see theirs."""
    for step in STEPS:
        setup_tool.runImportStepFromProfile(PROFILE, step, run_dependencies=False)
    store.install(api.portal.get())
    workflow = api.portal.get_tool("portal_workflow").getWorkflowById("zukunftsraum_seminar")
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(portal_type="Seminar"):
        seminar = brain._unrestrictedGetObject()
        was_open = "Anonymous" in _readers(seminar)
        workflow.updateRoleMappingsFor(seminar)
        if was_open:  # a public seminar stays public when it is over, beyond what its state says
            for permission in ("View", "Access contents information"):
                seminar.manage_permission(permission, ("Anonymous",), acquire=0)
        seminar.reindexObjectSecurity()


def _readers(seminar) -> set[str]:
    return {entry["name"] for entry in seminar.rolesOfPermission("View") if entry["selected"]}
