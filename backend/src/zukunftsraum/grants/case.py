"""What is known of a call and of an application, as plain data: what rules, checks and letters read. No Zope.

Amounts are `Decimal` with two places, in EUR; days are `date`, moments are in UTC. None means that nothing was said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True)
class CallFacts:
    """The call of a year.

    state: `draft`, `published` or `closed`. categories: key → title, in the order of the call. day_rate_categories: keys of those whose rate is that of a
    day; empty: all. funding_form: `notice`, `contract` or `direct`. texts: kind of letter (`application`, `approval`, `rejection`, `request`, `proof`,
    `settlement`, `reclaim`) → text, "" for none. project_first_year: None where the year of the call is the last one of the project. period_from, period_to: None where the year itself counts.
    """

    uid: str
    path: str
    title: str
    year: int
    state: str
    open_from: datetime
    open_to: datetime
    return_days: int
    cap: Decimal
    project_cap: Decimal | None
    project_years: int | None
    project_first_year: int | None
    total_budget: Decimal | None
    day_rate_limit: Decimal | None
    own_share: int
    weak_first: bool
    categories: Mapping[str, str]
    day_rate_categories: tuple[str, ...]
    period_from: date | None
    period_to: date | None
    invoice_deadline: date | None
    proof_deadline: date | None
    funding_form: str
    formal_checklist: tuple[str, ...]
    content_checklist: tuple[str, ...]
    declarations: tuple[str, ...]
    quotes_above: Decimal | None
    quotes: int
    signed_form: bool
    number_prefix: str
    sender: str
    texts: Mapping[str, str]
    standing_conditions: str
    remedy: str
    retention_rejected: int
    retention_settled: int

    @property
    def first_day(self) -> date:
        return self.period_from or date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        return self.period_to or date(self.year, 12, 31)


@dataclass(frozen=True)
class Town:
    """A municipality. known: whether the register has it (a merged one it has not any more); then name is that of the space, or the key."""

    ars: str
    name: str
    official_name: str
    state: str
    state_name: str
    structurally_weak: str
    known: bool


@dataclass(frozen=True)
class Share:
    """A budget carrier and what it bears."""

    town: Town
    amount: Decimal | None


@dataclass(frozen=True)
class CostLine:
    """An item of the cost plan; category_title is "" where the call has no such category."""

    category: str
    category_title: str
    description: str
    units: Decimal | None
    rate: Decimal | None
    amount: Decimal | None
    is_gross: bool


@dataclass(frozen=True)
class Fund:
    source: str
    amount: Decimal | None


@dataclass(frozen=True)
class Goal:
    goal: str
    indicator: str


@dataclass(frozen=True)
class Day:
    """A date of the measure."""

    date: date | None
    description: str


@dataclass(frozen=True)
class Signatory:
    name: str
    function: str


@dataclass(frozen=True)
class Attachment:
    """A file of the application. kind: `quote`, `signed-form`, `receipt`, `other`, or "" where nobody has said. name: that of the upload."""

    id: str
    name: str
    kind: str
    content_type: str
    size: int


@dataclass(frozen=True)
class ProofGoal:
    goal: str
    result: str
    deviation: str


@dataclass(frozen=True)
class Receipt:
    date: date | None
    payee: str
    reason: str
    category: str
    category_title: str
    amount: Decimal | None


@dataclass(frozen=True)
class Step:
    """Something that was done with the application.

    transition: as in `process.py`. actor: user id, "" of a person who was erased, `job` of a job. state: what it came into. amount, shares (key of
    the carrier → amount), conditions, reasons, comment, checklist (accepted points), until (last day to answer a request), early_start (of an
    approval: whether it is allowed; None where none was asked for): what was said.
    """

    transition: str
    actor: str
    time: datetime
    state: str
    amount: Decimal | None = None
    shares: Mapping[str, Decimal] | None = None
    conditions: str = ""
    reasons: str = ""
    comment: str = ""
    checklist: tuple[str, ...] = ()
    until: date | None = None
    early_start: bool | None = None


@dataclass(frozen=True)
class Facts:
    """An application at one moment.

    uid: of the content. path: on the website, with a leading slash. number: "" before the first submission. municipality: that of the space.
    carriers: as they were written; shares: what counts, key → amount: the carriers, or the municipality with all that is asked for. attachments: all files.
    steps: oldest first. conflicts: user ids of those who declared a conflict of interest.
    """

    uid: str
    path: str
    number: str
    state: str
    title: str
    summary: str
    year: int | None
    call: CallFacts | None
    municipality: Town
    carriers: tuple[Share, ...]
    shares: Mapping[str, Decimal]
    partners: tuple[Town, ...]
    office: str
    contact_name: str
    contact_email: str
    contact_phone: str
    signatories: tuple[Signatory, ...]
    relation_to_demography: str
    topics: tuple[str, ...]
    target_groups: tuple[str, ...]
    goals: tuple[Goal, ...]
    measures: str
    period_start: date | None
    period_end: date | None
    dates: tuple[Day, ...]
    adviser: str
    adviser_reason: str
    cost_plan: tuple[CostLine, ...]
    own_funds: Decimal
    other_funds: tuple[Fund, ...]
    amount_requested: Decimal | None
    declarations: tuple[str, ...]
    early_start: bool
    early_start_from: date | None
    early_start_reason: str
    attachments: tuple[Attachment, ...]
    payee: str
    iban_masked: str
    proof_report: str
    proof_goals: tuple[ProofGoal, ...]
    receipts: tuple[Receipt, ...]
    repayment: Decimal | None
    steps: tuple[Step, ...]
    conflicts: frozenset[str]

    def last(self, *transitions: str) -> Step | None:
        """The last time that one of these was done, or None."""
        found = (step for step in reversed(self.steps) if step.transition in transitions)
        return next(found, None)

    @property
    def submission(self) -> Step | None:
        return self.last("submit", "resubmit")

    @property
    def request(self) -> Step | None:
        """The last request for more."""
        return self.last("return", "return_proof")

    @property
    def proposal(self) -> Step | None:
        return self.last("propose")

    @property
    def decision(self) -> Step | None:
        return self.last("approve", "reject")

    @property
    def settlement(self) -> Step | None:
        return self.last("settle")

    @property
    def reclaim(self) -> Step | None:
        return self.last("reclaim")

    @property
    def towns(self) -> frozenset[str]:
        """Keys of all municipalities that take part: nobody from there examines or decides."""
        concerned = (self.municipality, *self.partners, *(share.town for share in self.carriers))
        return frozenset(town.ars for town in concerned) | frozenset(self.shares)
