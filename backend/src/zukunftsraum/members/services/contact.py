"""POST /@email-notification: what the contact form of the website sends to the office, within limits."""

from annotated_types import MaxLen
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone.restapi.deserializer import json_body
from plone.restapi.services.email_notification.post import EmailNotificationPost
from pydantic import with_config
from typing import Annotated
from typing import NotRequired
from typing_extensions import TypedDict
from zukunftsraum.contract import Contract
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.members.rules import NAME_MAX
from zukunftsraum.members.rules import read_address
from zukunftsraum.members.services.answers import too_many_mails
from zukunftsraum.members.settings import setting
from zukunftsraum.members.store import get_members_store
from zukunftsraum.service import all_invalid

import json


#: Most messages of everybody together within an hour: they all go to one mailbox.
PER_HOUR = 60

SUBJECT_MAX, MESSAGE_MAX = 200, 5000


ContactForm = TypedDict(
    "ContactForm",
    {
        "from": str,
        "message": Annotated[str, MaxLen(MESSAGE_MAX)],
        "name": NotRequired[Annotated[str, MaxLen(NAME_MAX)] | None],
        "subject": NotRequired[Annotated[str, MaxLen(SUBJECT_MAX)] | None],
    },
)
with_config({"extra": "allow"})(ContactForm)
ContactForm.__doc__ = "A message to the programme office; other fields are left out."


class ContactPost(EmailNotificationPost):
    """Writes to the programme office: as stock, with checked input: 400 names the bad fields; 429 beyond the limits."""

    contract = Contract(body=ContactForm, answers={204: None}, errors=(429,))

    def reply(self):
        said = self._input()
        rates, now = get_members_store().rates, datetime.now(UTC)
        if rates.of_all("contact", now, timedelta(hours=1)) >= PER_HOUR or (
            rates.of_address("contact", said["from"], now) >= setting("signup_per_address_hour")
        ):
            return too_many_mails(self.request)
        rates.note("contact", said["from"], now)
        self.request.set("BODY", json.dumps(said))  # stock reads the body again
        return super().reply()

    def _input(self) -> dict:
        """:raises BadRequest: naming the bad fields; others than these are left out."""
        reader = Reader(json_body(self.request), set(json_body(self.request)))
        parsers = {
            "from": read_address,
            "message": lambda value: lines(value, MESSAGE_MAX, required=True),
            "name": lambda value: one_line(value, NAME_MAX, required=False),
            "subject": lambda value: one_line(value, SUBJECT_MAX, required=False),
        }
        said = {name: reader.read(name, parser) for name, parser in parsers.items()}
        try:
            reader.finish()
        except InvalidInput as error:
            raise all_invalid(self.request, error) from None
        return said
