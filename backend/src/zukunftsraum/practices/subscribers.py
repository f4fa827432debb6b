"""What follows when an example is deleted."""

from plone import api
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.practices.store import KEY


def forget_transfers(example, event) -> None:
    """A deleted example leaves no transfer records."""
    store = IAnnotations(api.portal.get()).get(KEY)
    if store is not None:  # the whole site is deleted, or the package is gone
        store.remove_example(IUUID(example))
