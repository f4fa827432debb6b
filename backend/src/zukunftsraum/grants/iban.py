"""IBANs: checking them, and showing them without giving them away. Plain functions, no I/O.

Length, letters and check digits are those of ISO 13616, by the register of formats that python-stdnum brings along.
"""

from stdnum import iban
from stdnum.exceptions import InvalidChecksum
from stdnum.exceptions import ValidationError
from typing import Any
from zukunftsraum import _
from zukunftsraum.inputs import one_line

import re


#: Longest input: an IBAN has at most 34 characters; people write it in groups, and the word before it.
LONGEST = 60

#: How many characters one has, in Germany and anywhere.
_GERMAN, _ANY = {22}, range(15, 35)

_SHAPE = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]*")

_NO_IBAN = _(
    "error_iban_format",
    default="This is no IBAN: it begins with two letters of the country and two digits, as in DE89 3704 0044 0532 0130 00.",
)

_WORD = re.compile(r"^iban\b[\s:]*", re.IGNORECASE)


def read_iban(value: Any) -> str:
    """An IBAN without spaces, in capital letters ("DE89370400440532013000"); "" where nothing is said.

    It may be written in groups, in small letters, with the word "IBAN" before it.

    :raises ValueError: its argument is the message id.
    """
    text = _WORD.sub("", one_line(value, LONGEST, required=False))
    if not text:
        return ""
    number = iban.compact(text)
    if not _SHAPE.fullmatch(number):
        raise ValueError(_NO_IBAN)
    if len(number) not in (_GERMAN if number.startswith("DE") else _ANY):
        raise ValueError(_("error_iban_length", default="This IBAN is too short or too long."))
    try:
        return iban.validate(number)
    except InvalidChecksum:
        message = _(
            "error_iban_checksum",
            default="The check digits of this IBAN do not fit: please compare it, a character may be wrong or two may have changed places.",
        )
        raise ValueError(message) from None
    except ValidationError:
        raise ValueError(_NO_IBAN) from None


def grouped(number: str) -> str:
    """An IBAN as it is printed: "DE89 3704 0044 0532 0130 00"."""
    return iban.format(number) if number else ""


def masked(number: str) -> str:
    """What all may see who see the application: "DE89 **** 3000"; "" of none."""
    return f"{number[:4]} **** {number[-4:]}" if number else ""
