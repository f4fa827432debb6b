"""GET /@spaces: the spaces that I am in, and the rooms that I may join."""

from typing import Literal
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Listing
from zukunftsraum.contract import PageQuery
from zukunftsraum.inputs import InvalidInput
from zukunftsraum.service import PathService
from zukunftsraum.spaces.listing import SpaceList
from zukunftsraum.spaces.listing import SpaceRow
from zukunftsraum.vocabulary.terms import TOPICS


KINDS = ("municipality", "room")


class SpacesQuery(PageQuery, total=False):
    kind: Literal["municipality", "room"]
    topic: str


class SpacesGet(PathService):
    """Items `{@id, uid, kind, title, description, ars, state, topics, joining, membership}`.

    Parameters: `kind` (`municipality` or `room`; both where it is missing) and `topic` (rooms of that
    topic). First the person's own, then the open and closed rooms, each by title.
    """

    contract = Contract(query=SpacesQuery, answers={200: Listing[SpaceRow]}, errors=(401,))

    def answer(self):
        user_id = self.user_id
        kind = self.choice("kind", KINDS)
        topic = self.choice("topic", TOPICS)
        start, size = self.paging()
        found = SpaceList(user_id, kind, topic)
        return self.listing(len(found), found.page(start, size), start, size)

    def choice(self, name, allowed) -> str | None:
        """The value of a parameter, None where it is missing.

        :raises InvalidInput: for another than the allowed values.
        """
        value = self.request.form.get(name) or None
        if value is not None and (not isinstance(value, str) or value not in allowed):
            message = _("error_choice_unknown", default="This is not one of the possible values.")
            raise InvalidInput((name, message))
        return value
