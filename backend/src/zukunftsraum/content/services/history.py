"""GET @history: who did what, without login names."""

from plone.restapi.services.history.get import HistoryGet


class ContentHistoryGet(HistoryGet):
    """As stock; but `username` is the id of the account, because the login name is a mail address."""

    def reply(self):
        answer = super().reply()
        if isinstance(answer, list):
            for entry in answer:
                entry["actor"]["username"] = entry["actor"]["id"]
        return answer
