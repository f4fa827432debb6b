"""An article as JSON: with the way back from its version in easy language."""

from plone.restapi.interfaces import ISerializeToJson
from zope.component import adapter
from zope.interface import implementer
from zukunftsraum.interfaces import IBrowserLayer
from zukunftsraum.knowledge.serializers import ReviewedSerializer
from zukunftsraum.wiki.backlinks import written_plainer_in
from zukunftsraum.wiki.content import IReviewedArticle


@adapter(IReviewedArticle, IBrowserLayer)
@implementer(ISerializeToJson)
class ArticleSerializer(ReviewedSerializer):
    """Adds `easy_language_of`: the texts that this one says in easy language, `[{"@id", title}]`."""

    def __call__(self, *args, **kwargs):
        result = super().__call__(*args, **kwargs)
        result["easy_language_of"] = [
            {"@id": brain.getURL(), "title": brain.Title}
            for brain in written_plainer_in(self.context)
        ]
        return result
