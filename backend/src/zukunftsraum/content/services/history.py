"""@history: who did what, without login names; going back to a version."""

from plone.restapi.deserializer import json_body
from plone.restapi.services.history.get import HistoryGet
from plone.restapi.services.history.patch import HistoryPatch
from Products.CMFEditions.interfaces.IArchivist import ArchivistRetrieveError
from zukunftsraum import _
from zukunftsraum.content.services.change import in_turn
from zukunftsraum.content.services.get import ContentQuery
from zukunftsraum.content.services.get import known_version
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.contract import OldVersion
from zukunftsraum.errors import invalid_input
from zukunftsraum.service import whole_number


NO_VERSION = _("error_version", default="There is no such version.")


class ContentHistoryGet(HistoryGet):
    """Who did what: as stock; but `username` is the id of the account, because the login name is a mail address.

    404 for a version that does not exist; stock answers 500.
    """

    contract = (
        Contract(answers={200: list[Anything]}),
        Contract(path="/{version}", query=ContentQuery, answers={200: Anything}),
    )

    def reply(self):
        with known_version(self.version):
            answer = super().reply()
        if isinstance(answer, list):
            for entry in answer:
                entry["actor"]["username"] = entry["actor"]["id"]
        return answer


class ContentHistoryPatch(HistoryPatch):
    """Goes back to a version of content, as stock; 400 for one that does not exist."""

    contract = Contract(body=OldVersion, answers={200: Anything})

    def reply(self):
        return in_turn(self.context, self.go_back)

    def go_back(self):
        """What is done in turn with other writers."""
        version = json_body(self.request).get("version")
        is_number = (
            not isinstance(version, bool) and whole_number(version, -1, 0, 10**9) is not None
        )
        if version in (None, "") or not is_number:
            raise invalid_input(self.request, "version", NO_VERSION)
        try:
            return super().reply()
        except ArchivistRetrieveError:
            raise invalid_input(self.request, "version", NO_VERSION) from None
