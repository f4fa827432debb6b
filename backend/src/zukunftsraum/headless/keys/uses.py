"""Notes the day on which a key was used, at most once a day: in a transaction of its own, since nothing may be written on GET.

The note is for the office, to see which keys nobody needs; when it fails, the request goes on.
"""

from datetime import date
from ZODB.POSException import POSError
from zope.annotation.interfaces import IAnnotations
from zukunftsraum.headless.keys.rules import ApiKey
from zukunftsraum.headless.keys.store import KEY
from zukunftsraum.headless.keys.store import query_keys

import logging


logger = logging.getLogger(__name__)

#: Key → the day that this process has noted, or has tried to.
_tried: dict[str, date] = {}


def note_use(site, key: ApiKey, today: date) -> None:
    """Note that a key is used today, unless that is known."""
    if query_keys(site).used(key.id) == today or _tried.get(key.id) == today:
        return
    _tried[key.id] = today
    path = site.getPhysicalPath()[1:]
    try:
        with site._p_jar.db().transaction(note=f"use of API key {key.id}") as connection:
            place = connection.root()["Application"]
            for name in path:
                place = place[name]
            IAnnotations(place)[KEY].note_use(key.id, today)
    except (POSError, KeyError) as error:
        # Another process was faster, the storage takes nothing, or the key is of this very transaction.
        logger.info("The use of API key %s was not noted: %s", key.id, type(error).__name__)
