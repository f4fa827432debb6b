"""Nobody who knows the rule works out a count that is hidden."""

from hypothesis import given
from hypothesis import strategies as st
from itertools import product
from zukunftsraum.monitoring import rules

import pytest


counts = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 30), max_size=7)


@pytest.mark.parametrize("smallest,groups,most", [(3, 3, 9), (3, 4, 6), (4, 3, 10), (5, 2, 14)])
def test_every_hidden_count_can_be_several(smallest, groups, most):
    """All tables there are, up to a size: those that look the same when told have different counts behind each group that is hidden."""
    behind: dict = {}
    for values in product(range(most + 1), repeat=groups):
        population = rules.told([dict(zip("abcd", values, strict=False))], smallest)
        seen = (population.total, tuple(population.tables[0].values()))
        behind.setdefault(seen, []).append(values)
    for (_total, cells), tables in behind.items():
        for place, cell in enumerate(cells):
            if cell is None:
                assert len({values[place] for values in tables}) > 1, (cells, tables)


@given(counts)
def test_no_small_count_is_told(table):
    population = rules.told([table])
    (told,) = population.tables
    assert set(told) == set(table)
    for key, count in told.items():
        assert count is None or (count == table[key] and not 0 < count < rules.SMALLEST)
    assert population.total is None or population.total == sum(table.values())
    assert population.total is None or not 0 < population.total < rules.SMALLEST


@given(counts)
def test_what_is_told_leaves_more_than_one_open(table):
    population = rules.told([table])
    hidden = [key for key, count in population.tables[0].items() if count is None]
    assert population.total is None or len(hidden) != 1


@given(counts.filter(lambda table: all(count >= 5 or count == 0 for count in table.values())))
def test_large_groups_are_told_as_they_are(table):
    assert rules.told([table]) == rules.Population(sum(table.values()), (table,))


def test_a_table_that_cannot_be_told_hides_the_total_of_all():
    """By size one could see what the total is, and with it the rest by Land."""
    population = rules.told([dict.fromkeys("abcde", 1), {"small": 5}])
    assert population.total is None
    assert set(population.tables[1].values()) == {None}
    assert rules.told([{"a": 3}, {"x": 1, "y": 2}]).total is None
    assert rules.told([{}, {}]).total == 0


def test_the_smallest_of_the_others_goes_along():
    assert rules.groups_to_hide({"a": 2, "b": 7, "c": 20, "d": 0}) == {"a", "b"}
    assert rules.groups_to_hide({"a": 2, "b": 7, "c": 7, "d": 0}) == {"a", "b", "c"}
    assert rules.groups_to_hide({"a": 4, "b": 4, "c": 9}) == {"a", "b", "c"}
    assert rules.groups_to_hide({"a": 2, "b": 3, "c": 9}) == {"a", "b"}
    assert rules.groups_to_hide({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}) is None
