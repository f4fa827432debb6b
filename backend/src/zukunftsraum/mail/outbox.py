"""The mails of a transaction: files of the queue when it commits, nothing when it does not."""

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from transaction.interfaces import IDataManagerSavepoint
from transaction.interfaces import ISavepointDataManager
from zope.interface import implementer
from zukunftsraum.concurrency import after_turn
from zukunftsraum.mail import journal
from zukunftsraum.mail.queue import Envelope
from zukunftsraum.mail.queue import new_name
from zukunftsraum.mail.queue import Queue

import logging
import transaction


logger = logging.getLogger(__name__)


def post(folder: Path, envelope: Envelope, site=None) -> None:
    """Let the mail wait in the queue of this folder as soon as the current transaction has committed.

    :param site: in whose journal it is noted (`journal.py`); without one, a process that is killed in the moment after the commit loses it.
    """
    current = transaction.get()
    try:
        outbox = current.data(post)
    except KeyError:
        outbox = Outbox(current.manager if hasattr(current, "manager") else transaction.manager)
        current.set_data(post, outbox)
    outbox.add(current, Queue(folder), envelope, site)


@implementer(ISavepointDataManager)
class Outbox:
    """Takes part in the commit of a transaction.

    The files are written before the vote, where a full disk still aborts everything, and get their place in the queue after
    the database has finished: rolling back a savepoint, a conflict or an error later in the request leaves no mail. What a process that is
    killed between the two leaves in `tmp/` is recovered by the journal; so is what was written when the database breaks off after the vote, since nobody knows then whether
    it has committed. Then, before anybody is answered, the disk gets them, while others
    have their turn (`concurrency.after_turn`).
    """

    def __init__(self, manager):
        self.transaction_manager = manager
        self._mails: list[tuple[Queue, Envelope, str]] = []
        self._written: list[tuple[Queue, Path]] = []
        self._joined = False
        self._has_voted = False
        self._will_note = False

    def add(self, current, queue: Queue, envelope: Envelope, site) -> None:
        if not self._joined:
            current.join(self)
            self._joined = True
        if site is not None and not self._will_note:
            current.addBeforeCommitHook(self._note, (site,))
            self._will_note = True
        self._mails.append((queue, envelope, new_name()))

    def _note(self, site) -> None:
        self._will_note = False
        if self._mails:
            queues = {queue.folder: queue for queue, _envelope, _name in self._mails}.values()
            names = [name for _queue, _envelope, name in self._mails]
            journal.note(site, names, lambda name: any(queue.is_left(name) for queue in queues))

    # -- what a transaction asks of its participants

    def sortKey(self):
        return "~zukunftsraum.mail"  # after the databases

    def savepoint(self):
        return Savepoint(self._mails)

    def tpc_begin(self, transaction):
        pass

    def commit(self, transaction):
        pass

    def tpc_vote(self, transaction):
        for queue, envelope, name in self._mails:
            self._written.append((queue, queue.write(envelope, name)))
        self._has_voted = True

    def tpc_finish(self, transaction):
        released: dict[Path, list[str]] = {}
        for queue, path in self._written:
            # The database has committed: raising here would tell the caller that it had not.
            with _logged("A mail that was written could not be put into the queue."):
                queue.release(path)
                released.setdefault(queue.folder, []).append(path.name)
        self._forget()
        for folder, names in released.items():
            after_turn(partial(_secure, Queue(folder), names))

    def tpc_abort(self, transaction):
        for queue, path in self._written:
            if self._has_voted:
                # The database may have been told to commit: the journal says later whether it has.
                with _logged("A mail whose transaction may be stored stays where it was written."):
                    queue.doubt(path)
            else:
                path.unlink(missing_ok=True)
        self._forget()

    abort = tpc_abort

    def _forget(self) -> None:
        self._mails.clear()
        self._written.clear()
        self._joined = self._has_voted = self._will_note = False


def _secure(queue: Queue, names: list[str]) -> None:
    with _logged("Mails in the queue could not be made safe against a power cut."):
        queue.secure(names)


@contextmanager
def _logged(problem: str):
    try:
        yield
    except OSError:
        logger.exception(problem)


@implementer(IDataManagerSavepoint)
class Savepoint:
    """Remembers how many mails there were."""

    def __init__(self, mails: list):
        self._mails = mails
        self._count = len(mails)

    def rollback(self):
        del self._mails[self._count :]
