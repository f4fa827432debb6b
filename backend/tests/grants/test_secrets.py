"""Sealing: only with a key, only for who has one of the keys."""

from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.grants import secrets

import pytest


IBAN = "DE89370400440532013000"


@pytest.fixture
def keys(monkeypatch):
    """`keys("a,b")` sets the variable; answers nothing."""
    return lambda text: monkeypatch.setenv(secrets.VARIABLE, text)


@pytest.fixture
def new_key():
    return lambda: Fernet.generate_key().decode()


@given(st.text())
def test_what_was_sealed_comes_out(text):
    sealed = secrets.seal(text)
    assert secrets.open_sealed(sealed) == text
    assert secrets.is_current(sealed)


def test_sealed_it_tells_nothing_and_differs_each_time():
    sealed = secrets.seal(IBAN)
    assert sealed.isascii()
    assert all(part not in sealed for part in (IBAN, IBAN[2:10], "DE89"))
    assert secrets.seal(IBAN) != sealed


def test_the_first_key_seals_and_each_opens(keys, new_key):
    old, new = new_key(), new_key()
    keys(old)
    sealed = secrets.seal(IBAN)
    keys(f"{new}, {old}\n")
    assert secrets.open_sealed(sealed) == IBAN
    assert not secrets.is_current(sealed)
    anew = secrets.seal_anew(sealed)
    assert secrets.is_current(anew)
    keys(new)
    assert secrets.open_sealed(anew) == IBAN
    with pytest.raises(secrets.CannotOpen):
        secrets.open_sealed(sealed)


def test_what_was_changed_is_not_opened():
    sealed = secrets.seal(IBAN)
    other = "A" if sealed[40] != "A" else "B"
    for wrong in (sealed[:40] + other + sealed[41:], sealed[:-4], "", "ü", IBAN):
        with pytest.raises(secrets.CannotOpen):
            secrets.open_sealed(wrong)
        assert not secrets.is_current(wrong)


@pytest.mark.parametrize("wrong", ["", " , ", "short", "x" * 44])
def test_without_a_key_nothing_is_sealed_or_opened(keys, wrong):
    sealed = secrets.seal(IBAN)
    keys(wrong)
    for call in (secrets.seal, secrets.open_sealed, secrets.is_current, secrets.seal_anew):
        with pytest.raises(secrets.NoKey) as caught:
            call(sealed)
        assert caught.value.args == ("error_no_secret_key",)


def test_one_bad_key_among_good_ones_is_no_key(keys, new_key):
    keys(f"{new_key()},{new_key()[:-3]}")
    with pytest.raises(secrets.NoKey):
        secrets.seal(IBAN)


def test_without_the_variable(monkeypatch):
    monkeypatch.delenv(secrets.VARIABLE)
    with pytest.raises(secrets.NoKey):
        secrets.seal(IBAN)
