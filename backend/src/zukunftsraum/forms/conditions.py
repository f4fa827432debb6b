"""Which questions are asked only after certain answers: `depends_on` of a field, in the language of `pat-depends`.

The classic form leaves this to the browser. Here it is part of the description of the form (`conditions`), and holds when the form is sent. Plain
functions, no I/O. The grammar: `name`, `name=value`, `!=`, `<`, `<=`, `>`, `>=`, `~=` (contains), `and`, `or`, `not`, parentheses, and options of the
pattern behind a semicolon (https://patternslib.com/demos/depends).
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from typing import Any

import re


#: How a comparison is called in the description of the form.
OPERATORS = {
    "=": "is",
    "!=": "is_not",
    "<": "lt",
    "<=": "le",
    ">": "gt",
    ">=": "ge",
    "~=": "contains",
}
OPPOSITE = {"is": "is_not", "lt": "ge", "le": "gt", "contains": "contains_not"}
OPPOSITE |= {other: one for one, other in OPPOSITE.items()}

_TOKEN = re.compile(
    r"\s*(?:(?P<sign>[()]|!=|<=|>=|~=|=|<|>)|(?P<quoted>\"[^\"]*\"|'[^']*')|(?P<word>[^\s()=!<>~\"']+))"
)

#: The place of a box or button in its list, as the value of a comparison.
PLACE = re.compile(r"#[0-9]{1,4}")

#: More than anybody writes by hand; it keeps the conversion of nested conditions small.
MOST_CLAUSES = 64


@dataclass(frozen=True)
class Comparison:
    """An answer compared with a value; with `True` it is asked whether there is any."""

    depends_on: str
    operator: str
    value: str | bool

    def negated(self) -> "Comparison":
        return replace(self, operator=OPPOSITE[self.operator])


#: Any of them has to hold.
Clause = tuple[Comparison, ...]


class BadCondition(ValueError):
    """What an editor wrote is no condition."""


def read_condition(text: str, names: Iterable[str]) -> tuple[Clause, ...]:
    """The clauses that all have to hold.

    :param names: of the questions of the form; others cannot be depended on.
    :raises BadCondition: it is none, or names no question.
    """
    condition = _without_options(text)
    parser = _Parser(_tokens(condition), frozenset(names))
    try:
        clauses = parser.either()
    except RecursionError:
        raise BadCondition(text) from None
    if parser.rest:
        raise BadCondition(text)
    return clauses


def holds(clauses: Iterable[Clause], answers: Mapping[str, Any]) -> bool:
    """Whether a question is asked.

    :param answers: tokens, texts, numbers, yes or no, lists of tokens; None where there is none.
    """
    return all(any(_is_so(one, answers) for one in clause) for clause in clauses)


def not_asked(
    conditions: Mapping[str, tuple[Clause, ...]], answers: Mapping[str, Any]
) -> frozenset[str]:
    """Names of the questions that are not asked. What is not asked has no answer, for those that depend on it too."""
    hidden: set[str] = set()
    for _round in range(len(conditions) + 1):
        known = {name: value for name, value in answers.items() if name not in hidden}
        more = {name for name, clauses in conditions.items() if not holds(clauses, known)}
        if more <= hidden:
            break
        hidden |= more
    return frozenset(hidden)


def describe(field: str, clauses: Iterable[Clause]) -> list[dict]:
    """Clauses as JSON: all have to hold. One of several comparisons is `{"field", "any": [...]}`."""
    return [
        {"field": field, **_as_json(clause[0])}
        if len(clause) == 1
        else {"field": field, "any": [_as_json(one) for one in clause]}
        for clause in clauses
    ]


def _as_json(one: Comparison) -> dict:
    return {"depends_on": one.depends_on, "operator": one.operator, "value": one.value}


def _is_so(one: Comparison, answers: Mapping[str, Any]) -> bool:
    answer = answers.get(one.depends_on)
    given = [str(each) for each in answer] if isinstance(answer, list | tuple | set) else None
    if one.value is True or one.value is False:
        is_there = bool(answer) if given is None else bool(given)
        return is_there == (one.value is (one.operator == "is"))
    if isinstance(answer, bool):
        answer = "selected" if answer else None  # what the box of the classic form sends
    texts = given if given is not None else [] if answer in (None, "") else [str(answer)]
    compare = _COMPARE[one.operator]
    return compare(texts, str(one.value))


def _ordered(test: Callable[[float, float], bool]) -> Callable[[list[str], str], bool]:
    def compare(texts: list[str], value: str) -> bool:
        try:
            return any(test(float(text), float(value)) for text in texts)
        except ValueError:
            return False

    return compare


_COMPARE: dict[str, Callable[[list[str], str], bool]] = {
    "is": lambda texts, value: value in texts,
    "is_not": lambda texts, value: value not in texts,
    "contains": lambda texts, value: any(value in text for text in texts),
    "contains_not": lambda texts, value: not any(value in text for text in texts),
    "lt": _ordered(lambda one, other: one < other),
    "le": _ordered(lambda one, other: one <= other),
    "gt": _ordered(lambda one, other: one > other),
    "ge": _ordered(lambda one, other: one >= other),
}


def _without_options(text: str) -> str:
    """`condition: a=b; action: show` → `a=b`; every action comes to the same here: the question is asked or not."""
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        if colon and name.strip() == "condition":
            return value
        if colon and name.strip() in ("action", "transition", "effect-duration", "effect-easing"):
            continue
        return part
    raise BadCondition(text)


def _tokens(text: str) -> list[str]:
    found, at = [], 0
    text = text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise BadCondition(text)
        found.append(match["sign"] or match["word"] or match["quoted"])
        at = match.end()
    return found


class _Parser:
    """Reads a condition into clauses that all have to hold (its conjunctive normal form)."""

    def __init__(self, tokens: list[str], names: frozenset[str]):
        self.rest = tokens
        self.names = names

    def either(self) -> tuple[Clause, ...]:
        clauses = self.both()
        while self._next_is("or"):
            clauses = _any_of(clauses, self.both())
        return clauses

    def both(self) -> tuple[Clause, ...]:
        clauses = self.single()
        while self._next_is("and"):
            clauses += self.single()
        return clauses

    def single(self) -> tuple[Clause, ...]:
        if self._next_is("not"):
            return _none_of(self.single())
        if self._next_is("("):
            clauses = self.either()
            if not self._next_is(")"):
                raise BadCondition("(")
            return clauses
        name, token = self._question(self._take())
        if not self.rest or self.rest[0] not in OPERATORS:
            comparison = Comparison(name, "is", True if token is None else token)
        else:
            operator = OPERATORS[self._take()]
            comparison = Comparison(name, operator, self._take().strip("\"'"))
        return ((comparison,),)

    def _take(self) -> str:
        if not self.rest:
            raise BadCondition("")
        return self.rest.pop(0)

    def _next_is(self, word: str) -> bool:
        if self.rest and self.rest[0].lower() == word:
            self.rest.pop(0)
            return True
        return False

    def _question(self, text: str) -> tuple[str, str | None]:
        """The question that an input of the classic form belongs to: by name, by id, or by both with `:list`. The id of one box or
        button of several ends with its number: that is the first, the second … of the list."""
        for prefix in ("#", "form.widgets.", "form-widgets-"):
            text = text.removeprefix(prefix)
        text = text.removesuffix(":list")
        if text in self.names:
            return text, None
        name, dash, number = text.rpartition("-")
        if dash and PLACE.fullmatch(f"#{number}") and name in self.names:
            return name, f"#{number}"
        raise BadCondition(text)


def _any_of(one: tuple[Clause, ...], other: tuple[Clause, ...]) -> tuple[Clause, ...]:
    if len(one) * len(other) > MOST_CLAUSES:
        raise BadCondition("or")
    return tuple(a + b for a in one for b in other)


def _none_of(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    result: tuple[Clause, ...] = ()
    for number, clause in enumerate(clauses):
        negated = tuple((one.negated(),) for one in clause)
        result = negated if number == 0 else _any_of(result, negated)
    return result
