"""Reading and writing amounts, as laws and with what people send."""

from decimal import Decimal
from fractions import Fraction
from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.grants.money import as_text
from zukunftsraum.grants.money import exact
from zukunftsraum.grants.money import in_words
from zukunftsraum.grants.money import MOST
from zukunftsraum.grants.money import product
from zukunftsraum.grants.money import read_amount
from zukunftsraum.grants.money import total

import json
import pytest


amounts_ = st.integers(0, int(MOST) * 100).map(lambda cents: Decimal(cents) / 100)


def refusal(value, **limits):
    with pytest.raises(ValueError) as caught:
        read_amount(value, **limits)
    return str(caught.value.args[0])


@given(amounts_)
def test_what_is_written_is_read_again(amount):
    for written in (
        as_text(amount),
        in_words(amount, "de"),
        amount,
        f"{amount:,.2f}".replace(",", " "),
    ):
        read = read_amount(written)
        assert read == amount
        assert read.as_tuple().exponent == -2


@given(amounts_)
def test_numbers_of_json_are_what_was_sent(amount):
    assert read_amount(json.loads(f"{amount}")) == amount


@given(st.text(alphabet="0123456789.,- \u00a0'€EURe", max_size=14) | st.text(max_size=14))
def test_a_text_is_an_amount_with_two_places_or_refused(text):
    """Whatever is taken has the digits that were sent, in their order."""
    try:
        amount = read_amount(text)
    except ValueError as error:
        assert str(error.args[0]).startswith("error_")
    else:
        digits = "".join(sign for sign in text if sign.isdigit())
        assert 0 <= amount <= MOST
        assert amount.as_tuple().exponent == -2
        assert digits.lstrip("0").rstrip("0") == as_text(amount).replace(".", "").lstrip(
            "0"
        ).rstrip("0")


@given(st.floats() | st.integers() | st.decimals())
def test_a_number_is_exactly_the_amount_or_refused(number):
    try:
        amount = read_amount(number)
    except ValueError as error:
        assert str(error.args[0]).startswith("error_")
    else:
        assert amount == (Decimal(repr(number)) if isinstance(number, float) else number)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1234", "1234.00"),
        ("1234,5", "1234.50"),
        ("1234.5", "1234.50"),
        ("1234,50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1.234,5", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\u202f234", "1234.00"),
        ("1'234.50", "1234.50"),
        ("1.234.567", "1234567.00"),
        ("1.234.567,89", "1234567.89"),
        (" 5000 € ", "5000.00"),
        ("€ 5000", "5000.00"),
        ("5.000,00 EUR", "5000.00"),
        ("5000eur", "5000.00"),
        ("0", "0.00"),
        ("-0", "0.00"),
        ("007", "7.00"),
        ("12\n", "12.00"),
        (0.1, "0.10"),
        (1234.5, "1234.50"),
        (5000, "5000.00"),
        (-0.0, "0.00"),
        (10_000_000, "10000000.00"),
    ],
)
def test_what_people_write(written, amount):
    assert as_text(read_amount(written)) == amount


@pytest.mark.parametrize("written", ["1.234", "1,234", "10.000", "999,999", "1.234 €"])
def test_what_has_two_readings_is_refused(written):
    assert refusal(written) == "error_amount_ambiguous"


@pytest.mark.parametrize(
    "written", ["0.123", "1234.567", "1,2345", 1.234, 0.001, Decimal("1.005"), 1e-300]
)
def test_more_than_two_decimals_are_refused(written):
    assert refusal(written) == "error_amount_too_fine"


@pytest.mark.parametrize(
    "written",
    [
        "NaN",
        "Infinity",
        "1e3",
        "+5",
        "--5",
        "1,234.50",
        "12.34.567",
        "1.2345,50",
        "1 23",
        "1  234",
        ".5",
        "5,",
        "\u0661\u0662",
        "5 EUR EUR",
        "€",
        "5 USD",
        "5EUR0",
        "9" * 41,
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        True,
        [],
        {},
        b"5",
    ],
)
def test_what_is_no_amount_is_refused(written):
    assert refusal(written) == "error_amount_unreadable"


@pytest.mark.parametrize("written", [None, ""])
def test_nothing_is_a_missing_amount(written):
    assert refusal(written) == "error_required"


@pytest.mark.parametrize("written", [-0.01, "-5", "\u22125,00", -(10**400), -1e308])
def test_negative_amounts_are_refused(written):
    assert refusal(written) == "error_amount_too_small"


@pytest.mark.parametrize(
    "written", [10_000_000.01, "10.000.000,01", 10**12, 10**400, 1e308, "9" * 40]
)
def test_large_amounts_are_refused(written):
    assert refusal(written) == "error_amount_too_large"


def test_bounds_are_allowed_themselves():
    bounds = {"least": Decimal("0.01"), "most": Decimal("850.00")}
    assert read_amount("0,01", **bounds) == Decimal("0.01")
    assert read_amount("850", **bounds) == Decimal("850.00")
    assert refusal(0, **bounds) == "error_amount_too_small"
    assert refusal("850,01", **bounds) == "error_amount_too_large"
    with pytest.raises(ValueError) as caught:
        read_amount("850,01", **bounds)
    assert caught.value.args[0].mapping == {"limit": "850"}


def test_how_people_read_them():
    amount = Decimal("1234567.5")
    assert in_words(amount, "de") == "1.234.567,50 EUR"
    assert in_words(amount, "de-at") == "1.234.567,50 EUR"
    assert in_words(amount, "en") == "1,234,567.50 EUR"
    assert as_text(amount) == "1234567.50"
    assert as_text(Decimal(0)) == "0.00"


@pytest.mark.parametrize("write", [as_text, exact, lambda amount: in_words(amount, "de")])
@pytest.mark.parametrize("amount", ["0.005", "NaN", "Infinity"])
def test_what_is_no_amount_is_not_written_as_if_it_were_one(write, amount):
    with pytest.raises(ArithmeticError):
        write(Decimal(amount))


@given(
    st.decimals(0, 10_000, places=2, allow_nan=False),
    st.decimals(0, 10_000, places=2, allow_nan=False),
)
def test_a_product_is_rounded_half_up_to_cents(units, rate):
    difference = Fraction(product(units, rate)) - Fraction(units) * Fraction(rate)
    assert Fraction(-1, 200) < difference <= Fraction(1, 200)


def test_a_total_of_nothing_is_zero():
    assert as_text(total([])) == "0.00"
    assert as_text(total([Decimal("0.10")] * 3)) == "0.30"
