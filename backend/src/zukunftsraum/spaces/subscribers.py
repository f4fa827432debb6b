"""What happens when spaces and their content come, change and go."""

from Acquisition import aq_base
from plone import api
from plone.uuid.interfaces import IUUID
from Products.DCWorkflow.utils import modifyRolesForPermission
from zope.container.interfaces import IContainerModifiedEvent
from zope.globalrequest import getRequest
from zukunftsraum import _
from zukunftsraum.errors import invalid_input
from zukunftsraum.notices.api import forget_space
from zukunftsraum.spaces.comments import forget_copied
from zukunftsraum.spaces.comments import remove_comments
from zukunftsraum.spaces.containment import space_of
from zukunftsraum.spaces.content import IMunicipalSpace
from zukunftsraum.spaces.groups import ensure_groups
from zukunftsraum.spaces.groups import groups_of
from zukunftsraum.spaces.groups import remove_groups
from zukunftsraum.spaces.membership import join
from zukunftsraum.spaces.store import get_requests
from zukunftsraum.spaces.store import get_space_store
from zukunftsraum.spaces.store import MunicipalityTaken
from zukunftsraum.spaces.workflow import SPACE_CONTENT_WORKFLOW


def space_added(space, event):
    """Create the groups and, for a municipality, note that it takes part."""
    if IMunicipalSpace.providedBy(space):
        try:
            get_space_store().claim(space.municipality, IUUID(space))
        except MunicipalityTaken:
            raise invalid_input(
                getRequest(),
                "municipality",
                _(
                    "error_municipality_has_space",
                    default="This municipality has a space already.",
                ),
            ) from None
    ensure_groups(space)


def room_added(room, event):
    """Whoever opens an exchange room is its first host."""
    creator = api.user.get_current()
    if creator.getId() and not api.user.is_anonymous():
        join(groups_of(room), creator.getId(), coordinator=True)


def space_modified(space, event):
    """A new title is the new title of the groups; the municipality of a space never changes."""
    if IContainerModifiedEvent.providedBy(event):
        return
    if IMunicipalSpace.providedBy(space) and (
        get_space_store().uid_of(space.municipality) != IUUID(space)
    ):
        raise invalid_input(
            getRequest(),
            "municipality",
            _(
                "error_municipality_fixed",
                default="The municipality of a space cannot be changed.",
            ),
        )
    ensure_groups(space)


def space_removed(space, event):
    """The groups go with the space, and the municipality no longer takes part."""
    if event.newParent is not None:  # moved or renamed: the groups stay
        return
    remove_groups(space)
    get_requests().forget_room(IUUID(space))
    forget_space(IUUID(space))
    if IMunicipalSpace.providedBy(space):
        get_space_store().release(space.municipality, IUUID(space))


def content_moved(content, event):
    """Content that crosses the border of a space takes the permissions of its new place."""
    if event.oldParent is None or event.newParent is None:
        return
    old, new = space_of(event.oldParent), space_of(event.newParent)
    if old is None and new is None:
        return
    if aq_base(old) is not aq_base(new):
        remove_comments(content, old_path_of(content, event))
    take_permissions_of_place(content)


def old_path_of(content, event) -> str:
    """Where content was before it, or something that contains it, was moved."""
    inside = content.getPhysicalPath()[len(event.newParent.getPhysicalPath()) + 1 :]
    return "/".join((*event.oldParent.getPhysicalPath(), event.oldName, *inside))


def content_copied(content, event):
    """A copy keeps none of the permissions of the original, and none of its comments."""
    forget_copied(content)
    take_permissions_of_place(content)


def take_permissions_of_place(content):
    """Give content the permissions of its workflow here, or of its container without one."""
    tool = api.portal.get_tool("portal_workflow")
    chain = tool.getChainFor(content)
    for workflow_id in chain:
        workflow = tool.getWorkflowById(workflow_id)
        if tool.getStatusOf(workflow_id, content) is None:
            workflow.notifyCreated(content)
        workflow.updateRoleMappingsFor(content)
    if not chain:
        managed = tool.getWorkflowById(SPACE_CONTENT_WORKFLOW).permissions
        for permission in managed:
            modifyRolesForPermission(content, permission, [])  # a list: acquired
    content.reindexObjectSecurity()
    content.reindexObject(idxs=["review_state"])
