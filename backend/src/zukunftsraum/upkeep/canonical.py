"""A hash of what a persistent object holds, that depends on neither ids nor the storage nor the inner form of trees.

Content is named, not entered: an object that refers to a page has the hash of its reference. Everything else that belongs to an object is part of it: its
fields, annotations, stores of records, blobs.
"""

from Acquisition import aq_base
from persistent import Persistent
from plone.dexterity.interfaces import IDexterityContent
from types import BuiltinFunctionType
from types import FunctionType
from typing import Any
from ZODB.interfaces import IBlob

import copyreg
import hashlib
import re


#: Where an object is, not what it is.
LEFT_OUT = frozenset({"__parent__"})
#: Of content: what holds other content. (Other folders have theirs counted: the pictures of members are in one.)
CONTAINED = frozenset({"_tree", "_count", "_mt_index"})
TREE = re.compile(
    r"(?:IO|OI|OO|II|LO|OL|LL|IF|LF|OU|UO|LQ|QL|OQ|QO|QQ|IU|UI|UU|fs)(?:BTree|TreeSet|Bucket|Set)(?:Py)?"
)
PLAIN = (type(None), bool, int, float, complex, str, bytes)


def digest(obj: Any, left_out: frozenset[str] = frozenset()) -> str:
    """The hash of an object; left_out: further attributes of it that do not count."""
    contained = CONTAINED if IDexterityContent.providedBy(obj) else frozenset()
    return _Hashing().of_object(aq_base(obj), LEFT_OUT | contained | left_out).hex()


class _Hashing:
    """One hash on its way. Persistent objects that are met again are named by their number: there may be circles."""

    def __init__(self):
        self._numbers: dict[int, int] = {}
        #: So that no id is used twice meanwhile.
        self._met: list[Any] = []

    def of(self, value: Any) -> bytes:
        if isinstance(value, PLAIN):
            return _hash(type(value).__name__, repr(value).encode())
        value = aq_base(value)
        kind = type(value)
        if kind in (list, tuple):
            return _hash(kind.__name__, *map(self.of, value))
        if kind in (set, frozenset):
            return _hash("set", *sorted(map(self.of, value)))
        if kind is dict:
            return self._of_pairs("dict", value.items())
        if isinstance(value, (type, FunctionType, BuiltinFunctionType)):
            return _hash("named", f"{value.__module__}.{value.__qualname__}".encode())
        if IDexterityContent.providedBy(value):
            return _hash("content", str(getattr(value, "_plone.uuid", "")).encode())
        number = self._numbers.get(id(value))
        if number is not None:
            return _hash("again", str(number).encode())
        self._numbers[id(value)] = len(self._numbers)
        self._met.append(value)
        return self.of_object(value)

    def of_object(self, value: Any, left_out: frozenset[str] = LEFT_OUT) -> bytes:
        kind = type(value)
        name = f"{kind.__module__}.{kind.__qualname__}"
        if kind.__module__.startswith("BTrees.") and TREE.fullmatch(kind.__name__):
            found = self._of_tree(name, value)
        elif IBlob.providedBy(value):
            with value.open("r") as file:
                found = _hash("blob", hashlib.file_digest(file, "sha256").digest())
        else:
            found = _hash(name, self._of_state(value, left_out))
        if isinstance(value, Persistent):
            value._p_deactivate()
        return found

    def _of_tree(self, name: str, tree: Any) -> bytes:
        """The same for each way in which its buckets can be divided."""
        if hasattr(tree, "items"):
            return _hash(name, *(part for pair in tree.items() for part in map(self.of, pair)))
        return _hash(name, *map(self.of, tree))

    def _of_state(self, value: Any, left_out: frozenset[str]) -> bytes:
        if isinstance(value, Persistent):
            state = value.__getstate__()
        else:
            # Of what pickle would store, without the class: that has been named.
            reduce = copyreg.dispatch_table.get(type(value))
            made = reduce(value) if reduce else value.__reduce_ex__(2)
            if isinstance(made, str):
                return _hash("global", made.encode())
            make, arguments, state, items, pairs = (*made, None, None, None)[:5]
            arguments = arguments[1:] if make is copyreg.__newobj__ else arguments
            more = (list(items or ()), list(pairs or ()))
            state = (arguments, state, *more) if any(more) or arguments else state
        if type(state) is dict:
            pairs = (
                p for p in state.items() if p[0] not in left_out and p[0][:3] not in ("_v_", "_p_")
            )
            return self._of_pairs("state", pairs)
        return self.of(state)

    def _of_pairs(self, name: str, pairs: Any) -> bytes:
        """In the order of the hashes of the keys: keys may be of several types."""
        found = sorted(((self.of(key), value) for key, value in pairs), key=lambda pair: pair[0])
        return _hash(name, *(part for key, value in found for part in (key, self.of(value))))


def _hash(kind: str, *parts: bytes) -> bytes:
    made = hashlib.blake2b(digest_size=20)
    for part in (kind.encode(), *parts):
        made.update(len(part).to_bytes(8))
        made.update(part)
    return made.digest()
