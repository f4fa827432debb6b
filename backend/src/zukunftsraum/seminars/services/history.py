"""PATCH @history of a seminar: going back to an old version is a change."""

from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
from zukunftsraum.content.services.history import ContentHistoryPatch


class SeminarHistoryPatch(ContentHistoryPatch):
    """As stock, which says it to nobody; but times are checked, people move up and are told, and calendars learn of it."""

    def go_back(self):
        answer = super().go_back()
        notify(ObjectModifiedEvent(self.context))
        return answer
