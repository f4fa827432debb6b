"""Room on the disk."""

from collections.abc import Iterable
from operate.failure import Failure
from pathlib import Path

import errno
import shutil


MB = 1_000_000
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


def speaks_of_full_disk(lines: Iterable[str]) -> bool:
    """True if a program's log says that it ran out of room."""
    return any(word in line for line in lines for word in FULL_WORDS)


def is_full(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)
