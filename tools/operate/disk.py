"""Room on the disk."""

from collections.abc import Iterable
from contextlib import suppress
from operate.failure import Failure
from pathlib import Path

import errno
import shutil
import tempfile


MB = 1_000_000
#: With less than this (MB), a program that failed is taken to have failed for want of room; its log may not say so,
#: since there was no room for that either.
NEARLY_FULL = 30
FULL_WORDS = ("No space left on device", "ENOSPC", "Disk quota exceeded")


def demand_room(path: Path, megabytes: int, purpose: str) -> None:
    """Raise Failure if less than `megabytes` are free where `path` is or will be."""
    place = path
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free // MB
    if free < megabytes:
        raise Failure(
            f"the disk is full: {free} MB are free at {place}, {purpose} needs {megabytes} MB"
        )


def exhausted(*places: Path) -> bool:
    """True if hardly anything is free at one of these places, or where caches and temporary files lie."""
    for place in (*places, Path.home(), Path(tempfile.gettempdir())):
        with suppress(OSError):
            if shutil.disk_usage(place).free < NEARLY_FULL * MB:
                return True
    return False


def speaks_of_full_disk(lines: Iterable[str]) -> bool:
    """True if a program's log says that it ran out of room."""
    return any(word in line for line in lines for word in FULL_WORDS)


def is_full(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)
