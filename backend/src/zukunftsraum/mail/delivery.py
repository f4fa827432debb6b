"""Hands the mails of a queue to a mail server: each once, none lost.

One process at a time works on a queue: it holds a lock on a file that the system gives back when the process ends,
however that happens. A mail leaves the queue when the server has taken it, is put aside when the server refuses it
for good or it has waited too long, and stays otherwise. What cannot be told apart is a server that took a mail while the
process was killed in that very moment: the mail is sent again, under the same Message-ID.

No address gets into the log: neither ours nor what servers say, which repeats them.
"""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from zukunftsraum.mail.queue import Envelope
from zukunftsraum.mail.queue import Queue
from zukunftsraum.mail.settings import IMPLICIT
from zukunftsraum.mail.settings import OFFERED
from zukunftsraum.mail.settings import REQUIRED
from zukunftsraum.mail.settings import Server

import fcntl
import logging
import smtplib
import ssl
import time


logger = logging.getLogger(__name__)

DAY = 24 * 60 * 60
#: Seconds that a mail waits for its delivery, as long as mail servers commonly try.
LONGEST_WAIT = 5 * DAY
#: Seconds that mails which were put aside are kept.
KEPT_ASIDE = 30 * DAY
#: Seconds until a mail that the server put off is tried again: the first time, and at most.
FIRST_PAUSE, LONGEST_PAUSE = 60, 60 * 60
#: A server that drops so many connections in a row is left alone until the next round.
DROPS = 3
#: Seconds for the server to answer.
TIMEOUT = 30

#: Answers that say something about our account or the sender, not about the recipient.
NOT_ABOUT_THE_MAIL = frozenset({530, 534, 535, 538})


class ServerUnusable(Exception):
    """The mail server cannot be reached or does not want us; its argument is without addresses and passwords."""


@dataclass
class Round:
    """What one round of delivery did, in mails."""

    sent: int = 0
    put_aside: int = 0
    waiting: int = 0
    problem: str = ""

    def __str__(self) -> str:
        line = f"{self.sent} sent, {self.put_aside} put aside, {self.waiting} waiting"
        return f"{line}; {self.problem}" if self.problem else line


