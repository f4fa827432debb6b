"""An open loop: calls begin when people come, not when the portal has done with others; latency counts from the moment at which somebody came.

A closed loop (so many connections, each asking again after an answer) asks a slow portal less and so hides what people would have waited ("coordinated omission"). Here the
times of arrival are drawn beforehand (Poisson, from a seed) and nothing that the portal does changes them. Traffic goes to this machine alone, is bounded in rate, time and calls at once, and
ends by itself.
"""

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from random import Random
from traffic.book import Book
from traffic.book import DONE
from traffic.book import REFUSED
from traffic.book import UNKNOWN
from traffic.book import Write
from urllib.parse import urlsplit

import aiohttp
import asyncio
import json
import time


#: Traffic is for portals of this machine.
HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
#: Bounds of what may be asked for.
LARGEST_RATE, LARGEST_SECONDS, LARGEST_AT_ONCE = 2000.0, 3600.0, 2000
#: Seconds until a call that has no answer counts as none.
TIMEOUT = 30.0


class ForeignHost(ValueError):
    """Traffic was asked for that would leave this machine."""


def demand_own(url: str) -> str:
    """The address.

    :raises ForeignHost: it is not one of this machine.
    """
    if urlsplit(url).hostname not in HOSTS:
        raise ForeignHost(f"traffic is for portals of this machine only, not for {url!r}")
    return url


# -- what is asked, and what is answered -----------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """What came back. Times are seconds since the traffic began.

    status: of HTTP, 0 where there was none. error: "" where the status is one that the call accepts, else how it failed: a status, "timeout", "connection" (refused, reset,
    broken off). intended: when somebody came. sent, ended: when the call began and when it was read.
    """

    status: int
    error: str
    intended: float
    sent: float
    ended: float
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def latency(self) -> float:
        """Seconds that somebody waited, from coming on."""
        return self.ended - self.intended

    def json(self) -> dict:
        """The body as an object; empty where it is none."""
        try:
            read = json.loads(self.body)
        except ValueError:
            return {}
        return read if isinstance(read, dict) else {}


def outcome_of(answer: Answer) -> str:
    """What an answer says of a write: it is done, it was refused, or nobody knows (no answer, or a server or proxy that failed)."""
    if 200 <= answer.status < 300:
        return DONE
    return REFUSED if 400 <= answer.status < 500 and answer.status not in (408, 499) else UNKNOWN


@dataclass(frozen=True)
class Call:
    """One request.

    accepted: statuses that are no error. write: what it changes, for the book. outcome: what an answer says of the write. done: told the answer, whatever it is.
    """

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    body: dict | None = None
    accepted: frozenset[int] = frozenset({200})
    write: Write | None = None
    outcome: Callable[[Answer], str] = outcome_of
    done: Callable[[Answer], None] = lambda answer: None


@dataclass(frozen=True)
class Operation:
    """Something that people do. share: how often, beside the others. kind: a group of operations.

    make: the next call of it; None where nobody can do it now (counted as left out, not as an error).
    """

    name: str
    kind: str
    share: float
    make: Callable[[Random], Call | None]


@dataclass(frozen=True)
class Sample:
    """What one arrival saw; answer: None where nobody could do it then."""

    operation: str
    kind: str
    answer: Answer | None


@dataclass(frozen=True)
class Arrival:
    """Somebody comes, so many seconds after the beginning."""

    at: float
    operation: Operation


# -- who comes when --------------------------------------------------------------------------------


def arrivals(
    operations: Sequence[Operation], rate: float, seconds: float, seed: int
) -> list[Arrival]:
    """Who comes when: a Poisson stream of so many calls per second on average, the same for the same seed.

    :raises ValueError: a rate or time beyond the bounds.
    """
    if not 0 < rate <= LARGEST_RATE or not 0 < seconds <= LARGEST_SECONDS:
        raise ValueError(
            f"a rate up to {LARGEST_RATE:g}/s and a time up to {LARGEST_SECONDS:g} s are allowed"
        )
    chance = Random(seed)
    shares = [operation.share for operation in operations]
    plan, at = [], 0.0
    while (at := at + chance.expovariate(rate)) < seconds:
        plan.append(Arrival(at, chance.choices(operations, shares)[0]))
    return plan


# -- asking ----------------------------------------------------------------------------------------


class Client:
    """Asks over a connection of its own for each call, so that nothing is repeated behind our back and no call waits for another's connection."""

    def __init__(self, timeout: float = TIMEOUT):
        self.timeout = timeout
        self.began = time.perf_counter()

    async def __aenter__(self) -> "Client":
        connector = aiohttp.TCPConnector(limit=0, force_close=True)
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(total=self.timeout),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
        )
        return self

    async def __aexit__(self, *_error) -> None:
        await self._session.close()

    @property
    def now(self) -> float:
        return time.perf_counter() - self.began

    async def ask(self, call: Call, intended: float | None = None) -> Answer:
        """Send a call. Never raises for what the portal does.

        :raises ForeignHost: it would leave this machine.
        """
        demand_own(call.url)
        sent = self.now
        intended = sent if intended is None else intended
        status, error, body, headers = 0, "", b"", {}
        try:
            async with self._session.request(
                call.method, call.url, headers=call.headers, json=call.body, allow_redirects=False
            ) as response:
                body = await response.read()
                # Only an answer that was read to its end is one.
                status, headers = response.status, dict(response.headers)
        except TimeoutError:
            error = "timeout"
        except (aiohttp.ClientError, OSError):
            error = "connection"
        if status and status not in call.accepted:
            error = str(status)
        return Answer(status, error, intended, sent, self.now, body, headers)


