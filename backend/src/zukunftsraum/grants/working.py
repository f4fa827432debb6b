"""What the jobs of the grants share: finding applications, and going through them one by one."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from plone import api
from traceback import extract_tb
from zExceptions import NotFound
from zukunftsraum.jobs.interfaces import JobFailed

import logging
import transaction


logger = logging.getLogger(__name__)


def brains_in(*states: str) -> list:
    """The applications in these states, from the catalog; nothing is loaded."""
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(
        portal_type="GrantApplication", review_state=list(states)
    )
    return list(found)  # and not one by one, while others delete some


def applications(brains: Iterable) -> Iterator:
    """The applications themselves, one after the other; memory does not grow with their number."""
    portal = api.portal.get()
    for number, brain in enumerate(brains):
        try:
            application = brain._unrestrictedGetObject()
        except (AttributeError, KeyError, NotFound):  # deleted meanwhile
            continue
        yield application
        if number % 500 == 499 and portal._p_jar is not None:
            portal._p_jar.cacheGC()


class Count:
    """Counts what a job does. What fails with one application is logged by its UID and counted, and does not stop the others."""

    def __init__(self, *names: str):
        self.done = dict.fromkeys(names, 0)
        self.failed = 0

    def do(self, name: str, uid: str, work: Callable[[], bool]) -> bool:
        """Do work, which says whether it did something; whether it did."""
        try:
            did = work()
        except NotFound:  # deleted or moved meanwhile
            return False
        except Exception as error:
            transaction.abort()
            # Where, and not the message: that can name people.
            kind, place = type(error).__name__, extract_tb(error.__traceback__)[-1]
            at = f"{place.filename}:{place.lineno}"
            logger.error("Grant application %s: %s failed: %s at %s", uid, name, kind, at)
            self.failed += 1
            return False
        self.done[name] += bool(did)
        return did

    def line(self) -> str:
        """What was done, in one line.

        :raises JobFailed: something failed; all else was done.
        """
        line = ", ".join(f"{name} {count}" for name, count in self.done.items())
        if self.failed:
            raise JobFailed(f"{line}, failed {self.failed}: the log names them")
        return line
