"""PATCH @history of a seminar: going back to an old version is a change."""

from plone.restapi.services.history.patch import HistoryPatch
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
from zukunftsraum.content.services.change import in_turn
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.contract import OldVersion


class SeminarHistoryPatch(HistoryPatch):
    """As stock, which says it to nobody; but times are checked, people move up and are told, and calendars learn of it."""

    contract = Contract(body=OldVersion, answers={200: Anything})

    def reply(self):
        return in_turn(self.context, self._revert)

    def _revert(self):
        answer = super().reply()
        notify(ObjectModifiedEvent(self.context))
        return answer
