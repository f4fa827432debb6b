"""Putting the index into the catalog of a site, and the stock one back."""

from plone import api
from types import SimpleNamespace
from zukunftsraum.search.index import GermanTextIndex

import logging
import transaction


logger = logging.getLogger(__name__)

NAME = "SearchableText"

#: After so many objects memory is given back.
BATCH = 1000


def install(portal) -> None:
    """Replace the stock index, and index what the site contains; nothing happens when it is replaced already."""
    catalog = api.portal.get_tool("portal_catalog")
    if not is_installed(catalog):
        _replace(catalog, GermanTextIndex(NAME))


def uninstall(portal) -> None:
    """Put the index of stock Plone back."""
    catalog = api.portal.get_tool("portal_catalog")
    if is_installed(catalog):
        extra = SimpleNamespace(index_type="Okapi BM25 Rank", lexicon_id="plone_lexicon")
        _replace(catalog, "ZCTextIndex", extra)


def is_installed(catalog) -> bool:
    """Whether the catalog has our index."""
    return isinstance(catalog._catalog.indexes.get(NAME), GermanTextIndex)


def reindex(catalog) -> int:
    """Index the text of everything in the catalog again; returns of how many objects.

    Goes through the objects in one transaction; memory stays small.
    """
    root = catalog.getPhysicalRoot()
    done = 0
    for path in list(catalog._catalog.uids.keys()):
        content = root.unrestrictedTraverse(path, None)
        if content is None:
            logger.warning("An entry of the catalog has no object any more")
            continue
        catalog.catalog_object(content, path, idxs=[NAME], update_metadata=False)
        done += 1
        if done % BATCH == 0:
            transaction.savepoint(optimistic=True)
            catalog._p_jar.cacheGC()
    return done


def rescore(catalog) -> int:
    """Compute the postings of all texts again, from what the index has stored of them; returns of how many.

    For changes of the rules of relevance. One transaction; memory stays small.
    """
    done = 0
    for done, _ in enumerate(catalog._catalog.indexes[NAME].rescore(), start=1):
        if done % BATCH == 0:
            transaction.savepoint(optimistic=True)
            catalog._p_jar.cacheGC()
    return done


def _replace(catalog, index, extra=None) -> None:
    if NAME in catalog.indexes():
        catalog.delIndex(NAME)
    catalog.addIndex(NAME, index, extra)
    reindex(catalog)
