"""The thread of a running Zope that delivers the queue, and the job that does it without one."""

from contextlib import closing
from plone import api
from Products.CMFCore.interfaces import ISiteRoot
from zope.interface import implementer
from zukunftsraum.jobs.interfaces import IJob
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

    def __init__(self, find_server, folder=None):
        """find_server: answers the Server or None; folder: of the queue."""
        super().__init__(name="zukunftsraum-mail", daemon=True)
        self._find_server = find_server
        self._delivery = Delivery(Queue(folder or mail_folder()))
        self._stopping = threading.Event()

    def run(self) -> None:
        atexit.register(self.stop)
        while not self._stopping.is_set():
            pause = PAUSE
            try:
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
        Processor(find_server_of_instance).start()


def find_server_of_instance() -> Server | None:
    """The mail server of the first site whose mails wait in our queue."""
    with closing(Zope2.DB.open()) as connection:
        root = connection.root()["Application"]
        for site in root.values():
            if ISiteRoot.providedBy(site) and isinstance(site.MailHost, QueuingMailHost):
                return server_of(site)
    return None


@implementer(IJob)
class MailQueue:
    """The job `mail-queue`."""

    title = "Deliver the mails that wait (a running portal does that by itself)"

    def run(self, now):
        return str(Delivery(Queue(mail_folder())).round(server_of(api.portal.get())))
