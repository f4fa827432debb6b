"""Transfer records of an example: written, counted, told. Services check who may, `rules.py` says what is right."""

from datetime import datetime
from plone.uuid.interfaces import IUUID
from zukunftsraum.practices import rules
from zukunftsraum.practices.rules import Transfer
from zukunftsraum.practices.store import get_store
from zukunftsraum.register.indexers import keys_of


def transfers_of(example) -> list[Transfer]:
    """All records of an example, hidden ones too, the newest year first."""
    found = get_store().of(IUUID(example)) or ()
    return sorted(found, key=lambda t: (t.year, t.created), reverse=True)


def transfer_of(example, id: str) -> Transfer | None:
    found = get_store().of(IUUID(example))
    return found.get(id) if found is not None else None


def check(example, municipality: str, year: int, now: datetime) -> list[tuple[str, str]]:
    """What is wrong with a record of this example; see `rules.check_transfer`."""
    start = getattr(example, "period_start", None)
    return rules.check_transfer(
        municipality,
        year,
        own=keys_of(example),
        begun=start.year if start else None,
        this_year=now.year,
    )


def store(example, transfer: Transfer) -> None:
    """Take in a record, or what has changed of it. The example does not count as modified.

    :raises TakenTransfer: the municipality has another one of this year.
    """
    get_store().put(IUUID(example), transfer)
    _count_anew(example)


def withdraw(example, id: str) -> None:
    get_store().remove(IUUID(example), id)
    _count_anew(example)


def visible_count(example) -> int:
    """How many records readers see."""
    return sum(not transfer.hidden for transfer in get_store().of(IUUID(example)) or ())


def _count_anew(example) -> None:
    example.reindexObject(idxs=["transfers"])
