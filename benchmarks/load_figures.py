"""What load.py makes of samples: times by operation, growth, tables. Plain functions."""

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from traffic.book import Verdict
from traffic.engine import Sample

import statistics


#: The largest growth from the smallest size to the largest that the project allows itself.
READS_AND_WRITES, SEARCHES = 1.5, 3.0
#: Operations that look into everything there is, or into a list that grows with the site.
SEARCHING = frozenset(
    {
        "@search",
        "@facets",
        "@municipalities",
        "list of articles",
        "similar practice",
        "feed",
        "calendar",
        "page of a search",
        "page of a section",
        "search of a member",
        "documents of the space",
        "directory",
        "directory, searched",
        "drafts of editors",
        "members of the office",
    }
)
#: Fewer answers than these say nothing of a median: under load, where each waits for others, and alone.
ENOUGH = {"load": 30, "kinds": 30, "alone": 8}


def limit_of(operation: str) -> float:
    """The largest growth of an operation."""
    return SEARCHES if operation in SEARCHING else READS_AND_WRITES


@dataclass(frozen=True)
class Times:
    """Answers of one operation. seconds: of those without error, from coming on."""

    seconds: Sequence[float]
    errors: Counter

    @property
    def count(self) -> int:
        return len(self.seconds) + self.errors.total()

    def part(self, percent: int) -> float:
        """So many of 100 are answered within these seconds; nan where none was."""
        if len(self.seconds) < 2:
            return self.seconds[0] if self.seconds else float("nan")
        return statistics.quantiles(self.seconds, n=100, method="inclusive")[percent - 1]


@dataclass
class Figures:
    """What was measured of one size.

    load: by operation, of the mix. alone: the same, one call at a time, behind the cache. stock: of those, what stock can do. late: seconds within which 99 of 100 calls were sent after coming. memory: program → MB. conflicts: resolved by repeating, and not.
    """

    size: float
    counts: dict[str, int] = field(default_factory=dict)
    load: dict[str, Times] = field(default_factory=dict)
    kinds: dict[str, Times] = field(default_factory=dict)
    alone: dict[str, Times] = field(default_factory=dict)
    stock: dict[str, Times] = field(default_factory=dict)
    late: float = 0.0
    left_out: int = 0
    memory: dict[str, float] = field(default_factory=dict)
    conflicts: dict[str, float] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    burst: "Burst | None" = None


@dataclass(frozen=True)
class Burst:
    """Many who register at once. repeated: calls that were sent again since they had no clear answer. before, meanwhile: what readers waited."""

    people: int
    done_after: float
    first_answers: Times
    repeated: int
    before: Times
    meanwhile: Times


def times_of(samples: Iterable[Sample], by: str = "operation") -> dict[str, Times]:
    """Times by operation, or by kind."""
    seconds: dict[str, list[float]] = defaultdict(list)
    errors: dict[str, Counter] = defaultdict(Counter)
    for sample in samples:
        if sample.answer is None:
            continue
        name = getattr(sample, by)
        if sample.answer.error:
            errors[name][sample.answer.error] += 1
        else:
            seconds[name].append(sample.answer.latency)
    return {name: Times(sorted(seconds[name]), errors[name]) for name in {*seconds, *errors}}


def lateness(samples: Iterable[Sample]) -> float:
    """Seconds within which 99 of 100 calls were sent after somebody had come: of the machine that measures, and of the bound of calls at once."""
    waits = [sample.answer.sent - sample.answer.intended for sample in samples if sample.answer]
    return statistics.quantiles(waits, n=100)[98] if len(waits) > 1 else 0.0


@dataclass(frozen=True)
class Growth:
    """How an operation grows. ratio: of the medians, nan where there are too few answers."""

    operation: str
    ratio: float
    limit: float

    @property
    def is_missed(self) -> bool:
        return self.ratio > self.limit


