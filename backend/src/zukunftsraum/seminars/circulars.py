"""What many people are still to be told of a seminar: noted by the transaction that makes it necessary, so that nobody is forgotten.

A transaction that wrote a mail to each of some hundred people would keep whoever changes the seminar waiting for half a minute. So it tells
the first `AT_ONCE` itself; `sending.py` tells the others in batches. Each batch takes out whom it has told in the transaction of their mails, so that everybody
is told once, also when a process is killed amid it.

Kept in the annotations of the site: ids of registrations, no names or addresses.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from zope.annotation.interfaces import IAnnotations

import json
import secrets
import threading
import transaction


KEY = "zukunftsraum.seminars.circulars"

#: So many are told by the transaction itself, and by each batch afterwards.
AT_ONCE = BATCH = 20

#: Set when there are people to tell.
WAKE = threading.Event()


@dataclass(frozen=True)
class Circular:
    """seminar: UID; kind: id of the notice; people: ids of the registrations that are left, in order; values, mail_values: as in `telling`.

    outdates: kinds of older circulars of the seminar of which nobody needs to be told any more.
    """

    seminar: str
    kind: str
    people: tuple[str, ...]
    values: Mapping[str, str]
    mail_values: Mapping[str, str]
    outdates: tuple[str, ...] = ()


def circulars_in(site) -> list[tuple[str, Circular]]:
    """Id and circular of all that are under way, the oldest first."""
    kept = IAnnotations(site).get(KEY) or {}
    return [(id, _read(text)) for id, text in kept.items()]


def note(site, circular: Circular, now: datetime, wake: Callable[[], None] = WAKE.set) -> None:
    """Let people be told when this transaction has committed. wake: called then; waits for nothing."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    id = f"{now.timestamp():017.6f}-{secrets.token_hex(4)}"
    annotations[KEY][id] = _write(circular)
    transaction.get().addAfterCommitHook(lambda is_committed: is_committed and wake())


def take(site, id: str, size: int | None = BATCH) -> Circular | None:
    """Take the next people out of a circular, all of them if size is None; it ends with its last one. None: it has ended already.

    One that a newer one outdates ends with nobody. It is ended here, not by who notes the newer one: whoever changes a seminar would
    be in the way of a batch again and again.
    """
    kept = IAnnotations(site).get(KEY) or {}
    if id not in kept:
        return None
    circular = _read(kept[id])
    if _is_outdated(kept, id, circular):
        circular = replace(circular, people=())
    left = () if size is None else circular.people[size:]
    if left:
        kept[id] = _write(replace(circular, people=left))
    else:
        del kept[id]
    return replace(circular, people=circular.people[:size])


def _write(circular: Circular) -> str:
    """As text: a BTree merges what two transactions have written to different keys only if its values can be ordered."""
    return json.dumps(asdict(circular))


def _read(text: str) -> Circular:
    values = json.loads(text)
    lists = {name: tuple(values[name]) for name in ("people", "outdates")}
    return Circular(**values | lists)


def are_outdated(site, newer: Circular) -> bool:
    """Whether a circular outdates any that is under way."""
    return any(
        older.seminar == newer.seminar and older.kind in newer.outdates
        for _id, older in circulars_in(site)
    )


def _is_outdated(kept: Mapping[str, str], id: str, circular: Circular) -> bool:
    newer = (_read(text) for other, text in kept.items() if other > id)
    return any(one.seminar == circular.seminar and circular.kind in one.outdates for one in newer)


def uninstall(portal) -> None:
    IAnnotations(portal).pop(KEY, None)
