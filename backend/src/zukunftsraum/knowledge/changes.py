"""What changed in a text, in words; plain functions, no I/O."""

from collections.abc import Iterable
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

import re


#: Pieces that are shown: text that stays, is taken out, or comes in.
SAME, OUT, IN = "same", "out", "in"

#: Words of a line up to which it is compared word by word; longer ones are shown as a whole.
MOST_WORDS = 3000

#: Letters of unchanged text that are shown around a change.
AROUND = 60

Piece = tuple[str, str]


def compared(before: Sequence[str], after: Sequence[str]) -> list[list[Piece]]:
    """The lines that differ, each as pieces. What is the same in both is left out."""
    lines = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            pairs = zip_longest(before[a:b], after[c:d], fillvalue="")
            lines += [shortened(words_of(old, new)) for old, new in pairs]
    return lines


def words_of(old: str, new: str) -> list[Piece]:
    """The pieces of a line that was changed, word by word."""
    a, b = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (old, new))
    if not a or not b or len(a) + len(b) > MOST_WORDS:
        return [(kind, text) for kind, text in ((OUT, old), (IN, new)) if text]
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.ratio() < 0.3:
        return [(OUT, old), (IN, new)]
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            pieces.append((SAME, "".join(a[i:j])))
        else:
            pieces += [
                (each, "".join(words)) for each, words in ((OUT, a[i:j]), (IN, b[k:m])) if words
            ]
    return pieces


def shortened(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with long unchanged text cut to what stands around a change."""
    last = len(pieces) - 1
    result = []
    for number, (kind, text) in enumerate(pieces):
        if kind == SAME and len(text) > 3 * AROUND:
            head = "" if number == 0 else text[:AROUND]
            tail = "" if number == last else text[-AROUND:]
            text = f"{head} … {tail}"
        result.append((kind, text))
    return result


def paragraphs(lines: Iterable[str]) -> list[str]:
    """Lines with single spaces, without empty ones."""
    return [line for line in (" ".join(each.split()) for each in lines) if line]
