"""When content is open to everybody, as entries of a journal; plain functions, no I/O. Moments are microseconds since 1970, UTC."""

from base64 import urlsafe_b64decode
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import binascii
import re


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

#: A moment, and whether content is open from then on.
Entry = tuple[int, bool]

UID = re.compile(r"[0-9a-f]{32}")


def micros(moment: datetime) -> int:
    """A moment with time zone as the journal writes it."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def moment_of(number: int) -> datetime:
    return EPOCH + timedelta(microseconds=number)


def plan(
    before: Sequence[Entry],
    stamp: int,
    *,
    is_open: bool,
    opens: int | None = None,
    closes: int | None = None,
) -> list[Entry]:
    """The entries of an item that was changed at `stamp`; they take the place of those before.

    There is at most one entry of the past: what is gone stays told, since others may have taken it. What is to open or to close later has
    entries of the future already, as nothing is written when that time comes.

    :param is_open: whether everybody may see it, apart from its time. opens, closes: from when until when it is shown; None is no limit.
    """
    was_told = any(moment <= stamp for moment, _open in before)
    closed = [(stamp, False)] if was_told else []
    if not is_open or (closes is not None and closes <= max(stamp, opens or stamp)):
        return closed
    end = [(closes, False)] if closes is not None else []
    if opens is not None and opens > stamp:
        return [*closed, (opens, True), *end]
    return [(stamp, True), *end]


def state_at(entries: Sequence[Entry], stamp: int) -> Entry | None:
    """The entry that holds at a moment, or None before the first."""
    return max((entry for entry in entries if entry[0] <= stamp), default=None)


def write_cursor(key: tuple[int, str]) -> str:
    """An entry's place in the journal, as callers give it back; they need not know what is in it."""
    stamp, uid = key
    return urlsafe_b64encode(f"{stamp}.{uid}".encode()).decode().rstrip("=")


def read_cursor(text: str) -> tuple[int, str]:
    """:raises ValueError: it is none."""
    try:
        raw = urlsafe_b64decode((text + "=" * (-len(text) % 4)).encode("ascii")).decode("ascii")
    except (binascii.Error, UnicodeError):
        raise ValueError(text) from None
    number, _dot, uid = raw.partition(".")
    if not (number.isdigit() and len(number) < 18 and (not uid or UID.fullmatch(uid))):
        raise ValueError(text)
    return int(number), uid
