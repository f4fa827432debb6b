"""The keywords vocabulary: only keywords of content that the caller may see."""

from BTrees.IIBTree import IITreeSet
from BTrees.IIBTree import intersection
from plone import api
from plone.app.vocabularies.catalog import KeywordsVocabulary
from plone.app.vocabularies.terms import safe_simplevocabulary_from_values


class VisibleKeywordsVocabulary(KeywordsVocabulary):
    """Stock lists every keyword of the site, those of hidden content included.

    The cost grows with the number of keywords and of what the caller sees; no object is woken.
    """

    def all_keywords(self, kwfilter):
        catalog = api.portal.get_tool("portal_catalog")
        index = catalog._catalog.getIndex(self.keyword_index)
        visible = IITreeSet(brain.getRID() for brain in catalog.searchResults())
        keywords = [keyword for keyword, documents in index.items() if is_used(documents, visible)]
        return safe_simplevocabulary_from_values(keywords, query=kwfilter)

    def keywords_of_section(self, section, kwfilter):
        """A site has one list of keywords; per section it would be all of the hidden ones again."""
        return self.all_keywords(kwfilter)


def is_used(documents, visible) -> bool:
    """Whether one of the documents (record ids; the index keeps a single one bare) is visible."""
    if isinstance(documents, int):
        return documents in visible
    return bool(intersection(documents, visible))


KeywordsFactory = VisibleKeywordsVocabulary()
