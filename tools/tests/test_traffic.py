"""Traffic: it is an open loop, and the book finds what is lost or doubled. Against a real HTTP server of this machine that can be made slow, to fail and to lie."""

from aiohttp import web
from contextlib import asynccontextmanager
from operate.settings import ROOT
from random import Random

import asyncio
import pytest
import sys


sys.path.insert(0, str(ROOT / "benchmarks"))

from traffic import book as books  # noqa: E402
from traffic import engine  # noqa: E402
from traffic.book import Book  # noqa: E402
from traffic.book import DONE  # noqa: E402
from traffic.book import REFUSED  # noqa: E402
from traffic.book import UNKNOWN  # noqa: E402
from traffic.book import Write  # noqa: E402
from traffic.engine import Call  # noqa: E402
from traffic.engine import Client  # noqa: E402
from traffic.engine import Operation  # noqa: E402


class Shop:
    """A server that keeps texts. slow: seconds of each answer, one after the other. lie: what it does to every fifth text; "" for none."""

    def __init__(self, slow: float = 0, lie: str = ""):
        self.slow, self.lie = slow, lie
        self.texts: list[str] = []
        self.came = 0
        self.most = self.now = 0
        self._turn = asyncio.Lock()

    async def answer(self, request: web.Request) -> web.Response:
        self.came += 1
        number = self.came  # others come while this one's text is read
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            if self.slow:
                async with self._turn:
                    await asyncio.sleep(self.slow)
            if request.method == "POST":
                return self.keep((await request.json())["text"], number, request)
            return web.json_response({"texts": self.texts})
        finally:
            self.now -= 1

    def keep(self, text: str, number: int, request: web.Request) -> web.Response:
        lies = number % 5 == 0
        if not (lies and self.lie == "lose"):
            self.texts.append(text)
        if lies and self.lie == "double":
            self.texts.append(text)
        if lies and self.lie == "break":
            request.transport.close()
        refuses = lies and self.lie == "keep what it refuses"
        return web.json_response({}, status=409 if refuses else 201)


@asynccontextmanager
async def served(shop: Shop):
    """Its address."""
    app = web.Application()
    app.router.add_route("*", "/", shop.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}/"
    finally:
        await runner.cleanup()


def reading(url: str) -> list[Operation]:
    return [Operation("read", "reads", 1, lambda _chance: Call("GET", url))]


def writing(url: str) -> list[Operation]:
    def write(chance: Random) -> Call:
        text = f"text {chance.getrandbits(64)}"
        accepted = frozenset({201})
        return Call("POST", url, body={"text": text}, accepted=accepted, write=Write(text, text))

    return [Operation("write", "writes", 1, write)]


async def visit(operations, shop, *, rate=50.0, seconds=1.0, timeout=10.0, book=None, **more):
    async with served(shop) as url, Client(timeout) as client:
        plan = engine.arrivals(operations(url), rate, seconds, seed=1)
        return plan, await engine.run(plan, client, seed=1, book=book, **more)


# -- an open loop ----------------------------------------------------------------------------------


def test_arrivals_are_a_poisson_stream_of_the_rate_and_the_same_for_the_same_seed():
    operations = [
        Operation(name, "", share, lambda _c: None) for name, share in (("a", 9), ("b", 1))
    ]
    plan = engine.arrivals(operations, 100, 100, seed=7)
    assert 9700 < len(plan) < 10300
    assert sum(one.operation.name == "b" for one in plan) / len(plan) == pytest.approx(
        0.1, abs=0.02
    )
    gaps = [after.at - before.at for before, after in zip(plan, plan[1:], strict=False)]
    mean = sum(gaps) / len(gaps)
    spread = (sum((gap - mean) ** 2 for gap in gaps) / len(gaps)) ** 0.5
    assert spread == pytest.approx(mean, rel=0.1)  # of an even stream it is 0
    assert plan == engine.arrivals(operations, 100, 100, seed=7)
    assert plan != engine.arrivals(operations, 100, 100, seed=8)


def test_a_slow_server_slows_no_arrival_and_latency_counts_from_coming():
    shop = Shop(slow=0.04)  # 25 a second, and 50 come
    plan, samples = asyncio.run(visit(reading, shop))
    assert shop.came == len(plan) == len(samples)
    late = max(sample.answer.sent - sample.answer.intended for sample in samples)
    assert late < 0.3, "a call was sent when others were answered"
    first, last = samples[0].answer, samples[-1].answer
    assert first.latency < 0.3
    # The last one waits for all before it, and that is said.
    assert last.latency > len(plan) * shop.slow - 1.3
    assert last.ended == max(sample.answer.ended for sample in samples)


def test_who_waits_for_the_bound_of_calls_at_once_is_counted_from_coming():
    shop = Shop(slow=0.04)
    plan, samples = asyncio.run(visit(reading, shop, at_once=3))
    assert shop.most <= 3
    last = samples[-1].answer
    assert last.sent - last.intended > 0.3
    assert last.latency > len(plan) * shop.slow - 1.3


