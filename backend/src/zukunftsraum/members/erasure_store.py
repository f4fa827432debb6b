"""Who is erased, and how far the job has got with the traces."""

from BTrees.OOBTree import OOBTree
from dataclasses import astuple
from dataclasses import dataclass
from datetime import datetime
from persistent import Persistent


@dataclass(frozen=True)
class Erased:
    """A person whose traces are still to be removed.

    Name, login name and address are needed to find them in versions and among the words of the indexes; they go with
    the last trace. since: with time zone.
    """

    user_id: str
    fullname: str
    login: str
    email: str
    since: datetime

    def as_text(self) -> str:
        return f"{self.fullname} {self.login} {self.email}"


class Erasures(Persistent):
    """The people who wait for the job, and the walk that is under way.

    A walk is for the people who waited when it began; who comes later waits for the next.

    phase, after: where the walk stands: the name of a phase, and the last key it has done ("" at its beginning).
    """

    def __init__(self):
        self._waiting = OOBTree()  # user id → (fullname, login, email, since)
        self.walking: frozenset[str] = frozenset()
        self.phase = ""
        self.after = ""

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, erased: Erased) -> None:
        _user_id, *values = astuple(erased)
        self._waiting[erased.user_id] = tuple(values)

    def is_name(self, name: str) -> bool:
        """Whether the job still looks for this name: as id, login name or address of somebody who waits."""
        return name in self._waiting or any(
            name in (login, email) for _fullname, login, email, _since in self._waiting.values()
        )

    def people(self) -> list[Erased]:
        """The people for whom the walk is."""
        return [Erased(user_id, *self._waiting[user_id]) for user_id in sorted(self.walking)]

    def begin(self, phase: str) -> None:
        """Begin a walk for all who wait now."""
        self.walking = frozenset(self._waiting.keys())
        self.go_on(phase, "")

    def go_on(self, phase: str, after) -> None:
        self.phase = phase
        self.after = after

    def finish(self) -> int:
        """End the walk and forget its people; how many they were."""
        count = len(self.walking)
        for user_id in self.walking:
            self._waiting.pop(user_id, None)
        self.walking = frozenset()
        self.go_on("", "")
        return count
