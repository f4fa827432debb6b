"""The work lists of the grants: which applications there are, whose turn it is, and until when. From the catalog and the records of the process; no application is woken."""

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from plone import api
from zukunftsraum.grants import process
from zukunftsraum.grants.calls import all_calls
from zukunftsraum.grants.process import Actor
from zukunftsraum.grants.process import Refused
from zukunftsraum.grants.records import get_records
from zukunftsraum.grants.records import Record
from zukunftsraum.register.store import get_register
from zukunftsraum.spaces.membership import memberships_of


EXAMINER, APPROVER, FINANCE, MUNICIPALITY = "examiner", "approver", "finance", "municipality"

ROLES = {EXAMINER: process.EXAMINER, APPROVER: process.APPROVER, FINANCE: process.FINANCE}

#: State → who it waits for, and the transition that is due; "" for none of the process. What is approved waits for finance until it is paid.
WAITS: Mapping[str, tuple[str, str]] = {
    "submitted": (EXAMINER, "examine"),
    "examination": (EXAMINER, "propose"),
    "returned": (MUNICIPALITY, "resubmit"),
    "decision": (APPROVER, "approve"),
    "approved": (FINANCE, ""),
    "proof": (MUNICIPALITY, "submit_proof"),
    "proof_submitted": (EXAMINER, "settle"),
    "reclaim": (EXAMINER, "settle"),
}

#: States of lists: everything that was submitted.
STATES = (*WAITS, "settled", "rejected", "withdrawn")

DECISION, ANSWER, PROOF = "decision", "answer", "proof"

#: State → what the deadline is for.
DEADLINES = {
    "submitted": DECISION,
    "examination": DECISION,
    "decision": DECISION,
    "returned": ANSWER,
    "proof": PROOF,
}


@dataclass(frozen=True)
class Row:
    """An application in a list.

    municipality: key (ARS) of the one that applies; name: what it is called where the register does not know it. towns: keys of all that take part. state: of the process.
    asked, approved: EUR; shares: key of the carrier → EUR; categories: key → EUR of what was asked for. submitted: ISO 8601. before: the day on which the measure
    begins; until: last day to answer the request that is open.
    """

    uid: str
    url: str
    title: str
    state: str
    municipality: str
    name: str
    towns: frozenset[str]
    number: str
    year: int
    asked: Decimal
    shares: Mapping[str, Decimal]
    approved: Decimal | None
    paid: bool
    submitted: str
    before: date | None
    until: date | None
    categories: Mapping[str, Decimal]

    @property
    def land(self) -> str:
        """The Land, two digits."""
        return self.municipality[:2]

    @property
    def waits_for(self) -> str | None:
        who, _transition = WAITS.get(self.state, (None, ""))
        return MUNICIPALITY if who == FINANCE and self.paid else who


def rows_of(year: int | None = None, states: Collection[str] = STATES) -> list[Row]:
    """The submitted applications in these states that the current user may see; year of the call, None for all."""
    if not states:
        return []
    query = {"portal_type": "GrantApplication", "review_state": list(states)}
    if year is not None:
        query["year"] = f"{year:04}"
    # What somebody has let expire is still to be decided.
    brains = api.portal.get_tool("portal_catalog").searchResults(query, show_inactive=True)
    return [_row(brain) for brain in brains if isinstance(brain.grant_summary, dict)]


def _row(brain) -> Row:
    said = brain.grant_summary
    return Row(
        uid=brain.UID,
        url=brain.getURL(),
        title=brain.Title,
        state=brain.review_state,
        municipality=said["municipality"],
        name=said["name"],
        towns=frozenset(said["towns"]),
        number=said["number"],
        year=said["year"],
        asked=Decimal(said["asked"]),
        shares=_amounts(said["shares"]),
        approved=_amount(said["approved"]),
        paid=said["paid"],
        submitted=said["submitted"],
        before=_day(said["before"]),
        until=_day(said["until"]),
        categories=_amounts(said["categories"]),
    )


