"""Sealing what must not lie readable in the database: bank accounts.

The keys come from the environment, so that a copy of the database, a backup, or an export tells no bank account. Several keys make
changing them possible: the first one seals, each of them opens (docs/operators/grants.md).

ZUKUNFTSRAUM_SECRET_KEYS: keys of `cryptography.fernet`, newest first, with commas or spaces between them.
"""

from cryptography.fernet import Fernet
from cryptography.fernet import InvalidToken
from cryptography.fernet import MultiFernet
from zukunftsraum import _

import os
import re


VARIABLE = "ZUKUNFTSRAUM_SECRET_KEYS"


class NoKey(ValueError):
    """There is no key, or what is there is none: nothing can be sealed or opened. Its argument is the message id."""

    def __init__(self):
        message = _(
            "error_no_secret_key",
            default="Bank accounts cannot be kept at the moment: the portal has no key for them. Please tell the operators.",
        )
        super().__init__(message)


class CannotOpen(Exception):
    """None of the keys opens it: it was sealed with one that is gone, or it was changed."""


def seal(text: str) -> str:
    """The text, sealed with the first key: letters that tell nothing but its rough length, and other ones each time.

    :raises NoKey: there is no key; then nothing may be stored.
    """
    return MultiFernet(_keys()).encrypt(text.encode()).decode("ascii")


def open_sealed(sealed: str) -> str:
    """The text that was sealed, with any of the keys.

    :raises NoKey: there is no key.
    :raises CannotOpen: none of the keys fits.
    """
    try:
        return MultiFernet(_keys()).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise CannotOpen from None


def is_current(sealed: str) -> bool:
    """Whether it is the first key that opens it.

    :raises NoKey: there is no key.
    """
    try:
        _keys()[0].decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True


def seal_anew(sealed: str) -> str:
    """The same, sealed with the first key.

    :raises NoKey: there is no key.
    :raises CannotOpen: none of the keys fits.
    """
    return seal(open_sealed(sealed))


def _keys() -> list[Fernet]:
    """What seals and opens, newest first."""
    keys = re.split(r"[\s,]+", os.environ.get(VARIABLE, "").strip(" ,\n\t"))
    try:
        return [Fernet(key) for key in keys]
    except ValueError:  # also of no key at all: an empty text is no key
        raise NoKey from None
