"""What users saw of a fault, and how long."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from traffic.book import Verdict
from traffic.engine import Sample
from traffic.reading import MEMBERS
from traffic.writing import WRITES


#: Somebody who waits longer has noticed the fault, even if an answer came.
PATIENCE = 5.0
GROUPS = {"visitors": None, "members": MEMBERS, "writes": WRITES}


@dataclass(frozen=True)
class Outcome:
    """A fault in figures. began: seconds from the beginning of the traffic to the fault. ready: seconds from the fault until all programs were ready again."""

    name: str
    what: str
    began: float
    ready: float
    samples: Sequence[Sample]
    verdict: Verdict
    notes: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def answers(self) -> list:
        return [sample.answer for sample in self.samples if sample.answer is not None]

    @property
    def failed(self) -> Counter:
        """How requests failed, by class: a status, "timeout", "connection"."""
        return Counter(answer.error for answer in self.answers if answer.error)

    @property
    def recovered(self) -> float:
        """Seconds from the fault until the last one had waited who got no answer, or waited for it longer than PATIENCE; 0 where nobody noticed."""
        noticed = [
            answer.ended - self.began
            for answer in self.answers
            if (answer.error or answer.latency > PATIENCE) and answer.ended > self.began
        ]
        return max(0.0, max(noticed, default=0.0))

    @property
    def slowest(self) -> float:
        return max((answer.latency for answer in self.answers), default=0.0)

    @property
    def holds(self) -> bool:
        return self.verdict.holds and not self.broken

    def by_group(self) -> str:
        """visitors 3 of 80, members 0 of 20, writes 1 of 10: failed, of all."""
        said = []
        for name, kind in GROUPS.items():
            some = [
                sample.answer
                for sample in self.samples
                if sample.answer is not None
                and (sample.kind == kind if kind else sample.kind not in (MEMBERS, WRITES))
            ]
            said.append(f"{name} {sum(bool(answer.error) for answer in some)} of {len(some)}")
        return ", ".join(said)

    def by_operation(self) -> list[tuple[tuple[str, str], int]]:
        """How often which operation failed how."""
        failed = Counter(
            (sample.answer.error, sample.operation)
            for sample in self.samples
            if sample.answer is not None and sample.answer.error
        )
        return failed.most_common()

    def by_class(self) -> str:
        return ", ".join(f"{n} × {name}" for name, n in self.failed.most_common()) or "none"


HEAD = (
    "fault",
    "requests that failed",
    "how",
    "seconds until nobody noticed any more",
    "seconds until all was ready",
    "slowest answer, s",
    "answered with success, then lost or doubled",
)


def table(outcomes: Sequence[Outcome]) -> list[str]:
    """The outcomes as a table in markdown."""
    rows = [HEAD, tuple("---" for _ in HEAD)]
    for one in outcomes:
        verdict = one.verdict
        faults = len(verdict.lost) + len(verdict.doubled)
        rows.append(
            (
                one.what,
                one.by_group(),
                one.by_class(),
                f"{one.recovered:.1f}",
                f"{one.ready:.1f}",
                f"{one.slowest:.1f}",
                f"{faults} of {verdict.done}" if one.holds else f"**{faults} of {verdict.done}, BROKEN**",
            )
        )  # fmt: skip
    return ["| " + " | ".join(row) + " |" for row in rows]
