"""Rules of the glossary; plain functions, no I/O."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

import re
import unicodedata


#: A word; what a hyphen, colon, star or apostrophe joins is one word: "Bürger:innen", "Demografie-Beirat".
WORD = re.compile(r"\w+(?:[-‐‑:*’']\w+)*")  # noqa: RUF001

#: What may stand between the words of one term: spaces, also at the end of a line.
BETWEEN = re.compile(r"\s+")

#: Invisible: the place where a long word may be broken.
SOFT_HYPHEN = "\u00ad"

#: Elements of Slate that stand within a line.
INLINE = frozenset({"link", "a", "strong", "em", "b", "i", "u", "s", "sub", "sup", "del", "code"})

#: Letters of German that are not found by taking accents away.
FOLDED = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l"})


def find_terms(text: str, forms: Mapping[str, Iterable[str]]) -> list[str]:
    """The terms that occur in a text, in the order in which they do.

    Only whole words count, in upper or lower case, and of terms that begin at the same word the longest: where
    "kommunale Daseinsvorsorge" is a term, its words do not count as "Daseinsvorsorge" too.

    :param forms: term → the words or groups of words that stand for it.
    """
    by_first_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for term, spellings in forms.items():
        for spelling in spellings:
            words = tuple(word for word, _start, _end in words_of(spelling))
            if words:
                by_first_word.setdefault(words[0], []).append((words, term))
    for candidates in by_first_word.values():
        candidates.sort(key=lambda candidate: -len(candidate[0]))
    text = normal(text)
    words = list(words_of(text))
    found: dict[str, None] = {}
    at = 0
    while at < len(words):
        term, length = longest_at(text, words, at, by_first_word.get(words[at][0], ()))
        if term is not None:
            found.setdefault(term)
        at += length
    return list(found)


def longest_at(text, words, at, candidates) -> tuple[str | None, int]:
    """The longest of the terms that stand at a word, and how many words that are; None and 1 for none."""
    for spelling, term in candidates:
        following = words[at : at + len(spelling)]
        if tuple(word for word, _start, _end in following) != spelling:
            continue
        ends = [end for _word, _start, end in following[:-1]]
        starts = [start for _word, start, _end in following[1:]]
        if all(
            BETWEEN.fullmatch(text, end, start) for end, start in zip(ends, starts, strict=True)
        ):
            return term, len(spelling)
    return None, 1


def normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace(SOFT_HYPHEN, "")


def words_of(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text without regard to case, with where they begin and end."""
    for match in WORD.finditer(normal(text)):
        yield match[0].casefold(), match.start(), match.end()


def text_of_blocks(blocks: Mapping[str, Any]) -> str:
    """The words that readers see in the blocks of a page, a line per paragraph."""
    return "\n".join(line for block in blocks.values() for line in lines_of(block))


def lines_of(value: Any) -> Iterator[str]:
    """The lines of a block, wherever they are nested: a node of Slate with texts in it is one."""
    if isinstance(value, list):
        for each in value:
            yield from lines_of(each)
    elif isinstance(value, Mapping):
        children = value.get("children")
        if isinstance(children, list) and any(is_inline(child) for child in children):
            yield "".join(inline_text(child) for child in children)
            children = [child for child in children if not is_inline(child)]
            yield from lines_of(children)
            return
        for each in value.values():
            if isinstance(each, (list, Mapping)):
                yield from lines_of(each)


def is_inline(node: Any) -> bool:
    """Whether a node of Slate stands within a line: texts, links, bold words and the like."""
    return isinstance(node, Mapping) and ("text" in node or node.get("type") in INLINE)


def inline_text(node: Any) -> str:
    if not is_inline(node):
        return " "
    if isinstance(node.get("text"), str):
        return node["text"]
    children = node.get("children")
    return "".join(map(inline_text, children)) if isinstance(children, list) else ""


def first_letter(title: str) -> str:
    """The letter under which a term stands in a list: A to Z, or "#"."""
    letter = sort_key(title)[:1].upper()
    return letter if letter.isascii() and letter.isalpha() else "#"


def sort_key(title: str) -> str:
    """By the letters of DIN 5007: ä like a, ß like ss, without regard to case."""
    plain = unicodedata.normalize("NFKD", title.casefold().translate(FOLDED))
    return "".join(c for c in plain if not unicodedata.combining(c)).strip()
