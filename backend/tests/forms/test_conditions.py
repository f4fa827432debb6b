"""Which questions are asked after which answers: the language of `pat-depends`."""

from contextlib import suppress
from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.forms.conditions import BadCondition
from zukunftsraum.forms.conditions import describe
from zukunftsraum.forms.conditions import holds
from zukunftsraum.forms.conditions import not_asked
from zukunftsraum.forms.conditions import read_condition

import pytest


NAMES = ("a", "b", "c", "kurs-1")


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("a", {"a": "x"}, True),
        ("a", {"a": ""}, False),
        ("a", {}, False),
        ("not a", {}, True),
        ("a=x", {"a": "x"}, True),
        ("a=x", {"a": "y"}, False),
        ("a!=x", {"a": "y"}, True),
        ("form.widgets.a=x", {"a": "x"}, True),
        ("form-widgets-a=x", {"a": "x"}, True),
        ("#form-widgets-a", {"a": "x"}, True),
        ("form.widgets.a:list=x", {"a": ["y", "x"]}, True),
        ("a=x and b=y", {"a": "x", "b": "y"}, True),
        ("a=x and b=y", {"a": "x", "b": "z"}, False),
        ("a=x or b=y", {"a": "z", "b": "y"}, True),
        ("not (a=x or b=y)", {"a": "z", "b": "z"}, True),
        ("not (a=x or b=y)", {"a": "z", "b": "y"}, False),
        ("not (a=x and b=y)", {"a": "z", "b": "y"}, True),
        ("(a=x or b=y) and c", {"b": "y", "c": "1"}, True),
        ("a=x or b=y and c", {"a": "x"}, True),
        ("a>5", {"a": 7}, True),
        ("a>5", {"a": "sieben"}, False),
        ("a<=5", {"a": "5"}, True),
        ("a~=bau", {"a": "Wohnungsbau"}, True),
        ("a='zwei Worte'", {"a": "zwei Worte"}, True),
        ("a", {"a": True}, True),
        ("a", {"a": False}, False),
        ("a=selected", {"a": True}, True),
        ("a", {"a": []}, False),
        ("condition: a=x; action: show", {"a": "x"}, True),
        ("a=x; action: enable; transition: none", {"a": "y"}, False),
        ("kurs-1", {"kurs-1": "x"}, True),
    ],
)
def test_a_condition_says_whether_a_question_is_asked(text, answers, expected):
    assert holds(read_condition(text, NAMES), answers) is expected


@pytest.mark.parametrize(
    "text", ["", "=", "a=", "(a", "a b", "fremd=1", "a=1)", "and", "a ==b", "; action: show"]
)
def test_what_is_none_is_told(text):
    with pytest.raises(BadCondition):
        read_condition(text, NAMES)


def test_too_deep_ones_and_odd_numbers_are_none():
    for text in ("(" * 2000 + "a" + ")" * 2000, "not " * 5000 + "a", "a-²", "a-" + "1" * 5000):
        with pytest.raises(BadCondition):
            read_condition(text, NAMES)


def test_nested_alternatives_do_not_grow_without_end():
    text = " or ".join(["(a=1 and b=2)"] * 20)
    with pytest.raises(BadCondition):
        read_condition(text, NAMES)


@given(st.text(max_size=60))
def test_nothing_an_editor_writes_breaks_it(text):
    with suppress(BadCondition):
        read_condition(text, NAMES)


def test_what_is_not_asked_has_no_answer_for_those_that_depend_on_it():
    conditions = {"b": read_condition("a=ja", NAMES), "c": read_condition("b=ja", NAMES)}
    assert not_asked(conditions, {"a": "ja", "b": "ja"}) == frozenset()
    assert not_asked(conditions, {"a": "nein", "b": "ja"}) == {"b", "c"}


def test_questions_that_depend_on_each_other_come_to_an_end():
    conditions = {"a": read_condition("not b", NAMES), "b": read_condition("not a", NAMES)}
    assert not_asked(conditions, {"a": "x", "b": "x"}) == {"a", "b"}


def test_conditions_are_told_as_data():
    assert describe("c", read_condition("a=x and b", NAMES)) == [
        {"field": "c", "depends_on": "a", "operator": "is", "value": "x"},
        {"field": "c", "depends_on": "b", "operator": "is", "value": True},
    ]
    assert describe("c", read_condition("a=x or not b", NAMES)) == [
        {
            "field": "c",
            "any": [
                {"depends_on": "a", "operator": "is", "value": "x"},
                {"depends_on": "b", "operator": "is_not", "value": True},
            ],
        }
    ]
