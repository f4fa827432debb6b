"""Work that only one may do at a time: many people write, nobody gets an error, nothing is doubled.

Plone answers some of many simultaneous additions with 500, because conflicts on shared objects
(unique ids, the order of a folder, catalog buckets) outlast Zope's retries. Work that runs
through `run_alone` waits for its turn instead, and sees what the one before it stored.
"""

from AccessControl import getSecurityManager
from collections.abc import Callable
from contextlib import contextmanager
from plone import api
from transaction.interfaces import TransientError
from typing import TypeVar
from zExceptions import Unauthorized
from zope.component.hooks import getSite

import threading
import transaction


Result = TypeVar("Result")

#: Conflicts with writers that do not take the lock are tried again this often.
ATTEMPTS = 8

_locks: dict[str, threading.Lock] = {}
_locks_guard = threading.Lock()


@contextmanager
def _held(name: str):
    """Hold the process-wide lock of this name."""
    with _locks_guard:
        lock = _locks.setdefault(name, threading.Lock())
    with lock:
        yield


def run_alone(name: str, work: Callable[[], Result]) -> Result:
    """Run `work` while nobody else in this process runs work of this name, and commit it.

    The transaction under way is given up first, so `work` must do all the writing, and must be
    safe to run again from the start: it is repeated when it conflicts with a writer that does not
    take the lock. Nothing may write after it in the same request.

    :param name: what is protected, for example ``"add:/Plone"``.
    :raises Unauthorized: when the account of who asks was deleted meanwhile; nothing is done then.
    :raises TransientError: when it still conflicts after `ATTEMPTS` runs.
    """
    before = transaction.get()
    user, description = before.user, before.description
    transaction.abort()
    with _held(name):
        for attempt in range(1, ATTEMPTS + 1):
            with_note = transaction.begin()
            with_note.user, with_note.description = user, description
            try:
                _demand_account()
                result = work()
                transaction.commit()
                return result
            except TransientError:
                transaction.abort()
                if attempt == ATTEMPTS:
                    raise
            except BaseException:
                transaction.abort()
                raise
    raise AssertionError("unreachable")


def _demand_account() -> None:
    """Let nobody work on who has been erased while their request waited for its turn.

    :raises Unauthorized: the account is gone.
    """
    user_id = getSecurityManager().getUser().getId()
    if user_id and getSite() is not None and api.user.get(userid=user_id) is None:
        raise Unauthorized
