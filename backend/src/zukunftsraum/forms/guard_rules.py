"""What keeps robots from a form: how long it was open, how often somebody sends it. Plain functions and values, no Zope."""

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from zukunftsraum.members.throttle import Limits

import math


#: Nobody reads and fills in a form faster; after so long its token is worth nothing.
FASTEST, LONGEST = timedelta(seconds=3), timedelta(hours=24)

#: Calls for one form within an hour: from one network address (town halls share one), and from one without a good token of the
#: form (programs of other sites). And what all together have really sent, so that no mailbox is flooded.
HOUR = 60 * 60
WITH_TOKEN, WITHOUT_TOKEN, TOGETHER = Limits(60, HOUR), Limits(10, HOUR), Limits(600, HOUR)

#: Wrong answers to one question; after that there is another one.
WRONG_ANSWERS = Limits(5, LONGEST.total_seconds())

#: Names that robots like to fill in, and people never see; the first that is no field of the form.
HONEYPOTS = ("website", "homepage", "company_url", "fax_number")


class TooMany(Exception):
    """Sent too often, or too fast. seconds: after which it can be sent again. message: id of what to tell."""

    def __init__(self, seconds: int, message):
        super().__init__(message)
        self.seconds, self.message = seconds, message


@dataclass(frozen=True)
class Token:
    """What a form carries while somebody fills it in.

    form: its UID. issued: seconds since 1970. nonce: random, names the token; language: in which its question is asked.
    """

    form: str
    issued: float
    nonce: str
    language: str

    def write(self) -> str:
        return f"{self.form} {self.issued:.3f} {self.nonce} {self.language}"

    @classmethod
    def read(cls, text: str) -> "Token":
        form, issued, nonce, language = text.split(" ")
        return cls(form, float(issued), nonce, language)

    def end(self) -> float:
        """When it is worth nothing any more, seconds since 1970."""
        return self.issued + LONGEST.total_seconds()

    def is_over(self, now: datetime) -> bool:
        return now.timestamp() > self.end()

    def seconds_to_wait(self, now: datetime) -> int:
        """Until a person could have filled in the form; 0 when that is so."""
        wait = self.issued + FASTEST.total_seconds() - now.timestamp()
        return max(0, math.ceil(wait))


def honeypot(fields) -> str:
    """The name of the honeypot of a form with these fields."""
    free = [name for name in HONEYPOTS if name not in fields]
    return free[0] if free else f"{HONEYPOTS[0]}_{len(fields)}"
