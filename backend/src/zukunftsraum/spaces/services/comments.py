"""@comments of content in a space: writing, changing and deleting. Reading is the stock service."""

from annotated_types import MaxLen
from plone import api
from plone.app.discussion.interfaces import IConversation
from typing import Annotated
from typing_extensions import TypedDict
from zExceptions import NotFound
from zExceptions import Unauthorized
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Contract
from zukunftsraum.contract import names
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import Reader
from zukunftsraum.service import PathService
from zukunftsraum.spaces import comments
from zukunftsraum.spaces import telling
from zukunftsraum.spaces.rules import COMMENT_MAX


class CommentText(TypedDict):
    text: Annotated[str, MaxLen(COMMENT_MAX)]


class CommentService(PathService):
    """A service about one comment, or about all of a content."""

    def reply(self):
        if not comments.is_commentable(self.context):
            raise NotFound
        return super().reply()

    def comment(self):
        """The comment that the path names.

        :raises NotFound: there is none.
        """
        [id] = self.path
        found = IConversation(self.context).get(id) if id.isdecimal() else None
        if found is None:
            raise NotFound(id)
        return found

    def text(self) -> str:
        reader = Reader(self.body(), names(CommentText))
        text = reader.read("text", lambda value: lines(value, COMMENT_MAX, required=True))
        reader.finish()
        return text

    def alone(self, work):
        """Write in turn with those who add content; commits."""
        site = "/".join(api.portal.get().getPhysicalPath())
        return run_alone(f"add:{site}", work)


class CommentsPost(CommentService):
    """Takes `{"text"}`, plain text; answers 204 with the address. Behind `/<id>` it is a reply."""

    contract = (
        Contract(body=CommentText, answers={204: None}, errors=(404,)),
        Contract(path="/{comment}", body=CommentText, answers={204: None}),
    )

    def publishTraverse(self, request, name):
        self.segments = 1
        return super().publishTraverse(request, name)

    def answer(self):
        in_reply_to = int(self.comment().id) if self.path else None
        text = self.text()

        def write():
            comment = comments.add_comment(self.context, self.user_id, text, in_reply_to)
            telling.tell_commented(self.context, by=self.user_id)
            return comment.id

        id = self.alone(write)
        url = f"{self.context.absolute_url()}/@comments/{id}"
        self.request.response.setHeader("Location", url)
        return self.reply_no_content()


class CommentsPatch(CommentService):
    """Takes `{"text"}`; only the author changes a comment."""

    contract = Contract(path="/{comment}", body=CommentText, answers={204: None})

    segments = 1

    def answer(self):
        comment = self.comment()
        if not comments.may_edit(comment):
            raise Unauthorized
        text = self.text()
        self.alone(lambda: comments.edit_comment(self.comment(), text))
        return self.reply_no_content()


class CommentsDelete(CommentService):
    """Authors delete what nobody answered; coordinators delete all, with the answers."""

    contract = Contract(path="/{comment}", answers={204: None})

    segments = 1

    def answer(self):
        if not comments.may_delete(self.comment()):
            raise Unauthorized

        def delete():
            del IConversation(self.context)[self.comment().id]

        self.alone(delete)
        return self.reply_no_content()
