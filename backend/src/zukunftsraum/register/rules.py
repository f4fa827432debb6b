"""Rules of the municipal register: kinds, keys, size classes, sums and changes.

A municipality is a Gemeinde, a Verband (Amt, Verbandsgemeinde, ...), a Kreis or a Land. It is named
by its `ars` (Amtlicher Regionalschlüssel) of 12, 9, 5 or 2 digits. A kreisfreie Stadt is Gemeinde
and Kreis at once and has one row, the Gemeinde's.

Source of keys and kinds: Destatis, Gemeindeverzeichnis GV-ISys, record layout of GV100AD.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from string import Template
from zukunftsraum import _


#: Kinds in the order in which people see them. Tokens are stored and public: they never change.
KIND_TITLES = {
    "federal-state": _("municipality_kind_federal_state", default="Federal state"),
    "rural-district": _("municipality_kind_rural_district", default="Rural district"),
    "district": _("municipality_kind_district", default="District"),
    "regional-association": _(
        "municipality_kind_regional_association", default="Regional association"
    ),
    "independent-city": _("municipality_kind_independent_city", default="Independent city"),
    "urban-district": _("municipality_kind_urban_district", default="Urban district"),
    "large-district-town": _(
        "municipality_kind_large_district_town", default="Large district town"
    ),
    "town": _("municipality_kind_town", default="Town"),
    "market-town": _("municipality_kind_market_town", default="Market town"),
    "municipality": _("municipality_kind_municipality", default="Municipality"),
    "amt": _("municipality_kind_amt", default="Amt (association of municipalities)"),
    "joint-municipality": _("municipality_kind_joint_municipality", default="Joint municipality"),
    "association-municipality": _(
        "municipality_kind_association_municipality",
        default="Association municipality",
    ),
    "administrative-community": _(
        "municipality_kind_administrative_community",
        default="Administrative community",
    ),
    "administrative-association": _(
        "municipality_kind_administrative_association",
        default="Administrative association",
    ),
    "performing-municipality": _(
        "municipality_kind_performing_municipality",
        default="Municipality performing tasks for others",
    ),
    "parish-municipality": _(
        "municipality_kind_parish_municipality", default="Parish municipality"
    ),
}

#: German words of the kinds as the Gemeindeverzeichnis uses them; the search knows them.
KIND_WORDS = {
    "federal-state": "Land",
    "rural-district": "Landkreis",
    "district": "Kreis",
    "regional-association": "Regionalverband",
    "independent-city": "Kreisfreie Stadt",
    "urban-district": "Stadtkreis",
    "large-district-town": "Große Kreisstadt",
    "town": "Stadt",
    "market-town": "Markt",
    "municipality": "Gemeinde",
    "amt": "Amt",
    "joint-municipality": "Samtgemeinde",
    "association-municipality": "Verbandsgemeinde",
    "administrative-community": "Verwaltungsgemeinschaft",
    "administrative-association": "Verwaltungsverband",
    "performing-municipality": "Erfüllende Gemeinde",
    "parish-municipality": "Kirchspielslandgemeinde",
}

WEAK_TITLES = {
    "yes": _("structurally_weak_yes", default="Structurally weak"),
    "partial": _("structurally_weak_partial", default="Partly structurally weak"),
    "no": _("structurally_weak_no", default="Not structurally weak"),
}

#: Textkennzeichen of GV100AD -> kind. 40-45 are Kreise, 50-58 Verbände, 60-67 Gemeinden.
KIND_OF_CODE = {
    "41": "independent-city",
    "42": "urban-district",
    "43": "district",
    "44": "rural-district",
    "45": "regional-association",
    "51": "amt",
    "52": "joint-municipality",
    "53": "association-municipality",
    "54": "administrative-community",
    "55": "parish-municipality",
    "56": "administrative-association",
    "58": "performing-municipality",
    "60": "market-town",
    "61": "independent-city",
    "62": "urban-district",
    "63": "town",
    "64": "municipality",
    "67": "large-district-town",
}
#: A Gemeinde that belongs to no Verband has a Verband record of its own, which is left out.
NO_ASSOCIATION = "50"
#: Gemeindefreie Gebiete, inhabited or not: they count in sums and have no row.
UNINCORPORATED = frozenset({"65", "66"})
#: Kinds that are Gemeinde and Kreis at once.
DISTRICT_FREE = frozenset({"independent-city", "urban-district"})

#: The sixteen Länder of the Federal Republic since 3 October 1990.
STATES = tuple(f"{number:02d}" for number in range(1, 17))
#: Invented municipalities of the demo carry keys of a Land that does not exist.
DEMO_STATE = "99"

KEY_LENGTHS = (12, 9, 5, 2)

#: Names that the 50 characters of a GV100AD record cannot hold (publisher's notes to the file).
FULL_NAMES = {
    "146250020020": "Bautzen / Budyšin, Stadt, Hochschulstadt / Wysokošulske město",
}

SOURCE_NOTE = (
    "Gemeindeverzeichnis GV100AD, Gebietsstand {day}, © Statistisches Bundesamt (Destatis), {year}, "
    "bearbeitet. GRW-Fördergebiet 2022-2027: Koordinierungsrahmen der GRW ab 1.1.2026, Anhang 5."
)

_SIZES = (
    (5_000, "under-5000"),
    (10_000, "5000-9999"),
    (20_000, "10000-19999"),
    (50_000, "20000-49999"),
    (100_000, "50000-99999"),
    (500_000, "100000-499999"),
)


class RegisterError(Exception):
    """A file or key that the register refuses; nothing has been changed.

    field: what is wrong ("file", "grw", or the name of a column); line: 1-based line of the file, or
    None; message: a message id with default and mapping. `str()` gives one English line.
    """

    def __init__(self, field, message, line=None):
        self.field = field
        self.message = message
        self.line = line
        super().__init__(field, message, line)

    def __str__(self):
        default = getattr(self.message, "default", None) or self.message
        mapping = getattr(self.message, "mapping", None) or {}
        return Template(default).safe_substitute(mapping)


class KeyFormatError(RegisterError):
    """The key is not a number of 12, 9, 5 or 2 digits."""


class UnknownKeyError(RegisterError):
    """The key is well formed, but the register has no such municipality."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """One row of the register.

    ars: 12 digits Gemeinde, 9 Verband, 5 Kreis, 2 Land. ags: 8, 5 or 2 digits, "" for a Verband.
    name: for display; official_name: with its suffix ("Zwickau, Stadt"). kind: key of `KIND_TITLES`.
    state: key of the Land. district: key of the Kreis, of a kreisfreie Stadt its own, "" for Kreise
    and Länder. population: inhabitants. area_km2: square kilometres, two places. postal_code: of the
    seat of the administration, "" for Verbände, Kreise, Länder. structurally_weak: yes, partial or no
    (GRW area). demo: an invented municipality.
    """

    ars: str
    ags: str
    name: str
    official_name: str
    kind: str
    state: str
    state_name: str
    district: str
    district_name: str
    population: int
    area_km2: Decimal
    postal_code: str
    structurally_weak: str
    demo: bool = False

    @property
    def size_class(self) -> str:
        """Token of the size class, see `size_class`."""
        return size_class(self.population)

    @property
    def level(self) -> str:
        """One of "municipality", "association", "district", "state", by the length of the key."""
        return LEVELS[len(self.ars)]


LEVELS = {12: "municipality", 9: "association", 5: "district", 2: "state"}

Table = Mapping[str, Municipality]


def display_name(official_name: str) -> str:
    """The official name without its suffix: "Kiel, Landeshauptstadt" -> "Kiel"."""
    return official_name.split(",", 1)[0].strip()


def size_class(population: int) -> str:
    """Token of the size class of so many inhabitants."""
    for limit, token in _SIZES:
        if population < limit:
            return token
    return "500000-plus"


def source_note(status_date) -> str:
    """The note to show wherever data of the register are shown; status_date: date of the file."""
    day = f"{status_date.day:02d}.{status_date.month:02d}.{status_date.year}"
    return SOURCE_NOTE.format(day=day, year=status_date.year)


def check_key_format(key: str) -> str:
    """The key itself; raises KeyFormatError unless it has 12, 9, 5 or 2 digits."""
    if not (key.isascii() and key.isdigit()):
        raise KeyFormatError(
            "ars",
            _(
                "error_municipality_key_digits",
                default="A municipality key consists of digits only.",
            ),
        )
    if len(key) not in KEY_LENGTHS:
        raise KeyFormatError(
            "ars",
            _(
                "error_municipality_key_length",
                default="A municipality key has 12, 9, 5 or 2 digits, this one has ${length}.",
                mapping={"length": len(key)},
            ),
        )
    return key


def check_key(key: str, table: Table) -> Municipality:
    """The municipality of the key; raises KeyFormatError or UnknownKeyError."""
    check_key_format(key)
    municipality = table.get(key)
    if municipality is None:
        raise UnknownKeyError(
            "ars",
            _(
                "error_municipality_unknown",
                default="The register has no municipality with the key ${key}.",
                mapping={"key": key},
            ),
        )
    return municipality


def combined_weakness(values: Iterable[str]) -> str:
    """yes if all are yes, no if all are no (or there are none), else partial."""
    seen = set(values)
    if not seen:
        return "no"
    return seen.pop() if len(seen) == 1 else "partial"


@dataclass(slots=True)
class Totals:
    """Sums over the Gemeinden of a Verband, Kreis or Land; area in hectares."""

    population: int = 0
    hectares: int = 0
    weakness: set[str] = field(default_factory=set)

    @property
    def area_km2(self) -> Decimal:
        return square_kilometres(self.hectares)


def square_kilometres(hectares: int) -> Decimal:
    """Hectares as square kilometres with two places (exact)."""
    return Decimal(hectares).scaleb(-2)


def sum_up(areas, weakness_of) -> dict[str, Totals]:
    """Totals of every Verband, Kreis and Land.

    areas: Gemeinden and gemeindefreie Gebiete, objects with `key` (12 digits), `code`, `population`
    and `hectares`. weakness_of: function from AGS to yes, partial or no. Gemeindefreie Gebiete count in
    population and area, not in weakness (official sums do the same).
    """
    totals: dict[str, Totals] = {}
    for area in areas:
        for length in (2, 5, 9):
            total = totals.setdefault(area.key[:length], Totals())
            total.population += area.population
            total.hectares += area.hectares
            if area.code not in UNINCORPORATED:
                total.weakness.add(weakness_of(area.ags))
    return totals


def build_table(records, weakness: Mapping[str, str]) -> dict[str, Municipality]:
    """The register made of the records of one GV100AD file, in the order Land, Kreis, Verband, Gemeinde.

    records: `gv100ad.Records`, complete and consistent. weakness: AGS -> yes or partial (GRW list);
    an AGS that is not listed is not structurally weak.
    """

    def weakness_of(ags):
        return weakness.get(ags, "no")

    totals = sum_up(records.municipalities, weakness_of)
    states = {record.key: record.name for record in records.states}
    districts = {record.key: record.name for record in records.districts}
    table: dict[str, Municipality] = {}

    def add(record, ags, kind, population, area_km2, postal_code, weak):
        key = record.key
        has_district = len(key) > 5
        name = full_name(key, record.name)
        table[key] = Municipality(
            ars=key,
            ags=ags,
            name=display_name(name),
            official_name=name,
            kind=kind,
            state=key[:2],
            state_name=states[key[:2]],
            district=key[:5] if has_district else "",
            district_name=districts[key[:5]] if has_district else "",
            population=population,
            area_km2=area_km2,
            postal_code=postal_code,
            structurally_weak=weak,
        )

    def add_sum(record, ags, kind):
        total = totals[record.key]
        weak = combined_weakness(total.weakness)
        add(record, ags, kind, total.population, total.area_km2, "", weak)

    for record in records.states:
        add_sum(record, record.key, "federal-state")
    for record in records.districts:
        kind = KIND_OF_CODE[record.code]
        if kind not in DISTRICT_FREE:
            add_sum(record, record.key, kind)
    for record in records.associations:
        if record.code != NO_ASSOCIATION:
            add_sum(record, "", KIND_OF_CODE[record.code])
    for record in records.municipalities:
        if record.code not in UNINCORPORATED:
            add(
                record,
                record.ags,
                KIND_OF_CODE[record.code],
                record.population,
                square_kilometres(record.hectares),
                record.postal_code,
                weakness_of(record.ags),
            )
    return table


def full_name(key: str, name: str) -> str:
    """The name of a record, completed where the record is known to cut it off."""
    known = FULL_NAMES.get(key, "")
    return known if known.startswith(name) else name


def weakness_by_ags(table: Table) -> dict[str, str]:
    """What a table says about its Gemeinden: AGS -> yes, partial or no (demo ones left out)."""
    return {
        row.ags: row.structurally_weak
        for row in table.values()
        if len(row.ars) == 12 and not row.demo
    }


def counts(table: Table) -> dict[str, int]:
    """Number of Gemeinden, Verbände, Kreise and Länder (by level), demo ones left out."""
    result = dict.fromkeys(LEVELS.values(), 0)
    for row in table.values():
        if not row.demo:
            result[row.level] += 1
    return result


@dataclass(frozen=True)
class Changes:
    """What differs between two tables; each list is sorted by key.

    new, gone: municipalities; renamed: pairs (before, after) with the same key; rekeyed: pairs whose
    AGS is the same and whose ARS is not (the Gemeinde changed its Verband).
    """

    new: tuple[Municipality, ...] = ()
    gone: tuple[Municipality, ...] = ()
    renamed: tuple[tuple[Municipality, Municipality], ...] = ()
    rekeyed: tuple[tuple[Municipality, Municipality], ...] = ()

    @property
    def lost_keys(self) -> tuple[str, ...]:
        """Keys that name nothing any more, sorted."""
        return tuple(
            sorted([row.ars for row in self.gone] + [old.ars for old, _new in self.rekeyed])
        )


def compare(before: Table, after: Table) -> Changes:
    """The changes that lead from one table to the other."""
    gone = {key: before[key] for key in before.keys() - after.keys()}
    new = {key: after[key] for key in after.keys() - before.keys()}
    new_by_ags = {row.ags: row for row in new.values() if row.ags}
    rekeyed = []
    for key, row in sorted(gone.items()):
        successor = new_by_ags.get(row.ags) if row.ags else None
        if successor is not None:
            rekeyed.append((row, successor))
            del gone[key]
            del new[successor.ars]
    renamed = [
        (before[key], after[key])
        for key in sorted(before.keys() & after.keys())
        if before[key].official_name != after[key].official_name
    ]
    return Changes(
        new=tuple(new[key] for key in sorted(new)),
        gone=tuple(gone[key] for key in sorted(gone)),
        renamed=tuple(renamed),
        rekeyed=tuple(rekeyed),
    )


#: Largest change of a Land's population per year that is taken for real (two per cent).
POPULATION_DRIFT = Decimal("0.02")


def missing_inhabitants(before: Table, after: Table, years: int) -> Municipality | None:
    """The first Land that lost more inhabitants than people can: a sign of a file that is cut off.

    A GV100AD file has no trailer and no count, so a cut between two records inside a Land shows only in
    its sums. years: between the two territorial status dates, rounded up, at least 1.
    """
    for state in STATES:
        if state not in before or state not in after:
            continue
        least = before[state].population * (1 - POPULATION_DRIFT * max(years, 1))
        if after[state].population < least:
            return after[state]
    return None


def facts(keys: Iterable[str], register, name: str) -> list[str]:
    """One fact (name of an attribute of `Municipality`) of several municipalities: each value once, in order.

    register: has `get(key)`. Keys that it does not know are passed over.
    """
    known = (register.get(key) for key in keys)
    return list(dict.fromkeys(getattr(row, name) for row in known if row is not None))


def changed_facts(before: Table, after: Table) -> list[str]:
    """Keys of the municipalities for which the catalog knows something else now: new, gone, or with other facts."""

    def known(row):
        return row and (row.state, row.size_class, row.kind, row.structurally_weak)

    keys = before.keys() | after.keys()
    return sorted(key for key in keys if known(before.get(key)) != known(after.get(key)))
