"""The workflow of what lies in a space."""

from plone.app.discussion.interfaces import IComment
from plone.base.interfaces import IWorkflowChain
from plone.dexterity.interfaces import IDexterityContent
from Products.CMFCore.interfaces import IWorkflowTool
from Products.CMFPlone.workflow import ToolWorkflowChain
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.spaces.containment import follows_space_workflow
from zukunftsraum.spaces.containment import space_of


SPACE_CONTENT_WORKFLOW = "zukunftsraum_space_content"


@adapter(IDexterityContent, IWorkflowTool)
@implementer(IWorkflowChain)
def workflow_chain(context, workflow_tool):
    """Content in a space follows the workflow of spaces, whatever its type says elsewhere."""
    if workflow_tool.getWorkflowById(
        SPACE_CONTENT_WORKFLOW
    ) is not None and follows_space_workflow(context):
        return (SPACE_CONTENT_WORKFLOW,)
    return ToolWorkflowChain(context, workflow_tool)


@adapter(IComment, IWorkflowTool)
@implementer(IWorkflowChain)
def comment_workflow_chain(comment, workflow_tool):
    """A comment in a space has no state: whoever sees the content sees it, and its author has no role."""
    if space_of(comment) is not None:
        return ()
    return ToolWorkflowChain(comment, workflow_tool)
