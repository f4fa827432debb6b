"""The site's MailHost: every mail of the site, those of Plone and its add-ons too, waits in our queue."""

from AccessControl.class_init import InitializeClass
from AccessControl.SecurityInfo import ClassSecurityInfo
from email.utils import getaddresses
from email.utils import parseaddr
from Products.MailHost.MailHost import MailHost
from Products.MailHost.MailHost import MailHostError
from zope.component.hooks import getSite
from zukunftsraum.mail.outbox import post
from zukunftsraum.mail.queue import Envelope
from zukunftsraum.mail.queue import Queue
from zukunftsraum.mail.rules import ascii_domain
from zukunftsraum.mail.settings import mail_folder


class QueuingMailHost(MailHost):
    """Never talks to a mail server within a request.

    Plone asks for some mails to go out at once, before the transaction ends. They wait like all others: an aborted
    transaction sends nothing, and an unreachable server is no error for the person who made the request.
    """

    security = ClassSecurityInfo()

    def __init__(self, id="MailHost", *args, **kwargs):
        super().__init__(id, *args, **kwargs)

    # The stock class stores both; ours follow the instance wherever it is moved.

    @property
    def smtp_queue(self):
        return True

    @smtp_queue.setter
    def smtp_queue(self, value):
        pass

    @property
    def smtp_queue_directory(self):
        return str(mail_folder())

    @smtp_queue_directory.setter
    def smtp_queue_directory(self, value):
        pass

    @security.private
    def _send(self, mfrom, mto, messageText, immediate=False):
        folder = mail_folder()
        sender = ascii_domain(parseaddr(str(mfrom))[1])
        addresses = [mto] if isinstance(mto, str) else [str(address) for address in mto]
        recipients = dict.fromkeys(
            ascii_domain(address) for _, address in getaddresses(addresses) if address
        )
        if not recipients:
            raise MailHostError("No message recipients designated")
        for recipient in recipients:
            post(folder, Envelope(sender, recipient, messageText), getSite())

    @security.private
    def _startQueueProcessorThread(self):
        """The stock thread must not touch our queue; `processor.py` has its own."""

    _stopQueueProcessorThread = _startQueueProcessorThread

    def queueLength(self):
        return len(Queue(mail_folder()).waiting())


InitializeClass(QueuingMailHost)
