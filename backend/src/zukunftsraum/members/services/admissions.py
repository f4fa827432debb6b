"""@admissions: who asks to be admitted, and what is decided."""

from annotated_types import MaxLen
from typing import Annotated
from typing import Literal
from typing import NotRequired
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import Listing
from zukunftsraum.contract import Moment
from zukunftsraum.contract import names
from zukunftsraum.contract import Nothing
from zukunftsraum.contract import PageQuery
from zukunftsraum.inputs import flag
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.members import admissions
from zukunftsraum.members.admission_rules import DECISIONS
from zukunftsraum.members.admission_rules import PENDING
from zukunftsraum.members.admission_store import AdmissionRequest
from zukunftsraum.members.municipalities import municipality_ars
from zukunftsraum.members.people import name_of
from zukunftsraum.members.rules import FUNCTION_MAX
from zukunftsraum.members.rules import MESSAGE_MAX
from zukunftsraum.members.services.base import MemberService
from zukunftsraum.members.store import get_members_store
from zukunftsraum.register.store import get_register
from zukunftsraum.spaces.membership import coordinators_of
from zukunftsraum.spaces.people import property_of
from zukunftsraum.spaces.rules import municipal_groups


#: Longest reason of a rejection, in characters.
REASON_MAX = 1000

STATUSES = ("pending", "decided")


class TownOfRequest(TypedDict):
    """coordinators: how many there are."""

    ars: str
    name: str
    state: str
    district: str
    space_exists: bool
    coordinators: Count


class AdmissionRow(TypedDict):
    """A request for those who decide it. first: the municipality has no space yet. how: it was decided."""

    id: str
    status: str
    fullname: str
    email: str
    category: str
    function: str
    message: str
    municipality: TownOfRequest | None
    first: bool
    requested: Moment
    decided: Moment | None
    decided_by: str | None
    how: str | None
    reason: str


class AdmissionsQuery(PageQuery, total=False):
    status: Literal["pending", "decided"]
    ars: str


class AskForAdmission(TypedDict):
    """municipality: key, None for people whose category has none."""

    municipality: NotRequired[str | None]
    function: NotRequired[Annotated[str, MaxLen(FUNCTION_MAX)] | None]
    message: NotRequired[Annotated[str, MaxLen(MESSAGE_MAX)] | None]


class AskedForAdmission(TypedDict):
    id: str
    ars: str | None
    status: str


class Decision(TypedDict):
    """A rejection needs a reason."""

    decision: Literal["admit", "reject"]
    reason: NotRequired[Annotated[str, MaxLen(REASON_MAX)] | None]
    coordinator: NotRequired[bool | None]


class AdmissionsGet(MemberService):
    """The requests that the caller decides: a coordinator's own, all for the office.

    Parameters: `status` pending (default; oldest first) or decided (newest first), `ars`.
    """

    contract = Contract(query=AdmissionsQuery, answers={200: Listing[AdmissionRow]})

    def answer(self):
        decider = self.decider
        if not decider.decides_at_all():
            return self.forbidden()
        start, size = self.paging()
        status = self.parameter("status") or "pending"
        if status not in STATUSES:
            raise InvalidInput(
                ("status", _("error_admission_status", default="Give pending or decided."))
            )
        ars = self.parameter("ars")
        if ars and not decider.decides(ars):
            return self.forbidden()
        keys = [ars] if ars else None if decider.office else sorted(decider.municipalities)
        pending = status == "pending"
        requests = admissions.get_requests()
        return self.listing(
            requests.count(pending=pending, keys=keys),
            [as_json(r) for r in requests.page(start, size, pending=pending, keys=keys)],
            start,
            size,
        )


