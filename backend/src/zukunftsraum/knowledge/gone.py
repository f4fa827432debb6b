"""Archived texts: who could read one before it was archived is told so, others learn nothing."""

from AccessControl import getSecurityManager
from plone import api
from zukunftsraum.knowledge.life import history_of
from zukunftsraum.knowledge.life import state_of
from zukunftsraum.knowledge.life import WORKFLOW
from zukunftsraum.knowledge.rules import FOR_READERS


def was_readable(text) -> bool:
    """Whether the caller could read an archived text in the state that it had before."""
    if state_of(text) != "archived":
        return False
    before = next(
        (e["review_state"] for e in reversed(history_of(text)) if e["review_state"] != "archived"),
        None,
    )
    if before not in FOR_READERS:
        return False
    workflow = api.portal.get_tool("portal_workflow").getWorkflowById(WORKFLOW)
    readers = set(workflow.states[before].getPermissionInfo("View")["roles"])
    roles = getSecurityManager().getUser().getRolesInContext(text)
    return not readers.isdisjoint({"Anonymous", *roles})
