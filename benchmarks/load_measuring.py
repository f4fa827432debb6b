"""What load.py measures of one portal: the rate that it carries, the mix, each operation alone, and many at once."""

from collections import Counter
from collections.abc import Sequence
from load_figures import Burst
from load_figures import Figures
from load_figures import lateness
from load_figures import Times
from load_figures import times_of
from random import Random
from traffic.book import Book
from traffic.engine import Arrival
from traffic.engine import arrivals
from traffic.engine import Client
from traffic.engine import noted
from traffic.engine import Operation
from traffic.engine import run
from traffic.engine import Sample
from traffic.observing import seen
from traffic.operations import mix
from traffic.operations import of_all
from traffic.reading import of_visitors
from traffic.stage import log_in
from traffic.stage import make_seminars
from traffic.stage import Stage
from traffic.writing import Writers
from traffic.writing import WRITES

import asyncio
import dataclasses


#: A rate is carried when 95 of 100 are answered within so many seconds, without an error.
CARRIED = 1.5
#: Of the rate that is carried; load is measured below what overloads.
SHARE = 0.6
#: Warming up: calls of an operation at once, as many as a cluster of two Zopes has threads, and how often.
AT_ONCE, ROUNDS = 16, 8
#: Calls of visitors per second while many register.
READERS = 5.0
#: Seconds that visitors are watched before the many come.
BEFORE = 10.0


async def warm_up(operations: Sequence[Operation], client: Client, book: Book) -> None:
    """What a portal has behind it that has run for hours, not counted: every connection of every Zope has read what the operations read.

    A connection keeps what it has read to itself; so each operation that reads is asked by so many at once that all connections answer, behind the cache.
    """
    chance = Random(0)
    for _round in range(ROUNDS):
        for operation in operations:
            count = 1 if operation.kind == WRITES else AT_ONCE
            calls = [operation.make(chance) for _number in range(count)]
            await asyncio.gather(*(noted(call, client, book) for call in calls if call))


async def under_way(
    operations: Sequence[Operation], client: Client, book: Book, rate: float, seconds: float
) -> None:
    """The mix before it counts: what is popular is in the cache."""
    await run(arrivals(operations, rate, seconds, seed=10), client, seed=10, book=book)


async def carried(
    operations: Sequence[Operation], client: Client, book: Book, seconds: float
) -> float:
    """Calls per second of the mix that the portal carries: the largest of growing rates at which nobody fails or waits long."""
    best, rate = 1.0, 3.0
    while rate <= 400:
        samples = await run(
            arrivals(operations, rate, seconds, seed=11), client, seed=11, book=book
        )
        answers = [sample.answer for sample in samples if sample.answer]
        times = Times(
            sorted(a.latency for a in answers if not a.error),
            Counter(a.error for a in answers if a.error),
        )
        if times.errors or not times.seconds or times.part(95) > CARRIED:
            break
        best, rate = rate, rate * 1.5
    return best


async def under_load(
    figures: Figures, operations, client: Client, book: Book, rate: float, seconds: float
) -> None:
    """The mix at a rate."""
    samples = await run(arrivals(operations, rate, seconds, seed=12), client, seed=12, book=book)
    figures.load, figures.kinds = times_of(samples), times_of(samples, "kind")
    figures.late = lateness(samples)
    figures.left_out = sum(sample.answer is None for sample in samples)


async def alone(operations, client: Client, book: Book, rounds: int) -> dict[str, Times]:
    """Each operation one call at a time, in turn of all, so that a busy moment of the machine hits all alike."""
    samples, chance = [], Random(13)
    for _round in range(rounds):
        for operation in operations:
            if call := operation.make(chance):
                answer = await noted(call, client, book)
                samples.append(Sample(operation.name, operation.kind, answer))
    return times_of(samples)


async def many_at_once(
    client: Client, stage: Stage, accounts: list[dict], password: str, book: Book, people: int
) -> tuple[Burst, Stage]:
    """A seminar opens at nine o'clock; returns what was seen, and the stage for the book."""
    crowd = [account for account in accounts if account["role"] in ("member", "coordinator")][
        :people
    ]
    logged_in = await log_in(client, stage.place, crowd, password)
    (seminar,) = await make_seminars(client, stage, 1, seats=max(1, people // 5))
    stage = dataclasses.replace(stage, members=logged_in, seminars=[seminar], forms=[], boards={})
    writers = Writers(stage)
    visitors = of_all(of_visitors(stage), 100)
    register = Operation("register at once", "writes", 1, writers.register)
    seconds = BEFORE + 20
    plan = [
        *arrivals(visitors, READERS, seconds, seed=14),
        *(Arrival(BEFORE, register) for _person in logged_in),
    ]
    plan.sort(key=lambda arrival: arrival.at)
    ended = [BEFORE]

    def note(sample: Sample) -> None:
        if sample.operation == register.name and sample.answer:
            ended.append(sample.answer.ended)

    samples = await run(
        plan, client, seed=14, book=book, at_once=len(logged_in) + 100, on_answer=note
    )
    repeated = 0
    while calls := writers.again():  # as people do who saw no answer
        repeated += len(calls)
        if repeated > 10 * len(logged_in):
            break
        for call in calls:
            ended.append((await noted(call, client, book)).ended)
        await asyncio.sleep(0.2)
    first = [sample for sample in samples if sample.operation == register.name]
    readers = [sample for sample in samples if sample.operation != register.name and sample.answer]
    rush_ends = max(sample.answer.ended for sample in first if sample.answer)
    before = [s for s in readers if s.answer.intended < BEFORE - 1]
    meanwhile = [s for s in readers if BEFORE <= s.answer.intended <= max(rush_ends, BEFORE + 1)]
    burst = Burst(
        people=len(logged_in),
        done_after=max(ended) - BEFORE,
        first_answers=_all(first),
        repeated=repeated,
        before=_all(before),
        meanwhile=_all(meanwhile),
    )
    return burst, stage


def _all(samples: list[Sample]) -> Times:
    """Times of samples, whatever they did."""
    same = [dataclasses.replace(sample, operation="all") for sample in samples]
    return times_of(same).get("all", Times([], Counter()))


async def checked(client: Client, stage: Stage, book: Book):
    """The verdict of the book."""
    return book.check(await seen(client, stage))


__all__ = ["alone", "carried", "checked", "many_at_once", "mix", "under_load", "under_way", "warm_up"]
