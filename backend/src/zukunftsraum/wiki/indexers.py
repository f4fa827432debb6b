"""What the catalog knows of articles."""

from plone.indexer import indexer
from zukunftsraum.wiki.content import IWikiArticle
from zukunftsraum.wiki.content import KIND_GLOSSARY


@indexer(IWikiArticle)
def glossary_forms(article):
    """Other forms of the term that a glossary article explains."""
    return tuple(article.glossary_forms or ()) if article.kind == KIND_GLOSSARY else ()
