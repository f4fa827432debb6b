"""GET @vocabularies of a space: who may add content there gets the keywords for it."""

from AccessControl import getSecurityManager
from plone.restapi.services.vocabularies.get import VocabulariesGet
from Products.CMFCore.permissions import AddPortalContent
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.contract import PageQuery


KEYWORDS = "plone.app.vocabularies.Keywords"


class VocabularyQuery(PageQuery, total=False):
    title: str
    token: str
    tokens: list[str]


class SpaceVocabulariesGet(VocabulariesGet):
    """Vocabularies as stock, with the keywords for who may add content here.

    Stock asks for the permission to edit the space itself, which its members do not have.

    The vocabulary holds only keywords of content that the caller may see.
    """

    contract = (
        Contract(answers={200: list[Anything]}),
        Contract(path="/{name}", query=VocabularyQuery, answers={200: Anything}),
    )

    def _has_permission_to_access_vocabulary(self, vocabulary_name):
        if vocabulary_name == KEYWORDS:
            return getSecurityManager().checkPermission(AddPortalContent, self.context)
        return super()._has_permission_to_access_vocabulary(vocabulary_name)
