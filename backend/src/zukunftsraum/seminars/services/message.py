"""POST @message: the hosts of a seminar write to those who are registered."""

from annotated_types import MaxLen
from plone.uuid.interfaces import IUUID
from pydantic import Field
from typing import Annotated
from typing import Literal
from typing import NotRequired
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import names
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.seminars import telling
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.rules import WAITING
from zukunftsraum.seminars.store import get_store
from zukunftsraum.service import PathService

import hashlib
import json
import re


#: Longest subject and text, in characters.
SUBJECT_MAX, TEXT_MAX = 150, 5000

#: `to` → the statuses that are meant.
RECIPIENTS = {
    "confirmed": (CONFIRMED,),
    "waiting": (WAITING,),
    "all": (CONFIRMED, WAITING),
}


#: Names a message, so that it is sent once: made by who sends it.
KEY = re.compile(r"[A-Za-z0-9-]{16,64}")


class SeminarMessage(TypedDict):
    subject: Annotated[str, MaxLen(SUBJECT_MAX)]
    text: Annotated[str, MaxLen(TEXT_MAX)]
    to: Literal["confirmed", "waiting", "all"]
    key: NotRequired[Annotated[str, Field(pattern=f"^{KEY.pattern}$")] | None]


class Recipients(TypedDict):
    """How many."""

    recipients: Count


class MessagePost(PathService):
    """Writes to those who are registered.

    Takes `{subject, text, to, key}`, to: confirmed, waiting or all; 202 `{recipients}`, how many. No recipient learns of another.

    Who did not get the answer sends the same once more, with the same `key`: nobody gets a second mail, and the answer is
    that of the first time, with 200. `key` may be missing; 16 to 64 letters, digits and hyphens.
    """

    contract = Contract(body=SeminarMessage, answers={200: Recipients, 202: Recipients})

    def answer(self):
        reader = Reader(self.body(), names(SeminarMessage))
        subject = reader.read("subject", lambda v: one_line(v, SUBJECT_MAX, required=True))
        text = reader.read("text", lambda v: lines(v, TEXT_MAX, required=True))
        statuses = reader.read("to", _statuses)
        key = reader.read("key", _key)
        reader.finish()
        digest = _digest([key, subject, text, *statuses]) if key else ""
        kept = get_store().of(IUUID(self.context))
        known = kept.recipients_of(digest) if kept is not None and digest else None
        if known is not None:
            return {"recipients": known}
        number = telling.tell_message(self.context, statuses, subject, text)
        if kept is not None and digest:
            # Two at once write to the same place: one of them is repeated, and finds it.
            kept.note_message(digest, number)
        self.request.response.setStatus(202)
        return {"recipients": number}


def _digest(said: list[str]) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _key(value) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or not KEY.fullmatch(value):
        raise ValueError(
            _(
                "error_message_key",
                default="The key of a message has 16 to 64 letters, digits and hyphens.",
            )
        )
    return value


def _statuses(value) -> tuple[str, ...]:
    if not isinstance(value, str) or value not in RECIPIENTS:
        raise ValueError(_("error_message_to", default="Please choose confirmed, waiting or all."))
    return RECIPIENTS[value]
