"""@transfers of a practice example: who reused it, and what came of it."""

from AccessControl import getSecurityManager
from annotated_types import MaxLen
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from plone import api
from typing import Annotated
from typing import Literal
from typing import NotRequired
from typing_extensions import TypedDict
from zExceptions import Forbidden
from zukunftsraum import _
from zukunftsraum.content.services.change import in_turn
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Listing
from zukunftsraum.contract import Located
from zukunftsraum.contract import Moment
from zukunftsraum.contract import PageQuery
from zukunftsraum.contract import Year
from zukunftsraum.inputs import flag
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import Reader
from zukunftsraum.members.municipalities import municipality_ars
from zukunftsraum.practices import rules
from zukunftsraum.practices import telling
from zukunftsraum.practices import transfers
from zukunftsraum.practices.rules import Transfer
from zukunftsraum.practices.store import new_id
from zukunftsraum.practices.store import TakenTransfer
from zukunftsraum.register.services.register_import import TIME_ZONE
from zukunftsraum.register.store import get_register
from zukunftsraum.service import PathService
from zukunftsraum.spaces.membership import memberships_of


#: Title of the permission.
MODERATE = "zukunftsraum: Moderate Transfers"


class TownOfRecord(TypedDict):
    ars: str
    name: str
    state: str
    state_title: str
    size_class: str


OutcomeKind = Literal["worked", "partly", "failed"]


class TransferRow(Located):
    """A record as the caller sees it; no person is named. reason: of hiding, for the municipality and moderators."""

    id: str
    municipality: TownOfRecord
    year: Year
    adaptation: str
    outcome: str
    outcome_kind: OutcomeKind
    created: Moment
    modified: Moment
    hidden: bool
    can_edit: bool
    can_moderate: bool
    reason: NotRequired[str]


class Transfers(Listing[TransferRow]):
    """counts: outcome → number of the visible records."""

    counts: dict[str, int]


class ChangedTransfer(TypedDict, total=False):
    year: Year
    adaptation: Annotated[str, MaxLen(rules.TRANSFER_MAX)] | None
    outcome: Annotated[str, MaxLen(rules.TRANSFER_MAX)]
    outcome_kind: OutcomeKind
    hidden: bool | None
    reason: Annotated[str, MaxLen(rules.REASON_MAX)] | None


class NewTransfer(TypedDict):
    municipality: str
    year: Year
    adaptation: NotRequired[Annotated[str, MaxLen(rules.TRANSFER_MAX)] | None]
    outcome: Annotated[str, MaxLen(rules.TRANSFER_MAX)]
    outcome_kind: OutcomeKind


class TransferService(PathService):
    @property
    def now(self) -> datetime:
        return datetime.now(TIME_ZONE)

    @property
    def moderates(self) -> bool:
        return bool(getSecurityManager().checkPermission(MODERATE, self.context))

    @property
    def own_municipalities(self) -> frozenset[str]:
        """Keys of the municipalities whose records the caller may write."""
        if api.user.is_anonymous():
            return frozenset()
        found = memberships_of(self.user_id)
        return frozenset(m.key for m in found if m.kind == "municipality")

    def visible(self, id: str) -> Transfer | None:
        """A record that the caller may see; hidden ones and unknown ones look alike."""
        transfer = transfers.transfer_of(self.context, id)
        if transfer is None or not self.may_see(transfer):
            return None
        return transfer

    def may_see(self, transfer: Transfer) -> bool:
        of_municipality = transfer.municipality in self.own_municipalities
        return rules.may_see_transfer(transfer.hidden, self.moderates, of_municipality)

    def as_json(self, transfer: Transfer) -> TransferRow:
        """A record as the caller sees it; no person is named."""
        can_edit = transfer.municipality in self.own_municipalities
        can_moderate = self.moderates
        told = {
            "@id": f"{self.context.absolute_url()}/@transfers/{transfer.id}",
            "id": transfer.id,
            "municipality": municipality_json(transfer.municipality),
            "year": transfer.year,
            "adaptation": transfer.adaptation,
            "outcome": transfer.outcome,
            "outcome_kind": transfer.outcome_kind,
            "created": transfer.created,
            "modified": transfer.modified,
            "hidden": transfer.hidden,
            "can_edit": can_edit,
            "can_moderate": can_moderate,
        }
        if can_edit or can_moderate:
            told["reason"] = transfer.reason
        return told

    def demand_member(self, municipality: str) -> None:
        """:raises Forbidden: the caller is not of this municipality."""
        if municipality not in self.own_municipalities:
            raise Forbidden

    def stored(self, transfer: Transfer) -> dict | None:
        """Store a record; what to answer if that cannot be."""
        try:
            transfers.store(self.context, transfer)
        except TakenTransfer:
            return self.refuse(
                409,
                _(
                    "error_transfer_taken",
                    default="Your municipality has a record for this year already. Please change that one.",
                ),
            )
        return None


