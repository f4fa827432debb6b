"""Municipalities that were merged into another one: what the old one has used counts for the new one. Plain functions, no I/O.

`Mergers` is old key (ARS) → new key; the new one may have been merged later itself.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from zukunftsraum import _

import re


Mergers = Mapping[str, str]

_KEY = r"[0-9]{12}|[0-9]{9}|[0-9]{5}"
_LINE = re.compile(rf"\s*({_KEY})\s*(?:→|->|\s)\s*({_KEY})\s*")


def read_mergers(lines: Iterable[str]) -> dict[str, str]:
    """Read lines `<old ARS> → <new ARS>`; `->` or a space stand for the arrow as well.

    :raises ValueError: its argument is the message id, which quotes the line.
    """
    mergers: dict[str, str] = {}
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is None:
            raise ValueError(
                _(
                    "error_merger_line",
                    default="Please write each merger as two keys (ARS) with an arrow: 010010000001 → 010010000002. "
                    "This line is none: ${line}",
                    mapping={"line": line[:60]},
                )
            )
        old, new = found.groups()
        if old in mergers:
            raise ValueError(
                _(
                    "error_merger_twice",
                    default="${key} can only be merged into one municipality.",
                    mapping={"key": old},
                )
            )
        mergers[old] = new
    for old in mergers:
        if _is_circle(old, mergers):
            raise ValueError(
                _(
                    "error_merger_circle",
                    default="${key} would be merged into itself.",
                    mapping={"key": old},
                )
            )
    return mergers


def successor_of(key: str, mergers: Mergers) -> str:
    """The municipality that a key stands for now; the key itself where nothing was merged."""
    while key in mergers:
        key = mergers[key]
    return key


def keys_of(key: str, mergers: Mergers) -> frozenset[str]:
    """All keys whose bookings count for the municipality that this key stands for, itself included."""
    now = successor_of(key, mergers)
    return frozenset({now, *(old for old in mergers if successor_of(old, mergers) == now)})


def _is_circle(start: str, mergers: Mergers) -> bool:
    key = mergers.get(start)
    for _step in mergers:
        if key is None or key == start:
            break
        key = mergers.get(key)
    return key == start
