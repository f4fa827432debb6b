"""The list of spaces of a person, from their groups and the catalog; no content is loaded.

What it costs depends on the spaces the person is in and on the number of rooms, never on the number
of municipalities.
"""

from itertools import chain
from itertools import islice
from plone import api
from typing import Literal
from zukunftsraum.contract import Titled
from zukunftsraum.register.store import get_register
from zukunftsraum.spaces.membership import memberships_of
from zukunftsraum.spaces.rules import JOINING
from zukunftsraum.spaces.store import get_requests
from zukunftsraum.spaces.store import get_space_store


#: Rooms in these states are listed for the whole network.
LISTED = [state for state, joining in JOINING.items() if joining != "closed"]


Joining = Literal["open", "request", "closed"]


class SpaceRow(Titled):
    """ars, state: of a municipality. topics, joining: of a room. membership: of the caller."""

    uid: str
    kind: Literal["municipality", "room"]
    description: str
    ars: str | None
    state: str | None
    topics: list[str]
    joining: Joining | None
    membership: Literal["coordinator", "member", "asked"] | None


class SpaceList:
    """Own municipalities, own rooms, then the rooms that one may join.

    :param kind: `municipality`, `room`, or None for both.
    :param topic: only rooms of this topic (key of the vocabulary), or None.
    """

    def __init__(self, user_id: str, kind: str | None, topic: str | None = None):
        self.user_id = user_id
        self.memberships = memberships_of(user_id)
        self.parts = []
        if kind != "room" and topic is None:
            self.parts.append(self.own_municipalities())
        if kind != "municipality":
            self.parts += [self.own_rooms(topic), self.other_rooms(topic)]

    def __len__(self) -> int:
        return sum(len(part) for part in self.parts)

    def page(self, start: int, size: int) -> list[SpaceRow]:
        rows = islice(chain.from_iterable(self.parts), start, start + size)
        return [self.as_json(row) for row in rows]

    def own_municipalities(self):
        store = get_space_store()
        uids = [store.uid_of(m.key) for m in self.memberships if m.kind == "municipality"]
        return by_uid([uid for uid in uids if uid])

    def own_rooms(self, topic):
        return by_uid(self.room_uids(), topic)

    def other_rooms(self, topic):
        query = {"portal_type": "ExchangeRoom", "review_state": LISTED}
        if own := self.room_uids():
            query["UID"] = {"not": own}
        if topic:
            query["topics"] = topic
        catalog = api.portal.get_tool("portal_catalog")
        return catalog.searchResults(query, sort_on="sortable_title")

    def room_uids(self) -> list[str]:
        return [m.key for m in self.memberships if m.kind == "room"]

    def as_json(self, row) -> SpaceRow:
        is_room = row.portal_type == "ExchangeRoom"
        municipality = None if is_room else get_register().get(row.municipality)
        return {
            "@id": row.getURL(),
            "uid": row.UID,
            "kind": "room" if is_room else "municipality",
            "title": row.Title,
            "description": row.Description,
            "ars": None if is_room else row.municipality,
            "state": municipality.state if municipality else None,
            "topics": list(row.topics or ()) if is_room else [],
            "joining": JOINING[row.review_state] if is_room else None,
            "membership": self.membership(row, is_room),
        }

    def membership(self, row, is_room: bool) -> str | None:
        key = row.UID if is_room else row.municipality
        for mine in self.memberships:
            if mine.key == key and (mine.kind == "room") == is_room:
                return "coordinator" if mine.coordinator else "member"
        return "asked" if get_requests().has(row.UID, self.user_id) else None


def by_uid(uids: list[str], topic: str | None = None):
    """Catalog rows of spaces that the person is in, by title; their groups say that they may see them."""
    if not uids:
        return []
    query = {"UID": uids, "sort_on": "sortable_title"}
    if topic:
        query["topics"] = topic
    return api.portal.get_tool("portal_catalog").unrestrictedSearchResults(query)
