"""GET and POST @sharing as stock, which says nothing where it refuses: the JSON `null`."""

from plone.restapi.services.content import sharing
from typing import Annotated
from typing_extensions import TypedDict
from zukunftsraum import _
from zukunftsraum.contract import Anything
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Said
from zukunftsraum.register.services.answers import refusal


class SharingQuery(TypedDict, total=False):
    search: Annotated[str, Said("People and groups to tell besides, by a part of their name.")]


class SharingGet(sharing.SharingGet):
    """Tells who has which roles on content, as in plone.restapi."""

    contract = Contract(query=SharingQuery, answers={200: Anything})

    def reply(self):
        return told(self.request, super().reply())


class SharingPost(sharing.SharingPost):
    """Gives roles on content to people and groups, as in plone.restapi."""

    contract = Contract(body=Anything, answers={204: None})

    def reply(self):
        return told(self.request, super().reply())


def told(request, answer):
    """The answer of stock, with words where it refuses."""
    if request.response.getStatus() != 403:
        return answer
    message = _("error_sharing", default="You may not see or change who has rights here.")
    return refusal(request, 403, "Forbidden", message)
