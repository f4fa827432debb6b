"""Titles of the values that the catalog knows, by index."""

from collections.abc import Mapping
from zukunftsraum.register.rules import KIND_TITLES
from zukunftsraum.register.rules import WEAK_TITLES
from zukunftsraum.register.store import get_register
from zukunftsraum.vocabulary import terms


_LISTS = {
    "topics": terms.TOPICS,
    "kind": {**terms.ARTICLE_KINDS, **terms.SEMINAR_KINDS},
    "size_class": terms.SIZE_CLASSES,
    "municipality_kind": KIND_TITLES,
    "structurally_weak": WEAK_TITLES,
    "practice_status": terms.PRACTICE_STATUS,
}


def titles(index: str) -> Mapping[str, str]:
    """The values of a closed list in the order in which people see them, with their titles; empty where there is no list."""
    return get_register().states if index == "state" else _LISTS.get(index, {})


def title_of(index: str, value: str) -> str:
    """The title (a message) of a value; the value itself where it is in no list."""
    return titles(index).get(value, value)
