"""The mails that a test has sent, read from the folder of the queue."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from zukunftsraum.mail.queue import Envelope
from zukunftsraum.mail.queue import Queue
from zukunftsraum.mail.settings import mail_folder

import shutil


class Mailbox:
    """The development mailbox."""

    @property
    def queue(self) -> Queue:
        return Queue(mail_folder())

    def clear(self) -> None:
        shutil.rmtree(mail_folder(), ignore_errors=True)

    def envelopes(self) -> list[Envelope]:
        """Oldest first."""
        return [Envelope.from_bytes(path.read_bytes()) for path in self.queue.waiting()]

    def mails(self, to: str | None = None) -> list[EmailMessage]:
        """The messages, oldest first; only those to an address if one is given."""
        return [
            message_from_bytes(envelope.message, policy=default)
            for envelope in self.envelopes()
            if to in (None, envelope.recipient)
        ]

    def texts(self, to: str | None = None) -> list[str]:
        """Their plain texts."""
        return [plain_text(mail.get_body(("plain",))) for mail in self.mails(to)]


def plain_text(part: EmailMessage) -> str:
    """The text of a part, with the line ends of Python."""
    return part.get_content().replace("\r\n", "\n")
