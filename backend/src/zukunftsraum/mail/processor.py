"""The thread of a running Zope that delivers the queue, and the job that does it without one."""

from Acquisition import aq_parent
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import closing
from plone import api
from Products.CMFCore.interfaces import ISiteRoot
from zope.interface import implementer
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.mail import journal
from zukunftsraum.mail.delivery import Delivery
from zukunftsraum.mail.queue import Queue
from zukunftsraum.mail.settings import BadServer
from zukunftsraum.mail.settings import mail_folder
from zukunftsraum.mail.settings import Server
from zukunftsraum.mail.settings import server_of
from zukunftsraum.mail.tool import QueuingMailHost

import atexit
import logging
import os
import threading
import Zope2


logger = logging.getLogger(__name__)

#: Set to anything, the running Zope leaves the queue to `zukunftsraum-jobs mail-queue`. The name is that of Products.MailHost.
QUEUE_ONLY_VARIABLE = "MAILHOST_QUEUE_ONLY"

#: Seconds between two looks at the queue, and between two looks at the settings or tries to reach the server.
PAUSE, LONG_PAUSE = 3.0, 15.0


class Processor(threading.Thread):
    """Delivers what waits, for as long as the process lives.

    It reads the settings anew, so that a mail server that was set is used without a restart, and what an earlier
    process left behind is delivered without a new mail.
    """

    def __init__(self, find_server, folder=None, find_committed=None):
        """find_server: answers the Server or None; folder: of the queue; find_committed: as `journal.committed`, None recovers nothing."""
        super().__init__(name="zukunftsraum-mail", daemon=True)
        self._find_server, self._find_committed = find_server, find_committed
        self._delivery = Delivery(Queue(folder or mail_folder()))
        self._stopping = threading.Event()

    def run(self) -> None:
        atexit.register(self.stop)
        while not self._stopping.is_set():
            pause = PAUSE
            try:
                if self._find_committed is not None:
                    recover(self._delivery.queue, self._find_committed)
                if self._delivery.queue.waiting():
                    pause = self._work()
            except Exception:
                # The thread must not die; what was being done is in the log, without the mail.
                logger.exception("Delivering mails failed")
                pause = LONG_PAUSE
            self._stopping.wait(pause)

    def _work(self) -> float:
        try:
            server = self._find_server()
        except BadServer as error:
            self._delivery.tell(str(error))
            return LONG_PAUSE
        result = self._delivery.round(server, is_stopping=self._stopping.is_set)
        return LONG_PAUSE if result.problem else PAUSE

    def stop(self) -> None:
        """End the thread; waits until the mail it is sending is sent."""
        self._stopping.set()
        self.join()
        atexit.unregister(self.stop)


def start_processor(event) -> None:
    """When Zope starts to serve."""
    if not os.environ.get(QUEUE_ONLY_VARIABLE):
        Processor(find_server_of_instance, find_committed=find_committed_in_instance).start()


def recover(queue: Queue, find_committed: Callable[[], set[str]]) -> None:
    """Look after what was left of commits that were cut off; asks the database only if there is anything."""
    if names := journal.stale(queue):
        recovered = journal.recover(queue, names, find_committed())
        if recovered:
            logger.warning(
                "%s mails whose transactions were cut off, and are stored, wait again", recovered
            )


def find_server_of_instance() -> Server | None:
    """The mail server of the first site whose mails wait in our queue."""
    with closing(Zope2.DB.open()) as connection:
        return next(map(server_of, _sites(connection.root()["Application"])), None)


def find_committed_in_instance() -> set[str]:
    """Names of the files of mails that belong to transactions which have committed."""
    with closing(Zope2.DB.open()) as connection:
        return journal.committed(_sites(connection.root()["Application"]))


def _sites(root) -> Iterator:
    """The sites whose mails wait in our queue."""
    for site in root.values():
        if ISiteRoot.providedBy(site) and isinstance(site.MailHost, QueuingMailHost):
            yield site


@implementer(IJob)
class MailQueue:
    """The job `mail-queue`."""

    title = "Deliver the mails that wait (a running portal does that by itself)"
    schedule = None

    def run(self, now):
        portal, queue = api.portal.get(), Queue(mail_folder())
        recover(queue, lambda: journal.committed(_sites(aq_parent(portal))))
        return str(Delivery(queue).round(server_of(portal)))
