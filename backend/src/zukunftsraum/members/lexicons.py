"""The lexicons of the catalog keep every word that ever occurred; names of people who are gone go."""

from plone import api


def forget_words(text: str) -> None:
    """Remove the words of a text from the lexicons, those that no document contains any more."""
    catalog = api.portal.get_tool("portal_catalog")._catalog
    for index in catalog.indexes.values():
        if hasattr(index, "forget_words"):  # an index with words of its own
            index.forget_words(text)
    indexes = [
        catalog.getIndex(name)
        for name, index in catalog.indexes.items()
        if hasattr(index, "getLexicon")
    ]
    lexicons = {}
    for index in indexes:
        lexicon = index.getLexicon()
        lexicons.setdefault(lexicon.getId(), (lexicon, []))[1].append(index.index)
    for lexicon, used_by in lexicons.values():
        for word in set(lexicon.parseTerms(text)):
            wid = lexicon._wids.get(word)
            if wid is None or any(wid in index._wordinfo for index in used_by):
                continue
            del lexicon._wids[word]
            del lexicon._words[wid]
            lexicon.length.change(-1)
