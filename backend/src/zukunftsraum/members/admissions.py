"""Requests for admission: asking, deciding, withdrawing, and who is told.

No permission is checked here: the services do that, with the rules of `admission_rules`.
"""

from collections.abc import Callable
from collections.abc import Collection
from datetime import datetime
from plone import api
from typing import Literal
from typing import TypeVar
from zukunftsraum.concurrency import run_alone
from zukunftsraum.members import invitations
from zukunftsraum.members import mail_domains
from zukunftsraum.members import telling
from zukunftsraum.members.admission_rules import ADMITTED
from zukunftsraum.members.admission_rules import BY_COORDINATION
from zukunftsraum.members.admission_rules import BY_OFFICE
from zukunftsraum.members.admission_rules import decided_at_once
from zukunftsraum.members.admission_rules import Decider
from zukunftsraum.members.admission_rules import DECISIONS
from zukunftsraum.members.admission_rules import PENDING
from zukunftsraum.members.admission_rules import told_to_office
from zukunftsraum.members.admission_store import AdmissionRequest
from zukunftsraum.members.admission_store import AlreadyAsked
from zukunftsraum.members.admission_store import Requests
from zukunftsraum.members.index import address_key
from zukunftsraum.members.network import is_network_member
from zukunftsraum.members.network import join_network
from zukunftsraum.members.new_space import create_space
from zukunftsraum.members.rules import CATEGORIES
from zukunftsraum.members.rules import mail_domain
from zukunftsraum.members.store import get_members_store
from zukunftsraum.spaces.membership import coordinators_of
from zukunftsraum.spaces.membership import join
from zukunftsraum.spaces.membership import memberships_of
from zukunftsraum.spaces.membership import role_in
from zukunftsraum.spaces.people import property_of
from zukunftsraum.spaces.rules import FORMER_MEMBER
from zukunftsraum.spaces.rules import municipal_groups
from zukunftsraum.spaces.store import get_space_store


__all__ = ("AlreadyAsked", "AlreadyDecided", "AlreadyMember")

Result = TypeVar("Result")


class AlreadyDecided(ValueError):
    """Somebody has decided the request before."""


class AlreadyMember(ValueError):
    """The person is in the municipality, or in the network, already."""


def get_requests() -> Requests:
    return get_members_store().requests


def decider_of(user_id: str | None, *, office: bool) -> Decider:
    """What a person decides: by their groups alone, in constant time.

    :param office: whether they have the role of the office.
    """
    if user_id is None:
        return Decider(office)
    return Decider(
        office,
        frozenset(
            membership.key
            for membership in memberships_of(user_id)
            if membership.kind == "municipality" and membership.coordinator
        ),
    )


def request_admission(
    user_id: str,
    *,
    ars: str | None,
    category: str,
    function: str,
    message: str,
    email_domain: str,
    now: datetime,
    invitation: str | None = None,
) -> Literal["pending", "admitted"]:
    """Ask for a person to be admitted; at once where an invitation or the mail domain says so.

    The request and its decision are kept, and everybody who should know is told by mail.

    :param ars: municipality, or None for the network alone (science, consulting).
    :param email_domain: of the confirmed address of the account, in normal form; "" counts for nothing.
    :param invitation: token of an invitation; counts if it is valid and for this address and municipality.
    :raises AlreadyMember: in the municipality, or without one in the network.
    :raises AlreadyAsked: when such a request is pending.
    """
    if is_member(user_id, ars):
        raise AlreadyMember(ars)
    request = get_requests().add(
        user_id, ars, category=category, function=function, message=message, requested=now
    )
    how = None
    if ars is not None:
        how = decided_at_once(
            has_space=has_space(ars),
            email_domain=email_domain,
            domains=mail_domains.domains_of(ars),
            invited=bool(invitation) and invitations.use(invitation, user_id, ars, now=now),
        )
    if how is not None:
        admit(request, how=how, by="", coordinator=False, now=now)
        return ADMITTED
    coordinators = coordinators_of(municipal_groups(ars)) if ars is not None else []
    request.office_told = told_to_office(ars, coordinators)
    telling.tell_requested(request)
    return PENDING


def is_member(user_id: str, ars: str | None) -> bool:
    """Whether a request for this municipality (None: the network) is pointless."""
    if ars is None:
        return is_network_member(user_id)
    return role_in(municipal_groups(ars), user_id) is not None


