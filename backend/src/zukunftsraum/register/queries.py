"""Parameters of the municipality list: from what a URL says to a checked query."""

from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass
from zukunftsraum import _
from zukunftsraum.register.rules import KIND_TITLES
from zukunftsraum.register.rules import WEAK_TITLES


DEFAULT_BATCH_SIZE = 25
LARGEST_BATCH_SIZE = 100
LONGEST_QUERY = 200
#: Far beyond every register, and short enough to be a number for every client.
_LONGEST_NUMBER = 9

_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class QueryError(ValueError):
    """Parameters that cannot be answered; errors: pairs of parameter name and message id."""

    def __init__(self, errors):
        super().__init__(errors)
        self.errors = errors


@dataclass(frozen=True)
class Query:
    """Conditions (empty or None: no condition) and the page that is wanted."""

    q: str = ""
    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    structurally_weak: tuple[str, ...] = ()
    participating: bool | None = None
    b_start: int = 0
    b_size: int = DEFAULT_BATCH_SIZE


def parse_query(form: Mapping, states: Collection[str]) -> Query:
    """The query in a form; raises QueryError that names every bad parameter.

    form: name -> string, or list of strings where a parameter is given several times (any of them matches).
    states: keys of the Länder in the register. An empty parameter is no condition.
    """
    errors: list[tuple[str, str]] = []

    def checked(name, parse, *arguments):
        try:
            return parse(form.get(name), *arguments)
        except _BadValue as error:
            errors.append((name, error.args[0]))
            return None

    values = {
        "q": checked("q", _text),
        "states": checked("state", _choices, states),
        "kinds": checked("kind", _choices, KIND_TITLES),
        "structurally_weak": checked("structurally_weak", _choices, WEAK_TITLES),
        "participating": checked("participating", _boolean),
        "b_start": checked("b_start", _number, 0, 0, None),
        "b_size": checked("b_size", _number, DEFAULT_BATCH_SIZE, 1, LARGEST_BATCH_SIZE),
    }
    if errors:
        raise QueryError(errors)
    return Query(**values)


def parse_flag(form: Mapping, name: str) -> bool:
    """A switch that is off where it is not given; raises QueryError."""
    try:
        return bool(_boolean(form.get(name)))
    except _BadValue as error:
        raise QueryError([(name, error.args[0])]) from None


class _BadValue(ValueError):
    """One bad value; its argument is the message id."""


def _text(value) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _BadValue(_("error_query_single", default="Give one value."))
    if len(value) > LONGEST_QUERY:
        raise _BadValue(
            _(
                "error_query_too_long",
                default="The search text has more than ${limit} characters.",
                mapping={"limit": LONGEST_QUERY},
            )
        )
    return value.strip()


def _choices(value, allowed) -> tuple[str, ...]:
    values = value if isinstance(value, list | tuple) else [value]
    chosen = [item for item in values if item not in (None, "")]
    for item in chosen:
        if not isinstance(item, str) or item not in allowed:
            raise _BadValue(
                _(
                    "error_query_choice",
                    default='"${value}" is not one of the possible values.',
                    mapping={"value": str(item)[:40]},
                )
            )
    return tuple(chosen)


def _boolean(value) -> bool | None:
    if value in (None, ""):
        return None
    try:
        return _BOOLEANS[value.lower()]
    except (AttributeError, KeyError):
        raise _BadValue(_("error_query_boolean", default="Give true or false.")) from None


def _number(value, default: int, least: int, most: int | None) -> int:
    if value in (None, ""):
        return default
    text = str(value)
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER:
        number = int(text)
        if number >= least and (most is None or number <= most):
            return number
    if most is None:
        raise _BadValue(
            _(
                "error_query_number",
                default="Give a whole number of at least ${least}.",
                mapping={"least": least},
            )
        )
    raise _BadValue(
        _(
            "error_query_range",
            default="Give a whole number from ${least} to ${most}.",
            mapping={"least": least, "most": most},
        )
    )