async def run(
    plan: Sequence[Arrival],
    client: Client,
    *,
    seed: int,
    book: Book | None = None,
    at_once: int = 300,
    on_answer: Callable[[Sample], None] = lambda sample: None,
) -> list[Sample]:
    """Let everybody of the plan come; what each one saw, in the order of coming.

    It ends at the last arrival and at most two timeouts later. at_once: calls under way at most; who comes beyond waits, and that counts as theirs. on_answer: told each
    sample at once, of a drill that acts meanwhile.
    """
    if not 0 < at_once <= LARGEST_AT_ONCE:
        raise ValueError(f"at most {LARGEST_AT_ONCE} calls at once are allowed")
    chance, gate = Random(seed), asyncio.Semaphore(at_once)
    client.began = time.perf_counter()

    async def visit(arrival: Arrival) -> Sample:
        operation = arrival.operation
        answer = None
        try:
            async with asyncio.timeout_at(begin + arrival.at + client.timeout):
                await gate.acquire()
        except TimeoutError:  # nobody waits for ever, and nothing was sent
            answer = Answer(0, "turned away", arrival.at, client.now, client.now)
        else:
            try:
                if call := operation.make(chance):
                    answer = await noted(call, client, book, arrival.at)
            finally:
                gate.release()
        sample = Sample(operation.name, operation.kind, answer)
        on_answer(sample)
        return sample

    loop = asyncio.get_running_loop()
    begin = loop.time()
    tasks = []
    for arrival in plan:
        if (wait := begin + arrival.at - loop.time()) > 0:
            await asyncio.sleep(wait)
        tasks.append(asyncio.create_task(visit(arrival)))
    return list(await asyncio.gather(*tasks))


async def noted(
    call: Call, client: Client, book: Book | None, intended: float | None = None
) -> Answer:
    """Send a call; the book knows of its write before it is sent, and of its answer afterwards."""
    number = book.sending(call.write) if book is not None and call.write else None
    answer = await client.ask(call, intended)
    if number is not None:
        book.answered(number, call.outcome(answer), answer.status)
    call.done(answer)
    return answer