class TransfersGet(TransferService):
    """The records, newest year first; `counts` of the visible ones. `@transfers/<id>` is one of them."""

    contract = (
        Contract(query=PageQuery, answers={200: Transfers}),
        Contract(path="/{id}", answers={200: TransferRow}),
    )

    segments = 1
    may_lack = 1

    def answer(self):
        if self.path:
            transfer = self.visible(self.path[0])
            return self.as_json(transfer) if transfer is not None else self.not_found()
        start, size = self.paging()
        everything = transfers.transfers_of(self.context)
        shown = [transfer for transfer in everything if self.may_see(transfer)]
        items = [self.as_json(transfer) for transfer in shown[start : start + size]]
        return {
            **self.listing(len(shown), items, start, size),
            "counts": rules.count_outcomes(everything),
        }


class TransfersPost(TransferService):
    """Adds the record of a municipality. Takes `{municipality, year, adaptation, outcome, outcome_kind}`."""

    contract = Contract(body=NewTransfer, answers={201: TransferRow}, errors=(409,))

    def answer(self):
        said = read_fields(self.body(), {"municipality", *TEXTS, *FACTS}, required=True)
        self.demand_member(said["municipality"])
        return in_turn(self.context, lambda: self.add(said))

    def add(self, said: dict):
        if api.content.get_state(self.context) not in rules.OPEN_STATES:
            return self.refuse(
                409,
                _(
                    "error_transfer_not_open",
                    default="Only published examples can be reused.",
                ),
            )
        errors = transfers.check(self.context, said["municipality"], said["year"], self.now)
        if errors:
            raise InvalidInput(*errors)
        now = datetime.now(UTC)
        transfer = Transfer(
            id=new_id(now),
            created=now.isoformat(),
            modified=now.isoformat(),
            writer=self.user_id,
            **said,
        )
        refused = self.stored(transfer)
        if refused is not None:
            return refused
        telling.tell_added(self.context, transfer)
        answer = self.as_json(transfer)
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", answer["@id"])
        return answer


class TransfersPatch(TransferService):
    """Corrects a record (its municipality) or hides it (editors, with a reason)."""

    contract = Contract(
        path="/{id}", body=ChangedTransfer, answers={200: TransferRow}, errors=(409,)
    )

    segments = 1

    def answer(self):
        said = read_fields(self.body(), {*TEXTS, *FACTS, *MODERATION}, required=False)
        return in_turn(self.context, lambda: self.change(said))

    def change(self, said: dict):
        transfer = self.visible(self.path[0])
        if transfer is None:
            return self.not_found()
        if MODERATION & said.keys() and not self.moderates:
            raise Forbidden
        if said.keys() - MODERATION or not said:
            self.demand_member(transfer.municipality)
        changed = replace(transfer, **said, modified=datetime.now(UTC).isoformat())
        changed = replace(changed, reason=changed.reason if changed.hidden else "")
        errors = []
        if changed.year != transfer.year:
            errors += transfers.check(self.context, changed.municipality, changed.year, self.now)
        if changed.hidden and not changed.reason:
            errors.append(("reason", _("error_reason_missing", default="Please give a reason.")))
        if errors:
            raise InvalidInput(*errors)
        refused = self.stored(changed)
        if refused is not None:
            return refused
        if (changed.hidden, changed.reason) != (transfer.hidden, transfer.reason):
            telling.tell_moderated(self.context, changed, self.user_id)
        return self.as_json(changed)


class TransfersDelete(TransferService):
    """Withdraws a record; for members of its municipality."""

    contract = Contract(path="/{id}", answers={204: None})

    segments = 1

    def answer(self):
        return in_turn(self.context, self.withdraw)

    def withdraw(self):
        transfer = self.visible(self.path[0])
        if transfer is None:
            return self.not_found()
        self.demand_member(transfer.municipality)
        transfers.withdraw(self.context, transfer.id)
        return self.reply_no_content()


def _long_text(value) -> str:
    return lines(value, rules.TRANSFER_MAX)


def _needed_text(value) -> str:
    return lines(value, rules.TRANSFER_MAX, required=True)


def _year(value) -> int:
    """:raises ValueError: its argument is the message id."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(_("error_year_expected", default="Please give the year as a number."))
    return value


def _outcome_kind(value) -> str:
    if not isinstance(value, str) or value not in rules.OUTCOMES:
        raise ValueError(
            _("error_outcome_kind", default="Please choose worked, partly or failed.")
        )
    return value


def _reason(value) -> str:
    return lines(value, rules.REASON_MAX)


#: Field → how it is read.
TEXTS = {"adaptation": _long_text, "outcome": _needed_text}
FACTS = {"year": _year, "outcome_kind": _outcome_kind}
MODERATION = {"hidden": flag, "reason": _reason}.keys()
_READERS = {
    **TEXTS,
    **FACTS,
    "hidden": flag,
    "reason": _reason,
    "municipality": municipality_ars,
}


def read_fields(body: dict, known: set[str], *, required: bool) -> dict:
    """What a record is to say.

    :param required: whether fields that are missing are read (and refused) too.
    :raises InvalidInput: names every bad field.
    """
    reader = Reader(body, known)
    said = {
        name: reader.read(name, _READERS[name])
        for name in sorted(known)
        if required or name in body
    }
    reader.finish()
    return said


def municipality_json(ars: str) -> TownOfRecord:
    """`{ars, name, state, state_title, size_class}`; the name is the key where the register does not know it."""
    row = get_register().get(ars)
    return {
        "ars": ars,
        "name": row.name if row else ars,
        "state": row.state if row else "",
        "state_title": row.state_name if row else "",
        "size_class": row.size_class if row else "",
    }
