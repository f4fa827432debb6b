"""The job `erasure`: walks through the site and takes people who are gone out of everything.

In batches, each its own transaction; where it stands is stored with the batch, so a walk that was interrupted goes on
there. Content is walked by UID, which stays the same when content moves meanwhile.
"""

from collections.abc import Callable
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from plone import api
from transaction.interfaces import TransientError
from zope.interface import implementer
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.members import admissions
from zukunftsraum.members.compacting import compact_trees
from zukunftsraum.members.erasure import CATALOG_INDEXES
from zukunftsraum.members.erasure import existing
from zukunftsraum.members.erasure import forget_kept
from zukunftsraum.members.erasure import rewrite
from zukunftsraum.members.erasure import rewrite_authored
from zukunftsraum.members.erasure_store import Erasures
from zukunftsraum.members.lexicons import forget_words
from zukunftsraum.members.rewriting import rewrite_content
from zukunftsraum.members.rewriting import rewrite_versions
from zukunftsraum.members.store import get_members_store

import transaction


#: Objects that one transaction walks through.
BATCH = 100

#: So often a batch is tried that conflicts with other writers.
ATTEMPTS = 8


@implementer(IJob)
class ErasureJob:
    """Does one walk after the other until nobody waits."""

    title = "take erased people out of versions, histories and content of others"
    schedule = "*/10 * * * *"

    def run(self, now: datetime) -> str:
        people = 0
        while (done := _next_batch()) is not None:
            people += done
        return f"people {people}"


def _next_batch() -> int | None:
    """Do and commit one batch; the number of people whose walk ended with it, None if nobody waits.

    Two machines at once conflict in where the walk stands: the second goes on after what the first has done.
    """
    for attempt in range(1, ATTEMPTS + 1):
        transaction.begin()
        erasures = get_members_store().erasures
        if not erasures.walking and not len(erasures):
            return None
        try:
            done = _step(erasures)
            transaction.commit()
        except TransientError:
            transaction.abort()
            if attempt == ATTEMPTS:
                raise
        else:
            api.portal.get()._p_jar.cacheGC()
            return done
    raise AssertionError("unreachable")


def _step(erasures: Erasures) -> int:
    """One batch of one phase."""
    if not erasures.walking:
        erasures.begin(next(iter(PHASES)))
        return 0
    phase = erasures.phase
    people = erasures.people()
    # Versions that are older than our way to store them have the login name.
    gone = {name for p in people for name in (p.user_id, p.login, p.email) if name}
    after = PHASES[phase](gone, erasures.after)
    if after is not None:
        erasures.go_on(phase, after)
        return 0
    names = list(PHASES)
    following = names[names.index(phase) + 1 :]
    if following:
        erasures.go_on(following[0], "")
        return 0
    for person in people:
        forget_words(person.as_text())
    compact_trees([name for p in people for name in (p.user_id, *p.as_text().split())])
    return erasures.finish()


def _authored(gone: set[str], after) -> str | None:
    """What they wrote, as far as it was too much to be done at once."""
    return "more" if rewrite_authored(gone, BATCH) else None


def _content(gone: set[str], after) -> str | None:
    """All content, in the order of its UIDs."""
    portal = api.portal.get()
    if not after:
        rewrite_content(portal, gone)
    catalog = api.portal.get_tool("portal_catalog")._catalog
    uids = catalog.indexes["UID"]._index
    for uid in (batch := _some(uids, after)):
        path = catalog.paths.get(uids[uid])
        obj = portal.unrestrictedTraverse(path, None) if path else None
        if obj is not None:
            rewrite(obj, gone)
    return batch[-1] if batch else None


def _seen(gone: set[str], after) -> int | None:
    """What they could see by roles on what lies above it: the catalog still says so."""
    catalog = api.portal.get_tool("portal_catalog")
    readers = [f"user:{name}" for name in gone]
    brains = catalog.unrestrictedSearchResults(allowedRolesAndUsers=readers)
    later = (brain for brain in brains if after == "" or brain.getRID() > after)
    batch = sorted(later, key=lambda brain: brain.getRID())[:BATCH]
    for obj in existing(batch):
        obj.reindexObject(idxs=CATALOG_INDEXES)
    return batch[-1].getRID() if batch else None


def _versions(gone: set[str], after):
    """All stored versions, also of content that was deleted."""
    storage = api.portal.get_tool("portal_historiesstorage")
    shadows = storage._getShadowStorage(autoAdd=False)
    if shadows is None:
        return None
    for history_id in (batch := _some(shadows._storage, after)):
        rewrite_versions(storage, history_id, gone)
    return batch[-1] if batch else None


def _kept(gone: set[str], after) -> None:
    """Requests of others that they decided; and what a request of theirs stored that was under way at the end."""
    admissions.forget_deciders(gone)
    for user_id in get_members_store().erasures.walking:
        forget_kept(user_id)


#: The phases of a walk: functions of the people and the last key, which do a batch and answer the new last key, or
#: None when nothing is left.
PHASES: dict[str, Callable] = {
    "authored": _authored,
    "content": _content,
    "seen": _seen,
    "versions": _versions,
    "kept": _kept,
}


def _some(tree, after) -> list:
    """The next keys of a tree."""
    keys: Iterable = tree.keys() if after == "" else tree.keys(min=after, excludemin=True)
    return list(islice(keys, BATCH))
