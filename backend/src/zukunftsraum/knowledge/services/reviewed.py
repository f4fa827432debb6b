"""POST @reviewed: checked, still right, without a change."""

from annotated_types import MaxLen
from datetime import date
from plone.restapi.serializer.converters import json_compatible
from typing import Annotated
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.content.services.change import in_turn
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Day
from zukunftsraum.contract import names
from zukunftsraum.inputs import lines
from zukunftsraum.inputs import Reader
from zukunftsraum.knowledge.copies import is_copy
from zukunftsraum.knowledge.life import mark_reviewed
from zukunftsraum.knowledge.life import note
from zukunftsraum.knowledge.life import state_of
from zukunftsraum.knowledge.life import today
from zukunftsraum.knowledge.rules import COMMENT_MAX
from zukunftsraum.knowledge.rules import FOR_READERS
from zukunftsraum.service import PathService


class Checked(TypedDict, total=False):
    comment: Annotated[str, MaxLen(COMMENT_MAX)] | None
    next_review: str | None


class CheckedOn(TypedDict):
    reviewed_on: Day | None
    next_review: Day | None


class ReviewedPost(PathService):
    """Notes that a text is still right.

    Takes `{comment, next_review}`, both optional; answers `{reviewed_on, next_review}`."""

    contract = Contract(body=Checked, answers={200: CheckedOn}, errors=(409,))

    def answer(self):
        reader = Reader(self.body(), names(Checked))
        comment = reader.read("comment", lambda value: lines(value, COMMENT_MAX))
        due = reader.read("next_review", day_to_come)
        reader.finish()
        return in_turn(self.context, lambda: self.note(comment, due))

    def note(self, comment: str, due: date | None) -> CheckedOn | dict:
        text = self.context
        if is_copy(text) or state_of(text) not in FOR_READERS:
            message = _("error_reviewed_draft", default="Only texts that readers see are checked.")
            return self.refuse(409, message)
        mark_reviewed(text, today(), due)
        note(text, "reviewed", comment)
        text.reindexObject(idxs=["next_review"])
        return {
            "reviewed_on": json_compatible(text.reviewed_on),
            "next_review": json_compatible(text.next_review),
        }


def day_to_come(value) -> date | None:
    """A day after today, or None.

    :raises ValueError: its argument is the message id.
    """
    if value in (None, ""):
        return None
    message = _("error_day_to_come", default="Please give a day after today (YYYY-MM-DD).")
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(message) from None
    if day <= today():
        raise ValueError(message)
    return day
