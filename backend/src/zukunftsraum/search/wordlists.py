"""The word lists beside this module, folded; each list says in its first lines what it is for."""

from functools import cache
from importlib.resources import files
from zukunftsraum.search.tokens import fold


def lines(name: str) -> list[list[str]]:
    """The lines of a list as folded words; comments and empty lines are left out."""
    text = (files(__package__) / "words" / f"{name}.txt").read_text(encoding="utf-8")
    return [
        [fold(word) for word in line.split()]
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    ]


@cache
def words(name: str) -> frozenset[str]:
    """All words of a list."""
    return frozenset(word for line in lines(name) for word in line)
