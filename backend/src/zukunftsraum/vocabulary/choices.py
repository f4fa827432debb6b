"""What a caller chooses of a closed list in an address: by keys, or by their titles as they stand in addresses. Plain functions."""

from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any

import re
import unicodedata


#: How German writes letters that addresses have not.
LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slug(text: str) -> str:
    """A text as it stands in addresses: „Gesundheit und Pflege“ is gesundheit-und-pflege."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def given(value: Any) -> list[str]:
    """What is given for a parameter: several times, or with commas between."""
    values = value if isinstance(value, list | tuple) else [value]
    return [part.strip() for each in values for part in str(each or "").split(",") if part.strip()]


def choose(value: Any, known: Mapping[str, Iterable[str]]) -> list[str]:
    """The keys that are chosen, each once.

    :param value: of a parameter. known: key → its titles, in any language; each may be given in place of the key.
    :raises LookupError: its argument is what nobody knows.
    """
    keys = {}
    for key, titles in known.items():
        for name in (key, *titles):
            keys.setdefault(slug(name), key)
    chosen = []
    for name in given(value):
        if slug(name) not in keys or len(name) > 100:
            raise LookupError(name)
        chosen.append(keys[slug(name)])
    return list(dict.fromkeys(chosen))
