"""Rules of open figures: groups of few people or municipalities are not told. Plain functions, no I/O.

Source: cell suppression as official statistics do it (Hundepool et al., Statistical Disclosure Control, chapter 4): primary suppression by a
smallest count, secondary suppression so that totals give nothing away. Who knows this rule must not be able to work out a count that is hidden.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass


#: The smallest group that is told.
SMALLEST = 5

#: Group → how many; None where it is not told.
Told = dict[str, int | None]


@dataclass(frozen=True)
class Population:
    """People or municipalities, and how they are divided: the same ones in each table. total: None where it is not told."""

    total: int | None
    tables: tuple[Told, ...]


def told(tables: Sequence[Mapping[str, int]], smallest: int = SMALLEST) -> Population:
    """What may be told of a population.

    :param tables: divisions of the same population; each has the same sum.
    """
    total = sum(tables[0].values()) if tables else 0
    hidden = [groups_to_hide(table, smallest) for table in tables]
    if 0 < total < smallest or any(groups is None for groups in hidden):
        return Population(None, tuple(dict.fromkeys(table) for table in tables))
    return Population(
        total,
        tuple(
            {key: None if key in groups else count for key, count in table.items()}
            for table, groups in zip(tables, hidden, strict=True)
        ),
    )


def groups_to_hide(counts: Mapping[str, int], smallest: int = SMALLEST) -> set[str] | None:
    """The groups whose counts are hidden while the total is told; None where that cannot be done.

    The small ones, and where these could be worked out as the rest of the total, the smallest of the others: all of one size at once, since
    the choice among them would tell something, too. Empty groups are hidden last.
    """
    small = {key for key, count in counts.items() if 0 < count < smallest}
    if not small:
        return set()
    hidden = set(small)
    while not _hides(hidden, counts, smallest):
        rest = [key for key in counts if key not in hidden]
        if not rest:
            return None
        least = min((counts[key] or float("inf")) for key in rest)
        hidden |= {key for key in rest if (counts[key] or float("inf")) == least}
    return hidden


def _hides(hidden: set[str], counts: Mapping[str, int], smallest: int) -> bool:
    """Whether the sum of hidden counts leaves open what each of them is."""
    values = [counts[key] for key in hidden]
    if len(set(values)) > 1:
        return True  # who is which is open
    return len(values) > 1 and 1 < values[0] < smallest - 1
