"""What the catalog knows of the review of a text."""

from plone.app.iterate.interfaces import IWorkingCopy
from plone.indexer import indexer
from plone.uuid.interfaces import IUUID
from zukunftsraum.knowledge import life
from zukunftsraum.knowledge.copies import original_of
from zukunftsraum.knowledge.interfaces import IReviewed


@indexer(IReviewed)
def state_since(text):
    """When it came into its present state."""
    return life.state_since(text)


@indexer(IReviewed)
def next_review(text):
    return text.next_review


@indexer(IReviewed)
def reviewed_on(text):
    return text.reviewed_on


@indexer(IReviewed)
def responsible(text):
    """The public name."""
    return text.responsible


@indexer(IWorkingCopy)
def copy_of(copy):
    """UID of the text of which this is a working copy."""
    text = original_of(copy)
    return None if text is None else IUUID(text)
