"""News in a space are told to its members by a job: writing one costs the same for 5 members and for 500."""

from plone import api
from plone.uuid.interfaces import IUUID
from zope.interface import implementer
from zukunftsraum.jobs.interfaces import IJob
from zukunftsraum.spaces import telling
from zukunftsraum.spaces.containment import space_of
from zukunftsraum.spaces.groups import groups_of
from zukunftsraum.spaces.membership import members_of
from zukunftsraum.spaces.store import get_pending_news

import transaction


#: So many people are told in one transaction.
BATCH = 50


def news_moved(news, event) -> None:
    """Note news that come into a space, not those that only move within it."""
    if event.newParent is None:
        return
    old = space_of(event.oldParent) if event.oldParent is not None else None
    new = space_of(news)
    if new is not None and (old is None or IUUID(old) != IUUID(new)):
        get_pending_news().put(IUUID(news))


@implementer(IJob)
class SpaceNews:
    """Tells the members of a space of its news, except their author.

    Who was told is noted in the same transaction, so that a job that was ended, or runs twice, tells nobody
    twice.
    """

    title = "Tell the members of spaces of news in them"
    schedule = "*/15 * * * *"

    def run(self, now):
        pending = get_pending_news()
        uids = pending.uids()
        told = sum(self.tell_of(uid) for uid in uids)
        return f"news {len(uids)}, people told {told}"

    def tell_of(self, uid) -> int:
        """Tell of one; how many people were told. What is gone, or left the space, is dropped."""
        pending = get_pending_news()
        with api.env.adopt_roles(["Manager"]):
            news = api.content.get(UID=uid)
        space = space_of(news) if news is not None else None
        told = 0
        if space is not None:
            people = [id for id in members_of(groups_of(space)) if id != news.Creator()]
            for start in range(0, len(people), BATCH):
                for user_id in people[start : start + BATCH]:
                    if pending.mark_told(uid, user_id):
                        telling.tell_news(user_id, news, space)
                        told += 1
                transaction.commit()
        pending.done(uid)
        transaction.commit()
        return told
