"""What the catalog knows of practice examples."""

from plone.indexer import indexer
from zukunftsraum.practices.content import IBestPractice


@indexer(IBestPractice)
def practice_status(practice):
    return practice.status
