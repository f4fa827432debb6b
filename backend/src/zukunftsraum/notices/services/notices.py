"""GET /@notices and POST /@notices/read: what the person who asks was told."""

from plone import api
from plone.restapi.batching import HypermediaBatch
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zope.publisher.interfaces import NotFound
from zukunftsraum import _
from zukunftsraum.csrf import accept_token
from zukunftsraum.errors import invalid_input
from zukunftsraum.notices.api import mark_read
from zukunftsraum.notices.api import notices_of
from zukunftsraum.notices.api import unread_count
from zukunftsraum.notices.kinds import kind_of
from zukunftsraum.notices.kinds import text_of
from zukunftsraum.notices.store import Notice


class NoticesGet(Service):
    """One page of the notices, newest first; `unread=1` leaves out those that were read."""

    def reply(self):
        unread = self.request.form.get("unread") in ("1", "true")
        batch = HypermediaBatch(self.request, notices_of(current_user(), unread=unread))
        answer = {
            "@id": batch.canonical_url,
            "items_total": batch.items_total,
            "items": [self._item(notice) for notice in batch],
        }
        if batch.links:
            answer["batching"] = batch.links
        return answer

    def _item(self, notice: Notice) -> dict:
        return {
            "id": str(notice.id),
            "kind": notice.kind,
            "text": text_of(kind_of(notice.kind), notice.values, self.request),
            "link": notice.link,
            "created": notice.created.isoformat(),
            "read": notice.read,
        }


@implementer(IPublishTraverse)
class NoticesPost(Service):
    """`@notices/read` takes `{"ids": [...]}` or `{"all": true}` and answers `{"unread"}`."""

    verb = None

    def publishTraverse(self, request, name):
        if self.verb is not None or name != "read":
            raise NotFound(self, name, request)
        self.verb = name
        return self

    def reply(self):
        if self.verb is None:
            raise NotFound(self, "@notices", self.request)
        accept_token(self.request)
        body = json_body(self.request)
        if body.get("all") is True:
            mark_read(current_user())
        else:
            mark_read(current_user(), self._ids(body.get("ids")))
        return {"unread": unread_count(current_user())}

    def _ids(self, ids) -> list[int]:
        if (
            not isinstance(ids, list)
            or len(ids) > 1000
            or not all(isinstance(id, str) and id.isascii() and id.isdecimal() for id in ids)
            or any(len(id) > 19 for id in ids)
        ):
            raise invalid_input(
                self.request,
                "ids",
                _("error_notice_ids", default="Please say which notices: ids or all."),
            )
        return [int(id) for id in ids]


def current_user() -> str:
    """Id of the person who asks; the permission of the services lets nobody else in."""
    return api.user.get_current().getId()
