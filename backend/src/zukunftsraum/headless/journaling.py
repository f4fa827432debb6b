"""Keeps the journal: whatever is indexed in the catalog, moved or taken out of it may have become open, have changed, or be open no more.

It hangs on the queue of the catalog, not on events of content: that is where all comes by that changes who sees something, the content
of a folder that is closed or deleted too.
"""

from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_base
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from plone import api
from Products.CMFCore.interfaces import IIndexQueueProcessor
from Products.CMFCore.permissions import AccessContentsInformation
from Products.CMFCore.permissions import View
from Products.CMFCore.utils import getToolByName
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer
from zukunftsraum.headless.journal import Journal
from zukunftsraum.headless.journal import KEY
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.register.indexers import FACTS


#: Types of content that other portals may take over.
TYPES = (
    "WikiArticle",
    "BestPractice",
    "Seminar",
    "GrantCall",
    "News Item",
    "Event",
    "Document",
    "File",
    "Image",
)

#: Indexing these alone tells nothing new but who may see it, or when.
SECURITY = frozenset(
    {"allowedRolesAndUsers", "effective", "effectiveRange", "expires", "review_state"}
)


@implementer(IIndexQueueProcessor)
class JournalProcessor:
    """Takes part in every indexing of content."""

    def index(self, obj, attributes=None):
        self.reindex(obj, attributes)

    def reindex(self, obj, attributes=None, update_metadata=1):
        names = frozenset(attributes or ())
        if not names or names & (SECURITY | {"modified", *FACTS}):
            note(obj, again=bool(names & set(FACTS)))

    def unindex(self, obj):
        if getattr(obj, "portal_type", None) in TYPES:
            journal = _journal_of(obj)
            if journal is not None:
                journal.note(obj.UID(), datetime.now(UTC), is_open=False)

    def begin(self):
        """Nothing is kept between objects."""

    def commit(self):
        """The journal is stored with the transaction."""

    def abort(self):
        """And goes back with it."""


def note(content, *, again: bool = False) -> None:
    """Note what content is like now. again: its facts in the register are others."""
    base = aq_base(content)
    if getattr(base, "portal_type", None) not in TYPES:
        return
    journal = _journal_of(content)
    if journal is None:
        return
    journal.note(
        content.UID(),
        datetime.now(UTC),
        is_open=is_open(content),
        opens=_micros(getattr(base, "effective_date", None)),
        closes=_micros(getattr(base, "expiration_date", None)),
        mark=_mark("/".join(content.getPhysicalPath()), content.modified()),
        again=again,
    )


def is_open(content) -> bool:
    """Whether everybody may see it, apart from when it is shown."""
    return all(
        "Anonymous" in rolesForPermissionOn(permission, content)
        for permission in (View, AccessContentsInformation)
    )


def compare(portal, now: datetime) -> int:
    """Bring the journal in line with the catalog; how many items differed. Makes it where there is none.

    In the order in which they were last changed. Wakes no content.
    """
    journal = IAnnotations(portal).setdefault(KEY, Journal())
    found = portal.portal_catalog.unrestrictedSearchResults(
        portal_type=TYPES, allowedRolesAndUsers="Anonymous", sort_on="modified"
    )
    differing = 0
    brains = {brain.UID: brain for brain in found}
    for uid, brain in brains.items():
        differing += journal.note(
            uid,
            now,
            is_open=True,
            opens=_micros(brain.effective),
            closes=_micros(brain.expires),
            mark=_mark(brain.getPath(), brain.modified),
        )
    for uid in [uid for uid in journal.uids() if uid not in brains]:
        differing += journal.note(uid, now, is_open=False)
    return differing


@implementer(IJob)
class JournalJob:
    """Mends the journal where something by-passed the queue of the catalog; nothing differs otherwise."""

    title = "Bring the journal of open content (@harvest) in line with the catalog"
    schedule = "10 2 1 * *"

    def run(self, now: datetime) -> str:
        return f"{compare(api.portal.get(), now)} items differed"


def _mark(path: str, modified: DateTime) -> tuple[str, int]:
    return path, modified.micros()


def _micros(moment: DateTime | None) -> int | None:
    """None for the dates by which Plone says that there is no limit."""
    if moment is None or not 1970 < moment.year() < 2499:
        return None
    return moment.micros()


def _journal_of(content) -> Journal | None:
    tool = getToolByName(content, "portal_url", None)
    return None if tool is None else IAnnotations(tool.getPortalObject()).get(KEY)
