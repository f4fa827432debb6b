"""Municipalities that were merged into another one."""

from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.grants.mergers import keys_of
from zukunftsraum.grants.mergers import read_mergers
from zukunftsraum.grants.mergers import successor_of

import pytest


A, B, C, D = (f"99000000000{number}" for number in range(1, 5))


@pytest.mark.parametrize("arrow", [" → ", "→", "->", " -> ", " ", "\t"])
def test_lines(arrow):
    assert read_mergers([f" {A}{arrow}{B} ", "99001 990010001"]) == {A: B, "99001": "990010001"}


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        (["x"], "error_merger_line"),
        ([""], "error_merger_line"),
        ([f"{A} →"], "error_merger_line"),
        ([f"{A}1 → {B}"], "error_merger_line"),
        ([f"{A} → {B} → {C}"], "error_merger_line"),
        ([f"{A} → {B}", f"{A} → {C}"], "error_merger_twice"),
        ([f"{A} → {A}"], "error_merger_circle"),
        ([f"{A} → {B}", f"{B} → {C}", f"{C} → {A}"], "error_merger_circle"),
        ([f"{D} → {A}", f"{A} → {B}", f"{B} → {A}"], "error_merger_circle"),
    ],
)
def test_bad_lines(lines, error):
    with pytest.raises(ValueError) as caught:
        read_mergers(lines)
    assert caught.value.args[0] == error
    assert caught.value.args[0].mapping


def test_what_counts_for_whom():
    mergers = read_mergers([f"{A} → {B}", f"{C} → {B}", f"{B} → {D}"])
    for key in (A, B, C, D):
        assert successor_of(key, mergers) == D
        assert keys_of(key, mergers) == {A, B, C, D}
    assert keys_of("99001", mergers) == {"99001"}


@given(st.dictionaries(st.integers(0, 8), st.integers(0, 8), max_size=9))
def test_whatever_is_read_ends_and_parts_the_keys(pairs):
    """No circle: following the mergers comes to an end. And each key counts for exactly one municipality."""
    keys = [f"{990000000000 + number}" for number in range(9)]
    try:
        mergers = read_mergers(f"{keys[old]} → {keys[new]}" for old, new in pairs.items())
    except ValueError:
        seen = {old: _reached(old, pairs) for old in pairs}
        assert any(old in reached for old, reached in seen.items())
        return
    groups = {keys_of(key, mergers) for key in keys}
    assert sorted(key for group in groups for key in group) == keys


def _reached(start, pairs):
    reached, key = set(), pairs[start]
    while key not in reached:
        reached.add(key)
        if key not in pairs:
            break
        key = pairs[key]
    return reached
