"""Texts as short strings of bytes: a number for each word as it is spelled, and what stands between words.

From this the index finds exact phrases, shows the text around a hit, and computes postings again when words are
split in another way, all without the object. It is about as large as the compressed text. No Zope.

A number takes one to four bytes; the first has its highest bit set, the others have not, so that no number is
found inside another. Numbers below `FIRST_WORD` are marks and signs between words; a single space between two
words is not written.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache

import re


FIRST_WORD = 128

#: The title, without and with what follows; and a word that is not written in the text: "onlineseminar"
#: after Online-Seminar, so that both ways to write it are found.
END_OF_TITLE, JOINED = 1, 2
#: In front of everything: the language.
LANGUAGES = {"de": 3, "en": 4}
_SIGNS = (
    "\n", ", ", ". ", "-", ": ", "; ", "? ", "! ", " (", ") ", "/", " – ", " - ", " „", "“ ", ".", ",", ":", ";", "?", "!",
    "(", ")", "„", "“", '"', ' "', '" ', "’", "'", "&", "+", "%", "§", "€", "@", "_", "#", "=", "*", "…", "|", "•", "·", "<", ">",
    "[", "]", "–", "—", "»", "«", "°", "½", "×", "→", "$", " ",
)  # fmt: skip
SIGNS = {sign: number for number, sign in enumerate(dict.fromkeys(_SIGNS), start=10)}
_SIGN_OF = {number: sign for sign, number in SIGNS.items()}
_SIGN = re.compile("|".join(map(re.escape, sorted(SIGNS, key=len, reverse=True))))

_CODES = re.compile(rb"[\x80-\xff][\x00-\x7f]*")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


@lru_cache(maxsize=100_000)
def code(number: int) -> bytes:
    """A number as bytes."""
    if number < 0x80:
        return bytes((number | 0x80,))
    rest = []
    while number >= 0x80:
        rest.append(number & 0x7F)
        number >>= 7
    return bytes((number | 0x80, *reversed(rest)))


def encode(numbers: Iterable[int]) -> bytes:
    """Numbers as bytes."""
    return b"".join(map(code, numbers))


def decode(sequence: bytes) -> list[int]:
    """The numbers of a sequence."""
    numbers = []
    for found in _CODES.findall(sequence):
        number = found[0] & 0x7F
        for byte in found[1:]:
            number = number << 7 | byte
        numbers.append(number)
    return numbers


def signs(text: str) -> Iterator[int]:
    """The numbers for what stands between two words; none for a mere space. Signs not in the table are left out."""
    if text == " ":
        return
    text = _SPACES.sub(" ", _LINES.sub("\n", text))
    for found in _SIGN.findall(text):
        yield SIGNS[found]


def texts(numbers: list[int], spell) -> Iterator[tuple[str, int]]:
    """The text again as pairs: (piece, number of its word, or 0 for what stands between words).

    :param spell: gives the spelling for the number of a word.
    """
    between, is_first, skip = "", True, False
    for number in numbers:
        if skip:
            skip = False
        elif number == JOINED:
            skip = True
        elif number >= FIRST_WORD:
            if between or not is_first:
                yield between or " ", 0
            yield spell(number), number
            between, is_first = "", False
        elif number == END_OF_TITLE:
            between += "\n"
        elif number in _SIGN_OF:
            between += _SIGN_OF[number]
    if between:
        yield between, 0


def phrase(words: list[list[int]]) -> Callable[[bytes], bool]:
    """What tells whether a sequence has words one after the other; each is given as the numbers of its spellings.

    Most texts lack one of the spellings, and to look for bytes takes a small part of the time of a regular expression.
    """
    sign = rb"[\x81\x83-\xff](?![\x00-\x7f])"
    joined = code(JOINED) + rb"[\x80-\xff][\x00-\x7f]*"
    between = rb"(?:" + joined + rb"|" + sign + rb")*"
    codes = [[code(number) for number in numbers] for numbers in words]
    alternatives = (
        rb"(?:" + rb"|".join(map(re.escape, spellings)) + rb")(?![\x00-\x7f])"
        for spellings in codes
    )
    search = re.compile(between.join(alternatives), re.DOTALL).search

    def has(sequence: bytes) -> bool:
        for spellings in codes:
            for spelling in spellings:
                if spelling in sequence:
                    break
            else:
                return False
        return search(sequence) is not None

    return has
