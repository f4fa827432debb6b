"""What `make bench-load` makes of what it measured."""

from collections import Counter
from operate.settings import ROOT

import pytest
import sys


sys.path.insert(0, str(ROOT / "benchmarks"))

from load_figures import Figures  # noqa: E402
from load_figures import Times  # noqa: E402
from traffic.engine import Answer  # noqa: E402
from traffic.engine import Sample  # noqa: E402

import load_figures as figures  # noqa: E402


def sample(operation: str, seconds: float, error: str = "") -> Sample:
    return Sample(operation, "kind", Answer(200, error, intended=1, sent=1.25, ended=1 + seconds))


def size(share: float, **seconds: float) -> Figures:
    """Each operation took so long, forty times."""
    samples = [sample(name, time) for name, time in seconds.items() for _n in range(40)]
    return Figures(share, load=figures.times_of(samples), alone=figures.times_of(samples))


def test_times_are_those_of_answers_without_error():
    samples = [sample("read", n / 100) for n in range(1, 100)]
    samples += [sample("read", 9, error="503"), Sample("read", "kind", None)]
    times = figures.times_of(samples)["read"]
    assert times.count == 100 and times.errors == Counter({"503": 1})
    assert times.part(50) == pytest.approx(0.5)
    assert times.part(95) == pytest.approx(0.94, abs=0.01)
    assert [*figures.times_of(samples, "kind")] == ["kind"]
    assert figures.lateness(samples) == pytest.approx(0.25)


def test_an_operation_without_answers_has_no_median():
    times = Times([], Counter({"timeout": 3}))
    assert times.part(50) != times.part(50)
    assert figures.cell(times.part(50)) == "–"


def test_growth_is_held_against_the_goal_of_the_operation():
    small, large = size(0.01, article=0.1, feed=0.1), size(1, article=0.16, feed=0.16)
    article, feed = figures.growths(small, large, "load")
    assert (article.ratio, article.limit, article.is_missed) == (pytest.approx(1.6), 1.5, True)
    assert (feed.ratio, feed.limit, feed.is_missed) == (pytest.approx(1.6), 3.0, False)
    table = "\n".join(figures.table_of_times("Mix", small, large, "load"))
    assert (
        "| article | 40 | 100 | 100 | 100 | 0 | 40 | 160 | 160 | 160 | 0 | 1.60 **missed** | ≤ 1.5 |"
        in table
    )
    assert "| feed | 40 | 100 | 100 | 100 | 0 | 40 | 160 | 160 | 160 | 0 | 1.60 | ≤ 3 |" in table


def test_a_few_answers_say_nothing_of_growth():
    small, large = size(0.01, article=0.1), size(1, article=1.0)
    few = Times([1.0] * 29, Counter())
    large.load = {"article": few}
    (growth,) = figures.growths(small, large, "load")
    assert growth.ratio != growth.ratio and not growth.is_missed
    (growth,) = figures.growths(small, large, "alone")
    assert growth.is_missed


def test_tables_are_tables():
    for lines in (
        figures.table_of_times("Mix", size(0.01, article=0.1), None, "load"),
        figures.table_of_times("Mix", size(0.01, a=0.1), size(1, b=0.2), "alone"),
        figures.table_of_programs(
            [Figures(0.01, memory={"zope1": 300.4}, conflicts={"conflicts": 2})]
        ),
    ):
        rows = [line for line in lines if line.startswith("|")]
        assert len({row.count("|") for row in rows}) == 1, rows


def test_every_operation_that_searches_is_one_of_the_mix():
    from traffic.operations import mix
    from traffic.stage import Place
    from traffic.stage import Stage
    from traffic.writing import Writers

    stage = Stage(Place.entry("http://127.0.0.1:1"), "", [], None, None, {"images": ["a"]})
    operations = mix(stage, Writers(stage))
    names = [operation.name for operation in operations]
    assert len(names) == len(set(names))
    assert set(names) > figures.SEARCHING
    shares = dict.fromkeys(("visitors", "members", "writes"), 0.0)
    for operation in operations:
        kind = operation.kind if operation.kind in shares else "visitors"
        shares[kind] += operation.share
    assert shares == pytest.approx({"visitors": 70, "members": 20, "writes": 10})
