"""Looking into the records of the database, beneath all that the site shows."""

from ZODB.serialize import referencesf
from ZODB.utils import load_current

import transaction


def records(root):
    """oid → stored state of every object that can be reached from the root of the database."""
    transaction.commit()
    connection = root._p_jar
    connection.sync()
    storage = connection.db().storage
    seen, waiting = {}, [connection.root()._p_oid]
    while waiting:
        oid = waiting.pop()
        if oid in seen:
            continue
        data, _serial = load_current(storage, oid)
        seen[oid] = data
        waiting.extend(referencesf(data))
    return seen


def records_with(root, *texts: str) -> str:
    """What the records say around each of the texts, a line each; empty if none is found anywhere."""
    found = []
    for oid, data in records(root).items():
        lowered = data.lower()
        for text in texts:
            at = lowered.find(text.lower().encode())
            if at >= 0:
                kind = type(root._p_jar.get(oid)).__name__
                found.append(f"{text} in {kind}: {data[max(0, at - 120) : at + 80]!r}")
    return "\n".join(found)
