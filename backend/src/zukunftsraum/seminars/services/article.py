"""POST @article: a draft for the wiki from a seminar."""

from AccessControl import getSecurityManager
from plone import api
from Products.CMFCore.permissions import View
from zExceptions import Forbidden
from zukunftsraum import _
from zukunftsraum.concurrency import run_alone
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Titled
from zukunftsraum.seminars import articles
from zukunftsraum.service import PathService


class ArticlePost(PathService):
    """Begins an article about the seminar.

    Answers 201 with the `@id` of a new draft that belongs to the caller; 200 with that of the article there is.

    403 for who may not write for the wiki; 409 when there is one that the caller may not see.
    """

    contract = Contract(answers={200: Titled, 201: Titled}, errors=(409,))

    def answer(self):
        if not articles.may_write():
            raise Forbidden
        site = "/".join(api.portal.get().getPhysicalPath())
        article, is_new = run_alone(f"add:{site}", lambda: articles.make_article(self.context))
        if not is_new and not getSecurityManager().checkPermission(View, article):
            return self.refuse(
                409,
                _(
                    "error_article_of_seminar_hidden",
                    default="There is an article from this event already; its draft belongs to somebody else.",
                ),
            )
        self.request.response.setStatus(201 if is_new else 200)
        self.request.response.setHeader("Location", article.absolute_url())
        return {"@id": article.absolute_url(), "title": article.title}
