"""The way of an application from draft to settlement, as data, and who may go which step. Plain functions, no I/O.

`profiles/default/workflows/zukunftsraum_grant` is what DCWorkflow reads; a test compares the two. The table is that of docs/developers/grants.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from typing import Protocol
from zukunftsraum import _
from zukunftsraum.grants import rules
from zukunftsraum.grants.case import Facts
from zukunftsraum.grants.case import Step
from zukunftsraum.grants.money import CENT
from zukunftsraum.grants.money import in_words
from zukunftsraum.grants.money import read_amount
from zukunftsraum.grants.money import total
from zukunftsraum.grants.money import ZERO
from zukunftsraum.inputs import flag
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.inputs import is_whole_text
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import Reader


COORDINATOR = "Space Coordinator"
EXAMINER = "Grant Examiner"
APPROVER = "Grant Approver"
FINANCE = "Grant Finance"

#: Longest comment, condition or reason.
LONGEST = 5000

#: What stock clients send along with any transition; it says nothing here.
IGNORED = frozenset(
    {"include_children", "effective", "expires", "effectiveDate", "expirationDate"}
)


@dataclass(frozen=True)
class Transition:
    """One transition.

    sources: state → roles that may. inputs: what is read; required: of it what must be there. four_eyes: whether the rule of the four eyes holds.
    books: `reserve`, `commit`, `spend`, `release`, or "". document: kind of the paper that is made, or "".
    """

    sources: Mapping[str, tuple[str, ...]]
    target: str
    inputs: tuple[str, ...] = ("comment",)
    required: tuple[str, ...] = ()
    four_eyes: bool = False
    books: str = ""
    document: str = ""


TRANSITIONS: dict[str, Transition] = {
    "submit": Transition(
        {"draft": (COORDINATOR,)}, "submitted", books="reserve", document="application"
    ),
    "examine": Transition(
        {"submitted": (EXAMINER,), "decision": (APPROVER,)}, "examination", four_eyes=True
    ),
    "return": Transition(
        {"submitted": (EXAMINER,), "examination": (EXAMINER,), "returned": (EXAMINER,)},
        "returned",
        required=("comment",),
        four_eyes=True,
        document="request",
    ),
    "resubmit": Transition(
        {"returned": (COORDINATOR,)}, "submitted", books="reserve", document="application"
    ),
    "propose": Transition(
        {"examination": (EXAMINER,)},
        "decision",
        inputs=("comment", "amount", "reasons", "conditions", "checklist"),
        required=("amount", "reasons"),
        four_eyes=True,
    ),
    "approve": Transition(
        {"decision": (APPROVER,)},
        "approved",
        inputs=("comment", "amount", "conditions", "reasons", "early_start"),
        four_eyes=True,
        books="commit",
        document="approval",
    ),
    "reject": Transition(
        {"decision": (APPROVER,), "returned": (APPROVER,)},
        "rejected",
        inputs=("comment", "reasons"),
        required=("reasons",),
        four_eyes=True,
        books="release",
        document="rejection",
    ),
    "withdraw": Transition(
        dict.fromkeys(
            ("submitted", "returned", "examination", "decision", "approved"), (COORDINATOR,)
        ),
        "withdrawn",
        required=("comment",),
        books="release",
    ),
    "start_proof": Transition({"approved": (EXAMINER, FINANCE)}, "proof", document="proof_form"),
    "submit_proof": Transition({"proof": (COORDINATOR,)}, "proof_submitted", document="proof"),
    "return_proof": Transition(
        {"proof_submitted": (EXAMINER,)},
        "proof",
        required=("comment",),
        four_eyes=True,
        document="request",
    ),
    "settle": Transition(
        {"proof_submitted": (EXAMINER,), "reclaim": (EXAMINER,)},
        "settled",
        inputs=("comment", "amount"),
        required=("amount",),
        four_eyes=True,
        books="spend",
        document="settlement",
    ),
    "reclaim": Transition(
        {"proof_submitted": (EXAMINER,), "proof": (EXAMINER,)},
        "reclaim",
        inputs=("comment", "amount", "reasons"),
        required=("amount", "reasons"),
        four_eyes=True,
        document="reclaim",
    ),
}

#: States in which the municipality writes the application, and the one in which it writes the proof of use.
WRITTEN = ("draft", "returned")
PROVEN = ("proof",)


@dataclass(frozen=True)
class Actor:
    """Who acts. roles: in the application. towns: of the municipalities concerned, those that the person belongs to. is_job: no person at all."""

    user_id: str
    roles: frozenset[str]
    towns: frozenset[str] = frozenset()
    is_job: bool = False


@dataclass(frozen=True)
class Inputs:
    """What was said with a transition; amount None where nothing was said, early_start None where none was asked for."""

    comment: str = ""
    amount: Decimal | None = None
    conditions: str | None = None
    reasons: str = ""
    checklist: tuple[str, ...] = ()
    early_start: bool | None = None


class Refused(Exception):
    """A transition is refused and nothing has changed. status: 403 for who may not, 409 where a rule fails; more: further facts of the answer."""

    def __init__(self, status: int, message: str, **more: Any):
        super().__init__(status, message)
        self.status, self.message, self.more = status, message, more


def demand_role(name: str, facts: Facts, actor: Actor) -> None:
    """Let only those act who may, in this state.

    :raises Refused: 403 for who may not make this transition anywhere, or not from here; 409 where the state does not have it.
    """
    transition = TRANSITIONS[name]
    if actor.is_job:
        if facts.state not in transition.sources:
            raise _wrong_state(facts)
        return
    anywhere = {role for roles in transition.sources.values() for role in roles}
    forbidden = Refused(
        403, _("error_grant_role", default="You may not do this with this application.")
    )
    if not anywhere & actor.roles:
        raise forbidden
    if facts.state not in transition.sources:
        raise _wrong_state(facts)
    if not set(transition.sources[facts.state]) & actor.roles:
        raise forbidden


def _wrong_state(facts: Facts) -> Refused:
    message = _(
        "error_grant_state",
        default="This is not possible any more, or not yet: the application is in another state.",
    )
    return Refused(409, message, state=facts.state)


def transitions_for(facts: Facts, actor: Actor) -> list[str]:
    """The transitions that somebody may begin now, by role, state and the four eyes; what they still need is told when they do."""
    kept_from = forbidden_for(facts, actor)
    return [name for name in _in_reach(facts, actor) if name not in kept_from]


def forbidden_for(facts: Facts, actor: Actor) -> dict[str, str]:
    """The transitions that somebody could begin by role and state, but not by the four eyes → why."""
    found = {}
    for name in _in_reach(facts, actor):
        try:
            demand_four_eyes(name, facts, actor)
        except Refused as refused:
            found[name] = refused.message
    return found


def _in_reach(facts: Facts, actor: Actor) -> list[str]:
    found = []
    for name in TRANSITIONS:
        try:
            demand_role(name, facts, actor)
        except Refused:
            continue
        found.append(name)
    return found


class Past(Protocol):
    """What was done with an application: its facts, or the record of it alone."""

    @property
    def steps(self) -> tuple[Step, ...]: ...

    @property
    def conflicts(self) -> frozenset[str]: ...


def demand_four_eyes(name: str, facts: Past, actor: Actor) -> None:
    """Two people, neither of them close to the application.

    :raises Refused: 409 for who belongs to a municipality concerned, has declared a conflict of interest, or has examined what is to be decided.
    """
    if not TRANSITIONS[name].four_eyes or actor.is_job:
        return
    if actor.towns:
        raise Refused(
            409,
            _(
                "error_grant_own_town",
                default="You belong to a municipality that takes part in this application. Somebody else has to do this.",
            ),
        )
    if actor.user_id in facts.conflicts:
        raise Refused(
            409,
            _(
                "error_grant_conflict",
                default="You have declared a conflict of interest for this application. Somebody else has to do this.",
            ),
        )
    is_returned = bool(facts.steps) and facts.steps[-1].state == "returned"
    asked_for_more = ("return",) if is_returned else ()
    examiners = people(facts, "examine", "propose", *asked_for_more)
    if name in ("approve", "reject") and actor.user_id in examiners:
        raise Refused(
            409,
            _(
                "error_grant_examined",
                default="You have examined this application. Somebody else has to decide.",
            ),
        )
    if name == "settle" and actor.user_id in people(facts, "approve"):
        raise Refused(
            409,
            _(
                "error_grant_approved",
                default="You have approved this application. Somebody else has to settle it.",
            ),
        )
    if name == "propose" and actor.user_id in people(facts, "approve", "reject"):
        raise Refused(
            409,
            _(
                "error_grant_decided",
                default="You have decided on this application. Somebody else has to examine it.",
            ),
        )


def people(facts: Past, *transitions: str) -> frozenset[str]:
    """Ids of those who ever made one of these transitions as examiners or approvers; sending an application back to the examination is none."""
    return frozenset(
        step.actor
        for step, before in zip(facts.steps, (None, *facts.steps), strict=False)
        if step.actor
        and step.transition in transitions
        and not (
            step.transition == "examine" and before is not None and before.state == "decision"
        )
    )


def read_inputs(name: str, body: Mapping[str, Any], facts: Facts) -> Inputs:
    """What was said with a transition.

    :raises InvalidInput: names the fields that are bad or missing.
    """
    transition = TRANSITIONS[name]
    known = set(transition.inputs)
    reader = Reader(body, known | IGNORED | {"conflict", "comment"})
    said: dict[str, Any] = {}
    for field in ("comment", *transition.inputs):
        if field == "amount":
            said[field] = reader.read(field, lambda value: _amount(value, name, facts))
        elif field == "checklist":
            said[field] = reader.read(field, lambda value: _checklist(value, facts)) or ()
        elif field == "early_start":
            said[field] = reader.read(field, lambda value: _early_start(value, facts))
        elif field == "conditions" and body.get("conditions") is None:
            said[field] = None
        else:
            required = field in transition.required
            said[field] = reader.read(field, lambda value, r=required: _text(value, required=r))
    if transition.four_eyes:
        reader.read("conflict", _no_conflict)
    reader.finish()
    return Inputs(**said)


def _text(value: Any, *, required: bool) -> str:
    text = lines(value, LONGEST, required=required)
    if not is_whole_text(text):
        raise ValueError(_("error_text_broken", default="This has signs that cannot be stored."))
    return text


def _early_start(value: Any, facts: Facts) -> bool | None:
    """Whether the early start is allowed that was asked for; None where none was. Where nothing is said, it is."""
    allowed = flag(value)
    if not facts.early_start:
        if allowed:
            raise ValueError(_("error_grant_early_start", default="No early start was asked for."))
        return None
    return allowed or value is None


def _no_conflict(value: Any) -> None:
    if flag(value):
        raise ValueError(
            _(
                "error_grant_has_conflict",
                default="Whoever has a conflict of interest cannot do this. Please declare it.",
            )
        )


def _amount(value: Any, name: str, facts: Facts) -> Decimal | None:
    if value is None and name == "approve":
        return None  # as it was proposed
    least = ZERO if name in ("propose", "settle") else CENT
    amount = read_amount(value, least=least)
    most = approved_amount(facts) if name in ("settle", "reclaim") else asked(facts)
    if amount > most:
        raise ValueError(
            _(
                "error_grant_amount_above",
                default="This is more than ${limit}.",
                mapping={"limit": in_words(most, "de")},
            )
        )
    return amount


def _checklist(value: Any, facts: Facts) -> tuple[str, ...]:
    points = (
        () if facts.call is None else facts.call.formal_checklist + facts.call.content_checklist
    )
    if value is None:
        if points:
            raise ValueError(
                _(
                    "error_grant_checklist_missing",
                    default="Please say which points of the checklist are fulfilled.",
                )
            )
        return ()
    if not isinstance(value, list) or not all(
        isinstance(point, str) and point in points for point in value
    ):
        raise ValueError(
            _(
                "error_grant_checklist",
                default="Please send a list of points, in the words of the call.",
            )
        )
    return tuple(point for point in points if point in value)


def asked(facts: Facts) -> Decimal:
    """What was asked for at the last submission, EUR."""
    return total(submitted_shares(facts).values())


def submitted_shares(facts: Facts) -> Mapping[str, Decimal]:
    """What each carrier bears by the last submission."""
    step = facts.submission
    return (step.shares if step is not None else None) or {}


def approved_amount(facts: Facts) -> Decimal:
    """What was approved, 0 before."""
    return total(approved_shares(facts).values())


def approved_shares(facts: Facts) -> Mapping[str, Decimal]:
    """What each carrier bears by the approval."""
    step = facts.last("approve")
    return (step.shares if step is not None else None) or {}


def decided(facts: Facts, inputs: Inputs) -> Inputs:
    """An approval as it was proposed, where the approver says nothing else.

    :raises InvalidInput: nothing was proposed that could be approved.
    """
    proposal = facts.proposal
    amount = inputs.amount
    if amount is None:
        amount = (proposal.amount if proposal is not None else None) or ZERO
        if amount <= 0:
            raise InvalidInput(
                ("amount", _("error_required", default="Please fill in this field."))
            )
    conditions = inputs.conditions
    if conditions is None:
        conditions = proposal.conditions if proposal is not None else ""
    return replace(inputs, amount=amount, conditions=conditions)


def demand_time(name: str, facts: Facts, now: datetime) -> None:
    """What is submitted comes within its time, by the clock of the server; what was asked for can come as long.

    :raises Refused: 409 when the call is not open, the request for more was answered too late, or is to be rejected before its time is over.
    """
    if name == "submit" and (facts.call is None or not rules.is_open_at(facts.call, now)):
        message = _(
            "error_grant_closed",
            default="The call does not take applications now.",
        )
        raise Refused(409, message)
    request = facts.last("return") if facts.state == "returned" else None
    until = request.until if request is not None else None
    if until is None:
        return
    is_late, mapping = rules.day_of(now) > until, {"day": f"{until:%d.%m.%Y}"}
    if name == "resubmit" and is_late:
        message = _(
            "error_grant_too_late",
            default="The time for answering was over on ${day}. Please talk to the examiners.",
            mapping=mapping,
        )
        raise Refused(409, message)
    if name == "reject" and not is_late:
        message = _(
            "error_grant_can_answer",
            default="The municipality can answer until ${day}.",
            mapping=mapping,
        )
        raise Refused(409, message)
