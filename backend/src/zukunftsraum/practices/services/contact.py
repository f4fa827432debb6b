"""@contact of a practice example: write to its contact without learning who that is."""

from annotated_types import MaxLen
from typing import Annotated
from typing_extensions import TypedDict
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Located
from zukunftsraum.contract import names
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import Reader
from zukunftsraum.members.services.relay import MESSAGE_MAX
from zukunftsraum.members.services.relay import Relayed
from zukunftsraum.members.services.relay import RelayService
from zukunftsraum.members.store import get_members_store


PACKAGE = "zukunftsraum.practices"


def contact_of(example) -> str | None:
    """Id of the account, if there is (still) one."""
    user_id = getattr(example.aq_base, "contact_member", None)
    return user_id if user_id and user_id in get_members_store().accounts else None


class HasContact(Located):
    available: bool


class ContactMessage(TypedDict):
    message: Annotated[str, MaxLen(MESSAGE_MAX)]


class ContactGet(RelayService):
    """`{available}`: whether there is somebody to write to."""

    contract = Contract(answers={200: HasContact})

    def answer(self) -> HasContact:
        return {
            "@id": f"{self.context.absolute_url()}/@contact",
            "available": contact_of(self.context) is not None,
        }


class ContactPost(RelayService):
    """Takes `{message}`; 202 `{reply_to}` like the directory, 404 without a contact."""

    contract = Contract(body=ContactMessage, answers={202: Relayed}, errors=(409, 429))

    def answer(self):
        reader = Reader(self.body(), names(ContactMessage))
        message = reader.read("message", lambda value: lines(value, MESSAGE_MAX, required=True))
        reader.finish()
        return self.relay(
            contact_of(self.context),
            PACKAGE,
            "practice-contact",
            {"title": self.context.title, "message": message},
        )