@dataclass
class Delivery:
    """Delivers the mails of a queue, round by round; remembers which mails to try later."""

    queue: Queue
    #: Name of the file → when to try it again, and the pause before.
    _later: dict[str, tuple[float, float]] = field(default_factory=dict)
    _problem: str = ""

    def round(
        self,
        server: Server | None,
        now: float | None = None,
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> Round:
        """Try all mails that are due. Without a server they wait.

        now: seconds, as of `time.time`; is_stopping: asked before each mail whether to end early.
        """
        now = time.time() if now is None else now
        result = Round()
        if server is None:
            result.problem = "no mail server is set"
        else:
            with _alone(self.queue) as is_alone:
                if is_alone:
                    self._deliver(server, now, is_stopping, result)
                else:
                    result.problem = "another process is delivering"
        result.waiting = len(self.queue.waiting())
        return result

    def _deliver(self, server: Server, now: float, is_stopping, result: Round) -> None:
        self._forget_old(now)
        due = [path for path in self.queue.waiting() if self._is_due(path, now)]
        connection = Connection(server)
        try:
            for path in due:
                if is_stopping():
                    break
                self._deliver_one(connection, path, now, result)
        except ServerUnusable as error:
            result.problem = str(error)
        finally:
            connection.close()
        self.tell(result.problem)
        if result.sent or result.put_aside:
            logger.info("Mails: %s sent, %s put aside", result.sent, result.put_aside)

    def tell(self, problem: str) -> None:
        """Log what keeps all mails waiting, or that it no longer does: once, not with every try."""
        if problem and problem != self._problem:
            logger.error("Mails are waiting: %s", problem)
        elif self._problem and not problem:
            logger.info("Mails are being delivered again")
        self._problem = problem

    def _deliver_one(self, connection: "Connection", path: Path, now: float, result: Round):
        """:raises ServerUnusable: when no other mail could be delivered either."""
        try:
            age = now - path.stat().st_mtime
            envelope = Envelope.from_bytes(path.read_bytes())
        except FileNotFoundError:
            return  # whoever looks after the folder has taken it away
        except ValueError:
            self._put_aside(path, "it has no envelope", result)
            return
        if age > LONGEST_WAIT:
            self._put_aside(path, "it has waited too long", result)
            return
        refusal = connection.send(envelope)
        if refusal is None:
            path.unlink(missing_ok=True)
            self._later.pop(path.name, None)
            result.sent += 1
        elif refusal.for_good:
            self._put_aside(path, refusal.reason, result, code=refusal.code)
        else:
            pause = self._later.get(path.name, (0, FIRST_PAUSE / 2))[1] * 2
            pause = min(pause, LONGEST_PAUSE)
            self._later[path.name] = (now + pause, pause)
            logger.warning(
                "A mail was put off (%s), next try in %.0f s", refusal.code or "no answer", pause
            )

    def _put_aside(self, path: Path, reason: str, result: Round, code: int | None = None) -> None:
        self.queue.put_aside(path, reason)
        self._later.pop(path.name, None)
        result.put_aside += 1
        logger.error("A mail was put aside: %s", f"refused with {code}" if code else reason)

    def _is_due(self, path: Path, now: float) -> bool:
        return self._later.get(path.name, (0, 0))[0] <= now

    def _forget_old(self, now: float) -> None:
        """Mails that nobody gets hold personal data: they are not kept for ever."""
        for path in (*self.queue.rejected(), *self.queue.unfinished(), *self.queue.unsure()):
            with suppress(FileNotFoundError):
                if now - path.stat().st_mtime > KEPT_ASIDE:
                    path.unlink()
        waiting = {path.name for path in self.queue.waiting()}
        for name in self._later.keys() - waiting:
            del self._later[name]


@contextmanager
def _alone(queue: Queue) -> Iterator[bool]:
    """Work on a queue without another process or thread doing so; False if there is one."""
    queue.make_folders()
    with (queue.folder / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@dataclass(frozen=True)
class Refusal:
    """A mail that the server did not take. code: of the answer, None without one; reason: may hold addresses."""

    code: int | None
    reason: str
    for_good: bool


class Connection:
    """A connection to a mail server, opened when it is needed and used for all mails of a round."""

    def __init__(self, server: Server):
        self._server = server
        self._smtp: smtplib.SMTP | None = None
        self._drops = 0  # in a row

    def send(self, envelope: Envelope) -> Refusal | None:
        """Hand over a mail; returns why it was not taken, or None.

        :raises ServerUnusable: when there is no way to the server, or it wants no mail from us at all.
        """
        if self._smtp is None:
            self._smtp = _connect(self._server)
        refusal = self._try(self._smtp, envelope)
        if self._smtp.sock is not None and (refusal is None or refusal.code or refusal.for_good):
            self._drops = 0
            return refusal
        self.close()
        self._drops += 1
        if self._drops == DROPS:
            raise ServerUnusable(f"the mail server {self._server.where} drops the connection")
        return refusal

    def _try(self, smtp: smtplib.SMTP, envelope: Envelope) -> Refusal | None:
        options = () if _is_ascii(envelope) else ("SMTPUTF8",)
        try:
            smtp.sendmail(envelope.sender, [envelope.recipient], envelope.message, options)
        except smtplib.SMTPRecipientsRefused as error:
            return _refusal(*error.recipients[envelope.recipient])
        except smtplib.SMTPNotSupportedError as error:
            return Refusal(None, f"the mail server takes no such address: {error}", for_good=True)
        except smtplib.SMTPSenderRefused as error:
            # Often a fault of the settings, which somebody will mend.
            return Refusal(error.smtp_code, str(error.smtp_error), for_good=False)
        except smtplib.SMTPResponseException as error:
            return _refusal(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            return Refusal(None, type(error).__name__, for_good=False)
        return None

    def close(self) -> None:
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._smtp = None


def _refusal(code: int, text: bytes | str) -> Refusal:
    said = text.decode("ascii", "replace") if isinstance(text, bytes) else text
    return Refusal(
        code, f"{code} {said}", for_good=500 <= code <= 599 and code not in NOT_ABOUT_THE_MAIL
    )


def _is_ascii(envelope: Envelope) -> bool:
    return envelope.sender.isascii() and envelope.recipient.isascii()


def _connect(server: Server) -> smtplib.SMTP:
    """A connection that is ready to take mails.

    :raises ServerUnusable: when there is none.
    """
    smtp = None
    try:
        if server.tls == IMPLICIT:
            context = ssl.create_default_context()
            smtp = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
        smtp.ehlo_or_helo_if_needed()
        if server.tls == REQUIRED:
            smtp.starttls(context=ssl.create_default_context())
        elif server.tls == OFFERED and smtp.has_extn("starttls"):
            # As between mail servers: better than plain text, whoever it is. Not so with a password.
            smtp.starttls(context=ssl.create_default_context() if server.user else None)
        if server.user:
            smtp.login(server.user, server.password)
        return smtp
    except smtplib.SMTPResponseException as error:
        problem = f"the mail server {server.where} refuses us ({error.smtp_code})"
    except (smtplib.SMTPException, ssl.SSLError) as error:
        problem = (
            f"the mail server {server.where} does not fit the settings ({type(error).__name__})"
        )
    except OSError as error:
        problem = f"the mail server {server.where} cannot be reached ({type(error).__name__})"
    if smtp is not None:
        smtp.close()
    raise ServerUnusable(problem)
