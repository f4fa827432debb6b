"""Municipalities and import reports as JSON."""

from typing_extensions import TypedDict
from zope.component import queryUtility
from zope.i18n import translate
from zukunftsraum.contract import Count
from zukunftsraum.contract import Day
from zukunftsraum.register.importer import ImportReport
from zukunftsraum.register.interfaces import IParticipation
from zukunftsraum.register.rules import KIND_TITLES
from zukunftsraum.register.rules import Municipality


#: Most entries of each list of an import report; its length is always told.
LONGEST_LIST = 50


class MunicipalityRow(TypedDict):
    """A municipality; `space` is None for who may not see it, and where there is none."""

    ars: str
    ags: str
    name: str
    official_name: str
    kind: str
    kind_title: str
    state: str
    state_title: str
    district: str
    district_title: str
    population: Count
    size_class: str
    area_km2: float
    postal_code: str
    structurally_weak: str
    demo: bool
    participating: bool
    space: str | None


class MunicipalitySerializer:
    """Turns municipalities into JSON for one request: in the caller's language, with what they may see."""

    def __init__(self, request):
        self.request = request
        self.participation = queryUtility(IParticipation)
        self._kind_titles: dict[str, str] = {}

    def __call__(self, row: Municipality) -> MunicipalityRow:
        participating = self.is_participating(row.ars)
        space = self.participation.space_url(row.ars) if participating else None
        return {
            "ars": row.ars,
            "ags": row.ags,
            "name": row.name,
            "official_name": row.official_name,
            "kind": row.kind,
            "kind_title": self.kind_title(row.kind),
            "state": row.state,
            "state_title": row.state_name,
            "district": row.district,
            "district_title": row.district_name,
            "population": row.population,
            "size_class": row.size_class,
            "area_km2": float(row.area_km2),
            "postal_code": row.postal_code,
            "structurally_weak": row.structurally_weak,
            "demo": row.demo,
            "participating": participating,
            "space": space,
        }

    def is_participating(self, ars: str) -> bool:
        """Whether the municipality has a space; nobody has while no domain says so."""
        return self.participation is not None and self.participation.is_participating(ars)

    def participants(self) -> frozenset[str]:
        """Keys of all municipalities that have a space."""
        if self.participation is None:
            return frozenset()
        return frozenset(self.participation.participating())

    def kind_title(self, kind: str) -> str:
        """Title of the kind in the caller's language."""
        title = self._kind_titles.get(kind)
        if title is None:
            title = translate(KIND_TITLES[kind], context=self.request)
            self._kind_titles[kind] = title
        return title


class NamedMunicipalities(TypedDict):
    """At most `LONGEST_LIST` of them; before: the name or key it had."""

    total: Count
    items: list[dict[str, str]]


class Changes(TypedDict):
    new: NamedMunicipalities
    renamed: NamedMunicipalities
    rekeyed: NamedMunicipalities
    gone: NamedMunicipalities


class Notes(TypedDict):
    lossy_names: NamedMunicipalities
    without_weakness: NamedMunicipalities
    grw_unknown: NamedMunicipalities


class RegisterReport(TypedDict):
    """What an import has found and done."""

    status_date: Day
    previous_status_date: Day | None
    dry_run: bool
    counts: dict[str, int]
    population: Count
    changes: Changes
    orphaned_spaces: NamedMunicipalities
    notes: Notes


def report_json(report: ImportReport) -> RegisterReport:
    """An import report as JSON; lists are cut to `LONGEST_LIST` entries beside their total."""
    before = report.previous_status_date
    changes = report.changes
    return {
        "status_date": report.status_date.isoformat(),
        "previous_status_date": before.isoformat() if before else None,
        "dry_run": report.dry_run,
        "counts": dict(report.counts),
        "population": report.population,
        "changes": {
            "new": _listing(changes.new, _named),
            "renamed": _listing(
                changes.renamed,
                lambda pair: {**_named(pair[1]), "before": pair[0].official_name},
            ),
            "rekeyed": _listing(
                changes.rekeyed,
                lambda pair: {**_named(pair[1]), "before": pair[0].ars},
            ),
            "gone": _listing(changes.gone, _named),
        },
        "orphaned_spaces": _listing(
            report.orphaned_spaces, lambda pair: {"ars": pair[0], "name": pair[1]}
        ),
        "notes": {
            "lossy_names": _listing(report.lossy_names, lambda name: {"name": name}),
            "without_weakness": _listing(report.without_weakness, _named),
            "grw_unknown": _listing(report.grw_unknown, lambda ags: {"ags": ags}),
        },
    }


def _named(row: Municipality) -> dict:
    return {"ars": row.ars, "name": row.official_name}


def _listing(entries, as_json) -> dict:
    return {
        "total": len(entries),
        "items": [as_json(entry) for entry in entries[:LONGEST_LIST]],
    }
