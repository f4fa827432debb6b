"""Calls for applications, and applications with all their parts."""

from Acquisition import aq_base
from plone import api
from zukunftsraum.grants import records


PROFILE = "profile-zukunftsraum:default"
WORKFLOW = "zukunftsraum_grant"
STEPS = ("typeinfo", "workflow", "repositorytool")


def upgrade(setup_tool) -> None:
    """The type of the calls with its workflow, room for the process; goals and kinds of costs of applications become rows."""
    portal = api.portal.get()
    records.install(portal)
    for step in STEPS:
        setup_tool.runImportStepFromProfile(PROFILE, step, run_dependencies=False)
    allow_calls(portal)
    workflow = portal.portal_workflow.getWorkflowById(WORKFLOW)
    for brain in portal.portal_catalog.unrestrictedSearchResults(portal_type="GrantApplication"):
        application = brain._unrestrictedGetObject()
        rewrite(application)
        workflow.updateRoleMappingsFor(application)


def allow_calls(portal) -> None:
    """Calls lie in the section of the grants, where it is still there."""
    section = portal.get("foerderung")
    if section is None or section.portal_type != "Section":
        return
    # Not by `ISelectableConstrainTypes`, which leaves out what the current user may not add.
    for name in ("locally_allowed_types", "immediately_addable_types"):
        types = getattr(aq_base(section), name, None)
        if types is not None and "GrantCall" not in types:
            setattr(section, name, ["GrantCall", *types])


def rewrite(application) -> None:
    """Goals were one text, now each has what shows that it was reached; kinds of costs were a list, now the cost plan says them."""
    base = aq_base(application)
    goals = vars(base).get("goals")
    if isinstance(goals, str) or goals is None:
        text = (goals or "").strip()
        base.goals = [{"goal": text, "indicator": ""}] if text else []
    kinds = vars(base).pop("cost_categories", None)
    if kinds and not vars(base).get("cost_plan"):
        base.cost_plan = [
            {
                "category": kind,
                "description": "",
                "units": None,
                "rate": None,
                "amount": None,
                "is_gross": True,
            }
            for kind in kinds
        ]
