"""Amounts of money: exact, in EUR, with two places. Plain functions, no I/O.

An amount is a `Decimal` with the exponent -2. What people write is read in the German way; what could be read in two ways is refused, because a
thousandfold amount in an application is worse than a question.

Source: docs/developers/grants.md, "Amounts".
"""

from collections.abc import Iterable
from decimal import Context
from decimal import Decimal
from decimal import Inexact
from decimal import InvalidOperation
from decimal import ROUND_HALF_UP
from typing import Any
from zukunftsraum import _

import re


CENT = Decimal("0.01")
ZERO = Decimal("0.00")

#: Above any amount of a micro grant, EUR.
MOST = Decimal(10_000_000)

#: Longer texts are no amounts.
LONGEST = 40

_EXACT = Context(prec=28, traps=[Inexact, InvalidOperation])
_ROUNDED = Context(prec=50, rounding=ROUND_HALF_UP, traps=[InvalidOperation])

#: Signs that people and spreadsheets put between thousands: spaces of several widths, apostrophes.
_GAPS = " \u00a0\u2009\u202f'\u2019"

_CURRENCY = re.compile(r"^(?:EUR|€)|(?:EUR|€)$", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]{1,2})?")
_THOUSANDS_BY_POINT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}")
_MILLIONS_BY_POINT = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}")
_THOUSANDS_BY_GAP = re.compile(rf"[0-9]{{1,3}}(?:[{_GAPS}][0-9]{{3}})+(?:[.,][0-9]{{1,2}})?")
_TWO_READINGS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_MANY_PLACES = re.compile(r"[0-9]+[.,][0-9]{3,}")

_UNREADABLE = _(
    "error_amount_unreadable", default="Please give an amount in euros, for example 1234,50."
)
_TOO_FINE = _("error_amount_too_fine", default="Please give an amount with at most two decimals.")
_AMBIGUOUS = _(
    "error_amount_ambiguous",
    default="This could mean thousands or decimals. Please write the amount without a "
    "separator of thousands or with two decimals, for example 1234 or 1234,00.",
)


def read_amount(value: Any, *, least: Decimal = ZERO, most: Decimal = MOST) -> Decimal:
    """The amount that was sent: a number of JSON, or a text as people write it.

    Texts: `1234`, `1234,5`, `1234.50`, `1.234,50`, `1 234,50`, each with `EUR` or `€` if need be. Refused: `1.234` and `1,234` (two readings), more than
    two decimals, and what is no number.

    :param least, most: bounds in EUR, both allowed.
    :raises ValueError: its argument is the message id.
    """
    amount = _cents(_number(value))
    if amount < least:
        message = _(
            "error_amount_too_small",
            default="Please give an amount of at least ${limit} EUR.",
            mapping={"limit": _limit(least)},
        )
        raise ValueError(message)
    if amount > most:
        message = _(
            "error_amount_too_large",
            default="Please give an amount of at most ${limit} EUR.",
            mapping={"limit": _limit(most)},
        )
        raise ValueError(message)
    return amount + ZERO  # -0.00 is 0.00


def as_text(amount: Decimal) -> str:
    """The amount as JSON has it: `1234.50`.

    :raises ArithmeticError: it has fractions of cents.
    """
    return f"{exact(amount):f}"


def in_words(amount: Decimal, language: str) -> str:
    """The amount as people read it: `1.234,50 EUR`, in English `1,234.50 EUR`.

    :raises ArithmeticError: it has fractions of cents.
    """
    text = f"{exact(amount):,f}"
    if language.startswith("de"):
        text = text.translate(str.maketrans(",.", ".,"))
    return f"{text} EUR"


def exact(amount: Decimal) -> Decimal:
    """The same amount with two places.

    :raises ArithmeticError: it has fractions of cents, or is no number.
    """
    if not amount.is_finite():
        raise InvalidOperation(amount)
    return amount.quantize(CENT, context=_EXACT) + ZERO


def product(units: Decimal, rate: Decimal) -> Decimal:
    """What so many units cost at a rate in EUR, rounded half up to cents."""
    return _ROUNDED.multiply(units, rate).quantize(CENT, context=_ROUNDED) + ZERO


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum, `0.00` of nothing."""
    return sum(amounts, ZERO)


def _number(value: Any) -> Decimal:
    if value is None or value == "":
        raise ValueError(_("error_required", default="Please fill in this field."))
    if isinstance(value, str):
        return _read_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError(_UNREADABLE)
    # `repr` of a float is the shortest number that it stands for: what the sender wrote.
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise ValueError(_UNREADABLE)
    return number


def _read_text(text: str) -> Decimal:
    if len(text) > LONGEST:
        raise ValueError(_UNREADABLE)
    text = _CURRENCY.sub("", text.strip(), count=1).strip()
    sign = "-" if text[:1] in {"-", "\u2212"} else ""
    digits = text[1:].lstrip() if sign else text
    if _PLAIN.fullmatch(digits):
        digits = digits.replace(",", ".")
    elif _THOUSANDS_BY_POINT.fullmatch(digits) or _MILLIONS_BY_POINT.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _THOUSANDS_BY_GAP.fullmatch(digits):
        digits = re.sub(rf"[{_GAPS}]", "", digits).replace(",", ".")
    elif _TWO_READINGS.fullmatch(digits):
        raise ValueError(_AMBIGUOUS)
    elif _MANY_PLACES.fullmatch(digits):
        raise ValueError(_TOO_FINE)
    else:
        raise ValueError(_UNREADABLE)
    return Decimal(sign + digits)


def _cents(number: Decimal) -> Decimal:
    """The number with two places; one that is far too large as it is, because it may have more digits than fit."""
    if abs(number) >= 10 * MOST:
        return number
    try:
        return number.quantize(CENT, context=_EXACT)
    except (Inexact, InvalidOperation):
        raise ValueError(_TOO_FINE) from None


def _limit(amount: Decimal) -> str:
    """A bound within a message of any language."""
    if amount == amount.to_integral_value():
        return f"{int(amount):,}".replace(",", "\u00a0")
    return as_text(amount)
