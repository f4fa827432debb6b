"""What happens when a seminar changes its state."""

from plone import api
from zukunftsraum.seminars.rules import INHERITING_STATES
from zukunftsraum.seminars.rules import was_public


def keep_audience(seminar, event):
    """A seminar announced to everybody stays public when it is over or cancelled.

    The workflow itself shows these states to members only, so that the roles are safe if the
    permissions are ever computed anew.
    """
    if event.new_state.getId() not in INHERITING_STATES:
        return
    workflow = api.portal.get_tool("portal_workflow")
    history = workflow.getInfoFor(seminar, "review_history", ())
    if not was_public([entry["review_state"] for entry in history]):
        return
    for permission in ("View", "Access contents information"):
        seminar.manage_permission(permission, ("Anonymous",), acquire=0)
    seminar.reindexObjectSecurity()
