"""GET @vocabularies of a space: who may add content there gets the keywords for it."""

from AccessControl import getSecurityManager
from plone.restapi.services.vocabularies.get import VocabulariesGet
from Products.CMFCore.permissions import AddPortalContent


KEYWORDS = "plone.app.vocabularies.Keywords"


class SpaceVocabulariesGet(VocabulariesGet):
    """Stock asks for the permission to edit the space itself, which its members do not have.

    The vocabulary holds only keywords of content that the caller may see.
    """

    def _has_permission_to_access_vocabulary(self, vocabulary_name):
        if vocabulary_name == KEYWORDS:
            return getSecurityManager().checkPermission(AddPortalContent, self.context)
        return super()._has_permission_to_access_vocabulary(vocabulary_name)
