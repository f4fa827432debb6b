"""Tells caching proxies what has changed, after the transaction, and never in its way.

Whatever changes for visitors passes through the queue of the catalog: contents, their states, places, comments. So that is where
it is noticed, in one place. Proxies are told marks, not addresses (`Surrogate-Key`): one for all texts, lists, feeds and pages, and one for the
pictures and files of each object that changed.
"""

from AccessControl.PermissionRole import rolesForPermissionOn
from collections.abc import Mapping
from plone import api
from plone.cachepurging.interfaces import ICachePurgingSettings
from plone.cachepurging.interfaces import IPurger
from plone.cachepurging.utils import isCachePurgingEnabled
from plone.registry.interfaces import IRecordModifiedEvent
from plone.registry.interfaces import IRegistry
from plone.uuid.interfaces import IUUID
from Products.CMFCore.indexing import getQueue
from Products.CMFCore.interfaces import IIndexQueueProcessor
from Products.CMFCore.permissions import View
from zope.component import adapter
from zope.component import queryUtility
from zope.interface import implementer
from zukunftsraum.headless.caching import rules
from zukunftsraum.headless.caching.sender import SENDER
from zukunftsraum.indexes import index_of
from zukunftsraum.indexes import values_of

import os
import transaction


PATH = "/.surrogate-key/"
#: Addresses of caching proxies, instead of the site's settings.
PROXIES_VARIABLE = "ZUKUNFTSRAUM_CACHE"


@implementer(IIndexQueueProcessor)
class Watcher:
    """Notes which objects that visitors see, or saw, the catalog is about to take in anew."""

    def begin(self):
        if not proxies():
            return
        catalog = api.portal.get_tool("portal_catalog")
        for _operation, obj, *_rest in getQueue().getState():
            if is_public(obj) or was_public(catalog, obj):
                note(IUUID(obj, "") or "/".join(obj.getPhysicalPath()))

    def index(self, obj, attributes=None):
        """What to do is done in `begin`: then the catalog still knows how things were."""

    def reindex(self, obj, attributes=None, update_metadata=1):
        """As `index`."""

    def unindex(self, obj):
        """As `index`."""

    def commit(self):
        """Caches are told after the commit (`note`)."""

    def abort(self):
        """What is given up is forgotten with the transaction."""


def is_public(obj) -> bool:
    return "Anonymous" in rolesForPermissionOn(View, obj)


def was_public(catalog, obj) -> bool:
    """Whether the catalog, as it is, shows an object to visitors."""
    rid = catalog.getrid("/".join(obj.getPhysicalPath()))
    if rid is None:
        return False
    return "Anonymous" in values_of(index_of(catalog, "allowedRolesAndUsers"), rid)


@adapter(IRecordModifiedEvent)
def note_setting(event):
    """A setting may show anywhere."""
    note(event.record.__name__)


def note(subject: str) -> None:
    """Have caches told, once this transaction is committed, that something for visitors has changed.

    :param subject: the unique id of the object, or what else has changed.
    """
    current = transaction.get()
    try:
        noted = current.data(note)
    except KeyError:
        noted = set()
        current.set_data(note, noted)
        current.addAfterCommitHook(_tell, (noted, proxies(), queryUtility(IPurger)))
    noted.add(rules.mark_of(subject))


def proxies(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Addresses of the caching proxies: those of the environment, with blanks between them, else those of the site's settings.

    None where purging is switched off there.
    """
    if given := environ.get(PROXIES_VARIABLE, "").split():
        return tuple(given)
    registry = queryUtility(IRegistry)
    if registry is None or not isCachePurgingEnabled(registry):
        return ()
    return tuple(registry.forInterface(ICachePurgingSettings, check=False).cachingProxies or ())


def _tell(is_stored: bool, noted: set[str], addresses: tuple[str, ...], purger) -> None:
    if is_stored and purger is not None:
        for mark in rules.marks_to_forget(noted):
            for address in addresses:
                SENDER.send(purger, address.rstrip("/") + PATH + mark)
