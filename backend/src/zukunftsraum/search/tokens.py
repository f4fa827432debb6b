"""Words: how a text is cut into them, and when two spellings are the same word. Plain functions, no Zope."""

import re
import unicodedata


#: Longer words are cut: nobody types them, and keys in lexicons stay small.
LONGEST_WORD = 60

#: A word, with the ending of both genders: Bürger:innen, Bürger*innen, Bürger_innen, Bürger/-innen.
_WORD = r"[^\W_]+(?:(?:[*:_]|/-)in(?:nen)?(?![^\W_]))?"
_TOKENS = re.compile(rf"({_WORD})|([^\w]+|_+)")
_GENDER = re.compile(r"[*:_]|/-")

#: Characters that print nothing: soft hyphens, zero-width characters, directions, the mark of byte order.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def tokens(text: str) -> list[tuple[str, str]]:
    """The text as pairs: (word, "") or ("", what stands between words). Words may be longer than `LONGEST_WORD`."""
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _TOKENS.findall(_INVISIBLE.sub("", text))


def words(text: str) -> list[str]:
    """The words of a text as they are spelled."""
    return [word[:LONGEST_WORD] for word, _ in tokens(text) if word]


def fold(word: str) -> str:
    """The word without regard to case, umlauts (ä is a, ß is ss), accents and ways to write both genders.

    Koeln and Köln stay different here; the stemmer brings them together.
    """
    if word.isascii() and word.isalnum():
        return word.lower()
    word = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    return "".join(
        c for c in _GENDER.sub("", word) if c.isalnum() and not unicodedata.combining(c)
    )
