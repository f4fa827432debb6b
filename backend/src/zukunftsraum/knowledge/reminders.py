"""The job `review-reminders`: who keeps a text up to date is told when it is due, once for each due date."""

from datetime import date
from datetime import datetime
from plone import api
from transaction.interfaces import TransientError
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.jobs.schedule import ZONE
from zukunftsraum.knowledge import telling
from zukunftsraum.knowledge.lists import due_texts
from zukunftsraum.knowledge.people import editor_ids
from zukunftsraum.members.network import is_network_member

import transaction


#: Annotation on a text: the due date of which somebody was told.
KEY = "zukunftsraum.review-reminded"

#: So often a text is tried that changes meanwhile.
ATTEMPTS = 4


@implementer(IJob)
class ReviewReminders:
    """Each text in a transaction of its own, with the mails: of two machines at once, one conflicts and finds it told."""

    title = "remind the people responsible of texts that are due for a check"
    schedule = "0 7 * * *"

    def run(self, now: datetime) -> str:
        day = now.astimezone(ZONE).date()
        paths = [brain.getPath() for brain in due_texts(day)]
        return f"reminded of {sum(_in_turn(path, day) for path in paths)}"


def _remind(path: str, day: date) -> bool:
    """Tell of one text; False if it is told already, or is not due any more."""
    text = api.portal.get().unrestrictedTraverse(path, None)
    if text is None or text.next_review is None or text.next_review > day:
        return False
    annotations = IAnnotations(text)
    if annotations.get(KEY) == text.next_review:
        return False
    annotations[KEY] = text.next_review
    telling.tell_due(people_for(text), text)
    return True


def people_for(text) -> list[str]:
    """Who is reminded: the person who is named, or the editors where there is none or the person has left."""
    person = text.responsible_member
    return [person] if person and is_network_member(person) else editor_ids()


def _in_turn(path: str, day: date) -> bool:
    for attempt in range(1, ATTEMPTS + 1):
        transaction.begin()
        try:
            told = _remind(path, day)
            transaction.commit()
            return told
        except TransientError:
            transaction.abort()
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("unreachable")
