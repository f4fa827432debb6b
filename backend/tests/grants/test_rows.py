"""Reading tables: every bad cell is named; what is read stays the same when it is read again."""

from decimal import Decimal
from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.grants.rows import read_table
from zukunftsraum.grants.rows import TABLES
from zukunftsraum.inputs import InvalidInput

import pytest


#: Values of JSON, as a caller may send anything.
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def rows_of_cells(draw):
    table = draw(st.sampled_from(sorted(TABLES)))
    cells = TABLES[table]
    row = st.dictionaries(st.sampled_from(sorted(cells)), JSON)
    return table, draw(st.lists(row, max_size=4))


@given(rows_of_cells())
def test_anything_is_read_or_refused_by_cell(case):
    table, rows = case
    try:
        found = read_table(table, rows)
    except InvalidInput as error:
        for field, _message in error.errors:
            number, cell = field.split(".")
            assert int(number) < len(rows)
            assert cell in TABLES[table]
    else:
        assert read_table(table, found) == found


@given(
    st.decimals(min_value=0, max_value=1000, places=2),
    st.decimals(min_value=0, max_value=5000, places=2),
)
def test_an_amount_is_number_times_rate(units, rate):
    (row,) = read_table("cost_plan", [{"units": str(units), "rate": str(rate)}])
    assert abs(Decimal(row["amount"]) - units * rate) <= Decimal("0.005")


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(InvalidInput) as caught:
        read_table("cost_plan", [{"rate": "x", "units": "y"}, {"category": "A"}])
    assert [field for field, _message in caught.value.errors] == [
        "0.units",
        "0.rate",
        "1.category",
    ]
