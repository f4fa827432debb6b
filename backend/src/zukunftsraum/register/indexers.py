"""What the catalog knows of content that names municipalities: facts from the register.

For everything with a field `municipality` or `municipalities`, several values where several are named. Nothing is acquired:
the images inside an example are not examples.
"""

from Acquisition import aq_base
from plone.dexterity.interfaces import IDexterityContent
from plone.indexer import indexer
from zukunftsraum.register.rules import facts
from zukunftsraum.register.store import get_register


#: Indexes (and columns) made of the register; they are made anew when it changes.
FACTS = ("state", "size_class", "municipality_kind", "structurally_weak")


def keys_of(content) -> tuple[str, ...]:
    """Keys (ARS) of the municipalities that content names, the first one first, each once."""
    base = aq_base(content)
    first = getattr(base, "municipality", None)
    others = getattr(base, "municipalities", None) or ()
    keys = [first, *others] if isinstance(others, list | tuple | set) else [first]
    return tuple(dict.fromkeys(key for key in keys if isinstance(key, str) and key))


def facts_of(content, name: str) -> list[str]:
    """One of FACTS of the municipalities of content.

    :raises AttributeError: there is none; the catalog then knows nothing.
    """
    values = facts(keys_of(content), get_register(), name)
    if not values:
        raise AttributeError(name)
    return values


@indexer(IDexterityContent)
def municipality(content):
    """The first municipality: the column of the catalog."""
    keys = keys_of(content)
    if not keys:
        raise AttributeError("municipality")
    return keys[0]


@indexer(IDexterityContent)
def municipality_keys(content):
    """All of them: the index `municipality`."""
    keys = keys_of(content)
    if not keys:
        raise AttributeError("municipality_keys")
    return list(keys)


@indexer(IDexterityContent)
def state(content):
    return facts_of(content, "state")


@indexer(IDexterityContent)
def size_class(content):
    return facts_of(content, "size_class")


@indexer(IDexterityContent)
def municipality_kind(content):
    return facts_of(content, "kind")


@indexer(IDexterityContent)
def structurally_weak(content):
    return facts_of(content, "structurally_weak")


def reindex(portal, keys) -> int:
    """Make the facts anew in the catalog for everything that names one of these municipalities; how many objects.

    Objects do not count as modified.
    """
    if not keys:
        return 0
    catalog = portal.portal_catalog
    brains = catalog.unrestrictedSearchResults(municipality=list(keys))
    for brain in brains:
        brain._unrestrictedGetObject().reindexObject(idxs=list(FACTS))
    return len(brains)