def confirmed_domain(user_id: str) -> str:
    """The domain of a person's mail address, if they have shown that it is theirs; else "".

    An address is confirmed when it is the login name: sign-up and the change of the address take care of that.
    """
    account = get_members_store().accounts.get(user_id)
    if account is None or account.login != address_key(account.email):
        return ""
    return mail_domain(account.login)


def needs_municipality(user_id: str) -> bool:
    """Whether a person of this category is admitted to a municipality, not to the network alone."""
    category = CATEGORIES.get(property_of(user_id, "category"))
    return category is None or category.municipal


def has_space(ars: str) -> bool:
    return get_space_store().uid_of(ars) is not None


def decide(
    request_id: str,
    *,
    decider_id: str,
    decider: Decider,
    decision: str,
    reason: str = "",
    coordinator: bool = False,
    now: datetime,
) -> AdmissionRequest:
    """Admit or reject, and tell the person.

    The first person of a municipality gets it a space. That runs alone, as all additions of content do, and
    commits: nothing may write after it in the same request.

    :param decision: a key of DECISIONS.
    :param coordinator: makes the person a coordinator of the municipality.
    :raises KeyError: when there is no such request, or the decider may not know of it.
    :raises AlreadyDecided: when somebody was faster.
    """

    def work() -> AdmissionRequest:
        request = get_requests().get(request_id)
        if request is None or not decider.decides(request.ars):
            raise KeyError(request_id)
        if request.status != PENDING:
            raise AlreadyDecided(request_id)
        how = _office_or_coordination(decider, request.ars)
        if DECISIONS[decision] == ADMITTED:
            admit(request, how=how, by=decider_id, coordinator=coordinator, now=now)
        else:
            get_requests().decide(
                request, status=DECISIONS[decision], how=how, by=decider_id, reason=reason, now=now
            )
            telling.tell_rejected(request)
        return request

    request = get_requests().get(request_id)
    makes_space = (
        request is not None
        and request.ars is not None
        and DECISIONS[decision] == ADMITTED
        and not has_space(request.ars)
    )
    return _alone(work) if makes_space else work()


def _office_or_coordination(decider: Decider, ars: str | None) -> str:
    return BY_COORDINATION if ars in decider.municipalities else BY_OFFICE


def _alone(work: Callable[[], Result]) -> Result:
    site = "/".join(api.portal.get().getPhysicalPath())
    return run_alone(f"add:{site}", work)


def admit(
    request: AdmissionRequest, *, how: str, by: str, coordinator: bool, now: datetime
) -> None:
    """Put the person into the municipality and the network, note the decision, and tell the person."""
    get_requests().decide(request, status=ADMITTED, how=how, by=by, reason="", now=now)
    if request.ars is None:
        join_network(request.user_id)
    else:
        if not has_space(request.ars):
            create_space(request.ars)
        join(municipal_groups(request.ars), request.user_id, coordinator=coordinator)
    telling.tell_admitted(request)


def count_open(decider: Decider) -> int:
    """How many requests wait for this decider."""
    if not decider.decides_at_all():
        return 0
    return get_requests().count(
        pending=True, keys=None if decider.office else decider.municipalities
    )


def withdraw(request_id: str, user_id: str) -> None:
    """Take back a pending request of this person; nothing of it stays.

    :raises KeyError: when the person has no such request.
    :raises AlreadyDecided: when it has been decided.
    """
    request = get_requests().get(request_id)
    if request is None or request.user_id != user_id:
        raise KeyError(request_id)
    if request.status != PENDING:
        raise AlreadyDecided(request_id)
    get_requests().remove(request)


def settle_by_joining(user_id: str, ars: str, *, how: str, by: str, now: datetime) -> None:
    """Close a pending request of a person who has come in by another way (an invitation)."""
    request = get_requests().asked(user_id, ars)
    if request is not None:
        get_requests().decide(request, status=ADMITTED, how=how, by=by, reason="", now=now)


def forget(user_id: str) -> None:
    """Remove the requests of a person."""
    requests = get_requests()
    for request in requests.of(user_id):
        requests.remove(request)


def forget_deciders(gone: Collection[str]) -> None:
    """Take people who are gone out of the decisions they made; reads all decided requests."""
    for request in get_requests().decided():
        if request.decided_by in gone:
            request.decided_by = FORMER_MEMBER
