"""Objects that reading another one needs, asked of the database at once instead of one after the other.

A practice example keeps the raw text of each of its five rich texts in an object of its own; each that is not in memory is a question to PostgreSQL.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from persistent import Persistent
from plone.app.textfield.value import RichTextValue


def fetch_parts(content) -> None:
    """Have the storage read what an object keeps directly in objects of their own, and what is not in memory yet.

    It loads nothing into the connection, and is of no effect where the storage cannot do it (a file storage is asked without a journey).
    """
    base = aq_base(content)
    base._p_activate()
    jar = base._p_jar
    if (
        jar is None or jar._savepoint_storage is not None
    ):  # ZODB would not read ahead on this connection ever again
        return
    parts = [part._p_oid for part in _ghosts(base)]
    if len(parts) > 1:
        jar.prefetch(parts)


def _ghosts(base) -> Iterator[Persistent]:
    for value in vars(base).values():
        part = value._raw_holder if isinstance(value, RichTextValue) else value
        if isinstance(part, Persistent) and part._p_changed is None and part._p_oid is not None:
            yield part
