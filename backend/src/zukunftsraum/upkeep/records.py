"""A fingerprint of a ZODB at the level of its records: the same for a file storage and for the PostgreSQL it was moved to.

Of the current revision of every object: its id, its pickle, and where it is a blob, the content of that. The hashes of all are added up, so the order
does not matter, and nothing is kept in memory but the ids of blobs.
"""

from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from ZODB.blob import is_blob_record
from ZODB.utils import u64

import hashlib


MODULUS = 1 << 256


def open_storage(conf: Path):
    """The storage of the main database of a zope.conf, for reading only where it is a file; no portal is started.

    A file storage can be read while the portal writes: what is seen is the state at this moment.
    """
    from Zope2.Startup.options import ZopeWSGIOptions

    options = ZopeWSGIOptions(configfile=str(conf))()
    database = next(d for d in options.configroot.databases if "/" in d.config.mount_points)
    storage = database.config.storage
    for config in (storage.config, getattr(getattr(storage.config, "base", None), "config", None)):
        if hasattr(config, "pack_keep_old"):
            config.read_only = True
    return storage.open()


def fingerprint(storage, tick: Callable[[int], None] = lambda count: None) -> dict:
    """Read all current records and blobs.

    :param tick: called now and then with the number of objects read so far.
    :returns: `objects`, `bytes`, `records` (hash), `blobs`, `blob_bytes`, `blob_contents` (hash).
    :raises POSKeyError: a blob is missing.
    """
    objects = size = total = 0
    blobs = []
    for oid, tid, data in _current(storage):
        objects, size = objects + 1, size + len(data)
        total = (total + _number(oid, hashlib.sha256(data).digest())) % MODULUS
        if is_blob_record(data):
            blobs.append((oid, tid))
        if objects % 1000 == 0:
            tick(objects)
    blob_size, blob_total = 0, 0
    for count, (oid, tid) in enumerate(blobs, objects):
        with storage.openCommittedBlobFile(oid, tid) as file:
            blob_total = (
                blob_total + _number(oid, hashlib.file_digest(file, "sha256").digest())
            ) % MODULUS
            blob_size += file.tell()
        if count % 100 == 0:
            tick(objects)
    return {
        "objects": objects,
        "bytes": size,
        "records": f"{total:064x}",
        "blobs": len(blobs),
        "blob_bytes": blob_size,
        "blob_contents": f"{blob_total:064x}",
    }


def _current(storage) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Id, transaction and pickle of the current revision of every object; not of those that were undone into nothing."""
    following = None
    while True:
        oid, tid, data, following = storage.record_iternext(following)
        if data:
            yield oid, tid, data
        if following is None:
            return


def _number(oid: bytes, digest: bytes) -> int:
    return int.from_bytes(hashlib.sha256(b"%d:%s" % (u64(oid), digest)).digest())