def growths(small: Figures, large: Figures, which: str) -> list[Growth]:
    """The growth of each operation that both have. which: `load`, `kinds` or `alone`."""
    found = []
    before, after = getattr(small, which), getattr(large, which)
    for name in before.keys() & after.keys():
        of = before[name], after[name]
        enough = min(len(times.seconds) for times in of) >= ENOUGH[which]
        ratio = of[1].part(50) / of[0].part(50) if enough else float("nan")
        found.append(Growth(name, ratio, limit_of(name)))
    return sorted(found, key=lambda growth: growth.operation)


# -- tables ----------------------------------------------------------------------------------------


def cell(seconds: float) -> str:
    """Milliseconds."""
    return "–" if seconds != seconds else f"{seconds * 1000:,.0f}"


def ratio_cell(ratio: float) -> str:
    return "–" if ratio != ratio else f"{ratio:.2f}"


def errors_cell(errors: Counter) -> str:
    return ", ".join(f"{count} × {kind}" for kind, count in errors.most_common()) or "0"


def percent(size: float) -> str:
    return f"{size * 100:g} %"


def table_of_times(title: str, small: Figures, large: Figures | None, which: str) -> list[str]:
    """One row for each operation: times of both sizes, and the growth of the median beside its limit."""
    sizes = [small, *([large] if large else [])]
    head = [f"{percent(one.size)}: n | p50 | p95 | p99 ms | errors" for one in sizes]
    grown = {}
    if large:
        grown = {one.operation: one for one in growths(small, large, which)}
        head += ["growth of p50", "goal"]
    lines = ["", f"### {title}", "", f"| operation | {' | '.join(head)} |"]
    lines.append("|" + "---|" * (lines[-1].count("|") - 1))
    for name in sorted({name for one in sizes for name in getattr(one, which)}):
        cells = [name]
        for one in sizes:
            times = getattr(one, which).get(name, Times([], Counter()))
            cells += [str(times.count), *(cell(times.part(n)) for n in (50, 95, 99))]
            cells.append(errors_cell(times.errors))
        if large:
            growth = grown.get(name, Growth(name, float("nan"), limit_of(name)))
            verdict = " **missed**" if growth.is_missed else ""
            cells += [ratio_cell(growth.ratio) + verdict, f"≤ {growth.limit:g}"]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def table_of_programs(sizes: Sequence[Figures]) -> list[str]:
    """Memory of every program, and what conflicted."""
    lines = ["", "### Memory and conflicts", ""]
    lines.append(f"| | {' | '.join(percent(one.size) for one in sizes)} |")
    lines.append("|---|" + "---|" * len(sizes))
    for name in dict.fromkeys(name for one in sizes for name in one.memory):
        cells = [f"{one.memory[name]:,.0f} MB" if name in one.memory else "" for one in sizes]
        lines.append(f"| memory of {name} | {' | '.join(cells)} |")
    for name in dict.fromkeys(name for one in sizes for name in one.conflicts):
        cells = [f"{one.conflicts[name]:,.0f}" if name in one.conflicts else "" for one in sizes]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    cells = [f"{one.late * 1000:,.0f} ms" for one in sizes]
    lines.append(f"| 99 of 100 calls were sent within, after coming | {' | '.join(cells)} |")
    return lines


def table_of_bursts(sizes: Sequence[Figures]) -> list[str]:
    """Many who register at once, and what others see meanwhile."""
    bursts = [(one, one.burst) for one in sizes if one.burst]
    if not bursts:
        return []
    lines = ["", f"### {bursts[0][1].people} people register at nine o'clock", ""]
    lines.append(
        "| data | all have an answer after | first answers: p50 | p95 ms | without a clear answer, sent again | visitors before: p50 | p95 ms | meanwhile: p50 | p95 ms | errors of visitors |"
    )
    lines.append("|" + "---|" * 10)
    for one, burst in bursts:
        cells = [
            percent(one.size),
            f"{burst.done_after:.1f} s",
            *(cell(burst.first_answers.part(n)) for n in (50, 95)),
            f"{burst.repeated} ({errors_cell(burst.first_answers.errors)})",
            *(cell(burst.before.part(n)) for n in (50, 95)),
            *(cell(burst.meanwhile.part(n)) for n in (50, 95)),
            errors_cell(burst.before.errors + burst.meanwhile.errors),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines
