"""Relayed messages: one member writes to another whose address is not told."""

from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.mail.send import recipient_of
from zukunftsraum.mail.send import send_mail
from zukunftsraum.members.people import address_of
from zukunftsraum.members.people import name_of
from zukunftsraum.members.services.answers import too_many
from zukunftsraum.members.services.base import MemberService
from zukunftsraum.members.store import get_members_store


MESSAGE_MAX = 4000

#: Most messages of one person within an hour, to whomever and from wherever.
PER_HOUR = 10


class Relayed(TypedDict):
    """The address of the caller, which the mail tells."""

    reply_to: str


class RelayService(MemberService):
    """A service that passes a message on by mail. The answer to the mail goes to the caller."""

    def nobody(self) -> dict:
        """What to answer when there is nobody to write to."""
        return self.not_found()

    def relay(
        self, person: str | None, package: str, template: str, values: dict
    ) -> Relayed | dict:
        """Send the mail and answer 202 with `reply_to`, the caller's address, which the mail tells; or 404, 409, 429.

        :param person: id of the account; None if there is nobody. values: of the template, which also gets `sender`.
        """
        sender, now = self.user_id, self.now
        rates = get_members_store().rates
        if rates.of_address("directory", sender, now) >= PER_HOUR:
            return too_many(
                self.request,
                3600,
                _(
                    "error_messages_many",
                    default="Too many messages within a short time. Please try again in an hour.",
                ),
            )
        rates.note("directory", sender, now)
        recipient = recipient_of(person) if person else None
        if recipient is None:
            return self.nobody()
        reply_to = address_of(sender)
        if not reply_to:
            return self.refuse(
                409,
                _(
                    "error_sender_without_address",
                    default="Your account has no mail address to which an answer could go.",
                ),
            )
        values = {"sender": name_of(sender), **values}
        send_mail(package, template, recipient, values, reply_to=reply_to)
        self.request.response.setStatus(202)
        return {"reply_to": reply_to}
