"""Import of an official file into a site: the same code for the command and for the REST service."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from pathlib import Path
from zope.component import queryUtility
from zukunftsraum import _
from zukunftsraum.register import reader
from zukunftsraum.register import rules
from zukunftsraum.register.indexers import reindex
from zukunftsraum.register.interfaces import IParticipation
from zukunftsraum.register.rules import Changes
from zukunftsraum.register.rules import Municipality
from zukunftsraum.register.rules import RegisterError
from zukunftsraum.register.store import get_register
from zukunftsraum.register.store import IMPORTED
from zukunftsraum.register.store import replace_register
from zukunftsraum.register.store import STARTER


@dataclass(frozen=True)
class ImportReport:
    """What an import found and did.

    status_date, previous_status_date: territorial status now and before. counts: level -> number, demo
    left out. population: inhabitants of the sixteen Länder. changes: against the register before.
    orphaned_spaces: key and former name ("" if forgotten) of participating municipalities that the new
    register does not have; nothing is deleted. lossy_names, without_weakness, grw_unknown: see `reader.Reading`. dry_run: nothing was stored.
    """

    status_date: date
    previous_status_date: date | None
    counts: Mapping[str, int]
    population: int
    changes: Changes
    orphaned_spaces: tuple[tuple[str, str], ...] = ()
    lossy_names: tuple[str, ...] = ()
    without_weakness: tuple[Municipality, ...] = ()
    grw_unknown: tuple[str, ...] = ()
    dry_run: bool = field(default=False)


def import_register(
    portal,
    source: bytes | str | Path,
    grw: bytes | str | Path | None = None,
    *,
    today: date,
    force: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Replace the site's register by a GV100AD file as part of the current transaction.

    Demo municipalities stay. Without a GRW list, what the register says about structural weakness stays.
    today: date of the import; force: take an older file, or one in which a Land lost many inhabitants.
    Raises RegisterError and then has changed nothing.
    """
    before = get_register(portal)
    loaded = before.status_date if before.origin != STARTER else None
    reading = reader.read_register(source, grw, known_weakness=rules.weakness_by_ags(before.table))
    reader.check_status_date(reading.status_date, today, loaded, force)
    if not force:
        _check_population(before, reading)
    demo = {ars: row for ars, row in before.table.items() if row.demo}
    table = {**reading.table, **demo}
    if not dry_run:
        replace_register(portal, table, reading.status_date, IMPORTED)
        reindex(portal, rules.changed_facts(before.table, table))
    changes = rules.compare(before.table, table)
    return ImportReport(
        status_date=reading.status_date,
        previous_status_date=before.status_date,
        counts=rules.counts(table),
        population=sum(table[state].population for state in rules.STATES if state in table),
        changes=changes,
        orphaned_spaces=_orphaned_spaces(before.table, table),
        lossy_names=reading.lossy_names,
        without_weakness=reading.without_weakness,
        grw_unknown=reading.grw_unknown,
        dry_run=dry_run,
    )


def _check_population(before, reading) -> None:
    days = abs((reading.status_date - (before.status_date or reading.status_date)).days)
    state = rules.missing_inhabitants(before.table, reading.table, years=-(-days // 365))
    if state is not None:
        raise RegisterError(
            "file",
            _(
                "error_register_inhabitants_missing",
                default="The file looks cut off: ${state} would have ${after} inhabitants instead of ${before}.",
                mapping={
                    "state": state.name,
                    "before": before.table[state.ars].population,
                    "after": state.population,
                },
            ),
        )


def _orphaned_spaces(before, after) -> tuple[tuple[str, str], ...]:
    participation = queryUtility(IParticipation)
    if participation is None:
        return ()
    return tuple(
        (ars, before[ars].name if ars in before else "")
        for ars in sorted(participation.participating())
        if ars not in after
    )
