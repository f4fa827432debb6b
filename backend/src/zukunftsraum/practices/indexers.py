"""What the catalog knows of practice examples."""

from plone.indexer import indexer
from zukunftsraum.practices.content import IBestPractice
from zukunftsraum.practices.transfers import visible_count


@indexer(IBestPractice)
def practice_status(practice):
    return practice.status


@indexer(IBestPractice)
def transfers(practice):
    """How many transfer records readers see."""
    return visible_count(practice)
