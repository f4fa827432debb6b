"""POST @message: the hosts of a seminar write to those who are registered."""

from zukunftsraum import _
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import one_line
from zukunftsraum.inputs import Reader
from zukunftsraum.seminars import telling
from zukunftsraum.seminars.rules import CONFIRMED
from zukunftsraum.seminars.rules import WAITING
from zukunftsraum.service import PathService


#: Longest subject and text, in characters.
SUBJECT_MAX, TEXT_MAX = 150, 5000

#: `to` → the statuses that are meant.
RECIPIENTS = {
    "confirmed": (CONFIRMED,),
    "waiting": (WAITING,),
    "all": (CONFIRMED, WAITING),
}


class MessagePost(PathService):
    """Takes `{subject, text, to}`, to: confirmed, waiting or all; 202 `{recipients}`, how many. No recipient learns of another."""

    def answer(self):
        reader = Reader(self.body(), {"subject", "text", "to"})
        subject = reader.read("subject", lambda v: one_line(v, SUBJECT_MAX, required=True))
        text = reader.read("text", lambda v: lines(v, TEXT_MAX, required=True))
        statuses = reader.read("to", _statuses)
        reader.finish()
        number = telling.tell_message(self.context, statuses, subject, text)
        self.request.response.setStatus(202)
        return {"recipients": number}


def _statuses(value) -> tuple[str, ...]:
    if not isinstance(value, str) or value not in RECIPIENTS:
        raise ValueError(_("error_message_to", default="Please choose confirmed, waiting or all."))
    return RECIPIENTS[value]
