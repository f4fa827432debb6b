"""GET @history: who did what, without login names."""

from plone.restapi.services.history.get import HistoryGet
from zukunftsraum.content.services.get import ContentQuery
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract


class ContentHistoryGet(HistoryGet):
    """Who did what: as stock; but `username` is the id of the account, because the login name is a mail address."""

    contract = (
        Contract(answers={200: list[Anything]}),
        Contract(path="/{version}", query=ContentQuery, answers={200: Anything}),
    )

    def reply(self):
        answer = super().reply()
        if isinstance(answer, list):
            for entry in answer:
                entry["actor"]["username"] = entry["actor"]["id"]
        return answer