def test_no_answer_in_time_is_an_error_and_all_ends_by_itself():
    shop = Shop(slow=0.2)
    _plan, samples = asyncio.run(visit(reading, shop, rate=40, timeout=0.5, at_once=2))
    errors = {sample.answer.error for sample in samples}
    assert {"", "timeout", "turned away"} >= errors > {""}
    assert max(sample.answer.latency for sample in samples) < 1.5


def test_a_server_that_is_not_there_is_an_error():
    async def ask():
        async with Client() as client:
            return await client.ask(Call("GET", "http://127.0.0.1:1/"))

    answer = asyncio.run(ask())
    assert (answer.status, answer.error) == (0, "connection")


@pytest.mark.parametrize(
    "url", ["http://example.org/", "http://127.0.0.1.example.org/", "http://10.0.0.1/"]
)
def test_no_traffic_leaves_this_machine(url):
    async def ask():
        async with Client() as client:
            return await client.ask(Call("GET", url))

    with pytest.raises(engine.ForeignHost):
        asyncio.run(ask())


def test_rate_and_time_are_bounded():
    for rate, seconds in ((1e6, 1), (1, 1e6), (0, 1), (1, 0)):
        with pytest.raises(ValueError, match="allowed"):
            engine.arrivals(reading("http://127.0.0.1/"), rate, seconds, seed=1)


# -- the book --------------------------------------------------------------------------------------


@pytest.fixture
def book(tmp_path):
    made = Book(tmp_path / "book")
    yield made
    made.close()


def seen(shop: Shop) -> dict[str, list[str]]:
    return {text: [text] * shop.texts.count(text) for text in shop.texts}


@pytest.mark.parametrize(
    ("lie", "fault"),
    [("lose", "lost"), ("double", "doubled"), ("keep what it refuses", "unsent")],
)
def test_the_book_finds_a_server_that_lies(book, lie, fault):
    shop = Shop(lie=lie)
    plan, _samples = asyncio.run(visit(writing, shop, book=book))
    verdict = book.check(seen(shop))
    assert verdict.sent == len(plan)
    assert len(getattr(verdict, fault)) == len(plan) // 5 > 0
    assert not verdict.holds and fault in str(verdict)
    faults = [*verdict.lost, *verdict.doubled, *verdict.wrong, *verdict.unsent]
    assert len(faults) == len(plan) // 5, "others are not blamed"


def test_what_breaks_off_may_be_there_or_not(book):
    shop = Shop(lie="break")
    plan, samples = asyncio.run(visit(writing, shop, book=book))
    assert sum(sample.answer.error == "connection" for sample in samples) == len(plan) // 5
    verdict = book.check(seen(shop))
    assert verdict.holds, verdict
    assert verdict.unknown == verdict.arrived == len(plan) // 5


def test_an_honest_server_is_believed(book):
    shop = Shop()
    plan, samples = asyncio.run(visit(writing, shop, book=book))
    assert not any(sample.answer.error for sample in samples)
    verdict = book.check(seen(shop))
    assert verdict.holds and verdict.done == verdict.subjects == len(plan)


def note(book: Book, subject: str, *writes: tuple[str | None, str]) -> None:
    for value, outcome in writes:
        book.answered(book.sending(Write(subject, value)), outcome)


@pytest.mark.parametrize(
    ("writes", "fine", "faults"),
    [
        # the last success holds
        ([("a", DONE), ("b", DONE)], [["b"]], {"wrong": ["a"], "lost": []}),
        ([("a", DONE), (None, DONE)], [[]], {"unsent": ["a"]}),
        # a refusal changes nothing
        ([("a", DONE), ("b", REFUSED)], [["a"]], {"wrong": ["b"], "lost": []}),
        ([("a", REFUSED)], [[]], {"unsent": ["a"]}),
        # nobody knows: the old value or the new one, but not two
        ([("a", DONE), ("b", UNKNOWN)], [["a"], ["b"]], {"lost": [], "doubled": ["a", "b"]}),
        ([("a", DONE), (None, UNKNOWN)], [["a"], []], {"wrong": ["b"]}),
        # it may still come to pass after a later one
        ([("a", UNKNOWN), ("b", DONE)], [["a"], ["b"]], {"lost": []}),
        # repeated until it was answered: there
        ([("a", UNKNOWN), ("a", DONE)], [["a"]], {"lost": [], "doubled": ["a", "a"]}),
    ],
)
def test_what_may_be_there(book, writes, fine, faults):
    note(book, "subject", *writes)
    for found in fine:
        verdict = book.check({"subject": found})
        assert verdict.holds, verdict
    for fault, found in faults.items():
        assert getattr(book.check({"subject": found}), fault) == ["subject"], fault


def test_a_subject_has_one_write_at_a_time(book):
    book.sending(Write("subject", "a"))
    with pytest.raises(ValueError, match="two writes at once"):
        book.sending(Write("subject", "b"))


def test_the_book_outlives_who_wrote_it(tmp_path, book):
    note(book, "done", ("a", DONE))
    book.sending(Write("on its way", "b"))
    with book.path.open("a") as file:
        file.write('{"number": 2, "subj')  # killed while writing
    again = Book(book.path)
    assert again.possible() == {"done": {"a"}, "on its way": {None, "b"}}
    note(again, "later", ("c", DONE))
    assert books.Book(book.path).possible()["later"] == {"c"}
    again.close()
