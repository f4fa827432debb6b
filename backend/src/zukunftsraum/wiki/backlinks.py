"""Which texts link to an article, or name it as related."""

from plone import api
from plone.app.iterate.interfaces import IWorkingCopy
from plone.app.linkintegrity.handlers import referencedRelationship
from zc.relation.interfaces import ICatalog
from zope.component import getUtility
from zope.intid.interfaces import IIntIds
from zukunftsraum.content.relations import number_of


#: Relations that count: links in the text, and the list of related pages.
KINDS = (referencedRelationship, "relatedItems")


def backlinks_of(article):
    """Catalog entries of the texts that lead to an article and that the caller may see, by title."""
    return texts_that_name(article, KINDS)


def written_plainer_in(article):
    """Catalog entries of the texts of which an article is the version in easy language, by title."""
    return texts_that_name(article, ("easy_language",))


def texts_that_name(article, kinds: tuple[str, ...]):
    """Catalog entries of the visible texts with a relation of these kinds to an article, by title.

    Nothing but the relations is loaded. Working copies do not count: what they name is not approved.
    """
    number = number_of(article)
    if number is None:
        return []
    sources = {
        relation.from_id
        for kind in kinds
        for relation in getUtility(ICatalog).findRelations(
            {"to_id": number, "from_attribute": kind}
        )
    } - {number, None}
    intids = getUtility(IIntIds)
    paths = [intids.refs[source].path for source in sources if source in intids.refs]
    if not paths:
        return []
    return api.portal.get_tool("portal_catalog").searchResults(
        path={"query": paths, "depth": 0},
        object_provides={"not": IWorkingCopy.__identifier__},
        sort_on="sortable_title",
    )
