"""Parameters of the municipality list."""

from zukunftsraum.register.queries import parse_query
from zukunftsraum.register.queries import Query
from zukunftsraum.register.queries import QueryError

import pytest


STATES = {"14": "Sachsen", "99": "Musterland"}


def test_nothing_given():
    assert parse_query({}, STATES) == Query()


def test_everything_given():
    form = {
        "q": " köln ",
        "state": ["14", "99"],
        "kind": "town",
        "structurally_weak": "partial",
        "participating": "True",
        "b_start": "50",
        "b_size": "100",
    }
    assert parse_query(form, STATES) == Query(
        "köln", ("14", "99"), ("town",), ("partial",), True, 50, 100
    )


def test_empty_is_no_condition():
    form = dict.fromkeys(("q", "state", "kind", "participating", "b_start"), "")
    assert parse_query(form, STATES) == Query()


@pytest.mark.parametrize(
    "name,value",
    [
        ("b_start", "-1"),
        ("b_start", "x"),
        ("b_start", "1e3"),
        ("b_start", "9" * 30),
        ("b_size", "0"),
        ("b_size", "101"),
        ("b_size", ["1", "2"]),
        ("state", "98"),
        ("state", "Sachsen"),
        ("kind", "village"),
        ("kind", ["town", "village"]),
        ("structurally_weak", "maybe"),
        ("participating", "maybe"),
        ("participating", ["true"]),
        ("q", "x" * 201),
        ("q", ["a", "b"]),
    ],
)
def test_bad_value(name, value):
    with pytest.raises(QueryError) as caught:
        parse_query({name: value}, STATES)
    assert [field for field, _message in caught.value.errors] == [name]


def test_every_bad_value_is_named():
    with pytest.raises(QueryError) as caught:
        parse_query({"b_size": "x", "kind": "x", "state": "x"}, STATES)
    assert {field for field, _message in caught.value.errors} == {
        "b_size",
        "kind",
        "state",
    }