class AdmissionsPost(MemberService):
    """Without an id: asks for one more municipality (or the network). With an id: decides."""

    contract = (
        Contract(body=AskForAdmission, answers={201: AskedForAdmission}, errors=(409,)),
        Contract(path="/{id}", body=Decision, answers={200: AdmissionRow}, errors=(409,)),
    )

    segments = 1
    may_lack = 1

    def answer(self):
        return self.decide(self.path[0]) if self.path else self.ask()

    def ask(self):
        user_id = self.user_id
        reader = Reader(self.body(), names(AskForAdmission))
        ars = reader.read("municipality", lambda value: self.municipality(value, user_id))
        function = reader.read(
            "function", lambda value: one_line(value, FUNCTION_MAX, required=False)
        )
        message = reader.read("message", lambda value: lines(value, MESSAGE_MAX))
        reader.finish()
        account = get_members_store().accounts.get(user_id)
        if account is None:
            return self.refuse(
                409,
                _(
                    "error_account_of_operation",
                    default="This account belongs to the technical operation of the site, not to a person of the network.",
                ),
            )
        try:
            status = admissions.request_admission(
                user_id,
                ars=ars,
                category=property_of(user_id, "category"),
                function=function or property_of(user_id, "function"),
                message=message,
                email_domain=admissions.confirmed_domain(user_id),
                now=self.now,
            )
        except admissions.AlreadyMember:
            return self.refuse(
                409, _("error_member_already", default="You are a member there already.")
            )
        except admissions.AlreadyAsked:
            return self.refuse(
                409,
                _(
                    "error_asked_already",
                    default="You have asked already. You will get a mail when it is decided.",
                ),
            )
        request = admissions.get_requests().of(user_id)[-1]
        self.request.response.setStatus(201)
        return {"id": request.id, "ars": ars, "status": status}

    def municipality(self, value, user_id: str) -> str | None:
        """An ARS; None is for people whose category has no municipality."""
        if value is None and not admissions.needs_municipality(user_id):
            return None
        return municipality_ars(value)

    def decide(self, id: str):
        decider = self.decider
        if not decider.decides_at_all():
            return self.forbidden()
        reader = Reader(self.body(), names(Decision))
        decision = reader.read("decision", _decision)
        reason = reader.read(
            "reason", lambda value: lines(value, REASON_MAX, required=decision == "reject")
        )
        coordinator = reader.read("coordinator", flag)
        reader.finish()
        user_id, now = self.user_id, self.now
        try:
            request = admissions.decide(
                id,
                decider_id=user_id,
                decider=decider,
                decision=decision,
                reason=reason,
                coordinator=coordinator,
                now=now,
            )
        except KeyError:
            return self.not_found()
        except admissions.AlreadyDecided:
            return self.already_decided()
        return as_json(request)

    def already_decided(self):
        return self.refuse(
            409, _("error_decided_already", default="Somebody has decided this request already.")
        )


class AdmissionsDelete(MemberService):
    """Withdraws a pending request of the caller."""

    contract = Contract(path="/{id}", answers={200: Nothing}, errors=(409,))

    segments = 1

    def answer(self):
        try:
            admissions.withdraw(self.path[0], self.user_id)
        except KeyError:
            return self.not_found()
        except admissions.AlreadyDecided:
            return self.refuse(
                409,
                _("error_decided_already", default="Somebody has decided this request already."),
            )
        return {}


def as_json(request: AdmissionRequest) -> AdmissionRow:
    """A request for those who decide it."""
    account = get_members_store().accounts.get(request.user_id)
    has_municipality = request.ars is not None
    space = has_municipality and admissions.has_space(request.ars)
    coordinators = coordinators_of(municipal_groups(request.ars)) if has_municipality else []
    return {
        "id": request.id,
        "status": request.status,
        "fullname": account.fullname if account else "",
        "email": account.email if account else "",
        "category": request.category,
        "function": request.function,
        "message": request.message,
        "municipality": municipality_json(request.ars, space, len(coordinators)),
        "first": has_municipality and request.status == PENDING and not space,
        "requested": request.requested.isoformat(),
        "decided": request.decided.isoformat() if request.decided else None,
        "decided_by": name_of(request.decided_by) if request.decided_by else None,
        "how": request.how or None,
        "reason": request.reason,
    }


def municipality_json(ars: str | None, space: bool, coordinators: int) -> TownOfRequest | None:
    """The municipality of a request; coordinators: how many there are."""
    if ars is None:
        return None
    known = get_register().get(ars)
    return {
        "ars": ars,
        "name": known.name if known else ars,
        "state": known.state_name if known else "",
        "district": known.district_name if known else "",
        "space_exists": space,
        "coordinators": coordinators,
    }


def _decision(value) -> str:
    if not isinstance(value, str) or value not in DECISIONS:
        raise ValueError(_("error_decision", default="Please choose: admit or reject."))
    return value
