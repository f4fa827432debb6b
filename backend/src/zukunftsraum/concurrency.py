"""Work that only one may do at a time: many people write, nobody gets an error, nothing is doubled.

Plone answers some of many simultaneous additions with 500, because conflicts on shared objects
(unique ids, the order of a folder, catalog buckets) outlast Zope's retries. Work that runs
through `run_alone` waits for its turn instead, and sees what the one before it stored. Several Zope processes on PostgreSQL
wait for each other too, with an advisory lock of the database; it ends with the connection, so a process that dies leaves none.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_inner
from Acquisition import aq_parent
from collections import deque
from collections.abc import Callable
from contextlib import contextmanager
from plone import api
from transaction.interfaces import TransientError
from typing import TypeVar
from zExceptions import Unauthorized
from zope.component.hooks import getSite

import hashlib
import threading
import transaction


Result = TypeVar("Result")

#: Conflicts with writers that do not take the lock are tried again this often.
ATTEMPTS = 8


class FairLock:
    """A lock that those who wait get in the order in which they came. (One of `threading` goes to whoever is fastest: mostly to
    the thread that has just released it, so work in many steps would hold up all others.)"""

    def __init__(self):
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._is_held = False

    def __enter__(self):
        turn = threading.Event()
        with self._guard:
            if not self._is_held:
                self._is_held = True
                return
            self._waiting.append(turn)
        try:
            turn.wait()
        except BaseException:
            self._give_up(turn)
            raise

    def __exit__(self, *exception):
        with self._guard:
            self._pass_on()

    def _pass_on(self) -> None:
        if self._waiting:
            self._waiting.popleft().set()
        else:
            self._is_held = False

    def _give_up(self, turn: threading.Event) -> None:
        with self._guard:
            if turn.is_set():
                self._pass_on()
            else:
                self._waiting.remove(turn)


_locks: dict[str, FairLock] = {}
_locks_guard = threading.Lock()


#: Connections to PostgreSQL that hold no lock now.
_idle_connections: list = []


@contextmanager
def held(name: str):
    """Hold the lock of this name: in this process, and where there is PostgreSQL, in all. Not twice in one thread."""
    with _locks_guard:
        lock = _locks.setdefault(name, FairLock())
    with lock, _held_in_database(name):
        yield


@contextmanager
def _held_in_database(name: str):
    """Hold the advisory lock of this name, on a connection of its own; without RelStorage nothing.

    The connection commits by itself: a lock needs no transaction, and none must stay open meanwhile.
    """
    connections = _connection_manager()
    if connections is None:
        yield
        return
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    connection = _locked_connection(connections, key)
    try:
        yield
    finally:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", (key,))
            _idle_connections.append(connection)
        except connections.driver.disconnected_exceptions:
            connection.close()  # and with it went the lock


def _locked_connection(connections, key: int):
    """A connection that holds the lock. One that idled may be broken, since the database was restarted: then a new one."""
    while True:
        try:
            connection, is_new = _idle_connections.pop(), False
        except IndexError:
            connection, is_new = connections.open(application_name="zukunftsraum: locks")[0], True
            connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s)", (key,))
            return connection
        except connections.driver.disconnected_exceptions:
            connection.close()
            if is_new:
                raise


def _connection_manager():
    """What opens connections to the PostgreSQL that the site lies in; None for other storages."""
    jar = getattr(getSite(), "_p_jar", None)
    adapter = getattr(jar.db().storage, "_adapter", None) if jar is not None else None
    return None if adapter is None else adapter.connmanager


#: What each thread has to do when its turn is over.
_later = threading.local()


def after_turn(do: Callable[[], None]) -> None:
    """Have something slow done when the turn of `run_alone` is over, before its caller goes on; outside of a turn at once.

    It must not write to the database.
    """
    waiting = getattr(_later, "waiting", None)
    if waiting is None:
        do()
    else:
        waiting.append(do)


def run_alone(name: str, work: Callable[[], Result]) -> Result:
    """Run `work` while nobody else runs work of this name, and commit it.

    The transaction under way is given up first, so `work` must do all the writing, and must be
    safe to run again from the start: it is repeated when it conflicts with a writer that does not
    take the lock. Nothing may write after it in the same request.

    :param name: what is protected, for example ``"add:/Plone"``.
    :raises Unauthorized: when the account of who asks was deleted meanwhile; nothing is done then.
    :raises TransientError: when it still conflicts after `ATTEMPTS` runs.
    """
    _later.waiting = waiting = []
    try:
        return _run_alone(name, work)
    finally:
        _later.waiting = None
        for do in waiting:
            do()


def _run_alone(name: str, work: Callable[[], Result]) -> Result:
    before = transaction.get()
    user, description = before.user, before.description
    transaction.abort()
    with held(name):
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
    user = getSecurityManager().getUser()
    user_id = user.getId()
    if not user_id or getSite() is None:
        return
    # Not `api.user.get` where it can be helped: that collects properties, groups and roles while others wait.
    users = aq_parent(aq_inner(user))
    if hasattr(users, "_verifyUser"):
        is_there = users._verifyUser(users.plugins, user_id=user_id) is not None
    else:
        is_there = api.user.get(userid=user_id) is not None
    if not is_there:
        raise Unauthorized
