"""The open figures, counted from the catalog and the stores; no content is woken.

Content that everybody sees is counted as it is. Municipalities and people are counted as `rules.told` allows.
"""

from BTrees.IIBTree import intersection
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from plone import api
from plone.memoize import ram
from typing_extensions import TypedDict
from zukunftsraum import indexes
from zukunftsraum.contract import Moment
from zukunftsraum.contract import Money
from zukunftsraum.grants.money import as_text
from zukunftsraum.grants.money import ZERO
from zukunftsraum.monitoring import rules
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.store import get_store

import time


#: Types of content that are counted.
TYPES = ("WikiArticle", "BestPractice", "Seminar", "News Item", "Event", "GrantCall")

#: States of applications that were granted.
GRANTED = frozenset({"approved", "proof", "proof_submitted", "reclaim", "settled"})

#: Figures are made anew after so many seconds: counting is not repeated for everybody who asks, and who looks at them all the time
#: does not see every single registration come.
SECONDS = 600

#: The group of those whose value nobody knows.
UNKNOWN = ""


#: Group → number, None where it is not told.
Table = dict[str, int | None]


class ContentFigures(TypedDict):
    total: int
    by_type: dict[str, int]
    by_topic: dict[str, int]
    by_state: dict[str, int]


class MunicipalityFigures(TypedDict):
    total: int | None
    by_state: Table
    by_size_class: Table
    by_structurally_weak: Table


class ParticipantFigures(TypedDict):
    total: int | None
    by_kind: Table
    by_year: Table


class SeminarFigures(TypedDict):
    total: int
    by_kind: dict[str, int]
    by_year: dict[str, int]
    participants: ParticipantFigures


class GrantedMunicipalities(TypedDict):
    total: int | None
    by_state: Table


class GrantedAmounts(TypedDict):
    """EUR."""

    total: Money | None
    by_state: dict[str, Money | None]


class OpenGrantFigures(TypedDict):
    municipalities: GrantedMunicipalities
    granted: GrantedAmounts


class Figures(TypedDict):
    """Open figures; null is a number that is not told, since few people or municipalities are behind it."""

    as_of: Moment
    smallest_group: int
    content: ContentFigures
    municipalities: MunicipalityFigures
    seminars: SeminarFigures
    grants: OpenGrantFigures


def figures(now: datetime) -> Figures:
    """The figures, at most `SECONDS` old."""
    return _figures(now.isoformat(timespec="seconds"))


def _key(_function, _moment: str) -> str:
    return f"{'/'.join(api.portal.get().getPhysicalPath())}:{int(time.time() // SECONDS)}"


@ram.cache(_key)
def _figures(moment: str) -> Figures:
    catalog = api.portal.get_tool("portal_catalog")
    return {
        "as_of": moment,
        "smallest_group": rules.SMALLEST,
        "content": content(catalog),
        "municipalities": municipalities(catalog),
        "seminars": seminars(catalog),
        "grants": grants(catalog),
    }


def content(catalog) -> ContentFigures:
    """What everybody sees, by type, topic and Land; one thing may have several topics."""
    rids = indexes.found_by_everybody(catalog, {"portal_type": TYPES})
    return {
        "total": len(rids),
        "by_type": _counts(catalog, "portal_type", rids),
        "by_topic": _counts(catalog, "topics", rids),
        "by_state": _counts(catalog, "state", rids),
    }


def municipalities(catalog) -> MunicipalityFigures:
    """Those that take part, that is, have a space."""
    rids = indexes.chosen(indexes.index_of(catalog, "portal_type"), "MunicipalSpace")
    tables = {
        f"by_{name}": _divided(_counts(catalog, name, rids), len(rids))
        for name in ("state", "size_class", "structurally_weak")
    }
    return _told(tables)


def seminars(catalog) -> SeminarFigures:
    """Seminars that were announced, and the seats that people took in them."""
    brains = catalog.unrestrictedSearchResults(portal_type="Seminar")
    announced = {brain.UID: brain for brain in brains if brain.review_state != "draft"}
    kinds: Counter[str] = Counter()
    years: Counter[str] = Counter()
    for uid, registrations in get_store().items():
        brain = announced.get(uid)
        if brain is not None:
            seats = registrations.count(CONFIRMED)
            kinds[_text(brain.kind)] += seats
            years[_year(brain)] += seats
    return {
        "total": len(announced),
        "by_kind": dict(Counter(_text(brain.kind) for brain in announced.values())),
        "by_year": dict(Counter(map(_year, announced.values()))),
        "participants": _told({"by_kind": kinds, "by_year": years}),
    }


def grants(catalog) -> OpenGrantFigures:
    """Municipalities with a grant, by Land, and what was granted to them, in EUR; amounts are hidden with the municipalities."""
    towns: dict[str, str] = {}
    amounts: dict[str, Decimal] = {}
    for brain in catalog.unrestrictedSearchResults(
        portal_type="GrantApplication", review_state=list(GRANTED)
    ):
        said = brain.grant_summary
        if isinstance(said, Mapping) and said["approved"]:
            land = said["municipality"][:2]
            towns[said["municipality"]] = land
            amounts[land] = amounts.get(land, ZERO) + Decimal(said["approved"])
    told = _told({"by_state": Counter(towns.values())})
    granted = {
        land: None if count is None else as_text(amounts[land])
        for land, count in told["by_state"].items()
    }
    total = None if told["total"] is None else as_text(sum(amounts.values(), ZERO))
    return {"municipalities": told, "granted": {"total": total, "by_state": granted}}


def _told(tables: Mapping[str, Mapping[str, int]]) -> dict:
    population = rules.told(list(tables.values()))
    return {"total": population.total, **dict(zip(tables, population.tables, strict=True))}


def _divided(counts: dict[str, int], total: int) -> dict[str, int]:
    """With the rest, those that have no value."""
    rest = total - sum(counts.values())
    return {**counts, UNKNOWN: rest} if rest else counts


def _counts(catalog, index: str, rids) -> dict[str, int]:
    """How many of these objects have which value; empty values are left out."""
    counts = (
        (value, len(intersection(rids, having)))
        for value, having in indexes.documents(indexes.index_of(catalog, index))
    )
    return {value: count for value, count in counts if count}


def _text(value) -> str:
    return value if isinstance(value, str) else UNKNOWN


def _year(brain) -> str:
    return f"{brain.start.year:04}" if brain.start else UNKNOWN
