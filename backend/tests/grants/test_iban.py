"""IBANs: what is read, what is refused, what is shown."""

from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.grants.iban import grouped
from zukunftsraum.grants.iban import masked
from zukunftsraum.grants.iban import read_iban

import pytest


GOOD = "DE89370400440532013000"


def german(account: str) -> str:
    """The IBAN of 18 digits of bank and account, by ISO 13616."""
    check = 98 - int(f"{account}131400") % 97
    return f"DE{check:02}{account}"


ACCOUNTS = st.text("0123456789", min_size=18, max_size=18)


@pytest.mark.parametrize(
    "written",
    [
        GOOD,
        "DE89 3704 0044 0532 0130 00",
        " de89 3704-0044-0532-0130-00 ",
        "IBAN: DE89 3704 0044 0532 0130 00",
        "iban DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000",
    ],
)
def test_it_is_read_as_people_write_it(written):
    assert read_iban(written) == GOOD


@pytest.mark.parametrize("other", ["AT611904300234573201", "CH9300762011623852957"])
def test_other_countries(other):
    assert read_iban(other) == other


@pytest.mark.parametrize("nothing", [None, "", "  ", "IBAN:"])
def test_a_draft_may_have_none(nothing):
    assert read_iban(nothing) == ""


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ("DE89370400440532013001", "error_iban_checksum"),
        ("DE89370400440532031000", "error_iban_checksum"),  # two digits have changed places
        ("DE8937040044053201300", "error_iban_length"),
        ("DE893704004405320130000", "error_iban_length"),
        ("DE89", "error_iban_length"),
        ("0532013000", "error_iban_format"),
        ("XX89370400440532013000", "error_iban_checksum"),
        ("XX46370400440532013000", "error_iban_format"),
        ("DE89 3704 0044 0532 0130 0O", "error_iban_checksum"),
        ("DE٨٩370400440532013000", "error_iban_format"),
        ("Stadtkasse", "error_iban_format"),
        ("DE89\n370400440532013000", "error_control_characters"),
        ("DE89\u200b370400440532013000", "error_control_characters"),
        ("D" * 61, "error_text_too_long"),
        (89370400440532013000, "error_text_expected"),
        (["DE89370400440532013000"], "error_text_expected"),
        (True, "error_text_expected"),
    ],
)
def test_what_is_refused(written, error):
    with pytest.raises(ValueError) as caught:
        read_iban(written)
    assert caught.value.args[0] == error


@given(ACCOUNTS)
def test_every_account_is_read_however_it_is_grouped(account):
    number = german(account)
    assert read_iban(grouped(number)) == number
    assert read_iban(number.lower()) == number


@given(ACCOUNTS, st.integers(4, 21), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(account, at, more):
    number = german(account)
    wrong = number[:at] + str((int(number[at]) + more) % 10) + number[at + 1 :]
    with pytest.raises(ValueError):
        read_iban(wrong)


@given(ACCOUNTS)
def test_masked_tells_little(account):
    number = german(account)
    assert masked(number) == f"{number[:4]} **** {number[-4:]}"
    assert sum(sign.isdigit() for sign in masked(number)) == 6


def test_of_none_nothing_is_shown():
    assert masked("") == grouped("") == ""
