"""@invitations: a coordinator invites by mail; whoever holds the link accepts."""

from annotated_types import MaxLen
from typing import Annotated
from typing import NotRequired
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Listing
from zukunftsraum.contract import Moment
from zukunftsraum.contract import Named
from zukunftsraum.contract import names
from zukunftsraum.contract import Nothing
from zukunftsraum.contract import PageQuery
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import Reader
from zukunftsraum.members import admissions
from zukunftsraum.members import invitations
from zukunftsraum.members.admission_rules import BY_INVITATION
from zukunftsraum.members.admission_store import Invitation
from zukunftsraum.members.municipalities import municipality_name
from zukunftsraum.members.municipalities import space_url
from zukunftsraum.members.people import address_of
from zukunftsraum.members.people import name_of
from zukunftsraum.members.rules import read_address
from zukunftsraum.members.services.base import MemberService
from zukunftsraum.members.store import get_members_store
from zukunftsraum.members.tokens import TokenGone
from zukunftsraum.spaces.membership import join
from zukunftsraum.spaces.membership import role_in
from zukunftsraum.spaces.rules import municipal_groups


#: Longest message of an invitation, in characters.
MESSAGE_MAX = 1000

#: Most invitations of one person, and to one address of one municipality, within an hour.
PER_PERSON, PER_ADDRESS = 60, 3


class InvitationRow(TypedDict):
    id: str
    email: str
    sent: Moment
    expires: Moment
    by: str


class NewInvitation(TypedDict):
    email: str
    message: NotRequired[Annotated[str, MaxLen(MESSAGE_MAX)] | None]


class InvitationOf(TypedDict):
    municipality: Named
    email: str


class JoinedSpace(TypedDict):
    space: str | None


class SpaceInvitationsGet(MemberService):
    """The invitations of a municipality that wait, newest first."""

    contract = Contract(query=PageQuery, answers={200: Listing[InvitationRow]})

    def answer(self):
        start, size = self.paging()
        found = invitations.invitations_of(self.context.municipality)
        items = [as_json(invitation) for invitation in found[start : start + size]]
        return self.listing(len(found), items, start, size)


class SpaceInvitationsPost(MemberService):
    """Invites `{"email", "message"}`. The answer does not tell whether the address has an account."""

    contract = Contract(body=NewInvitation, answers={201: InvitationRow}, errors=(429,))

    def answer(self):
        user_id, now = self.user_id, self.now
        reader = Reader(self.body(), names(NewInvitation))
        email = reader.read("email", read_address)
        message = reader.read("message", lambda value: lines(value, MESSAGE_MAX))
        reader.finish()
        ars = self.context.municipality
        rates = get_members_store().rates
        both = f"{ars} {email}"
        if (
            rates.of_address("invite", user_id, now) >= PER_PERSON
            or rates.of_address("invite-address", both, now) >= PER_ADDRESS
        ):
            return self.refuse(
                429,
                _(
                    "error_invitations_many",
                    default="Too many invitations within a short time. Please try again in an hour.",
                ),
            )
        rates.note("invite", user_id, now)
        rates.note("invite-address", both, now)
        invitation = invitations.invite(ars, email, message, by=user_id, now=now)
        self.request.response.setStatus(201)
        return as_json(invitation)


class SpaceInvitationsDelete(MemberService):
    """Withdraws an invitation; its link is no longer valid."""

    contract = Contract(path="/{id}", answers={200: Nothing})

    segments = 1

    def answer(self):
        invitation = invitations.invitation_in(self.context.municipality, self.path[0])
        if invitation is None:
            return self.not_found()
        invitations.remove(invitation)
        return {}


class InvitationGet(MemberService):
    """What an invitation is about, for whoever holds its token."""

    contract = Contract(path="/{token}", answers={200: InvitationOf}, errors=(410,))

    segments = 1

    def answer(self):
        try:
            invitation = invitations.peek(self.path[0], now=self.now)
        except TokenGone:
            return gone(self)
        return {
            "municipality": {
                "ars": invitation.ars,
                "name": municipality_name(invitation.ars),
            },
            "email": invitation.email,
        }


class InvitationPost(MemberService):
    """Accepts an invitation: the account's address must be the one that was invited."""

    contract = Contract(path="/{token}", answers={200: JoinedSpace}, errors=(410,))

    segments = 1

    def answer(self):
        user_id, now = self.user_id, self.now
        try:
            invitation = invitations.peek(self.path[0], now=now)
        except TokenGone:
            return gone(self)
        if invitation.email != address_of(user_id):
            return self.refuse(
                403,
                _(
                    "error_invitation_other_address",
                    default="This invitation was sent to another mail address. Please log in with that account, or sign up.",
                ),
            )
        ars = invitation.ars
        invitations.remove(invitation)
        if role_in(municipal_groups(ars), user_id) is None:
            join(municipal_groups(ars), user_id)
            admissions.settle_by_joining(
                user_id, ars, how=BY_INVITATION, by=invitation.by, now=now
            )
        return {"space": space_url(ars)}


def gone(service: MemberService) -> dict:
    return service.refuse(
        410,
        _(
            "error_invitation_gone",
            default="This invitation is no longer valid. Please ask for a new one.",
        ),
    )


def as_json(invitation: Invitation) -> InvitationRow:
    return {
        "id": invitation.id,
        "email": invitation.email,
        "sent": invitation.sent.isoformat(),
        "expires": invitation.expires.isoformat(),
        "by": name_of(invitation.by),
    }
