"""Vocabularies of the classic UI: stock answers 500 where no such field is, to strangers too."""

from plone.app.content.browser.vocabulary import VocabularyView
from zExceptions import BadRequest


class VocabularyOfField(VocabularyView):
    """400 for a field that the content has not, and for what is no name."""

    def get_vocabulary(self):
        for parameter in ("name", "field"):
            if not isinstance(self.request.get(parameter, ""), str | None):
                raise BadRequest(parameter)
        try:
            return super().get_vocabulary()
        except AttributeError as error:
            if str(error).startswith("No such field"):
                raise BadRequest("field") from None
            raise
