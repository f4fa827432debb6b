"""Notices that are not for the outsiders: those of somebody else, and those of a space they have left."""

from datetime import datetime
from datetime import UTC
from tests.isolation import OUTSIDERS
from tests.isolation import Rows
from zukunftsraum import _
from zukunftsraum.notices.interfaces import INoticeKind
from zukunftsraum.notices.kinds import NoticeKind
from zukunftsraum.notices.store import get_store
from zukunftsraum.notices.tokens import issue


KIND = NoticeKind(
    "secret", _("told_test", default="${text}"), _("told_test", default="${text}"), "", mail=False
)


def tell(portal):
    portal.getSiteManager().registerUtility(KIND, INoticeKind, KIND.id)
    space = portal["raeume"]["beispielhausen"].UID()
    for user_id in ("member-b", *OUTSIDERS[1:]):
        values = {"text": "Zitronenfalter gesichtet"}
        link = "/raeume/beispielhausen/d1"
        get_store().add(user_id, KIND.id, values, link, space, datetime.now(UTC))
    return {"unsubscribe": issue("member-b", KIND.id)}


def boxes(portal):
    return {
        user_id: [(notice.id, notice.read) for notice in get_store().box(user_id)]
        for user_id in get_store().user_ids()
    }


NOTICE_ROWS = Rows(
    plant=tell,
    paths={
        "@notices": (),
        "@notices?unread=1": (),
        "@unsubscribe/{unsubscribe}": (),
        "@unsubscribe/x": (),
        "@jobs": (),
    },
    write_paths=(
        ("POST", "@unsubscribe/x", None),
        ("POST", "@jobs/mail-queue", {}),
        ("POST", "@notices/read", {"ids": ["1"]}),
    ),
    state=boxes,
    seen=(("member-b", "@notices"),),
)
