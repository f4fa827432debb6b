"""Put another database in the place of one of PostgreSQL: made beside it, then both are renamed at once."""

from collections.abc import Callable
from datetime import datetime
from datetime import UTC
from itertools import chain
from itertools import count
from operate.backup import postgresql
from operate.failure import Failure


def replace(dsn: str, admin: str, fill: Callable[[str], None], *, force: bool) -> str:
    """Let `fill` fill a new database, which then takes the place of that of the dsn.

    :param admin: dsn of an account that may make databases. fill: gets the name of the new one; raises where it is not as it ought to be.
    :param force: whether one that holds data may be put aside.
    :returns: the name of the former one, where that held data.
    :raises Failure: it holds data, or is in use.
    """
    words = postgresql.variables(dsn)
    name = words["PGDATABASE"]
    there = postgresql.exists(admin, name)
    empty = there and postgresql.is_empty(dsn)
    if there and not empty and not force:
        raise Failure(f"the database {name} holds data already; FORCE=1 puts them aside")
    if there and (count := postgresql.users(admin, name)):
        raise Failure(f"{count} connections use the database {name}; stop the portal first")
    new = f"{name}_restoring"
    postgresql.drop(admin, new)
    postgresql.create(admin, new, words.get("PGUSER", ""))
    fill(new)
    aside = _name_of_former(admin, name)
    postgresql.rename(admin, *([(name, aside)] if there else []), (new, name))
    if empty:
        postgresql.drop(admin, aside)
    return f"database {aside}" if there and not empty else ""


def _name_of_former(admin: str, name: str) -> str:
    """The name of a database that is put aside: with the time, and a number where a restore of the same second has taken that."""
    stamp = f"{name}_before_{datetime.now(UTC).strftime('%Y%m%d%H%M%S')}"
    numbered = (f"{stamp}_{number}" for number in count(2))
    return next(free for free in chain([stamp], numbered) if not postgresql.exists(admin, free))
