"""Addresses that run something instead of leading somewhere; plain functions, no I/O."""

from typing import Any

import re


#: Schemes that browsers execute, or may.
DANGEROUS = ("javascript:", "vbscript:", "data:")

#: Browsers leave these out when they read an address.
IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")

#: Keys under which blocks keep words that readers see, which may begin like an address.
WORDS = frozenset(
    {"text", "plaintext", "title", "headline", "heading", "description", "alt", "caption", "html"}
)


def is_dangerous(address: str) -> bool:
    """Whether following or showing the address would run what it holds."""
    return IGNORED.sub("", address[:2000]).lower().startswith(DANGEROUS)


def without_dangerous(value: Any, key: str = "") -> Any:
    """A block, or a part of one, with dangerous addresses emptied; words stay as they are.

    Pasted pages bring such links along, so they are taken out rather than refused.
    """
    if isinstance(value, str):
        return "" if key not in WORDS and is_dangerous(value) else value
    if isinstance(value, list):
        return [without_dangerous(each, key) for each in value]
    if isinstance(value, dict):
        return {name: without_dangerous(each, name) for name, each in value.items()}
    return value