class Person:
    """The current user before the lists: what they are close to, and what is their turn."""

    def __init__(self, user_id: str, roles: Collection[str]):
        self.user_id = user_id
        self.roles = frozenset(roles)
        self.towns = frozenset(
            one.key for one in memberships_of(user_id) if one.kind == "municipality"
        )
        self._known = get_records().of_person(user_id)

    def _record(self, row: Row) -> Record | None:
        """What was done with an application, if this person had to do with it."""
        return get_records().of(row.uid) if row.uid in self._known else None

    def is_close(self, row: Row) -> bool:
        """Whether the four eyes keep this person from examining and deciding: it is of their own municipality, or they have declared a conflict of interest."""
        record = self._record(row)
        return bool(row.towns & self.towns) or (
            record is not None and self.user_id in record.conflicts
        )

    def states(self) -> tuple[str, ...]:
        """Those in which something can be their turn."""
        return tuple(
            state for state, (who, _step) in WAITS.items() if ROLES.get(who) in self.roles
        )

    def is_next(self, row: Row) -> bool:
        """Whether it is this person's turn."""
        who = row.waits_for
        if who not in ROLES or ROLES[who] not in self.roles or self.is_close(row):
            return False
        _who, transition = WAITS[row.state]
        record = self._record(row)
        if not transition or record is None:
            return True
        try:
            process.demand_four_eyes(transition, record, Actor(self.user_id, self.roles))
        except Refused:
            return False
        return True


class Calls:
    """What lists read of the calls; there are few."""

    def __init__(self):
        self.by_year = {call.year: call for call in all_calls()}
        self._weak: dict[str, bool] = {}

    def deadline(self, row: Row) -> tuple[date | None, str | None]:
        """The last day of what is due, and what it is for: `decision` before the measure begins, `answer` to a request, `proof` of use."""
        kind = DEADLINES.get(row.state)
        if kind == DECISION:
            day = row.before
        elif kind == ANSWER:
            day = row.until
        elif kind == PROOF:
            day = row.until or getattr(self.by_year.get(row.year), "proof_deadline", None)
        else:
            day = None
        return (day, kind) if day is not None else (None, None)

    def comes_first(self, row: Row) -> bool:
        """Whether it comes before others of the same day: of a structurally weak region, if the call says so."""
        if not getattr(self.by_year.get(row.year), "weak_first", False):
            return False
        if row.municipality not in self._weak:
            self._weak[row.municipality] = bool(is_weak(row.municipality))
        return self._weak[row.municipality]


def is_weak(ars: str) -> bool | None:
    """Whether a region is structurally weak, wholly or partly; None where the register does not say."""
    found = get_register().get(ars)
    said = found.structurally_weak if found is not None else ""
    return None if said not in ("yes", "partial", "no") else said != "no"


def matching(rows: Iterable[Row], municipalities: Collection[str], q: str) -> list[Row]:
    """Those in which one of the municipalities takes part (none: all), and whose number, title or municipality has the text, without regard to case."""
    text, wanted = q.casefold().strip(), frozenset(municipalities)
    return [
        row
        for row in rows
        if (not wanted or row.towns & wanted)
        and (not text or any(text in part.casefold() for part in _texts(row)))
    ]


def _texts(row: Row) -> tuple[str, ...]:
    return row.number, row.title, name_of(row)


def name_of(row: Row) -> str:
    """Name of the municipality."""
    found = get_register().get(row.municipality)
    return found.name if found is not None else row.name


def in_order(rows: Iterable[Row], sort: str, calls: Calls) -> list[Row]:
    """Sorted by one of `SORTS`; equals by number."""
    key = SORTS[sort]
    return sorted(rows, key=lambda row: (*key(row, calls), row.number))


def _by_deadline(row: Row, calls: Calls) -> tuple:
    day, _kind = calls.deadline(row)
    return (day or date.max, not calls.comes_first(row))


#: Nearest deadline first (at equal ones structurally weak regions, if the call says so), what was submitted first, by number, the highest amount first.
SORTS: Mapping[str, Callable[[Row, Calls], tuple]] = {
    "deadline": _by_deadline,
    "submitted": lambda row, _calls: (row.submitted,),
    "number": lambda row, _calls: (),
    "amount": lambda row, _calls: (-row.asked,),
}


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _amounts(texts: Mapping[str, str]) -> dict[str, Decimal]:
    return {key: Decimal(text) for key, text in texts.items()}


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
