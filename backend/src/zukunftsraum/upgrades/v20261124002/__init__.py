"""Practice examples get more parts and transfer records, the catalog facts from the register, listing blocks new criteria."""

from Acquisition import aq_base
from importlib.resources import files
from plone import api
from plone.app.registry.exportimport.handler import RegistryImporter
from plone.registry.interfaces import IRegistry
from Products.CMFCore.indexing import processQueue
from zope.component import getUtility
from zukunftsraum.practices import store
from zukunftsraum.register.indexers import FACTS

import transaction


PROFILE = "zukunftsraum:default"

#: What is indexed anew, of everything: values that were acquired from the container go with it.
INDEXES = ["topics", "kind", "municipality", *FACTS, "year", "transfers"]

#: Objects after which memory is given back.
BATCH = 1000


def upgrade(setup_tool) -> None:
    portal = api.portal.get()
    store.install(portal)
    add_indexes(setup_tool, portal.portal_catalog)
    add_criteria(setup_tool)
    everything = {"path": "/".join(portal.getPhysicalPath())}
    brains = portal.portal_catalog.unrestrictedSearchResults(**everything)
    for number, brain in enumerate(brains, 1):
        if brain.portal_type == "Discussion Item":
            continue
        obj = brain._unrestrictedGetObject()
        if brain.portal_type == "BestPractice":
            move_transferability(obj)
        obj.reindexObject(idxs=INDEXES)
        if number % BATCH == 0:
            processQueue()
            transaction.savepoint(optimistic=True)
            portal._p_jar.cacheGC()


def add_indexes(setup_tool, catalog) -> None:
    """The new indexes and columns; `municipality` becomes an index of several values."""
    if "municipality" in catalog.indexes():
        catalog.delIndex("municipality")
    setup_tool.runImportStepFromProfile(f"profile-{PROFILE}", "catalog", run_dependencies=False)


def add_criteria(setup_tool) -> None:
    """The criteria of listing blocks, and no other setting: those may have been changed."""
    text = files("zukunftsraum").joinpath("profiles/default/registry/querystring.xml").read_bytes()
    environ = setup_tool._getImportContext(f"profile-{PROFILE}")
    RegistryImporter(getUtility(IRegistry), environ).importDocument(text)


def move_transferability(example) -> None:
    """What was one part is the first of two now; an example that has the first already keeps it."""
    base = aq_base(example)
    old = getattr(base, "transferability", None)
    if old is None:
        return
    del base.transferability
    if not base.prerequisites:
        base.prerequisites = old
