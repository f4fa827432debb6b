"""Where an object lies: in which space, if in any."""

from Acquisition import aq_chain
from Acquisition import aq_inner
from Acquisition import aq_parent
from zukunftsraum.spaces.interfaces import IOwnWorkflowInSpace
from zukunftsraum.spaces.interfaces import ISpace


def space_of(context):
    """The space that the object is or lies in, or None."""
    for obj in aq_chain(aq_inner(context)):
        if ISpace.providedBy(obj):
            return obj
    return None


def follows_space_workflow(context) -> bool:
    """Whether the object's state is that of the content of a space.

    The space itself has its own workflow, and so have a grant application and all in it.
    """
    if ISpace.providedBy(context):
        return False
    obj = aq_inner(context)
    while obj is not None:
        if IOwnWorkflowInSpace.providedBy(obj):
            return False
        if ISpace.providedBy(obj):
            return True
        obj = aq_parent(obj)
    return False
