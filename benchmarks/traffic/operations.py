"""The mix: 70 of 100 calls are of visitors, 20 of members, 10 write; or as one says."""

from collections.abc import Sequence
from dataclasses import replace
from traffic.engine import Operation
from traffic.reading import of_members
from traffic.reading import of_visitors
from traffic.stage import Stage
from traffic.writing import Writers


#: Of visitors, of members, of writers.
SHARES = (70, 20, 10)


def mix(
    stage: Stage, writers: Writers, shares: tuple[float, float, float] = SHARES
) -> list[Operation]:
    """All operations, with shares that make 100."""
    visitors, members, writing = shares
    return [
        *of_all(of_visitors(stage), visitors),
        *of_all(of_members(stage), members),
        *of_all(writers.operations(), writing),
    ]


def of_all(operations: Sequence[Operation], share: float) -> list[Operation]:
    """The same, with shares that make so much together."""
    sum_ = sum(operation.share for operation in operations)
    return [replace(one, share=one.share * share / sum_) for one in operations]
