"""Reading indexes past the catalog."""

from BTrees.IIBTree import IISet
from DateTime import DateTime
from Products.PluginIndexes.DateIndex.DateIndex import DateIndex
from random import Random
from types import SimpleNamespace
from zukunftsraum import indexes

import pytest


@pytest.fixture(scope="module")
def dates() -> tuple[DateIndex, dict[int, int]]:
    """An index of 400 objects in 90 minutes, each tenth without a date; and minute by record id, counted from a day."""
    chance, index, minutes = Random(3), DateIndex("effective"), {}
    for rid in range(1, 401):
        minute = chance.randrange(90)
        has_date = rid % 10 != 0
        index.index_object(
            rid,
            SimpleNamespace(effective=DateTime(2026, 5, 1) + minute / 1440 if has_date else None),
        )
        if has_date:
            minutes[rid] = minute
    return index, minutes


@pytest.mark.parametrize("share", [1, 3, 50, 500])
@pytest.mark.parametrize("count", [0, 1, 7, 1000])
def test_latest_is_the_same_in_both_ways(dates, monkeypatch, share, count):
    index, minutes = dates
    rids = IISet(range(1, 401, share))
    ordered = sorted((rid for rid in rids if rid in minutes), key=lambda r: (-minutes[r], -r))
    monkeypatch.setattr(indexes, "FEW", max(count, len(rids) - 1))
    for steps in (0, 3, 10**6):
        monkeypatch.setattr(indexes, "STEPS", steps)
        assert indexes.latest(index, rids, count) == ordered[:count]
    monkeypatch.setattr(indexes, "FEW", 10**6)
    assert indexes.latest(index, rids, count) == ordered[:count]


def test_latest_of_nothing(dates, monkeypatch):
    assert indexes.latest(dates[0], IISet(), 5) == []
    monkeypatch.setattr(indexes, "FEW", 0)
    assert indexes.latest(DateIndex("effective"), IISet([1]), 5) == []
