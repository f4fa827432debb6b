"""What the catalog knows of topics, kinds and years. Nothing is acquired: what lies inside a text has none of its own."""

from Acquisition import aq_base
from plone.dexterity.interfaces import IDexterityContent
from plone.indexer import indexer


def own(content, name: str):
    """A value of the content itself.

    :raises AttributeError: it has none; the catalog then knows nothing.
    """
    value = getattr(aq_base(content), name, None)
    if value in (None, "", [], ()):
        raise AttributeError(name)
    return value


@indexer(IDexterityContent)
def topics(content):
    return list(own(content, "topics"))


@indexer(IDexterityContent)
def kind(content):
    return own(content, "kind")


@indexer(IDexterityContent)
def year(content):
    """The year as text ("2024"): in which its period began (or ended), else of its publication, else of its creation."""
    base = aq_base(content)
    day = getattr(base, "period_start", None) or getattr(base, "period_end", None)
    if day is not None:
        return f"{day.year:04}"
    moment = getattr(base, "effective_date", None) or getattr(base, "creation_date", None)
    if moment is None:
        raise AttributeError("year")
    return f"{moment.year():04}"
