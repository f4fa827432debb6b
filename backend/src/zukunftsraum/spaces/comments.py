"""Comments on content of a space: where they are, who changes them, who is told.

Stock comments lie in an annotation of the content and take its permissions. They are for the members of
the space in which they were written: they do not go along when content is copied or leaves the space.
"""

from AccessControl import getSecurityManager
from plone import api
from plone.app.discussion.browser.conversation import ConversationView
from plone.app.discussion.interfaces import DISCUSSION_ANNOTATION_KEY
from plone.app.discussion.interfaces import IComment
from plone.app.discussion.interfaces import IConversation
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.discussion import CommentSerializer
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.component import createObject
from zope.event import notify
from zope.interface import implementer
from zope.lifecycleevent import ObjectModifiedEvent
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.spaces.containment import follows_space_workflow
from zukunftsraum.spaces.people import name_of
from zukunftsraum.spaces.rules import COMMENTED_TYPES
from zukunftsraum.spaces.rules import FORMER_MEMBER
from zukunftsraum.spaces.rules import may_delete_comment

import datetime


DELETE_COMMENTS = "Delete comments"


def is_commentable(content) -> bool:
    """Whether one may comment on it: content of a space, unless it was switched off there."""
    return (
        content.portal_type in COMMENTED_TYPES
        and follows_space_workflow(content)
        and getattr(content.aq_base, "allow_discussion", None) is not False
    )


class SpaceConversationView(ConversationView):
    """Stock asks settings of the site and of the type; here the place decides."""

    def enabled(self):
        return is_commentable(self.context)


def add_comment(content, user_id: str, text: str, in_reply_to: int | None = None):
    """Write a comment as a person; no mail address is kept in it.

    :param in_reply_to: id of the comment that it answers.
    """
    comment = createObject("plone.Comment")
    comment.text = text
    comment.mime_type = "text/plain"
    comment.creator = comment.author_username = user_id
    comment.author_name = name_of(user_id)
    comment.in_reply_to = in_reply_to
    conversation = IConversation(content)
    return conversation[conversation.addComment(comment)]


def edit_comment(comment, text: str) -> None:
    """Change the text of a comment."""
    comment.text = text
    comment.modification_date = datetime.datetime.now(datetime.UTC)
    notify(ObjectModifiedEvent(comment))


def has_replies(comment) -> bool:
    return bool(comment.__parent__._children.get(int(comment.id)))


def may_edit(comment) -> bool:
    """Whether the current person wrote it; who left the space does not get here."""
    return api.user.get_current().getId() == comment.author_username


def may_delete(comment) -> bool:
    """Whether the current person may delete the comment."""
    coordinates = getSecurityManager().checkPermission(DELETE_COMMENTS, comment)
    return may_delete_comment(may_edit(comment), has_replies(comment), bool(coordinates))


@adapter(IComment, IBrowserLayer)
@implementer(ISerializeToJson)
class SpaceCommentSerializer(CommentSerializer):
    """Says who may change a comment by the rules of spaces."""

    def __call__(self, include_items=True):
        answer = super().__call__(include_items)
        if self.context.author_username == FORMER_MEMBER:
            answer["author_name"] = name_of(FORMER_MEMBER)  # in the language of the reader
        return {
            **answer,
            "is_editable": may_edit(self.context),
            "is_deletable": may_delete(self.context),
        }


def people_concerned(content, but: str) -> set[str]:
    """Ids of the author of the content and of those who commented on it, except one person."""
    commentators = set(IConversation(content).commentators.keys())
    return {content.Creator(), *commentators} - {but, None, ""}


def forget_copied(content) -> None:
    """A copy begins without comments. They were never in the catalog, so no event is needed."""
    IAnnotations(content).pop(DISCUSSION_ANNOTATION_KEY, None)


def remove_comments(content, old_path: str) -> None:
    """Remove the comments of content that has left its space, and their catalog entries.

    :param old_path: where the content was in the catalog.
    """
    conversation = IConversation(content, None)
    if not conversation:
        return
    for id in list(conversation.keys()):
        if id in conversation:  # not gone yet with the comment that it answers
            del conversation[id]
    catalog = api.portal.get_tool("portal_catalog")
    query = {"path": old_path, "portal_type": "Discussion Item"}
    for row in catalog.unrestrictedSearchResults(query):
        catalog.uncatalog_object(row.getPath())
