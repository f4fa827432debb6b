"""GET /@notices and POST /@notices/read: what the person who asks was told."""

from annotated_types import MaxLen
from typing import Annotated
from typing import Any
from typing_extensions import TypedDict
from zExceptions import NotFound
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import Listing
from zukunftsraum.contract import Moment
from zukunftsraum.contract import names
from zukunftsraum.contract import PageQuery
from zukunftsraum.inputs import flag
from zukunftsraum.inputs import Reader
from zukunftsraum.notices.api import mark_read
from zukunftsraum.notices.api import notices_of
from zukunftsraum.notices.api import unread_count
from zukunftsraum.notices.kinds import kind_of
from zukunftsraum.notices.kinds import text_of
from zukunftsraum.notices.store import KEPT
from zukunftsraum.notices.store import Notice
from zukunftsraum.service import PathService


#: The largest id that the store can keep.
LARGEST = str(2**63 - 1)


class NoticesQuery(PageQuery, total=False):
    unread: str


class NoticeRow(TypedDict):
    id: str
    kind: str
    text: str
    link: str
    created: Moment
    read: bool


class ReadNotices(TypedDict, total=False):
    """Which ones were read, or all."""

    ids: Annotated[list[str], MaxLen(KEPT)] | None
    all: bool | None


class Unread(TypedDict):
    unread: Count


class NoticesGet(PathService):
    """One page of the notices, newest first; `unread=1` leaves out those that were read."""

    contract = Contract(query=NoticesQuery, answers={200: Listing[NoticeRow]})

    def answer(self):
        start, size = self.paging()
        unread = self.request.form.get("unread") in ("1", "true")
        found = notices_of(self.user_id, unread=unread)
        items = [self._item(notice) for notice in found[start : start + size]]
        return self.listing(len(found), items, start, size)

    def _item(self, notice: Notice) -> NoticeRow:
        return {
            "id": str(notice.id),
            "kind": notice.kind,
            "text": text_of(kind_of(notice.kind), notice.values, self.request),
            "link": notice.link,
            "created": notice.created.isoformat(),
            "read": notice.read,
        }


class NoticesPost(PathService):
    """`@notices/read` takes `{"ids": [...]}` or `{"all": true}` and answers `{"unread"}`."""

    contract = Contract(path="/read", body=ReadNotices, answers={200: Unread})

    segments = 1

    def answer(self):
        if self.path != ["read"]:
            raise NotFound(self.path[0])
        reader = Reader(self.body(), names(ReadNotices))
        everything = reader.read("all", flag)
        ids = None if everything else reader.read("ids", notice_ids)
        reader.finish()
        mark_read(self.user_id, ids)
        return {"unread": unread_count(self.user_id)}


def notice_ids(value: Any) -> list[int]:
    """Ids as the list of notices tells them.

    :raises ValueError: its argument is the message id.
    """
    if not isinstance(value, list) or len(value) > KEPT or not all(map(_is_id, value)):
        raise ValueError(_("error_notice_ids", default="Please say which notices: ids or all."))
    return [int(id) for id in value]


def _is_id(value: Any) -> bool:
    if not isinstance(value, str) or not value.isascii() or not value.isdecimal():
        return False
    return len(value) <= len(LARGEST) and int(value) <= int(LARGEST)
