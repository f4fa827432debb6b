"""A mail server for tests: a real one, which can be told to refuse."""

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from aiosmtpd.smtp import SMTP
from contextlib import contextmanager
from zukunftsraum.mail.settings import Server

import socket
import threading


HOST = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


class MailServer:
    """Takes mails on a port, while it is `running()`.

    answers: recipient or sender → what is said to them, for example "550 5.1.1 Unknown"; "drop" hangs up.
    """

    def __init__(self):
        self.port = free_port()
        self.received: list[tuple[str, str, bytes]] = []
        self.answers: dict[str, str] = {}
        self.tried: list[str] = []
        self._lock = threading.Lock()

    @property
    def server(self) -> Server:
        return Server(HOST, self.port)

    @contextmanager
    def running(self, **options):
        controller = Controller(self, hostname=HOST, port=self.port, **options)
        controller.start()
        try:
            yield self
        finally:
            controller.stop()

    @property
    def recipients(self) -> list[str]:
        return [recipient for _, recipient, _ in self.received]

    # -- what the server asks

    async def handle_MAIL(self, server, session, envelope, address, options):
        if answer := self.answers.get(address):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.tried.append(address)
        answer = self.answers.get(address, "")
        if answer == "drop":
            server.transport.abort()
            return "421 gone"
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session, envelope):
        with self._lock:
            for recipient in envelope.rcpt_tos:
                self.received.append((envelope.mail_from, recipient, envelope.content))
        return "250 taken"


def only(user: str, password: str):
    """An authenticator that knows one account."""

    def authenticate(server, session, envelope, mechanism, data):
        good = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=good, handled=good)

    return authenticate
