"""Versions of content hold no comments: what was deleted is gone, and going back loses none.

Stock versions are copies of the whole object with its annotations, and the comments lie in one of these.
"""

from Acquisition import aq_base
from plone import api
from plone.app.discussion.interfaces import DISCUSSION_ANNOTATION_KEY
from Products.CMFEditions.interfaces.IModifier import ICloneModifier
from Products.CMFEditions.interfaces.IModifier import ISaveRetrieveModifier
from Products.CMFEditions.Modifiers import ConditionalTalesModifier
from zope.interface import implementer


MODIFIER = "zukunftsraum-comments"


@implementer(ICloneModifier, ISaveRetrieveModifier)
class WithoutComments:
    """Leaves the comments out of a version, and leaves those of the content alone when one goes back."""

    def getOnCloneModifiers(self, obj):
        """Comments are not even copied."""
        conversation = annotations_of(obj).get(DISCUSSION_ANNOTATION_KEY)
        if conversation is None:
            return None
        conversation = aq_base(conversation)
        return lambda part: "comments" if part is conversation else None, lambda id: None, [], []

    def beforeSaveModifier(self, obj, clone):
        annotations_of(clone).pop(DISCUSSION_ANNOTATION_KEY, None)
        return {}, [], []

    def afterRetrieveModifier(self, obj, repo_clone, preserve=()):
        conversation = annotations_of(obj).get(DISCUSSION_ANNOTATION_KEY)
        kept = annotations_of(repo_clone)
        kept.pop(DISCUSSION_ANNOTATION_KEY, None)
        if conversation is not None and kept:
            kept[DISCUSSION_ANNOTATION_KEY] = aq_base(conversation)
        return [], [], {}


def annotations_of(obj):
    """The stored annotations of an object; an empty mapping where it has none."""
    return getattr(aq_base(obj), "__annotations__", None) or {}


def install(portal) -> None:
    tool = api.portal.get_tool("portal_modifier")
    if MODIFIER not in tool.objectIds():
        modifier = ConditionalTalesModifier(MODIFIER, WithoutComments(), "Leave out comments")
        modifier.edit(True, "python:True")
        tool.register(MODIFIER, modifier)


def uninstall(portal) -> None:
    tool = api.portal.get_tool("portal_modifier")
    if MODIFIER in tool.objectIds():
        tool.unregister(MODIFIER)
