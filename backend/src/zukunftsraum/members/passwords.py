"""The rule for passwords: plain functions, no I/O.

12 to 200 characters; hard to guess (zxcvbn, score 3 of 4 or more); without the person's name or address in it.
"""

from collections.abc import Iterable
from zukunftsraum import _
from zukunftsraum.inputs import is_whole_text
from zukunftsraum.members.index import folded
from zxcvbn import zxcvbn

import re


SHORTEST = 12
LONGEST = 200
LEAST_SCORE = 3

#: zxcvbn takes seconds for very long texts; it looks at so many characters.
_SCORED = 72

#: Shorter words of a name or address may occur in a password by chance.
_TELLING = 4


def password_problem(password, personal: Iterable[str] = ()) -> str | None:
    """Why this password is refused, as a message id, or None if it is good.

    :param password: whatever was given.
    :param personal: name and address of the person, which must not be part of it.
    """
    if not is_whole_text(password) or any(ord(letter) < 32 for letter in password):
        return _("error_password_text", default="Please enter a password without line breaks.")
    if len(password) < SHORTEST:
        return _(
            "error_password_short",
            default="Please use at least ${least} characters; several words are easy to remember.",
            mapping={"least": SHORTEST},
        )
    if len(password) > LONGEST:
        return _(
            "error_password_long",
            default="Please use at most ${most} characters.",
            mapping={"most": LONGEST},
        )
    words = list(personal_words(personal))
    plain = folded(password)
    if any(word in plain for word in words):
        return _(
            "error_password_personal",
            default="Please choose a password that does not contain your name or your address.",
        )
    if zxcvbn(password[:_SCORED], user_inputs=words)["score"] < LEAST_SCORE:
        return _(
            "error_password_weak",
            default="This password is easy to guess. Several words that do not belong together are a good choice.",
        )
    return None


def personal_words(personal: Iterable[str]) -> Iterable[str]:
    """The telling words of a name or of the part of an address before the @, folded."""
    for text in personal:
        for word in re.findall(r"\w+", folded(text.partition("@")[0])):
            if len(word) >= _TELLING:
                yield word
