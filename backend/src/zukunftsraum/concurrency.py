"""Work that only one may do at a time: many people write, nobody gets an error, nothing is doubled.

Plone answers some of many simultaneous additions with 500, because conflicts on shared objects
(unique ids, the order of a folder, catalog buckets) outlast Zope's retries. Work that runs
through `run_alone` waits for its turn instead, and sees what the one before it stored. Several Zope processes on PostgreSQL
wait for each other too, with an advisory lock of the database; it ends with the connection, so a process that dies leaves none.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from collections import deque
from collections.abc import Callable
from contextlib import contextmanager
from transaction.interfaces import TransientError
from typing import NamedTuple
from typing import TypeVar
from zExceptions import Unauthorized
from zope.component.hooks import getSite
from zukunftsraum.outages import is_outage

import hashlib
import threading
import transaction


Result = TypeVar("Result")
Subject = TypeVar("Subject")
Refusals = tuple[type[Exception], ...]


class Note(NamedTuple):
    """What a transaction is noted with: who (`path user-id`, as Zope writes it), and what for."""

    user: str
    description: str


#: Conflicts with writers that do not take the lock are tried again this often.
ATTEMPTS = 8

#: Conflicts that this process has met so far; `monitoring` tells it.
conflicts = 0


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


#: So many have their turn together at most: a transaction must not grow without end.
MOST_TOGETHER = 16
#: Name of a lock → who of this process waits in `run_together`.
_waiting_turns: dict[str, deque["_Turn"]] = {}


#: Connections to PostgreSQL that hold no lock now.
_idle_connections: list = []


@contextmanager
def held(name: str):
    """Hold the lock of this name: in this process, and where there is PostgreSQL, in all. Not twice in one thread."""
    with _lock(name), _held_in_database(name):
        yield


def _lock(name: str) -> FairLock:
    """The lock of this process."""
    with _locks_guard:
        return _locks.setdefault(name, FairLock())


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


@contextmanager
def _ending_turns():
    """Do afterwards what `after_turn` was asked for meanwhile."""
    _later.waiting = waiting = []
    try:
        yield
    finally:
        _later.waiting = None
        for do in waiting:
            do()


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
    note, user_id = _note(), _user_id()
    transaction.abort()

    def alone():
        _demand_account(user_id)
        return work()

    with _ending_turns(), held(name):
        return _commit(alone, note)


def run_together(
    name: str, subject: Subject, work: Callable[[Subject], Result], refusals: Refusals = ()
) -> Result:
    """As `run_alone`, for what very many people do in the same second: those of a process who wait have their turn together.

    The first of them does the work of all, one after the other in the order in which they came, and commits once: most of what a turn
    takes is locking, reading what others wrote, and the commit. When something breaks, each has a transaction of their own; not when it is
    the database: it may have stored what they did, and nothing must be done twice.

    :param subject: what is written to; `work` is given that of the thread it runs in, and must not touch any other persistent object of its own.
    :param refusals: errors that `work` raises before it has written anything; they are an answer like others, and end nothing for the rest.
    :raises: as `run_alone`, and what `work` raises.
    """
    turn = _Turn(work, refusals, _user_id(), _note())
    transaction.abort()
    with _locks_guard:
        waiting = _waiting_turns.setdefault(name, deque())
    waiting.append(turn)
    turns: list[_Turn] = []
    try:
        with _ending_turns(), _lock(name):
            if not turn.is_taken:
                with _held_in_database(name):
                    turns += _take(waiting)
                    _run_turns(turns, subject)
    finally:
        # Whatever happens: nobody else would tell these.
        for one in turns:
            one.done.set()
        if not turn.is_taken:
            waiting.remove(turn)
    turn.done.wait()
    if turn not in turns:
        transaction.begin()  # to see what was written in another thread
    return turn.outcome()


class _Turn:
    """Work of one request: a thread of the same process does it, maybe another than its own."""

    def __init__(self, work: Callable, refusals: Refusals, user_id: str | None, note: Note):
        self.work, self.refusals, self.user_id, self.note = work, refusals, user_id, note
        self.is_taken = False
        self.done = threading.Event()
        self.result = None
        self.error: BaseException | None = RuntimeError("the turn was interrupted")

    def run(self, subject) -> None:
        """:raises: what is no refusal."""
        try:
            _demand_account(self.user_id)
            self.result, self.error = self.work(subject), None
        except (Unauthorized, *self.refusals) as refusal:
            self.error = refusal

    def outcome(self):
        if self.error is not None:
            raise self.error
        return self.result


def _take(waiting: deque[_Turn]) -> list[_Turn]:
    taken = []
    while waiting and len(taken) < MOST_TOGETHER:
        taken.append(waiting.popleft())
        taken[-1].is_taken = True
    return taken


def _run_turns(turns: list[_Turn], subject) -> None:
    """Run them in one transaction; where that fails, each in one of its own."""

    def all_of_them():
        for turn in turns:
            turn.run(subject)

    try:
        # Several people: the note of the transaction names none of them.
        first = turns[0].note
        _commit(all_of_them, first if len(turns) == 1 else Note("", first.description))
        return
    except BaseException as error:
        for turn in turns:
            turn.error = error
        if not isinstance(error, Exception):
            raise
    if len(turns) > 1 and not is_outage(turns[0].error):
        for turn in turns:
            _run_turns([turn], subject)


def _commit(work: Callable[[], Result], note: Note) -> Result:
    """Run `work` in a transaction of its own, again when it conflicts."""
    for attempt in range(1, ATTEMPTS + 1):
        begun = transaction.begin()
        begun.user, begun.description = note.user, note.description
        try:
            result = work()
            transaction.commit()
            return result
        except TransientError:
            transaction.abort()
            _count_conflict()
            if attempt == ATTEMPTS:
                raise
        except BaseException:
            transaction.abort()
            raise
    raise AssertionError("unreachable")


def _count_conflict() -> None:
    global conflicts
    with _locks_guard:
        conflicts += 1


def _note() -> Note:
    current = transaction.get()
    return Note(current.user, current.description)


def _user_id() -> str | None:
    return getSecurityManager().getUser().getId()


def _demand_account(user_id: str | None) -> None:
    """Let nobody work on who has been erased while their request waited for its turn.

    :raises Unauthorized: the account is gone.
    """
    site = getSite()
    if not user_id or site is None:
        return
    # Not `api.user.get`: that collects properties, groups and roles while others wait.
    for place in aq_chain(aq_inner(site)):
        users = getattr(aq_base(place), "acl_users", None)
        if users is not None:
            users = users.__of__(place)
            if users._verifyUser(users.plugins, user_id=user_id) is not None:
                return
    raise Unauthorized
