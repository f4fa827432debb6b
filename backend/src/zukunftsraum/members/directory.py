"""The directory: members who chose to be visible, in the order of their names.

Derived from the properties and groups of the accounts, and kept by their events; `rebuild` makes it anew. A
page costs as much as it shows: whatever one can ask for has a line of its own, in the order of the names.
"""

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import dataclass
from persistent import Persistent
from zukunftsraum.register.matching import collapsed
from zukunftsraum.register.matching import spellings


#: Beginnings of words up to this length have lines of their own; longer ones begin few words.
SHORT = 3

#: Above every text.
_LAST = "\U0010ffff"

#: A place in the order: what is sorted by, and the id of the person.
Key = tuple[str, str]


@dataclass(frozen=True)
class Entry:
    """A person in the directory. municipalities: keys (ARS); topics: tokens."""

    user_id: str
    fullname: str
    municipalities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """People are sorted by the last word of their name, then by the whole."""
        found = words(self.fullname)
        return (" ".join((*found[-1:], *found)), self.user_id)

    def lines(self) -> list[tuple[str, str]]:
        """What the person is found by, beside words of more than `SHORT` letters."""
        found = {("all", "")}
        found.update(("ars", ars) for ars in self.municipalities)
        found.update(("state", ars[:2]) for ars in self.municipalities)
        found.update(("topic", topic) for topic in self.topics)
        for word in words(self.fullname):
            found.update(("word", word[:length]) for length in range(1, SHORT + 1))
        return sorted(found)


def words(name: str) -> list[str]:
    """The words of a name in one spelling: `Müller`, `Mueller` and `Muller` are alike."""
    forms = spellings(name)
    return collapsed(forms[-1]).split() if forms else []


class Line(Persistent):
    """Keys in their order, and how many there are."""

    def __init__(self):
        self.keys = OOTreeSet()
        self._length = Length()

    def __len__(self) -> int:
        return self._length()

    def add(self, key: Key) -> None:
        if self.keys.insert(key):
            self._length.change(1)

    def remove(self, key: Key) -> None:
        self.keys.remove(key)
        self._length.change(-1)


class Directory(Persistent):
    """The people in the directory, and what they are found by."""

    def __init__(self):
        self._entries = OOBTree()  # user id → (fullname, municipalities, topics)
        self._lines = OOBTree()  # (kind, value) → Line
        self._words = OOTreeSet()  # (word, key)

    def __contains__(self, user_id: str) -> bool:
        return user_id in self._entries

    def __len__(self) -> int:
        return len(self._lines.get(("all", ""), ()))

    def get(self, user_id: str) -> Entry | None:
        row = self._entries.get(user_id)
        return None if row is None else Entry(user_id, *row)

    def put(self, entry: Entry) -> None:
        """Take in a person, or what has changed of them; nothing is written if nothing has."""
        known = self.get(entry.user_id)
        if known == entry:
            return
        if known is not None:
            self.remove(entry.user_id)
        self._entries[entry.user_id] = (entry.fullname, entry.municipalities, entry.topics)
        for name in entry.lines():
            line = self._lines.get(name)
            if line is None:
                line = self._lines[name] = Line()
            line.add(entry.key)
        self._words.update((word, entry.key) for word in words(entry.fullname))

    def remove(self, user_id: str) -> None:
        known = self.get(user_id)
        if known is None:
            return
        for name in known.lines():
            line = self._lines[name]
            line.remove(known.key)
            if not len(line):
                del self._lines[name]
        for word in set(words(known.fullname)):
            self._words.remove((word, known.key))
        del self._entries[user_id]

    def ids(self) -> list[str]:
        return list(self._entries.keys())

    def page(
        self,
        start: int,
        size: int,
        *,
        q: str = "",
        ars: str = "",
        topic: str = "",
        state: str = "",
    ) -> tuple[int, list[str]]:
        """How many match, and the ids of some of them in the order of their names.

        :param q: words, each the beginning of a word of the name. An empty condition is none.
        """
        wanted = (("ars", ars), ("topic", topic), ("state", state))
        conditions: list[Collection[Key]] = [
            self._line(kind, value) for kind, value in wanted if value
        ]
        asked = words(q)
        if q.strip() and not asked:
            return 0, []
        conditions.extend(self._beginning_with(word) for word in asked)
        if not conditions:
            conditions.append(self._line("all", ""))
        if len(conditions) == 1 and isinstance(conditions[0], Line):
            line = conditions[0]
            return len(line), [
                user_id for _name, user_id in line.keys.keys()[start : start + size]
            ]
        found = _in_all(conditions)
        return len(found), [user_id for _name, user_id in found[start : start + size]]

    def _line(self, kind: str, value: str) -> Line:
        return self._lines.get((kind, value)) or Line()

    def _beginning_with(self, word: str) -> Line | frozenset[Key]:
        if len(word) <= SHORT:
            return self._line("word", word)
        found = self._words.keys(min=(word,), max=(word + _LAST,))
        return frozenset(key for _word, key in found)


def _in_all(conditions: Iterable[Line | frozenset[Key]]) -> list[Key]:
    """The keys that meet all conditions, in order; costs as much as the smallest of them."""
    smallest, *others = sorted(conditions, key=len)
    sets = [other.keys if isinstance(other, Line) else other for other in others]
    candidates = smallest.keys if isinstance(smallest, Line) else sorted(smallest)
    return [key for key in candidates if all(key in keys for keys in sets)]
