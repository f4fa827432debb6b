"""What a generated site consists of: how many of everything, and what chance says about each of them.

Whatever is made is numbered within its kind, and takes all its chances from the seed, its kind and its number, never from what was made
before it: so a run that was killed goes on with the same results, and two runs with the same plan make the same site.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from typing import TypeVar

import random
import uuid


One = TypeVar("One")

#: The whole country, as the official register and the programme have it.
FULL = {
    "spaces": 10_751,
    "members": 50_000,
    "documents": 100_000,
    "articles": 10_000,
    "practices": 10_000,
    "seminars": 5_000,
    "applications": 30_000,
}

#: The day on which everything was just like this; times count back (and for seminars and the next call, forth) from it.
NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)

#: So many days has the network existed.
DAYS = 700

#: Everything has its own thousands of millions of texts, so that no text is used twice.
_TEXTS = 1_000_000


@dataclass(frozen=True)
class Plan:
    """What is made. size: share of the whole country, above 0; seed: any whole number; now: see `NOW`."""

    size: float
    seed: int = 1
    now: datetime = NOW

    def count(self, kind: str) -> int:
        """How many there are of a kind, at least one."""
        return max(1, round(FULL[kind] * self.size))

    def chance(self, kind: str, number: int) -> random.Random:
        """What decides about one of them."""
        return random.Random(f"{self.seed}/{kind}/{number}")

    def uid(self, kind: str, number: int) -> str:
        """The UID of content, or the id of an account, as Plone makes them: 32 hexadecimal digits."""
        bits = random.Random(f"{self.seed}/uid/{kind}/{number}").getrandbits(128)
        return uuid.UUID(int=bits, version=4).hex

    def text(self, kind: str, number: int) -> int:
        """The number of its text."""
        return (1 + list(FULL).index(kind)) * _TEXTS + number

    def moment(self, chance: random.Random, since: float = 0.0) -> datetime:
        """A moment of the last `DAYS`, to the second. since: the share of them that is over already."""
        seconds = chance.uniform(since, 1) * DAYS * 86400
        return self.now - timedelta(days=DAYS) + timedelta(seconds=int(seconds))

    def space_of_member(self, number: int) -> int:
        """The space somebody is in; the first members coordinate one space each."""
        return number % self.count("spaces")

    def is_coordinator(self, number: int) -> bool:
        return number < self.count("spaces")

    def member_of_space(self, space: int, chance: random.Random) -> int:
        """Somebody who is in a space; where nobody is, the first of all members."""
        step = self.count("spaces")
        people = range(space, self.count("members"), step)
        return chance.choice(people) if people else 0

    def some_space(self, chance: random.Random) -> int:
        """A space; some have to do with much more than others."""
        return int(self.count("spaces") * chance.random() ** 2)

    def space_of(self, kind: str, number: int) -> int:
        """The space in which one of a kind lies; some have much more in them than others, and neighbours lie together.

        (What is added to a space is an index of the space too: one for all that a transaction adds.)
        """
        return int(self.count("spaces") * ((number + 0.5) / self.count(kind)) ** 2)


def some(chance: random.Random, values: Sequence[One], least: int, most: int) -> list[One]:
    """So many of the values, each once, in their own order."""
    chosen = set(chance.sample(range(len(values)), chance.randint(least, most)))
    return [value for number, value in enumerate(values) if number in chosen]
